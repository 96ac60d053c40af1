import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY, HOUR } from "../../src/clock.ts";
import { closeRequest, extendRequest, openRequest } from "../../src/privacy/handle-request.ts";
import { remindOfRequests } from "../../src/privacy/remind-of-requests.ts";
import { getRequest } from "../../src/privacy/requests.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk({ timezone: "Europe/Lisbon" });
  const asked = {
    kind: "access",
    contactId: null,
    jurisdiction: "PT",
    source: "letter",
    note: "",
    receivedAt: desk.clock.now(),
    createdBy: null,
  } as const;
  await desk.recado.write((tx) => openRequest(tx, asked, desk.clock.now()));
});
afterEach(() => desk.close());

const by = () => ({ actorId: desk.people.ana, now: desk.clock.now() });
/** How many notices there are after the job ran `times` at that distance to the due moment. */
async function toldAt(distance: number, times = 2): Promise<number> {
  const { recado, clock } = desk;
  const { due_at } = await getRequest(recado.db, 1);
  clock.set(due_at + distance);
  for (let n = 0; n < times; n += 1) await remindOfRequests(recado);
  return (await recado.db.selectFrom("notifications").selectAll().execute()).length;
}

describe("a reminder of a request", () => {
  test("comes 7 days before, 2 days before, on the day and when it is late, each once", async () => {
    expect(await toldAt(-9 * DAY)).toBe(0);
    expect(await toldAt(-7 * DAY - HOUR)).toBe(1);
    expect(await toldAt(-5 * DAY)).toBe(1);
    expect(await toldAt(-2 * DAY)).toBe(2);
    expect(await toldAt(-HOUR)).toBe(3);
    expect(await toldAt(HOUR)).toBe(4);
    expect(await toldAt(5 * DAY)).toBe(4);
  });

  test("goes to who handles requests, leads there, and tells nothing of the person", async () => {
    await toldAt(-HOUR);
    const rows = await desk.recado.db.selectFrom("notifications").selectAll().execute();
    expect(rows.map(({ user_id }) => user_id)).toEqual([desk.people.ana]);
    const ana = await desk.browserOf(desk.people.ana);
    const page = await parse(await ana.get("/notifications"));
    expect(words(page, ".entry-title")).toEqual([
      "Request 1 about data has to be answered by 2026-10-21",
    ]);
    expect(page.querySelector(".entry-link")!.getAttribute("href")).toBe("/consent/requests/1");
  });

  test("that was missed is made up for by one", async () => {
    expect(await toldAt(3 * DAY, 1)).toBe(1);
  });

  test("begins anew when the answer is put off, and ends when it is given", async () => {
    const { recado } = desk;
    expect(await toldAt(-HOUR)).toBe(1);
    await recado.write((tx) => extendRequest(tx, 1, { reason: "Many", ...by() }));
    expect(await toldAt(-20 * DAY)).toBe(1);
    expect(await toldAt(-7 * DAY)).toBe(2);
    await recado.write((tx) => closeRequest(tx, 1, { state: "done", outcome: "", ...by() }));
    expect(await toldAt(HOUR)).toBe(2);
  });

  test("is offered in the notification settings to who handles requests alone", async () => {
    const of = async (id: number) =>
      (await (await desk.browserOf(id)).get("/settings/notifications")).text();
    expect(await of(desk.people.ana)).toContain("privacy-due.");
    expect(await of(desk.people.bruno)).not.toContain("privacy-due");
  });
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { noticeHappenings } from "../../src/notify/notice-happenings.ts";
import { runRules } from "../../src/routing/process-ticket-events.ts";
import { insertRoutingRule } from "../../src/routing/rules.ts";
import { termsOf } from "../sla/support.ts";
import { clara, everythingOf, type MergingDesk, openMergingDesk } from "./support.ts";

let desk: MergingDesk;
beforeEach(async () => {
  desk = await openMergingDesk();
});
afterEach(() => desk.close());

const promises = (number: number) =>
  desk.clocksOf(number).then((clocks) => clocks.map(({ metric, state }) => `${metric} ${state}`));

/** From now on; Clara's #2 has its clocks by her next message. */
async function promise(terms: Parameters<typeof termsOf>) {
  await desk.addPolicy({ terms: termsOf(...terms) });
  await desk.tick();
}

test("the waiting of the merged ticket goes on where it stood, and sets nothing off twice", async () => {
  await promise([
    { "next-response": 60, "first-response": 60 },
    { reminders: [{ minutesBefore: 50 }] },
  ]);
  const started = desk.clock.now();
  desk.clock.advance(20 * MINUTE);
  await desk.tick();
  expect(await desk.stepsOf(2)).toEqual(["first-response reminder:-50"]);
  await desk.merge(2, 1);
  expect(await promises(2)).toEqual([]);
  expect(await desk.clocksOf(1)).toMatchObject([
    { metric: "first-response", state: "running", due_at: started + 60 * MINUTE },
  ]);
  expect((await desk.ticket(1)).sla_due_at).toBe(started + 60 * MINUTE);
  expect((await desk.ticket(2)).sla_due_at).toBeNull();
  desk.clock.advance(41 * MINUTE);
  await desk.tick();
  await desk.tick();
  expect(await desk.stepsOf(1)).toEqual(["first-response reminder:-50", "first-response breach"]);
  await desk.answer(1);
  expect(await promises(1)).toEqual(["first-response breached"]);
});

test("merging forgives no time: what was resolved counts since the merged ticket was opened, but for its pauses", async () => {
  await promise([{ resolution: 24 * 60 }]);
  const third = await another();
  desk.clock.advance(60 * MINUTE);
  await desk.setStatus(third, "pending");
  desk.clock.advance(30 * MINUTE);
  await desk.setStatus(third, "open");
  desk.clock.advance(10 * MINUTE);
  const now = desk.clock.now();
  const [before] = await desk.clocksOf(2);
  expect(before?.state).toBe("met");
  await desk.merge(third, 2);
  const [own] = await desk.clocksOf(2);
  const ran = (own?.due_at ?? 0) - now;
  // Ten minutes before it was resolved, and 70 of the other's 100.
  expect(ran).toBe(24 * 60 * MINUTE - 80 * MINUTE);
  expect(await promises(third)).toEqual(["resolution void"]);
});

/** #2 resolved after ten minutes; Clara's next ticket two days later. */
async function another(): Promise<number> {
  desk.clock.advance(10 * MINUTE);
  await desk.setStatus(2, "resolved");
  desk.clock.advance(2 * 24 * 60 * MINUTE);
  return desk.write(clara, "De novo eu");
}

test("of two waitings the one that began first is the promise that is kept", async () => {
  await promise([{ "first-response": 60, "next-response": 60 }]);
  const first = desk.clock.now();
  desk.clock.advance(30 * MINUTE);
  await desk.setStatus(1, "open");
  await desk.answer(1);
  await desk.recado.write((tx) =>
    tx
      .updateTable("tickets")
      .set({ waiting_since: desk.clock.now() })
      .where("id", "=", 1)
      .execute(),
  );
  desk.clock.advance(MINUTE);
  await desk.ana.send("PUT", "/tickets/1/priority", { priority: "high" });
  expect(await promises(1)).toContain("next-response running");
  const before = await everythingOf(desk);
  const address = await desk.mergeAndUndoAddress(2, 1);
  expect((await desk.clocksOf(1)).filter(({ ended_at }) => ended_at === null)).toMatchObject([
    { started_at: first, due_at: first + 60 * MINUTE },
  ]);
  expect((await desk.ticket(1)).waiting_since).toBe((await waitingBefore(before)) ?? null);
  await desk.undo(address);
  expect(await everythingOf(desk)).toEqual(before);
});

async function waitingBefore(rows: Awaited<ReturnType<typeof everythingOf>>) {
  const tickets = rows.tickets as { id: number; waiting_since: number | null }[];
  return tickets.find(({ id }) => id === 2)?.waiting_since;
}

test("Undo gives both their clocks back, and those of a reopened ticket know nothing of the other", async () => {
  await promise([{ "first-response": 60, resolution: 24 * 60 }]);
  const third = await another();
  desk.clock.advance(20 * MINUTE);
  await desk.tick();
  const before = await everythingOf(desk);
  const address = await desk.mergeAndUndoAddress(third, 2);
  expect(await everythingOf(desk)).not.toEqual(before);
  await desk.undo(address);
  expect(await everythingOf(desk)).toEqual(before);
  desk.clock.advance(MINUTE);
  await desk.setStatus(2, "open");
  const [own] = (await desk.clocksOf(2)).filter(({ metric }) => metric === "resolution");
  expect(own?.due_at).toBe(desk.clock.now() + 24 * 60 * MINUTE - 10 * MINUTE);
});

test("a rule on waiting and a notice that came for the merged ticket do not come again", async () => {
  await desk.recado.write((tx) =>
    insertRoutingRule(
      tx,
      {
        name: "Nobody answers",
        events: ["unanswered"],
        condition: { all: [] },
        actions: [{ do: "add-tags", tags: ["late"] }],
        unansweredMinutes: 10,
        isEnabled: true,
        stops: false,
      },
      desk.people.ana,
      desk.clock.now(),
    ),
  );
  desk.clock.advance(MINUTE);
  await desk.setStatus(2, "resolved");
  desk.clock.advance(MINUTE);
  await desk.write(clara, "Ainda não resolveu");
  desk.clock.advance(11 * MINUTE);
  await runRules(desk.recado, () => undefined);
  await noticeHappenings(desk.recado);
  const told = () =>
    desk.recado.db
      .selectFrom("notifications")
      .select("kind")
      .where("kind", "=", "unanswered")
      .execute();
  const fired = () => desk.recado.db.selectFrom("rule_firings").select("ticket_id").execute();
  expect(await fired()).toEqual([{ ticket_id: 2 }]);
  const before = await told();
  expect(before.length).toBeGreaterThan(0);
  await desk.merge(2, 1);
  desk.clock.advance(20 * MINUTE);
  await runRules(desk.recado, () => undefined);
  await noticeHappenings(desk.recado);
  expect(await fired()).toEqual([{ ticket_id: 1 }]);
  expect(await told()).toEqual(before);
});

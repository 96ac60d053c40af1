import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { assignTicket } from "../../src/inbox/change-ticket.ts";
import { insertNote } from "../../src/inbox/notes.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { noticeHappenings } from "../../src/notify/notice-happenings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function ticketOf(text: string) {
  await desk.deliver(textWebhook(text));
  const row = await desk.recado.db
    .selectFrom("tickets")
    .select("id")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return getTicket(desk.recado.db, row.id);
}

async function told(userId: number): Promise<string[]> {
  const rows = await desk.recado.db
    .selectFrom("notifications")
    .select("kind")
    .where("user_id", "=", userId)
    .orderBy("id")
    .execute();
  return rows.map(({ kind }) => kind);
}

const choose = (userId: number, kinds: Record<string, string[]>) =>
  desk.recado.write((tx) =>
    tx
      .updateTable("users")
      .set({ notify: JSON.stringify(kinds) })
      .where("id", "=", userId)
      .execute(),
  );

describe("People are told", () => {
  test("of a ticket that somebody else gives them, once, and not of one they take", async () => {
    const { ana, bruno } = desk.people;
    const ticket = await ticketOf("Bom dia");
    await desk.recado.write((tx) =>
      assignTicket(tx, ticket, bruno, { type: "agent", id: ana }, desk.clock.now()),
    );
    await noticeHappenings(desk.recado);
    await noticeHappenings(desk.recado);
    expect(await told(bruno)).toEqual(["assigned"]);
    const given = await getTicket(desk.recado.db, ticket.id);
    await desk.recado.write((tx) =>
      assignTicket(tx, given, ana, { type: "agent", id: ana }, desk.clock.now()),
    );
    await noticeHappenings(desk.recado);
    expect(await told(ana)).toEqual([]);
  });

  test("when a note mentions them, but not by their own", async () => {
    const { ana, bruno } = desk.people;
    const ticket = await ticketOf("Bom dia");
    await desk.recado.write((tx) =>
      insertNote(tx, ticket, ana, "@Bruno e @Ana: quem vê isto?", desk.clock.now()),
    );
    await noticeHappenings(desk.recado);
    expect(await told(bruno)).toEqual(["mention"]);
    expect(await told(ana)).toEqual([]);
  });

  test("of new tickets and messages only if they chose so", async () => {
    const { ana, bruno } = desk.people;
    await choose(bruno, { "new-ticket": ["page"], message: ["page"] });
    const ticket = await ticketOf("Bom dia");
    await noticeHappenings(desk.recado);
    await desk.recado.write((tx) =>
      assignTicket(tx, ticket, bruno, { type: "agent", id: bruno }, desk.clock.now()),
    );
    await desk.deliver(textWebhook("Alguém aí?"));
    await noticeHappenings(desk.recado);
    expect(await told(bruno)).toEqual(["new-ticket", "message"]);
    expect(await told(ana)).toEqual([]);
  });

  test("of a customer who has waited five minutes, once per waiting", async () => {
    const { bruno } = desk.people;
    const ticket = await ticketOf("Bom dia");
    await desk.recado.write((tx) =>
      tx
        .updateTable("tickets")
        .set({ assignee_id: bruno, waiting_since: desk.clock.now() })
        .where("id", "=", ticket.id)
        .execute(),
    );
    desk.clock.advance(4 * MINUTE);
    await noticeHappenings(desk.recado);
    expect(await told(bruno)).toEqual([]);
    desk.clock.advance(2 * MINUTE);
    await noticeHappenings(desk.recado);
    desk.clock.advance(9 * MINUTE);
    await noticeHappenings(desk.recado);
    expect(await told(bruno)).toEqual(["unanswered"]);
  });
});

describe("The page of notices", () => {
  test("shows a person their own alone, and marks them as seen", async () => {
    const { ana, bruno } = desk.people;
    const ticket = await ticketOf("Bom dia");
    await desk.recado.write((tx) =>
      assignTicket(tx, ticket, bruno, { type: "agent", id: ana }, desk.clock.now()),
    );
    await noticeHappenings(desk.recado);
    const own = await desk.browserOf(bruno);
    const other = await desk.browserOf(ana);
    expect(await (await own.get("/notifications")).text()).toContain(
      `Ana gave you ticket #${ticket.id}`,
    );
    expect(await (await other.get("/notifications")).text()).toContain("Nothing new");
    expect(await (await own.get("/notifications/unseen")).text()).toContain("1 new notification");
    await other.send("POST", "/notifications/seen");
    expect(await (await own.get("/notifications/unseen")).text()).toContain("1 new notification");
    await own.send("POST", "/notifications/seen");
    expect(await (await own.get("/notifications/unseen")).text()).toBe("");
  });

  test("keeps what a person chose", async () => {
    const browser = await desk.browserOf(desk.people.bruno);
    await browser.send("POST", "/settings/notifications", { "assigned.email": "1" });
    const { notify } = await desk.recado.db
      .selectFrom("users")
      .select("notify")
      .where("id", "=", desk.people.bruno)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(notify)).toMatchObject({ assigned: ["email"], mention: [] });
  });
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { envelope, message, textMessage, textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const PHONE = "5511987654321";
const USER = "BR.13491208655302741918";
const byPhone = textWebhook("Oi", { from: PHONE });
const byUser = textWebhook("Alguém aí?", { from: null, userId: USER });
const both = envelope({ messages: [textMessage("Sou eu", { from: PHONE, userId: USER })] });

async function tickets() {
  return desk.recado.db
    .selectFrom("tickets")
    .select(["id", "status", "unread_count"])
    .orderBy("id")
    .execute();
}

test("two untouched tickets of one person become the older one, with everything unread", async () => {
  await desk.deliver(byPhone);
  await desk.deliver(byUser);
  expect(await tickets()).toHaveLength(2);
  await desk.deliver(both);
  expect(await tickets()).toEqual([{ id: 1, status: "new", unread_count: 3 }]);
  const messages = await desk.recado.db.selectFrom("messages").select("ticket_id").execute();
  expect(messages.map((row) => row.ticket_id)).toEqual([1, 1, 1]);
});

test("a ticket that somebody has taken keeps its number", async () => {
  await desk.deliver(byPhone);
  await desk.deliver(byUser);
  const api = await desk.apiOf();
  await api.call("PATCH", "/tickets/2", { assignee_id: desk.people.bruno });
  await desk.deliver(both);
  expect((await tickets()).map((ticket) => ticket.id)).toEqual([1, 2]);
});

test("an open ticket is joined, also when a newer one beside it is resolved", async () => {
  await desk.deliver(byPhone);
  await desk.deliver(byUser);
  const api = await desk.apiOf();
  await api.call("PATCH", "/tickets/1", { assignee_id: desk.people.bruno });
  await api.call("PATCH", "/tickets/2", { status: "resolved" });
  await desk.deliver(both);
  expect((await tickets()).map((ticket) => ticket.status)).toEqual(["open", "resolved"]);
  const last = await desk.recado.db
    .selectFrom("messages")
    .select("ticket_id")
    .orderBy("id", "desc")
    .executeTakeFirst();
  expect(last?.ticket_id).toBe(1);
});

test("a reaction that came before the first message belongs to its ticket", async () => {
  const reaction = message(
    { type: "reaction", reaction: { message_id: "wamid.OURS", emoji: "👍" } },
    { from: PHONE },
  );
  await desk.deliver(envelope({ messages: [reaction] }));
  expect(await tickets()).toHaveLength(0);
  await desk.deliver(byPhone);
  const messages = await desk.recado.db
    .selectFrom("messages")
    .select(["type", "ticket_id"])
    .orderBy("id")
    .execute();
  expect(messages).toEqual([
    { type: "reaction", ticket_id: 1 },
    { type: "text", ticket_id: 1 },
  ]);
});

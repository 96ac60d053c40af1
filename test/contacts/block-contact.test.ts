import { afterEach, beforeEach, expect, test } from "bun:test";
import { getContact } from "../../src/contacts/contacts.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  bruno = await desk.browserOf(desk.people.bruno);
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
const carla = () => getContact(desk.recado.db, 1);
const block = () => bruno.send("PUT", "/contacts/1/block", {}, htmx);
const events = async () => {
  const rows = await desk.recado.db
    .selectFrom("ticket_events")
    .select(["kind", "actor_id"])
    .where("ticket_id", "=", 1)
    .orderBy("id")
    .execute();
  return rows.map(({ kind, actor_id }) => `${kind} ${actor_id ?? "-"}`);
};
const told = () => desk.graph.requests.filter(({ path }) => path.endsWith("/block_users"));

test("a block is told to Meta, resolves the open tickets and stands in their history", async () => {
  const answer = await parse(await block());
  expect((await carla()).blocked_at).toBe(desk.clock.now());
  expect((await getTicket(desk.recado.db, 1)).status).toBe("resolved");
  expect(await events()).toEqual([
    "opened -",
    `blocked ${desk.people.bruno}`,
    `status ${desk.people.bruno}`,
  ]);
  expect(told()).toMatchObject([
    {
      method: "POST",
      body: { messaging_product: "whatsapp", block_users: [{ user: "+5511987654321" }] },
    },
  ]);
  expect(words(answer, ".toast .grow")).toEqual(["Carla is blocked."]);
});

test("what a blocked person still writes is kept, but stays out of the inbox", async () => {
  await block();
  desk.clock.advance(1000);
  await desk.deliver(textWebhook("vocês me bloquearam?", { name: "Carla" }));
  const ticket = await getTicket(desk.recado.db, 1);
  expect([ticket.status, ticket.unread_count]).toEqual(["resolved", 0]);
  const texts = await desk.recado.db.selectFrom("messages").select("text").execute();
  expect(texts.map(({ text }) => text)).toContain("vocês me bloquearam?");
});

test("a refusal of Meta's leaves the desk's own block, and is told", async () => {
  const { recado } = desk;
  await recado.write((tx) => tx.updateTable("channels").set({ is_simulated: 0 }).execute());
  recado.graph.blockUser = async () => ({
    kind: "failed",
    code: 139103,
    detail: "not within 24 hours",
  });
  const answer = await parse(await block());
  expect(words(answer, ".toast .grow")[0]).toContain("WhatsApp did not take the block");
  expect((await carla()).blocked_at).not.toBeNull();
});

test("undo unblocks and reopens what the block had resolved", async () => {
  const answer = await parse(await block());
  const undo = answer.querySelector(".toast-undo")?.getAttribute("hx-delete") ?? "";
  expect(undo).toBe("/contacts/1/block?reopen=1");
  await bruno.send("DELETE", undo, {}, htmx);
  expect((await carla()).blocked_at).toBeNull();
  expect((await getTicket(desk.recado.db, 1)).status).toBe("open");
  expect(told().map(({ method }) => method)).toEqual(["POST", "DELETE"]);
});

test("unblocking later reopens nothing", async () => {
  await block();
  await bruno.send("DELETE", "/contacts/1/block", {}, htmx);
  expect((await getTicket(desk.recado.db, 1)).status).toBe("resolved");
  expect((await events()).at(-1)).toBe(`unblocked ${desk.people.bruno}`);
});

test("an undo reopens no ticket of somebody else", async () => {
  await desk.deliver(textWebhook("oi", { from: "5511900000001", name: "Diego" }));
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ status: "resolved" }).where("id", "=", 2).execute(),
  );
  await block();
  await bruno.send("DELETE", "/contacts/1/block?reopen=2,999,x", {}, htmx);
  expect((await getTicket(desk.recado.db, 2)).status).toBe("resolved");
});

test("blocking twice is one block", async () => {
  await block();
  await block();
  expect((await events()).filter((event) => event.startsWith("blocked"))).toHaveLength(1);
});

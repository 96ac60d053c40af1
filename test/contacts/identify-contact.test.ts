import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { envelope, textMessage, textWebhook } from "../support/messages.ts";

const OLD = "5511987654321";
const NEW = "5511976543210";
const BEFORE = Date.UTC(2026, 8, 21, 12, 0, 0);
const CHANGE = Date.UTC(2026, 8, 21, 12, 30, 0);
const AFTER = Date.UTC(2026, 8, 21, 13, 0, 0);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const fromOld = textWebhook("Oi, quero uma camiseta", { from: OLD, at: BEFORE });
const fromNew = textWebhook("Sou eu, de número novo", { from: NEW, at: AFTER });
const moved = envelope({
  messages: [
    {
      from: OLD,
      id: "wamid.MOVED",
      timestamp: String(CHANGE / 1000),
      type: "system",
      system: { type: "user_changed_number", body: "Carla changed", wa_id: NEW },
    },
  ],
});

for (const [name, webhooks] of Object.entries({
  "as it happened": [fromOld, moved, fromNew],
  "the news first": [moved, fromOld, fromNew],
  "the news last": [fromNew, fromOld, moved],
  "the old message last": [moved, fromNew, fromOld],
})) {
  test(`a person who took another number is one contact under the new one: ${name}`, async () => {
    for (const webhook of webhooks) await desk.deliver(webhook);
    const api = await desk.apiOf();
    const { data } = (await api.get("/contacts")).body;
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ name: "Carla", phone: `+${NEW}` });
    expect((await api.get(`/contacts?phone=${OLD}`)).body.data).toEqual(data);
    const tickets = (await api.get("/tickets")).body.data;
    expect(tickets).toHaveLength(1);
    const messages = (await api.get(`/tickets/${tickets[0].number}/messages`)).body.data;
    expect(messages.filter((message: { type: string }) => message.type === "text")).toHaveLength(2);
  });
}

test("a number that all were wrong about stays with whom Meta named last", async () => {
  await desk.deliver(moved);
  await desk.deliver(
    envelope({
      messages: [
        {
          from: NEW,
          id: "wamid.BACK",
          timestamp: String(AFTER / 1000),
          type: "system",
          system: { type: "user_changed_number", body: "Carla changed", wa_id: OLD },
        },
      ],
    }),
  );
  await desk.deliver(fromNew);
  const { data } = (await (await desk.apiOf()).get("/contacts")).body;
  expect(data).toHaveLength(1);
  expect(data[0].phone).toBe(`+${OLD}`);
});

test("who is known by a name keeps it when the other half has none", async () => {
  const nameless = envelope({ messages: [textMessage("Oi", { from: NEW, at: AFTER })] });
  await desk.deliver(fromOld);
  await desk.deliver(nameless);
  await desk.deliver(moved);
  const { data } = (await (await desk.apiOf()).get("/contacts")).body;
  expect(data.map((contact: { name: string }) => contact.name)).toEqual(["Carla"]);
});

test("who has no name is called by the number they have now", async () => {
  await desk.deliver(envelope({ messages: [textMessage("Oi", { from: OLD, at: BEFORE })] }));
  await desk.deliver(moved);
  const { data } = (await (await desk.apiOf()).get("/contacts")).body;
  expect(data.map((contact: { name: string }) => contact.name)).toEqual([`+${NEW}`]);
});

test("what an agent has begun to write is not lost when two contacts become one", async () => {
  await desk.deliver(fromOld);
  await desk.deliver(fromNew);
  const thread = await desk.recado.db
    .selectFrom("threads")
    .select("id")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  const draft = {
    user_id: desk.people.ana,
    thread_id: thread.id,
    text: "Olá de novo",
    updated_at: desk.clock.now(),
  };
  await desk.recado.write((tx) => tx.insertInto("drafts").values(draft).execute());
  await desk.deliver(moved);
  const drafts = await desk.recado.db.selectFrom("drafts").select("text").execute();
  expect(drafts).toEqual([{ text: "Olá de novo" }]);
});

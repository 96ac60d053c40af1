import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { forgetSending } from "../../src/whatsapp/outbox.ts";
import { systemClock } from "../../src/clock.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { statusWebhook, textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
// A real clock: pauses between tries are waited for.
beforeEach(async () => {
  desk = await openDesk({ clock: systemClock() });
  api = await desk.apiOf();
  await desk.deliver(textWebhook("Hi", { at: Date.now() - 1000 }));
});
afterEach(() => desk.close());

let keys = 0;
const post = (text: string, number = 1) =>
  api.call("POST", `/tickets/${number}/messages`, { text }, { "idempotency-key": `key-${keys++}` });
const last = async () => (await api.get("/tickets/1/messages?order=desc&limit=1")).body.data[0];
const outbox = async () => (await api.get("/outbox?order=asc")).body.data;
const hasStatus = (status: string) => until(async () => (await last()).status === status, 8_000);
const attempts = () =>
  desk.graph.requests.filter((request) => request.path.endsWith("/messages")).length;

describe("what was provably not accepted is tried again", () => {
  test("after a 429 the message leaves by itself, once", async () => {
    desk.graph.faults.set("rate-limited", { times: 2 });
    await post("patience");
    await hasStatus("sent");
    expect(desk.graph.sent.map((message) => message.type)).toEqual(["text"]);
    expect((await outbox())[0]).toMatchObject({ state: "accepted", attempts: 3 });
  });
});

describe("what may have been accepted is never sent again by itself", () => {
  for (const fault of ["server-error", "reset", "truncated"] as const) {
    test(`${fault}: unknown, until a status that echoes our data settles it`, async () => {
      desk.graph.faults.set(fault, { times: 1, accepts: true });
      await post("did it arrive?");
      await hasStatus("unknown");
      expect((await outbox())[0]).toMatchObject({ state: "unknown", attempts: 1 });
      const [sent] = desk.graph.sent;
      await desk.deliver(
        statusWebhook(sent!.wamid, "delivered", { reference: sent!.reference ?? "" }),
      );
      expect(await last()).toMatchObject({ status: "delivered", wamid: sent!.wamid });
      expect((await outbox())[0].state).toBe("accepted");
      expect(attempts()).toBe(1);
    });
  }

  test("a restart makes what was on its way unknown, and a person may retry or drop it", async () => {
    desk.graph.faults.set("hang", { times: 1 });
    await post("on its way");
    await hasStatus("sending");
    await desk.recado.write((tx) => forgetSending(tx, Date.now()));
    expect((await last()).status).toBe("unknown");
    const [row] = await outbox();
    expect(row.state).toBe("unknown");

    const retried = await api.call("POST", `/outbox/${row.id}/retry`);
    expect(retried.status).toBe(200);
    await hasStatus("sent");
    const again = await api.call("POST", `/outbox/${row.id}/drop`);
    expect([again.status, again.body.code]).toEqual([409, "conflict"]);
  });
});

describe("a refusal", () => {
  test("of the message fails it with Meta's reason; dropped it stays failed, retried it goes out", async () => {
    desk.graph.faults.set("window-closed", { times: 1 });
    await post("too late?");
    await hasStatus("failed");
    expect((await last()).error.code).toBe(131047);
    const [row] = await outbox();
    expect((await api.call("POST", `/outbox/${row.id}/drop`)).body.state).toBe("failed");
    await api.call("POST", `/outbox/${row.id}/retry`);
    await hasStatus("sent");
  });

  test("of the token closes the channel, raises the alert, and later messages are refused at once", async () => {
    desk.graph.faults.set("token-dead", { times: 1 });
    await post("token");
    await hasStatus("failed");
    const alerts = await desk.recado.db
      .selectFrom("alerts")
      .selectAll()
      .where("cleared_at", "is", null)
      .execute();
    expect(alerts.map((alert) => alert.kind)).toEqual(["channel-closed"]);
    const refused = await post("more");
    expect([refused.status, refused.body.code]).toEqual([409, "channel-closed"]);
  });
});

describe("order and pace", () => {
  test("messages to one person leave one after the other, in order", async () => {
    for (let n = 0; n < 12; n++) await post(`part ${n}`);
    await until(() => desk.graph.sent.length === 12);
    const texts = desk.graph.sent.map((message) => (message.body.text as { body: string }).body);
    expect(texts).toEqual(Array.from({ length: 12 }, (_, n) => `part ${n}`));
  });

  test("Meta's burst of 45 to one person goes through, the 46th waits", async () => {
    for (let n = 0; n < 46; n++) await post(`burst ${n}`);
    await until(() => desk.graph.sent.length === 45, 8_000);
    await until(async () => (await outbox())[45].next_attempt_at > new Date().toISOString());
    expect(desk.graph.sent).toHaveLength(45);
  });

  test("a slow answer for one person does not hold up another", async () => {
    await desk.deliver(textWebhook("Hello", { from: "5511987654322", at: Date.now() - 1000 }));
    desk.graph.faults.set("hang", { times: 1 });
    await post("hangs", 1);
    await post("goes", 2);
    await until(() => desk.graph.sent.length === 1);
    expect(desk.graph.sent[0]?.waId).toBe("5511987654322");
  });
});

test("a status that comes before the send has returned is applied when it returns", async () => {
  desk.graph.faults.set("slow", { times: 1, delayMs: 150 });
  await post("quick status");
  const sent = await until(() => desk.graph.sent[0]);
  await desk.deliver(statusWebhook(sent.wamid, "delivered"));
  await hasStatus("delivered");
});

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { statusWebhook, textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf();
});
afterEach(() => desk.close());

const key = (text: string) => ({ "idempotency-key": text });

describe("a signed webhook", () => {
  test("becomes a ticket with its message", async () => {
    await desk.deliver(textWebhook("Hello, where is my order?"));
    const { body } = await api.get("/tickets");
    expect(body.next_cursor).toBeNull();
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({
      number: 1,
      status: "new",
      escalated: false,
      priority: "normal",
      team: null,
      assignee: null,
      contact: { name: "Carla", phone: "+5511987654321" },
      window: { open: true },
    });
    const messages = await api.get("/tickets/1/messages");
    expect(messages.body.data).toHaveLength(1);
    expect(messages.body.data[0]).toMatchObject({
      direction: "in",
      author: { type: "contact", name: "Carla" },
      text: "Hello, where is my order?",
      status: "received",
    });
  });

  test("delivered twice is stored once", async () => {
    const webhook = textWebhook("once");
    await desk.deliver(webhook);
    await desk.deliver(webhook);
    expect((await api.get("/tickets/1/messages")).body.data).toHaveLength(1);
    expect((await api.get("/tickets")).body.data[0].unread).toBe(1);
  });
});

describe("a message by the API", () => {
  test("is queued at once, leaves through Graph, and shows its ticks", async () => {
    await desk.deliver(textWebhook("Hi"));
    const posted = await api.call("POST", "/tickets/1/messages", { text: "Good day!" }, key("k1"));
    expect(posted.status).toBe(201);
    expect(posted.body).toMatchObject({
      direction: "out",
      status: "queued",
      author: { type: "api" },
      ticket_number: 1,
    });

    const sent = await until(() => desk.graph.sent[0]);
    expect(sent.body).toMatchObject({
      to: "+5511987654321",
      type: "text",
      text: { body: "Good day!" },
    });
    const read = () => api.get("/tickets/1/messages").then(({ body }) => body.data.at(-1));
    await until(async () => (await read()).status === "sent");
    expect((await read()).wamid).toBe(sent.wamid);

    await desk.deliver(statusWebhook(sent.wamid, "read"));
    await desk.deliver(statusWebhook(sent.wamid, "delivered"));
    expect((await read()).status).toBe("read");
    expect((await api.get("/tickets/1")).body.status).toBe("open");
  });

  test("needs an Idempotency-Key, and the same key sends once even at the same time", async () => {
    await desk.deliver(textWebhook("Hi"));
    const bare = await api.call("POST", "/tickets/1/messages", { text: "a" });
    expect([bare.status, bare.body.code]).toEqual([400, "idempotency-key-missing"]);

    const both = await Promise.all(
      Array.from({ length: 8 }, () =>
        api.call("POST", "/tickets/1/messages", { text: "same" }, key("k")),
      ),
    );
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
    const other = await api.call("POST", "/tickets/1/messages", { text: "other" }, key("k"));
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
    await until(() => desk.graph.sent.length === 1);
  });

  test("is refused outside the window, and nothing is kept", async () => {
    await desk.deliver(textWebhook("Hi"));
    desk.clock.advance(24 * 3_600_000);
    const late = await api.call("POST", "/tickets/1/messages", { text: "late" }, key("k"));
    expect([late.status, late.body.code]).toEqual([409, "window-closed"]);
    expect((await api.get("/tickets/1")).body.window.open).toBe(false);
    expect((await api.get("/outbox")).body.data).toEqual([]);
  });

  test("quotes a message of the conversation, and no other", async () => {
    await desk.deliver(textWebhook("Hi", { wamid: "wamid.quoted" }));
    const wrong = await api.call(
      "POST",
      "/tickets/1/messages",
      { text: "a", reply_to: "wamid.none" },
      key("1"),
    );
    expect([wrong.status, wrong.body.code]).toEqual([422, "invalid"]);
    await api.call(
      "POST",
      "/tickets/1/messages",
      { text: "a", reply_to: "wamid.quoted" },
      key("2"),
    );
    const sent = await until(() => desk.graph.sent[0]);
    expect(sent.body.context).toEqual({ message_id: "wamid.quoted" });
  });

  test("for a ticket that is not there is a problem that says so", async () => {
    const missing = await api.call("POST", "/tickets/99/messages", { text: "x" }, key("k"));
    expect([missing.status, missing.body.code]).toEqual([404, "not-found"]);
    expect(missing.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("lists", () => {
  test("page without repeating or skipping while rows arrive", async () => {
    for (let n = 0; n < 5; n++) await desk.deliver(textWebhook("a", { from: `551198765430${n}` }));
    const first = (await api.get("/tickets?limit=2")).body;
    expect(first.data.map((row: { number: number }) => row.number)).toEqual([5, 4]);
    await desk.deliver(textWebhook("new", { from: "5511987654399" }));
    const second = (await api.get(`/tickets?limit=2&cursor=${first.next_cursor}`)).body;
    expect(second.data.map((row: { number: number }) => row.number)).toEqual([3, 2]);
    const third = (await api.get(`/tickets?limit=2&cursor=${second.next_cursor}`)).body;
    expect([third.data.length, third.next_cursor]).toEqual([1, null]);
  });

  test("refuse nonsense with a word on what to give", async () => {
    for (const query of [
      "limit=0",
      "limit=201",
      "limit=x",
      "order=up",
      "cursor=zz",
      "status=gone",
    ]) {
      const { status, body } = await api.get(`/tickets?${query}`);
      expect([query, status, body.code]).toEqual([query, 422, "invalid"]);
    }
  });
});

test("a program without a token, or with too narrow a scope, is refused", async () => {
  expect((await desk.send("/api/v1/tickets")).status).toBe(401);
  const narrow = await desk.apiOf(["contacts:read"]);
  expect((await narrow.get("/tickets")).status).toBe(403);
  expect((await narrow.get("/contacts")).status).toBe(200);
});

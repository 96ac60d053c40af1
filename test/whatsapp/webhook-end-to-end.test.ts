import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "kysely";
import { wireForm } from "../../src/simulator/envelope.ts";
import { payload } from "../payloads/read.ts";
import { type Desk, openDesk, testClock } from "../support/desk.ts";
import { envelope, textMessage, textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk({ clock: testClock(Date.UTC(2026, 8, 22, 19, 0, 0)) });
  api = await desk.apiOf();
});
afterEach(() => desk.close());

const deliver = async (name: string) => desk.deliver(wireForm(await payload(name)));
const contacts = async () => (await api.get("/contacts?order=asc")).body.data;
const tickets = async () => (await api.get("/tickets?order=asc")).body.data;
const events = async (query = "") => (await api.get(`/webhook-events?order=asc${query}`)).body.data;
const texts = async (ticket: number) =>
  (await api.get(`/tickets/${ticket}/messages`)).body.data
    .filter((message: { type: string }) => message.type === "text")
    .map((message: { text: string }) => message.text);

describe("one person is one contact", () => {
  for (const order of [
    ["msg_text_bsuid_only", "msg_text_phone_bsuid_username"],
    ["msg_text_phone_bsuid_username", "msg_text_bsuid_only"],
    ["msg_text", "msg_text_bsuid_only", "msg_text_phone_bsuid_username"],
  ]) {
    test(`after ${order.join(", then ")}`, async () => {
      for (const name of order) await deliver(name);
      expect(await contacts()).toMatchObject([
        { phone: "+16505551234", user_id: "US.13491208655302741918", username: "realsheenanelson" },
      ]);
      expect(await tickets()).toHaveLength(1);
      expect(await texts((await tickets())[0].number)).toHaveLength(order.length);
    });
  }

  test("in Brazil with and without the ninth digit", async () => {
    await desk.deliver(textWebhook("Oi!", { from: "5511988887777", name: "João" }));
    await deliver("msg_brazil_without_ninth_digit");
    expect(await contacts()).toMatchObject([{ name: "João", phone: "+5511988887777" }]);
    for (const phone of ["5511988887777", "551188887777", "%2B5511988887777"]) {
      expect((await api.get(`/contacts?phone=${phone}`)).body.data).toHaveLength(1);
    }
    expect(await tickets()).toHaveLength(1);
  });

  const before = () => deliver("msg_text_with_bsuid");
  const after = () =>
    desk.deliver(
      textWebhook("My new number", {
        from: "12195555358",
        userId: "US.20000000000000000001",
        name: "Sheena Nelson",
      }),
    );
  const number = () => deliver("msg_system_user_changed_number");
  const userId = () => deliver("msg_system_user_changed_user_id");
  const orders: Record<string, (() => Promise<unknown>)[]> = {
    "as it happened": [before, number, userId, after],
    "the id before the number": [before, userId, number, after],
    "the news before anything": [number, userId, before, after],
    "the news after everything": [before, after, userId, number],
    "the new number first": [after, userId, number, before],
    "all of it twice": [after, before, number, userId, number, userId, before, after],
  };
  for (const [name, steps] of Object.entries(orders)) {
    test(`under another number and another id: ${name}`, async () => {
      for (const step of steps) await step();
      expect(await contacts()).toMatchObject([
        { phone: "+12195555358", user_id: "US.20000000000000000001", name: "Sheena Nelson" },
      ]);
      expect((await api.get("/contacts?phone=16505551234")).body.data).toHaveLength(1);
      expect((await api.get("/contacts?user_id=US.13491208655302741918")).body.data).toHaveLength(
        1,
      );
      expect(await tickets()).toHaveLength(1);
    });
  }

  test("a new id without a phone, told with the one before", async () => {
    await deliver("msg_text_bsuid_only");
    await deliver("msg_system_user_changed_user_id_previous");
    expect(await contacts()).toMatchObject([{ user_id: "US.20000000000000000001", phone: null }]);
  });

  test("that somebody's keys are new makes no contact of a stranger", async () => {
    await deliver("msg_system_identity_changed");
    expect(await contacts()).toEqual([]);
  });
});

describe("the account", () => {
  test("restricted: the channel closes, a banner says so, and nothing is sent until it opens again", async () => {
    await deliver("msg_text");
    await deliver("acct_account_update_account_restriction");
    const channel = await desk.recado.db
      .selectFrom("channels")
      .select("closed_at")
      .executeTakeFirstOrThrow();
    expect(channel.closed_at).not.toBeNull();
    const alerts = await desk.recado.db
      .selectFrom("alerts")
      .select(["kind", "cleared_at"])
      .execute();
    expect(alerts).toEqual([{ kind: "channel-closed", cleared_at: null }]);
    const refused = await api.call(
      "POST",
      "/tickets/1/messages",
      { text: "Hello" },
      { "idempotency-key": "1" },
    );
    expect([refused.status, refused.body.code]).toEqual([409, "channel-closed"]);
    // What customers write still comes in.
    await deliver("msg_text_reply");
    expect(await texts(1)).toHaveLength(2);
  });

  test("another account's restriction closes nothing of ours", async () => {
    await desk.deliver({
      object: "whatsapp_business_account",
      entry: [
        {
          id: "999",
          changes: [{ field: "account_update", value: { event: "ACCOUNT_RESTRICTION" } }],
        },
      ],
    });
    const channel = await desk.recado.db
      .selectFrom("channels")
      .select("closed_at")
      .executeTakeFirstOrThrow();
    expect(channel.closed_at).toBeNull();
  });
});

describe("what is not for us", () => {
  for (const [name, body] of Object.entries({
    "a number that is not ours": textWebhook("Hi", { phoneNumberId: "999999999999999" }),
    "an unknown field": envelope({}, { field: "something_new" }),
    "another object": {
      object: "page",
      entry: [{ id: "1", changes: [{ field: "feed", value: {} }] }],
    },
  })) {
    test(`${name} is answered 200, journaled and ignored`, async () => {
      await desk.deliver(body);
      expect(await events()).toMatchObject([{ state: "ignored" }]);
      expect(await contacts()).toEqual([]);
    });
  }

  test("signed bytes that are no JSON are answered 200 and kept", async () => {
    await desk.deliver("no JSON at all");
    const [event] = await events();
    expect((await api.get(`/webhook-events/${event.id}`)).body.body).toBe("no JSON at all");
    expect(await contacts()).toEqual([]);
  });
});

describe("a poisoned update", () => {
  const poison = () =>
    sql.raw(
      "CREATE TRIGGER poison BEFORE INSERT ON messages WHEN new.text = 'poison' BEGIN SELECT RAISE(ABORT, 'poisoned'); END",
    );
  const three = () => [textMessage("before"), textMessage("poison"), textMessage("after")];

  test("is kept with its error and holds up neither its own webhook nor the next", async () => {
    await desk.recado.write((tx) => poison().execute(tx));
    await desk.deliver(envelope({ messages: three() }));
    await desk.deliver(textWebhook("the next"));
    expect(await events()).toMatchObject([
      { state: "failed", error: expect.stringContaining("poisoned") },
      { state: "processed" },
    ]);
    expect(await texts(1)).toEqual(["before", "after", "the next"]);
    const [ticket] = await desk.recado.db.selectFrom("tickets").select("unread_count").execute();
    expect(ticket?.unread_count).toBe(3);
  });

  test("is done by a replay once its cause is gone, and nothing else is done twice", async () => {
    await desk.recado.write((tx) => poison().execute(tx));
    await desk.deliver(envelope({ messages: three() }));
    const [{ id }] = await events("&state=failed");
    expect((await api.call("POST", `/webhook-events/${id}/replay`)).body.state).toBe("failed");
    await desk.recado.write((tx) => sql.raw("DROP TRIGGER poison").execute(tx));
    expect((await api.call("POST", `/webhook-events/${id}/replay`)).body).toMatchObject({
      state: "processed",
    });
    expect((await texts(1)).toSorted()).toEqual(["after", "before", "poison"]);
    expect(await events("&state=failed")).toEqual([]);
    const [ticket] = await desk.recado.db.selectFrom("tickets").select("unread_count").execute();
    expect(ticket?.unread_count).toBe(3);
  });

  test("leaves nothing half done: neither contact nor ticket", async () => {
    await desk.recado.write((tx) => poison().execute(tx));
    await desk.deliver(textWebhook("poison"));
    expect(await contacts()).toEqual([]);
    expect(await tickets()).toEqual([]);
  });
});

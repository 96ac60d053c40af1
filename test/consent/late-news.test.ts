import { afterEach, beforeEach, expect, test } from "bun:test";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { envelope, statusWebhook, textWebhook } from "../support/messages.ts";

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 8, 21, 12, 0, 0);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Oi", { at: BEGIN }));
});
afterEach(() => desk.close());

const preference = (value: string, minute: number) =>
  envelope(
    {
      user_preferences: [
        {
          wa_id: "5511987654321",
          category: "marketing_messages",
          value,
          timestamp: (BEGIN + minute * MINUTE) / 1000,
        },
      ],
    },
    { field: "user_preferences" },
  );
const stop = preference("stop", 2);
const resume = preference("resume", 3);
const said = (text: string, minute: number) => textWebhook(text, { at: BEGIN + minute * MINUTE });

async function marketing(): Promise<string> {
  return (await (await desk.apiOf()).get("/contacts")).body.data[0].consent.marketing;
}

async function agree() {
  const record = {
    contactId: 1,
    purpose: "marketing",
    event: "given",
    method: "agent",
    actor: { type: "agent", id: 1 },
    eventAt: BEGIN,
  } as const;
  await desk.recado.write((tx) => appendConsentRecord(tx, record, desk.clock.now()));
}

async function ourTexts(): Promise<number> {
  return (
    await desk.recado.db
      .selectFrom("messages")
      .select("id")
      .where("direction", "=", "out")
      .execute()
  ).length;
}

for (const [name, webhooks] of Object.entries({
  "in order": [stop, resume],
  "the resume first": [resume, stop],
  twice: [resume, stop, resume, stop],
})) {
  test(`who stopped and resumed in WhatsApp has the consent they gave before: ${name}`, async () => {
    await agree();
    for (const webhook of webhooks) await desk.deliver(webhook);
    expect(await marketing()).toBe("given");
  });

  test(`who never agreed has none after it: ${name}`, async () => {
    for (const webhook of webhooks) await desk.deliver(webhook);
    expect(await marketing()).toBe("none");
  });
}

test("a stop newer than the resume counts, also when it comes first", async () => {
  await agree();
  await desk.deliver(preference("stop", 4));
  await desk.deliver(resume);
  await desk.deliver(stop);
  expect(await marketing()).toBe("withdrawn");
});

test("a START that a newer STOP has overtaken asks nothing", async () => {
  await desk.deliver(said("STOP", 10));
  expect(await ourTexts()).toBe(1);
  await desk.deliver(said("START", 5));
  expect(await ourTexts()).toBe(1);
  expect(await marketing()).toBe("withdrawn");
});

test("that Meta refuses marketing counts from when it did, not from when we heard", async () => {
  const api = await desk.apiOf();
  const sent = await api.call(
    "POST",
    "/tickets/1/messages",
    { text: "Olá" },
    { "idempotency-key": "1" },
  );
  const { reference } = await desk.recado.db
    .selectFrom("messages")
    .select("reference")
    .where("id", "=", sent.body.id)
    .executeTakeFirstOrThrow();
  await desk.deliver(said("START", 10));
  const error = { code: 131050, title: "User opted out" };
  await desk.deliver(
    statusWebhook("wamid.LATE", "failed", {
      reference: reference ?? "",
      at: BEGIN + 5 * MINUTE,
      error,
    }),
  );
  expect(await marketing()).toBe("none");
});

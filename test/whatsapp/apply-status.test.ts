import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { statusWebhook, textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Oi"));
});
afterEach(() => desk.close());

/** A message whose send broke off: Meta may have it. */
async function unknownMessage(): Promise<{ id: number; reference: string }> {
  desk.graph.faults.set("reset", { times: 1 });
  const api = await desk.apiOf();
  const { body } = await api.call(
    "POST",
    "/tickets/1/messages",
    { text: "Olá" },
    { "idempotency-key": "1" },
  );
  const row = await until(() =>
    desk.recado.db
      .selectFrom("messages")
      .select("reference")
      .where("id", "=", body.id)
      .where("status", "=", "unknown")
      .executeTakeFirst(),
  );
  return { id: body.id, reference: row.reference ?? "" };
}

async function look(id: number) {
  return desk.recado.db
    .selectFrom("messages")
    .select(["status", "wamid", "error"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

test("a tick that could not be placed is placed once another names our message", async () => {
  const { id, reference } = await unknownMessage();
  await desk.deliver(statusWebhook("wamid.HERS", "delivered"));
  expect((await look(id)).status).toBe("unknown");
  await desk.deliver(statusWebhook("wamid.HERS", "sent", { reference }));
  expect(await look(id)).toEqual({ status: "delivered", wamid: "wamid.HERS", error: null });
  expect(await desk.recado.db.selectFrom("early_statuses").select("id").execute()).toEqual([]);
});

test("read before delivered stays read, and a failure after delivery changes nothing", async () => {
  const { id, reference } = await unknownMessage();
  for (const status of ["read", "sent", "delivered"])
    await desk.deliver(statusWebhook("wamid.HERS", status, { reference }));
  await desk.deliver(
    statusWebhook("wamid.HERS", "failed", {
      reference,
      error: { code: 131026, title: "Undeliverable" },
    }),
  );
  expect(await look(id)).toEqual({ status: "read", wamid: "wamid.HERS", error: null });
});

test("a failure before delivery is shown, until the delivery comes", async () => {
  const { id, reference } = await unknownMessage();
  await desk.deliver(
    statusWebhook("wamid.HERS", "failed", {
      reference,
      error: { code: 131026, title: "Undeliverable" },
    }),
  );
  await desk.deliver(statusWebhook("wamid.HERS", "sent", { reference }));
  expect(await look(id)).toMatchObject({ status: "failed", error: "Undeliverable" });
  await desk.deliver(statusWebhook("wamid.HERS", "delivered", { reference }));
  expect(await look(id)).toMatchObject({ status: "delivered", error: null });
});

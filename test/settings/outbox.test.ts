import { afterEach, beforeEach, expect, test } from "bun:test";
import { forgetSending } from "../../src/whatsapp/outbox.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
});
afterEach(() => desk.close());

/** A reply that went wrong in this way. */
async function letterOf(
  state: "failed" | "unknown",
  error_code: number | null,
  error: string,
): Promise<void> {
  const { call } = await desk.apiOf();
  expect(
    (
      await call(
        "POST",
        "/tickets/1/messages",
        { text: "Já foi enviado!" },
        { "idempotency-key": crypto.randomUUID() },
      )
    ).status,
  ).toBe(201);
  await until(async () => (await stateOf()) === "accepted");
  await desk.recado.write(async (tx) => {
    await tx
      .updateTable("outbox")
      .set({ state, error_code, error, next_attempt_at: null })
      .execute();
    await tx
      .updateTable("messages")
      .set({ status: state })
      .where("direction", "=", "out")
      .execute();
  });
}

async function stateOf() {
  return (await desk.recado.db.selectFrom("outbox").select("state").executeTakeFirst())?.state;
}

async function outboxPage(): Promise<string> {
  return (await ana.get("/settings/outbox")).text();
}

test("a failed message is listed with whom it was for, what it said, and what to do", async () => {
  await letterOf("failed", 131026, "Message undeliverable");
  const text = await outboxPage();
  for (const part of [
    'href="/tickets/1"',
    "Carla",
    "Já foi enviado!",
    "131026 Message undeliverable",
  ])
    expect(text).toContain(part);
});

test("sent again it leaves, and is off the list", async () => {
  await letterOf("failed", 131026, "Message undeliverable");
  expect((await ana.send("POST", "/settings/outbox/1/retry")).headers.get("location")).toBe(
    "/settings/outbox?done=retried",
  );
  await until(async () => (await stateOf()) === "accepted");
  expect(await outboxPage()).toContain("Everything went out");
});

test("dropped it waits for nobody, failed, and both pages say who dropped it and why it failed", async () => {
  await letterOf("unknown", null, "No answer in time");
  expect(await outboxPage()).toContain("data-confirm");
  await ana.send("POST", "/settings/outbox/1/drop");
  const { db, clock } = desk.recado;
  const row = await db
    .selectFrom("outbox")
    .select(["state", "error", "dropped_at", "dropped_by"])
    .executeTakeFirst();
  const dropped = { dropped_at: clock.now(), dropped_by: desk.people.ana };
  expect(row).toEqual({ state: "failed", error: "No answer in time", ...dropped });
  const text = await outboxPage();
  expect(text).toContain("Nothing to decide");
  expect(text).toContain("Dropped by Ana · ");
  expect(text).not.toContain("/settings/outbox/1/drop");
  expect(text).toContain("data-confirm");
  const ticket = await (await ana.get("/tickets/1")).text();
  expect(ticket).toContain("Dropped by Ana · No answer in time");
  expect(ticket).not.toContain("/outbox/1/retry");
});

test("dropped by a program nobody is named, and the API says when", async () => {
  await letterOf("failed", 131026, "Message undeliverable");
  const { call } = await desk.apiOf();
  const { body } = await call("POST", "/outbox/1/drop");
  expect(body.dropped_at).toBe(new Date(desk.clock.now()).toISOString());
  const text = await outboxPage();
  expect(text).toContain("Dropped by a person · ");
  expect(text).not.toContain("data-confirm");
});

test("a dropped one can still be sent again, and is then dropped no more", async () => {
  await letterOf("failed", 131026, "Message undeliverable");
  await ana.send("POST", "/settings/outbox/1/drop");
  await ana.send("POST", "/settings/outbox/1/retry");
  await until(async () => (await stateOf()) === "accepted");
  const row = await desk.recado.db
    .selectFrom("outbox")
    .select(["dropped_at", "dropped_by"])
    .executeTakeFirst();
  expect(row).toEqual({ dropped_at: null, dropped_by: null });
  expect(await outboxPage()).toContain("Everything went out");
});

test("one cut off after an earlier refusal is still asked about when it was dropped", async () => {
  await letterOf("unknown", 131056, "Too many messages to this person");
  await desk.recado.write(async (tx) => {
    await tx.updateTable("outbox").set({ state: "sending" }).execute();
    await forgetSending(tx, desk.clock.now());
  });
  await ana.send("POST", "/settings/outbox/1/drop");
  expect(await outboxPage()).toContain("data-confirm");
});

test("one that was sent can be neither sent again nor dropped from here", async () => {
  await letterOf("failed", 131026, "Message undeliverable");
  await desk.recado.write((tx) => tx.updateTable("outbox").set({ state: "accepted" }).execute());
  for (const verb of ["retry", "drop"])
    expect((await ana.send("POST", `/settings/outbox/1/${verb}`)).status).toBe(409);
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { requestExport } from "../../src/consent-exports/exports.ts";
import { queueReply, textReply } from "../../src/inbox/queue-reply.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, HOST, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

test("letting a failed message go out again is on record", async () => {
  await desk.deliver(textWebhook("Olá"));
  await desk.work.sender.stop(1_000);
  const ana = await desk.browserOf(desk.people.ana);
  await desk.recado.write(async (tx) => {
    const reply = textReply({ type: "agent", id: desk.people.ana }, "Bom dia");
    await queueReply(tx, await getTicket(tx, 1), reply, desk.clock.now());
    await tx.updateTable("outbox").set({ state: "failed", next_attempt_at: null }).execute();
  });
  expect((await ana.send("POST", "/outbox/1/retry")).status).toBe(303);
  const records = await desk.recado.db
    .selectFrom("audit_records")
    .select(["actor_id", "action", "object_type", "object_id"])
    .execute();
  const changed = { action: "changed", object_type: "outbox row", object_id: 1 };
  expect(records).toEqual([{ actor_id: desk.people.ana, ...changed }]);
});

test("a password typed where the e-mail belongs is not on record", async () => {
  const body = new URLSearchParams({ email: "correct-horse-battery", password: "x" }).toString();
  await desk.send("/login", {
    method: "POST",
    body,
    headers: {
      origin: `http://${HOST}`,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(body.length),
    },
  });
  const rows = await desk.recado.db.selectFrom("audit_private").select("body").execute();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.body).not.toContain("horse");
});

test("who sees no numbers sees none in reasons either", async () => {
  const auditor = { email: "a@loja-azul.example", name: "Aline", role: "auditor" } as const;
  const rest = { passwordHash: "$argon2id$none", language: "en" } as const;
  const wanted = { filter: {}, reason: "Clara, +55 11 98888-7777", language: "en" } as const;
  const aline = await desk.recado.write(async (tx) => {
    const now = desk.clock.now();
    const id = await insertUser(tx, { ...auditor, ...rest }, now);
    await requestExport(tx, { ...wanted, requestedBy: desk.people.ana }, now);
    return id;
  });
  const shown = await (await desk.browserOf(aline)).get("/consent/exports");
  const text = await shown.text();
  expect(text).toContain("Clara");
  expect(text).not.toContain("98888-7");
});

test("replaying a webhook is on record", async () => {
  await desk.deliver(textWebhook("Olá"));
  const ana = await desk.browserOf(desk.people.ana);
  expect((await ana.send("POST", "/settings/webhooks/1/replay")).status).toBe(303);
  const records = await desk.recado.db
    .selectFrom("audit_records")
    .select(["actor_id", "action", "object_type", "object_id"])
    .execute();
  const changed = { action: "changed", object_type: "webhook", object_id: 1 };
  expect(records).toEqual([{ actor_id: desk.people.ana, ...changed }]);
});

test("a rehearsal of retention is one thing that somebody did, however long it counts", async () => {
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/consent/retention/trials");
  const records = await desk.recado.db
    .selectFrom("audit_records")
    .select(["action", "object_type"])
    .execute();
  expect(records).toEqual([{ action: "created", object_type: "retention run" }]);
});

test("a number within a name is masked, too", async () => {
  await desk.deliver(
    textWebhook("Olá", { name: "Clara +55 11 98888-7777", from: "5511988887777" }),
  );
  const role = { name: "Reader", ticket_scope: "all", permissions: '["contacts"]' } as const;
  const reader = await desk.recado.write(async (tx) => {
    const now = desk.clock.now();
    const { id } = await tx
      .insertInto("roles")
      .values({ ...role, created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    const who = { email: "r@loja-azul.example", name: "Rita", role: "custom" } as const;
    const rest = { passwordHash: "$argon2id$none", language: "en", customRoleId: id } as const;
    return insertUser(tx, { ...who, ...rest }, now);
  });
  const text = await (await (await desk.browserOf(reader)).get("/contacts")).text();
  expect(text).toContain("Clara");
  expect(text).not.toContain("98888-7");
});

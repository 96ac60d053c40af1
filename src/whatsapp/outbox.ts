import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, OutboxTable, Purpose } from "../db/schema.ts";
import type { Selectable } from "kysely";
import { getContact } from "../contacts/contacts.ts";
import { AppError } from "../http/errors.ts";
import { requireSendable } from "../inbox/require-sendable.ts";
import { findThread, type ThreadRow } from "../inbox/threads.ts";
import { getChannel } from "./channels.ts";

/** Our biz_opaque_callback_data: says nothing about anybody. */
export function newReference(): string {
  return `rcd-${crypto.randomUUID()}`;
}

export type OutboxRow = Selectable<OutboxTable>;

const insertOne = hot(
  (
    db,
    p: {
      messageId: number;
      threadId: number;
      channelId: number;
      purpose: Purpose;
      payload: string;
      now: Instant;
    },
  ) =>
    db.insertInto("outbox").values({
      message_id: p.messageId,
      thread_id: p.threadId,
      channel_id: p.channelId,
      purpose: p.purpose,
      payload: p.payload,
      state: "queued",
      next_attempt_at: p.now,
      error_code: null,
      error: null,
      created_at: p.now,
      updated_at: p.now,
    }),
);

export async function insertOutbox(
  tx: Tx,
  row: {
    messageId: number;
    threadId: number;
    channelId: number;
    purpose: Purpose;
    payload: Record<string, unknown>;
    now: Instant;
  },
): Promise<void> {
  await insertOne(tx, { ...row, payload: JSON.stringify(row.payload) });
}

/** @throws AppError `not-found`. */
export async function getOutboxRow(db: Db, id: number): Promise<OutboxRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("outbox").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no outbox row with this id.");
  return row;
}

/**
 * A person decides that a failed or unknown message goes out (again). For an
 * unknown one that may mean that the customer gets it twice; that is why it is asked.
 * @throws AppError `conflict` in any other state; what a new message would be refused with,
 *   so that an unknown one does not end as failed because the window has closed since.
 */
export async function retryOutboxRow(tx: Tx, id: number, now: Instant): Promise<OutboxRow> {
  const row = await requireDead(tx, id);
  await requireStillSendable(tx, row, now);
  const next = {
    state: "queued" as const,
    next_attempt_at: now,
    attempts: 0,
    error: null,
    error_code: null,
    dropped_at: null,
    dropped_by: null,
    updated_at: now,
  };
  await tx.updateTable("outbox").set(next).where("id", "=", id).execute();
  await tx
    .updateTable("messages")
    .set({
      status: "queued",
      error: null,
      error_code: null,
      wamid: null,
      // A failed attempt's late statuses must not speak of the new one; an unknown attempt's may.
      ...(row.state === "failed" ? { reference: newReference() } : {}),
    })
    .where("id", "=", row.message_id)
    .execute();
  return { ...row, ...next };
}

async function requireStillSendable(tx: Tx, row: OutboxRow, now: Instant): Promise<void> {
  const thread = (await findThread(tx, row.thread_id)) as ThreadRow;
  const contact = await getContact(tx, thread.contact_id);
  const channel = await getChannel(tx, row.channel_id);
  const { type } = await tx
    .selectFrom("messages")
    .select("type")
    .where("id", "=", row.message_id)
    .executeTakeFirstOrThrow();
  requireSendable({ channel, contact, thread, isTemplate: type === "template" }, now);
}

/**
 * A person decides that it never goes out; `by` is null when it came through the API.
 * The bubble stays, failed. @throws AppError `conflict`.
 */
export async function dropOutboxRow(
  tx: Tx,
  id: number,
  by: number | null,
  now: Instant,
): Promise<OutboxRow> {
  const row = await requireDead(tx, id);
  if (row.dropped_at !== null) return row;
  const next = {
    state: "failed" as const,
    next_attempt_at: null,
    dropped_at: now,
    dropped_by: by,
    updated_at: now,
  };
  await tx.updateTable("outbox").set(next).where("id", "=", id).execute();
  await tx
    .updateTable("messages")
    .set({ status: "failed", error: row.error })
    .where("id", "=", row.message_id)
    .execute();
  return { ...row, ...next };
}

async function requireDead(tx: Tx, id: number): Promise<OutboxRow> {
  const row = await getOutboxRow(tx, id);
  if (row.state === "failed" || row.state === "unknown") return row;
  throw new AppError(
    "conflict",
    `This message is ${row.state}; only failed and unknown ones can be retried or dropped.`,
    { key: "error.outbox-state" },
  );
}

/**
 * After a restart: what was on its way has an unknown end. It is never sent
 * again by itself (TRUST.md, promise 3).
 */
export async function forgetSending(tx: Tx, now: Instant): Promise<number> {
  const rows = await tx
    .updateTable("outbox")
    .set({
      state: "unknown",
      next_attempt_at: null,
      // The code of an earlier attempt says nothing of this one.
      error_code: null,
      error: "Recado stopped while this was being sent.",
      updated_at: now,
    })
    .where("state", "=", "sending")
    .returning("message_id")
    .execute();
  for (const row of rows) {
    await tx
      .updateTable("messages")
      .set({ status: "unknown" })
      .where("id", "=", row.message_id)
      .where("status", "=", "sending")
      .execute();
  }
  return rows.length;
}

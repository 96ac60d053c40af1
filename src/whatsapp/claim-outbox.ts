import { sql } from "kysely";
import { type GateReason, refusalOf, refusalToWriteFirst } from "../consent/gate.ts";
import { heldBack } from "../consent/held-back.ts";
import { noteRefusal } from "../consent/refusals.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, MessageStatus } from "../db/schema.ts";
import { windowOf } from "../inbox/threads.ts";
import type { RateLimits } from "./rate-limits.ts";

/** Rows of one number looked at in one claim. */
const CLAIM = 64;

const listOpenChannels = hot((db, _: object) =>
  db.selectFrom("channels").select(["id", "messages_per_second"]).where("closed_at", "is", null),
);

// Literals, not parameters: SQLite uses a partial index only for a value that it can read.
const queued = sql.lit("queued" as const);
const open = [queued, sql.lit("sending" as const)];

/** The first message owed to each person on a number: a later one waits for the one before it. */
const listDue = hot((db, p: { channelId: number; now: Instant; limit: number }) =>
  db
    .selectFrom("outbox")
    .innerJoin("threads", "threads.id", "outbox.thread_id")
    .innerJoin("messages", "messages.id", "outbox.message_id")
    .innerJoin("contacts", "contacts.id", "threads.contact_id")
    .select([
      "outbox.id",
      "outbox.message_id",
      "outbox.thread_id",
      "outbox.channel_id",
      "outbox.purpose",
      "outbox.payload",
      "outbox.attempts",
      "outbox.created_at",
      "messages.type",
      "messages.reference",
      "messages.ticket_id",
      "threads.contact_id",
      "threads.window_from_at",
      "contacts.phone",
      "contacts.wa_id",
      "contacts.user_id",
      "contacts.blocked_at",
    ])
    .where("outbox.channel_id", "=", p.channelId)
    .where("outbox.state", "=", queued)
    .where("outbox.next_attempt_at", "<=", p.now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("outbox as earlier")
            .select("earlier.id")
            .whereRef("earlier.thread_id", "=", "outbox.thread_id")
            .whereRef("earlier.id", "<", "outbox.id")
            .where("earlier.state", "in", open),
        ),
      ),
    )
    .orderBy("outbox.next_attempt_at")
    .orderBy("outbox.id")
    .limit(p.limit),
);
export type DueRow = Awaited<ReturnType<typeof listDue>>[number];

export async function hasDue(db: Db, now: Instant): Promise<boolean> {
  for (const channel of await listOpenChannels(db, {})) {
    if ((await listDue(db, { channelId: channel.id, now, limit: 1 })).length > 0) return true;
  }
  return false;
}

const setSending = hot((db, p: { id: number; attempts: number; now: Instant }) =>
  db
    .updateTable("outbox")
    .set({ state: "sending", attempts: p.attempts, next_attempt_at: null, updated_at: p.now })
    .where("id", "=", p.id),
);
const setMessageStatus = hot((db, p: { id: number; status: MessageStatus }) =>
  db.updateTable("messages").set({ status: p.status }).where("id", "=", p.id),
);
const postpone = hot((db, p: { id: number; until: Instant }) =>
  db.updateTable("outbox").set({ next_attempt_at: p.until }).where("id", "=", p.id),
);

/**
 * Takes what may leave now and commits the attempt before any byte goes out
 * (TRUST.md, promise 3). The consent gate is asked here a last time.
 */
export async function claimOutbox(
  tx: Tx,
  limits: RateLimits,
  now: Instant,
): Promise<{ claimed: DueRow[]; wait: number | null }> {
  const claimed: DueRow[] = [];
  let wait: number | null = null;
  for (const channel of await listOpenChannels(tx, {})) {
    const channelWait = await claimChannel(tx, channel, limits, now, claimed);
    if (channelWait > 0) wait = Math.min(wait ?? channelWait, channelWait);
  }
  return { claimed, wait };
}

/** Adds to `claimed`; how many milliseconds the number must wait, 0 when it need not. */
async function claimChannel(
  tx: Tx,
  channel: { id: number; messages_per_second: number },
  limits: RateLimits,
  now: Instant,
  claimed: DueRow[],
): Promise<number> {
  for (const row of await listDue(tx, { channelId: channel.id, now, limit: CLAIM })) {
    if (await isRefused(tx, row, now)) continue;
    const channelWait = limits.waitOfChannel(channel.id, channel.messages_per_second, now);
    if (channelWait > 0) return channelWait;
    const pairWait = limits.takeForPair(row.thread_id, now);
    if (pairWait > 0) {
      await postpone(tx, { id: row.id, until: now + pairWait });
      continue;
    }
    limits.takeForChannel(channel.id, channel.messages_per_second, now);
    await setSending(tx, { id: row.id, attempts: row.attempts + 1, now });
    await setMessageStatus(tx, { id: row.message_id, status: "sending" });
    claimed.push(row);
  }
  return 0;
}

/** What has become impossible since it was queued ends here, with the reason on the bubble. */
async function isRefused(tx: Tx, row: DueRow, now: Instant): Promise<boolean> {
  const reason = await gateReasonOf(tx, row, now);
  if (reason !== null) {
    await refuse(tx, row, reason, now);
    return true;
  }
  if (row.blocked_at !== null) {
    await fail(tx, row, 130403, "Not sent: the contact is blocked.", now);
    return true;
  }
  if (row.type !== "template" && !windowOf(row.window_from_at, now).isOpen) {
    await fail(tx, row, 131047, "Not sent in time: the 24-hour window closed.", now);
    return true;
  }
  return false;
}

async function gateReasonOf(tx: Tx, row: DueRow, now: Instant): Promise<GateReason | null> {
  const { contact_id: contactId, purpose, type, window_from_at: from } = row;
  if (purpose !== "service") return refusalOf(tx, contactId, purpose, now);
  const isFirst = type === "template" && !windowOf(from, now).isOpen;
  return isFirst ? refusalToWriteFirst(tx, contactId) : null;
}

async function refuse(tx: Tx, row: DueRow, reason: GateReason, now: Instant): Promise<void> {
  const { contact_id: contactId, purpose, message_id: messageId } = row;
  await noteRefusal(tx, { contactId, purpose, reason, messageId }, now);
  const { code, error } = heldBack(reason);
  await fail(tx, row, code, error, now);
}

async function fail(
  tx: Tx,
  row: DueRow,
  code: number | null,
  error: string,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("outbox")
    .set({ state: "failed", next_attempt_at: null, error_code: code, error, updated_at: now })
    .where("id", "=", row.id)
    .execute();
  await tx
    .updateTable("messages")
    .set({ status: "failed", error_code: code, error })
    .where("id", "=", row.message_id)
    .execute();
}

const findFirst = hot((db, p: { channelId: number }) =>
  db
    .selectFrom("outbox")
    .select("next_attempt_at")
    .where("channel_id", "=", p.channelId)
    .where("state", "=", queued)
    .where("next_attempt_at", "is not", null)
    .orderBy("next_attempt_at")
    .limit(1),
);

/** When the next queued row is due, closed channels aside. */
export async function findNextDue(db: Db): Promise<Instant | null> {
  let next: Instant | null = null;
  for (const channel of await listOpenChannels(db, {})) {
    const [row] = await findFirst(db, { channelId: channel.id });
    if (row?.next_attempt_at != null)
      next = Math.min(next ?? row.next_attempt_at, row.next_attempt_at);
  }
  return next;
}

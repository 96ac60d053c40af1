import { OPTED_OUT } from "../consent/held-back.ts";
import { withdrawMarketing } from "../consent/withdraw.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant, MessageStatus } from "../db/schema.ts";
import { readingTime } from "../inbox/messages.ts";
import type { Place } from "../inbox/receive-message.ts";
import type { Moment } from "../inbox/stored-message.ts";
import { type ChannelRow, closeChannel } from "./channels.ts";
import { classify } from "./graph-errors.ts";
import type { MetaError, StatusUpdate } from "./updates.ts";

/**
 * Statuses only ever climb, so that any order of arrival ends the same (API.md §4).
 * `failed` stands below delivered: it is final only when nothing arrived.
 */
const rank: Record<MessageStatus, number> = {
  received: 9,
  queued: 0,
  sending: 0,
  unknown: 0,
  sent: 1,
  failed: 2,
  delivered: 3,
  read: 4,
  played: 5,
};
const known = new Set<string>(["sent", "failed", "delivered", "read", "played"]);

const findSent = hot((db, p: { wamid: string }) =>
  db
    .selectFrom("messages")
    .select(["id", "thread_id", "ticket_id", "status", "wamid", "reference"])
    .where("wamid", "=", p.wamid)
    .where("direction", "=", "out"),
);
const findReferenced = hot((db, p: { reference: string }) =>
  db
    .selectFrom("messages")
    .select(["id", "thread_id", "ticket_id", "status", "wamid", "reference"])
    .where("reference", "=", p.reference),
);
type SentMessage = Awaited<ReturnType<typeof findSent>>[number];

const setStatus = hot(
  (db, p: { id: number; status: MessageStatus; code: number | null; error: string | null }) =>
    db
      .updateTable("messages")
      .set({ status: p.status, error_code: p.code, error: p.error })
      .where("id", "=", p.id),
);
const setWamid = hot((db, p: { id: number; wamid: string }) =>
  db.updateTable("messages").set({ wamid: p.wamid }).where("id", "=", p.id),
);
const failOutbox = hot(
  (db, p: { id: number; code: number | null; error: string | null; now: Instant }) =>
    db
      .updateTable("outbox")
      .set({
        state: "failed",
        next_attempt_at: null,
        error_code: p.code,
        error: p.error,
        updated_at: p.now,
      })
      .where("message_id", "=", p.id),
);
// Three statuses say so of nearly every message: only the first writes.
const acceptOutbox = hot((db, p: { id: number; now: Instant }) =>
  db
    .updateTable("outbox")
    .set({
      state: "accepted",
      next_attempt_at: null,
      error_code: null,
      error: null,
      updated_at: p.now,
    })
    .where("message_id", "=", p.id)
    .where("state", "!=", "accepted"),
);
const keepEarly = hot(
  (
    db,
    p: {
      wamid: string;
      status: string;
      code: number | null;
      error: string | null;
      at: Instant;
      now: Instant;
    },
  ) =>
    db
      .insertInto("early_statuses")
      .values({
        wamid: p.wamid,
        status: p.status,
        error_code: p.code,
        error: p.error,
        status_at: p.at,
        received_at: p.now,
      })
      .onConflict((conflict) => conflict.columns(["wamid", "status"]).doNothing()),
);

/** A tick from Meta. One for a message that we do not know yet waits until its send returns. */
export async function applyStatus(
  tx: Tx,
  channel: ChannelRow,
  update: StatusUpdate,
  { now, receivedAt }: Moment,
): Promise<Place | undefined> {
  if (!known.has(update.status)) return undefined;
  const status = update.status as MessageStatus;
  const message = await findMessageOf(tx, update);
  if (!message) {
    const at = readingTime(update.timestamp, receivedAt);
    const { code = null, text: error = null } = errorColumns(update.error);
    await keepEarly(tx, { wamid: update.wamid, status, code, error, at, now });
    return undefined;
  }
  await climb(tx, message, status, update.wamid, update.error, now);
  if (update.error)
    await heed(tx, channel, message, update.error, {
      at: readingTime(update.timestamp, receivedAt),
      now,
    });
  // The first that echoes our reference names the message: what came before it can be placed now.
  if (message.wamid === null) await applyEarlyStatuses(tx, channel, update.wamid, now);
  return message.ticket_id === null
    ? undefined
    : { thread: message.thread_id, ticket: message.ticket_id };
}

async function findMessageOf(tx: Tx, update: StatusUpdate): Promise<SentMessage | undefined> {
  const [byWamid] = await findSent(tx, { wamid: update.wamid });
  if (byWamid || !update.reference) return byWamid;
  const [byReference] = await findReferenced(tx, { reference: update.reference });
  return byReference;
}

async function climb(
  tx: Tx,
  message: SentMessage,
  status: MessageStatus,
  wamid: string,
  failure: MetaError | null,
  now: Instant,
): Promise<void> {
  const isHigher = rank[status] > rank[message.status];
  if (!isHigher && message.wamid !== null) return;
  const next = isHigher ? status : message.status;
  const { code, text: error } = errorColumns(next === "failed" ? failure : null);
  await setStatus(tx, { id: message.id, status: next, code, error });
  if (message.wamid === null) await setWamid(tx, { id: message.id, wamid });
  // Whatever we believed of the send: Meta has it.
  if (next === "failed") await failOutbox(tx, { id: message.id, code, error, now });
  else await acceptOutbox(tx, { id: message.id, now });
}

/** What some failures mean beyond their message. */
async function heed(
  tx: Tx,
  channel: ChannelRow,
  message: SentMessage,
  error: MetaError,
  { at, now }: { at: Instant; now: Instant },
): Promise<void> {
  if (classify(error.code).action === "stop-channel") {
    await closeChannel(tx, channel.id, `${error.code} ${error.title}`, now);
  }
  if (error.code !== OPTED_OUT) return;
  const thread = await tx
    .selectFrom("threads")
    .select("contact_id")
    .where("id", "=", message.thread_id)
    .executeTakeFirst();
  if (thread) await withdrawMarketing(tx, thread.contact_id, { method: "meta-131050", at, now });
}

function errorColumns(error: MetaError | null): { code: number | null; text: string | null } {
  if (!error) return { code: null, text: null };
  return { code: error.code, text: [error.title, error.details].filter(Boolean).join(": ") };
}

const takeEarly = hot((db, p: { wamid: string }) =>
  db.deleteFrom("early_statuses").where("wamid", "=", p.wamid).returningAll(),
);

/** The send returned: what Meta had already said of it is applied now. */
export async function applyEarlyStatuses(
  tx: Tx,
  channel: ChannelRow,
  wamid: string,
  now: Instant,
): Promise<void> {
  for (const early of await takeEarly(tx, { wamid })) {
    const error =
      early.error_code === null
        ? null
        : { code: early.error_code, title: early.error ?? "", details: null };
    const update: StatusUpdate = {
      phoneNumberId: channel.phone_number_id,
      displayPhone: null,
      wabaId: "",
      wamid,
      status: early.status,
      timestamp: early.status_at,
      reference: null,
      recipient: { waId: null, userId: null, parentUserId: null, name: null, username: null },
      error,
    };
    await applyStatus(tx, channel, update, { now, receivedAt: early.received_at });
  }
}

import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { type MediaRow, mediaByMessage } from "../whatsapp/media.ts";
import type { OutboxRow } from "../whatsapp/outbox.ts";
import { isOfVisibleTicket, isVisible, type Scope } from "../users/ticket-scope.ts";
import type { MessageRow } from "./messages.ts";
import { listNotes, type NoteRow } from "./notes.ts";
import type { TicketReader } from "./time-words.ts";

/** A place in a thread's reading order. */
export interface ThreadCursor {
  at: Instant;
  id: number;
}

export type Stretch =
  | { kind: "newest" }
  /** From that message to the newest. */
  | { kind: "from"; cursor: ThreadCursor }
  /** The page above. */
  | { kind: "before"; cursor: ThreadCursor };

export interface ThreadRows {
  /** In reading order, without those that only speak of another one. */
  messages: MessageRow[];
  hasOlder: boolean;
  /** Reactions, edits and revocations of `messages`, oldest first. */
  remarks: MessageRow[];
  quoted: Map<string, MessageRow>;
  media: Map<number, MediaRow>;
  /** Of the failed and unknown ones, by message. */
  dead: Map<number, DeadRow>;
  notes: NoteRow[];
  events: TicketEventRow[];
}
/** What a person may still retry or give up, or has given up. */
export type DeadRow = Pick<OutboxRow, "id" | "message_id" | "dropped_at" | "dropped_by">;
export type TicketEventRow = Awaited<ReturnType<typeof listEvents>>[number];

/** They have no bubble of their own. */
const remarkTypes = ["reaction", "edit", "revoke"];
const PAGE = 50;
/** A tail that was open for very long is cut at its old end. */
const LONGEST_TAIL = 1000;
const EVER: Instant = Number.MAX_SAFE_INTEGER;

/** Everything that a stretch of a thread shows, by a fixed number of index look-ups. */
export async function readThread(
  db: Db,
  threadId: number,
  stretch: Stretch,
  reader: Pick<TicketReader, "scope" | "can">,
): Promise<ThreadRows> {
  const { scope } = reader;
  const limit = stretch.kind === "from" ? LONGEST_TAIL : PAGE;
  const found = await listMessages(db, threadId, stretch, scope, limit + 1);
  const messages = found.slice(0, limit).reverse();
  const hasOlder =
    stretch.kind === "from"
      ? await hasBefore(db, threadId, stretch.cursor, scope)
      : found.length > limit;
  const from = hasOlder ? (messages[0]?.sent_at ?? 0) : 0;
  const to = stretch.kind === "before" ? stretch.cursor.at : EVER;
  const ids = messages.map((message) => message.id);
  const [remarks, quoted, media, dead, notes, events] = await Promise.all([
    listRemarks(db, messages),
    listQuoted(db, messages, scope),
    mediaByMessage(db, ids),
    listDead(db, messages),
    reader.can("notes") ? listNotes(db, threadId, from, to, scope) : [],
    listEvents(db, threadId, from, to, scope),
  ]);
  const readable = events.filter(({ kind }) => kind !== "note" || reader.can("notes"));
  return { messages, hasOlder, remarks, quoted, media, dead, notes, events: readable };
}

function listMessages(
  db: Db,
  threadId: number,
  stretch: Stretch,
  scope: Scope,
  limit: number,
): Promise<MessageRow[]> {
  let query = db
    .selectFrom("messages")
    .selectAll()
    .where("thread_id", "=", threadId)
    .where("type", "not in", remarkTypes)
    .where((where) => isOfVisibleTicket(where, "messages", scope))
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (stretch.kind !== "newest") {
    const { at, id } = stretch.cursor;
    const operator = stretch.kind === "from" ? ">=" : "<";
    query = query.where((where) =>
      where(where.refTuple("sent_at", "id"), operator, where.tuple(at, id)),
    );
  }
  return query.execute();
}

async function hasBefore(
  db: Db,
  threadId: number,
  { at, id }: ThreadCursor,
  scope: Scope,
): Promise<boolean> {
  const row = await db
    .selectFrom("messages")
    .select("id")
    .where("thread_id", "=", threadId)
    .where("type", "not in", remarkTypes)
    .where((where) => isOfVisibleTicket(where, "messages", scope))
    .where((where) => where(where.refTuple("sent_at", "id"), "<", where.tuple(at, id)))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function listRemarks(db: Db, messages: MessageRow[]): Promise<MessageRow[]> {
  const wamids = messages.flatMap((message) => message.wamid ?? []);
  if (wamids.length === 0) return [];
  const rows = await db
    .selectFrom("messages")
    .selectAll()
    .where("target_wamid", "in", wamids)
    .execute();
  return rows.sort((a, b) => a.sent_at - b.sent_at || a.id - b.id);
}

async function listQuoted(
  db: Db,
  messages: MessageRow[],
  scope: Scope,
): Promise<Map<string, MessageRow>> {
  const wamids = [...new Set(messages.flatMap((message) => message.reply_to_wamid ?? []))];
  if (wamids.length === 0) return new Map();
  const rows = await db
    .selectFrom("messages")
    .selectAll()
    .where("wamid", "in", wamids)
    .where((where) => isOfVisibleTicket(where, "messages", scope))
    .execute();
  return new Map(rows.map((row) => [row.wamid ?? "", row]));
}

async function listDead(db: Db, messages: MessageRow[]): Promise<Map<number, DeadRow>> {
  const ids = messages
    .filter(({ status }) => status === "failed" || status === "unknown")
    .map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("outbox")
    .select(["id", "message_id", "dropped_at", "dropped_by"])
    .where("message_id", "in", ids)
    .where("state", "in", ["failed", "unknown"])
    .execute();
  return new Map(rows.map((row) => [row.message_id, row]));
}

function listEvents(db: Db, threadId: number, from: Instant, to: Instant, scope: Scope) {
  return db
    .selectFrom("tickets")
    .innerJoin("ticket_events", "ticket_events.ticket_id", "tickets.id")
    .select([
      "ticket_events.id",
      "ticket_events.ticket_id",
      "ticket_events.kind",
      "ticket_events.actor_type",
      "ticket_events.actor_id",
      "ticket_events.detail",
      "ticket_events.created_at",
    ])
    .where("tickets.thread_id", "=", threadId)
    .where((where) => isVisible(where, scope))
    .where("ticket_events.created_at", ">=", from)
    .where("ticket_events.created_at", "<", to)
    .orderBy("ticket_events.id")
    .execute();
}

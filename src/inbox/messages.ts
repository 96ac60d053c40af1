import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { AuthorType, Direction, Instant, MessagesTable, MessageStatus } from "../db/schema.ts";
import type { Selectable } from "kysely";
import { isOfVisibleTicket, type Scope } from "../users/ticket-scope.ts";
import type { MessageContent } from "../whatsapp/content.ts";

export type MessageRow = Selectable<MessagesTable>;

export interface NewMessage {
  threadId: number;
  ticketId: number | null;
  direction: Direction;
  authorType: AuthorType;
  authorId: number | null;
  type: string;
  text: string | null;
  content: MessageContent;
  wamid: string | null;
  reference: string | null;
  replyToWamid: string | null;
  targetWamid: string | null;
  status: MessageStatus;
  sentAt: Instant;
  stampedAt: Instant | null;
  createdAt: Instant;
}

type Columns = Omit<NewMessage, "content"> & { content: string };

const insertOne = hot((db, p: Columns) =>
  db
    .insertInto("messages")
    .values({
      thread_id: p.threadId,
      ticket_id: p.ticketId,
      direction: p.direction,
      author_type: p.authorType,
      author_id: p.authorId,
      type: p.type,
      text: p.text,
      content: p.content,
      wamid: p.wamid,
      reference: p.reference,
      reply_to_wamid: p.replyToWamid,
      target_wamid: p.targetWamid,
      status: p.status,
      error_code: null,
      error: null,
      sent_at: p.sentAt,
      stamped_at: p.stampedAt,
      created_at: p.createdAt,
    })
    .returning("id"),
);

export async function insertMessage(tx: Tx, message: NewMessage): Promise<number> {
  const [row] = await insertOne(tx, { ...message, content: JSON.stringify(message.content) });
  return (row as { id: number }).id;
}

const findIdByWamid = hot((db, p: { wamid: string }) =>
  db.selectFrom("messages").select("id").where("wamid", "=", p.wamid),
);

export async function hasMessage(tx: Tx, wamid: string): Promise<boolean> {
  return (await findIdByWamid(tx, { wamid })).length > 0;
}

const findOne = hot((db, p: { id: number }) =>
  db.selectFrom("messages").selectAll().where("id", "=", p.id),
);

export async function findMessage(db: Db, id: number): Promise<MessageRow | undefined> {
  return (await findOne(db, { id }))[0];
}

/** A message of a ticket that the person may see. */
export async function findVisibleMessage(
  db: Db,
  id: number,
  scope: Scope,
): Promise<MessageRow | undefined> {
  return db
    .selectFrom("messages")
    .selectAll()
    .where("messages.id", "=", id)
    .where((where) => isOfVisibleTicket(where, "messages", scope))
    .executeTakeFirst();
}

const findLastOut = hot((db, p: { threadId: number }) =>
  db
    .selectFrom("messages")
    .select("content")
    .where("thread_id", "=", p.threadId)
    .where("direction", "=", "out" as const)
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(1),
);

/** The content of the last message to the customer, as JSON; empty where there is none. */
export async function findLastSaid(db: Db, threadId: number): Promise<string> {
  return (await findLastOut(db, { threadId }))[0]?.content ?? "";
}

export async function findMessageByWamid(db: Db, wamid: string): Promise<MessageRow | undefined> {
  return db.selectFrom("messages").selectAll().where("wamid", "=", wamid).executeTakeFirst();
}

/**
 * Where a message stands for a reader: Meta's clock counts whole seconds and may lie. A
 * second counts as its end, or until we received it: two messages of one second stay in the
 * order of their arrival, also when only the later one arrives after that second is over
 * (or a STOP would stand before the YES that it ends). A future timestamp counts as now.
 */
export function readingTime(timestamp: Instant | null, receivedAt: Instant): Instant {
  if (timestamp === null) return receivedAt;
  return Math.min(timestamp - (timestamp % 1000) + 999, receivedAt);
}

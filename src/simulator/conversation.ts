import type { Db } from "../db/open.ts";
import type { MessageRow } from "../inbox/messages.ts";
import type { SimulatedPerson } from "./people.ts";

/** Where a simulated customer stands with the desk. */
export interface Conversation {
  thread: number;
  contact: number;
  /** The newest ticket; null before the first message. */
  ticket: number | null;
}

export async function findConversation(
  db: Db,
  person: SimulatedPerson,
): Promise<Conversation | undefined> {
  const column = person.waId ? "contacts.wa_id" : "contacts.user_id";
  const row = await db
    .selectFrom("threads")
    .innerJoin("contacts", "contacts.id", "threads.contact_id")
    .innerJoin("channels", "channels.id", "threads.channel_id")
    .select(["threads.id as thread", "contacts.id as contact"])
    .where(column, "=", person.waId ?? person.userId ?? "")
    .where("channels.is_simulated", "=", 1)
    .orderBy("threads.id", "desc")
    .executeTakeFirst();
  if (!row) return undefined;
  const ticket = await db
    .selectFrom("tickets")
    .select("id")
    .where("thread_id", "=", row.thread)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return { ...row, ticket: ticket?.id ?? null };
}

/** The last message of the business that Meta knows. */
export async function findLastAnswer(db: Db, thread: number): Promise<MessageRow | undefined> {
  return db
    .selectFrom("messages")
    .selectAll()
    .where("thread_id", "=", thread)
    .where("direction", "=", "out")
    .where("wamid", "is not", null)
    .where("type", "!=", "reaction")
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
}

/** The customer's emoji on a message; null when there is none or it was taken back. */
export async function findOwnReaction(db: Db, wamid: string): Promise<string | null> {
  const row = await db
    .selectFrom("messages")
    .select("content")
    .where("target_wamid", "=", wamid)
    .where("direction", "=", "in")
    .where("type", "=", "reaction")
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (!row) return null;
  return (
    (JSON.parse(row.content) as { reaction?: { emoji: string | null } }).reaction?.emoji ?? null
  );
}

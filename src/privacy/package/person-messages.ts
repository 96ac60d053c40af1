import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "../../db/open.ts";
import type { Instant } from "../../db/schema.ts";
import { filenameFor } from "../../whatsapp/media-names.ts";
import { iso } from "./person-data.ts";

/** Rows in memory at once. */
const PAGE = 200;

export type MessageData = ReturnType<typeof dataOf>;

/** Each message of a person, thread by thread, the oldest first, page by page. */
export async function* messagesOf(db: Db, contactId: number): AsyncGenerator<MessageData> {
  for (const threadId of await listThreadIds(db, contactId))
    for (let after = { sent_at: -1, id: 0 }; ;) {
      const rows = await pageAfter(db, threadId, after);
      yield* rows.map(dataOf);
      after = rows.at(-1) ?? after;
      // Whoever else waits for this process comes first.
      await setImmediate();
      if (rows.length < PAGE) break;
    }
}

async function listThreadIds(db: Db, contactId: number): Promise<number[]> {
  const threads = await db
    .selectFrom("threads")
    .select("id")
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .execute();
  return threads.map(({ id }) => id);
}

type Row = Awaited<ReturnType<typeof pageAfter>>[number];

/** By the index of a thread, in the order in which people read it. */
function pageAfter(db: Db, threadId: number, after: { sent_at: Instant; id: number }) {
  return db
    .selectFrom("messages")
    .leftJoin("media", "media.message_id", "messages.id")
    .select([
      "messages.id",
      "messages.ticket_id",
      "messages.direction",
      "messages.author_type",
      "messages.type",
      "messages.text",
      "messages.content",
      "messages.status",
      "messages.sent_at",
      "media.id as media_id",
      "media.mime_type",
      "media.filename",
      "media.file",
    ])
    .where("messages.thread_id", "=", threadId)
    .where(sql<boolean>`(sent_at, messages.id) > (${after.sent_at}, ${after.id})`)
    .orderBy("messages.sent_at")
    .orderBy("messages.id")
    .limit(PAGE)
    .execute();
}

function dataOf(row: Row) {
  return {
    ticket: row.ticket_id,
    direction: row.direction,
    author: row.author_type,
    type: row.type,
    text: row.text,
    content: JSON.parse(row.content) as Record<string, unknown>,
    status: row.status,
    at: iso(row.sent_at),
    file: row.file === null ? null : entryName(row),
  };
}

/** The place of a file in the package: its number first, so that no two are the same. */
function entryName({
  media_id,
  mime_type,
  filename,
}: Pick<Row, "media_id" | "mime_type" | "filename">): string {
  const named = { id: media_id ?? 0, mime_type: mime_type ?? "", filename };
  return `media/${media_id}-${filenameFor(named)}`;
}

/** Where the files lie, and what they are called in the package. */
export async function listPersonFiles(db: Db, contactId: number) {
  const rows = await db
    .selectFrom("threads")
    .innerJoin("messages", "messages.thread_id", "threads.id")
    .innerJoin("media", "media.message_id", "messages.id")
    .select(["media.id as media_id", "media.mime_type", "media.filename", "media.file"])
    .where("threads.contact_id", "=", contactId)
    .where("media.file", "is not", null)
    .orderBy("media.id")
    .execute();
  return rows.map((row) => ({ file: row.file ?? "", name: entryName(row) }));
}

/** What people of the business noted about the person among themselves. */
export async function* notesOf(db: Db, contactId: number) {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom("notes")
      .innerJoin("threads", "threads.id", "notes.thread_id")
      .select(["notes.id", "notes.ticket_id", "notes.text", "notes.created_at"])
      .where("threads.contact_id", "=", contactId)
      .where("notes.id", ">", after)
      .orderBy("notes.id")
      .limit(PAGE)
      .execute();
    for (const { ticket_id, text, created_at } of rows)
      yield { ticket: ticket_id, text, at: iso(created_at) };
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? after;
  }
}

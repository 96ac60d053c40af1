import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import type { Paging } from "./paging.ts";

function selectMessages(db: Db) {
  return db
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .innerJoin("contacts", "contacts.id", "threads.contact_id")
    .leftJoin("users", "users.id", "messages.author_id")
    .leftJoin("media", "media.message_id", "messages.id")
    .leftJoin("messages as quoted", "quoted.wamid", "messages.reply_to_wamid")
    .selectAll("messages")
    .select([
      "contacts.name as contact_name",
      "users.name as author_name",
      "media.id as media_id",
      "media.mime_type as media_type",
      "media.filename as media_filename",
      "media.state as media_state",
      "quoted.id as reply_to_id",
    ]);
}
export type ApiMessageRow = Awaited<
  ReturnType<ReturnType<typeof selectMessages>["execute"]>
>[number];

/**
 * A ticket's messages: pages run by creation key, each page stands in the order a
 * person reads it. One more than the limit when there is a next page.
 */
export async function listMessageRows(
  db: Db,
  ticketId: number,
  paging: Paging,
): Promise<ApiMessageRow[]> {
  let query = selectMessages(db)
    .where("messages.ticket_id", "=", ticketId)
    .orderBy("messages.id", paging.order)
    .limit(paging.limit + 1);
  if (paging.after !== null)
    query = query.where("messages.id", paging.order === "asc" ? ">" : "<", paging.after);
  return query.execute();
}

/** @throws AppError `not-found`. */
export async function getMessageRow(db: Db, id: number): Promise<ApiMessageRow> {
  const row = await selectMessages(db).where("messages.id", "=", id).executeTakeFirst();
  if (!row) throw new AppError("not-found", `There is no message ${id}.`);
  return row;
}

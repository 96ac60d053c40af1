import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, NotesTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { isOfVisibleTicket, type Scope } from "../users/ticket-scope.ts";
import { listActiveUsers } from "../users/users.ts";
import { mentionedIn, tickLine } from "./note-text.ts";
import type { TicketRow } from "./tickets.ts";

export type NoteRow = Selectable<NotesTable>;

const LONGEST = 8192;

/** A word among the team; who is mentioned finds it. @throws AppError `invalid` when it is empty. */
export async function insertNote(
  tx: Tx,
  ticket: TicketRow,
  authorId: number,
  text: string,
  now: Instant,
): Promise<number> {
  const kept = text.trim().slice(0, LONGEST);
  if (!kept) throw new AppError("invalid", "Write some text first.", { key: "error.empty-text" });
  const { id } = await tx
    .insertInto("notes")
    .values({
      thread_id: ticket.thread_id,
      ticket_id: ticket.id,
      author_id: authorId,
      text: kept,
      created_at: now,
      updated_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const mentioned = mentionedIn(kept, await listActiveUsers(tx));
  if (mentioned.length > 0) {
    await tx
      .insertInto("mentions")
      .values(mentioned.map((person) => ({ note_id: id, user_id: person.id, seen_at: null })))
      .execute();
  }
  return id;
}

/** Ticks or unticks the action item on one line. @throws AppError `not-found`. */
export async function tickNoteItem(
  tx: Tx,
  ticketId: number,
  noteId: number,
  line: number,
  isDone: boolean,
  now: Instant,
): Promise<void> {
  const note = await tx
    .selectFrom("notes")
    .selectAll()
    .where("id", "=", noteId)
    .where("ticket_id", "=", ticketId)
    .executeTakeFirst();
  if (!note) throw new AppError("not-found", "There is no note with this id on this ticket.");
  await tx
    .updateTable("notes")
    .set({ text: tickLine(note.text, line, isDone), updated_at: now })
    .where("id", "=", noteId)
    .execute();
}

/** The notes of a thread within a stretch of time, oldest first. */
export async function listNotes(
  db: Db,
  threadId: number,
  from: Instant,
  to: Instant,
  scope: Scope,
): Promise<NoteRow[]> {
  return db
    .selectFrom("notes")
    .selectAll()
    .where("thread_id", "=", threadId)
    .where((where) => isOfVisibleTicket(where, "notes", scope))
    .where("created_at", ">=", from)
    .where("created_at", "<", to)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/** Whoever opens a thread has seen where it mentions them. */
export async function markMentionsSeen(
  tx: Tx,
  userId: number,
  threadId: number,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("mentions")
    .set({ seen_at: now })
    .where("user_id", "=", userId)
    .where("seen_at", "is", null)
    .where("note_id", "in", tx.selectFrom("notes").select("id").where("thread_id", "=", threadId))
    .execute();
}

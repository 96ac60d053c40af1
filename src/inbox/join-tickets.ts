import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { changeStatus } from "./change-ticket.ts";
import { contactActor, noteMessage, type TicketRow } from "./tickets.ts";
import { noteWaiting } from "./waiting.ts";

/**
 * Two threads have become one, and with them perhaps two tickets that would have been
 * one, had we known the person at once: an unresolved ticket is always joined (PRODUCT 13).
 * One that somebody has worked on keeps its number.
 */
export async function joinTickets(tx: Tx, threadId: number, now: Instant): Promise<void> {
  const tickets = await tx
    .selectFrom("tickets")
    .selectAll()
    .where("thread_id", "=", threadId)
    .where("status", "!=", "resolved")
    .orderBy("id")
    .execute();
  const [first, ...others] = tickets;
  if (!first) return;
  let kept = first;
  for (const other of others) {
    if (await isUntouched(tx, other)) kept = await joinOne(tx, kept, other, now);
  }
  await adoptMessages(tx, threadId, kept.id);
}

async function isUntouched(tx: Tx, ticket: TicketRow): Promise<boolean> {
  const isAsOpened =
    ticket.status === "new" &&
    ticket.assignee_id === null &&
    ticket.bot_state === "on" &&
    ticket.category === null &&
    ticket.priority === "normal";
  if (!isAsOpened) return false;
  const note = await tx
    .selectFrom("notes")
    .select("id")
    .where("ticket_id", "=", ticket.id)
    .limit(1)
    .executeTakeFirst();
  const tag = await tx
    .selectFrom("ticket_tags")
    .select("tag")
    .where("ticket_id", "=", ticket.id)
    .limit(1)
    .executeTakeFirst();
  return !note && !tag;
}

async function joinOne(
  tx: Tx,
  kept: TicketRow,
  other: TicketRow,
  now: Instant,
): Promise<TicketRow> {
  await tx
    .updateTable("messages")
    .set({ ticket_id: kept.id })
    .where("ticket_id", "=", other.id)
    .execute();
  if (other.last_message_id !== null) {
    await noteMessage(
      tx,
      kept.id,
      { id: other.last_message_id, at: other.last_message_at, isUnread: false },
      now,
    );
  }
  await tx
    .updateTable("tickets")
    .set((set) => ({ unread_count: set("unread_count", "+", other.unread_count) }))
    .where("id", "=", kept.id)
    .execute();
  if (other.waiting_since !== null) await noteWaiting(tx, kept.id, other.waiting_since);
  await tx
    .updateTable("tickets")
    .set({ merged_into_id: kept.id })
    .where("merged_into_id", "=", other.id)
    .execute();
  await tx.deleteFrom("tickets").where("id", "=", other.id).execute();
  const isWaiting = kept.status === "pending" || kept.status === "snoozed";
  return isWaiting ? changeStatus(tx, kept, "open", contactActor, now) : kept;
}

/** A reaction that came before any ticket belongs to the first. */
export async function adoptMessages(tx: Tx, threadId: number, ticketId: number): Promise<void> {
  await tx
    .updateTable("messages")
    .set({ ticket_id: ticketId })
    .where("thread_id", "=", threadId)
    .where("ticket_id", "is", null)
    .execute();
}

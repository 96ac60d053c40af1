import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { findTicket, refuseTicket, type TicketRow } from "../inbox/tickets.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";

/** A ticket by its own number, also one that leads to another. @throws AppError `not-found`. */
export async function getExactTicket(
  db: Db,
  number: number,
  scope: Scope | undefined,
): Promise<TicketRow> {
  if (!Number.isSafeInteger(number)) return refuseTicket();
  if (!scope) return (await findTicket(db, number)) ?? refuseTicket();
  const ticket = await db
    .selectFrom("tickets")
    .selectAll()
    .where("tickets.id", "=", number)
    .where((where) => isVisible(where, scope))
    .executeTakeFirst();
  return ticket ?? refuseTicket();
}

/**
 * Only tickets of one conversation are merged: one contact on one number. Two numbers are two
 * windows and two answers, and a message would be lost from the thread it was written in.
 * @throws AppError `invalid`; `conflict` where somebody was faster.
 */
export function requireMergeable(merged: TicketRow, kept: TicketRow): void {
  const values = { number: merged.id, into: kept.id };
  if (merged.id === kept.id)
    throw new AppError("invalid", "A ticket can't be merged into itself.", {
      key: "error.merge.self",
    });
  for (const { id, merged_into_id } of [merged, kept]) {
    if (merged_into_id === null) continue;
    throw new AppError("conflict", `Ticket ${id} was merged into ${merged_into_id} already.`, {
      key: "error.merge.done",
      values: { number: id, into: merged_into_id },
    });
  }
  if (merged.contact_id !== kept.contact_id)
    throw new AppError("invalid", "Only tickets of the same contact can be merged.", {
      key: "error.merge.contact",
      values,
    });
  if (merged.thread_id !== kept.thread_id)
    throw new AppError(
      "invalid",
      "The tickets came in on two numbers, and answers go out on the number that was written to. Resolve one of them instead.",
      { key: "error.merge.channel", values },
    );
  if (merged.is_spam === 1 || kept.is_spam === 1)
    throw new AppError("invalid", "One of the tickets is spam. Take the mark away first.", {
      key: "error.merge.spam",
      values,
    });
}

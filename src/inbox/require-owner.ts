import type { Tx } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import type { TicketRow } from "./tickets.ts";

/**
 * The ticket is still whose the caller saw it to be; null: nobody's. The second of two who take
 * at once learns who was first. @throws AppError `conflict` that names who has it.
 */
export async function requireOwner(tx: Tx, ticket: TicketRow, seen: number | null): Promise<void> {
  if (ticket.assignee_id === seen) return;
  const owner = await tx
    .selectFrom("users")
    .select("name")
    .where("id", "=", ticket.assignee_id ?? 0)
    .executeTakeFirst();
  if (!owner) throw new AppError("conflict", "Nobody has this ticket any more. Look at it again.");
  throw new AppError("conflict", `${owner.name} has just taken it.`, {
    key: "error.taken",
    values: { name: owner.name },
  });
}

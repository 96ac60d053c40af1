import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { changeStatus } from "./change-ticket.ts";
import type { Actor, TicketRow } from "./tickets.ts";

/** Snoozed tickets whose time has come: back to open, in the words of the system. */
export async function wakeSnoozedTickets(
  tx: Tx,
  actor: Actor,
  now: Instant,
  limit: number,
): Promise<TicketRow[]> {
  const due = await tx
    .selectFrom("tickets")
    .selectAll()
    .where("snoozed_until", "<=", now)
    .orderBy("snoozed_until")
    .limit(limit)
    .execute();
  const woken: TicketRow[] = [];
  for (const ticket of due) woken.push(await changeStatus(tx, ticket, "open", actor, now));
  return woken;
}

import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { changeStatus } from "../inbox/change-ticket.ts";
import { type Actor, findTicket, insertTicketEvent, type TicketRow } from "../inbox/tickets.ts";
import { type ContactRow, updateContact } from "./contacts.ts";

/**
 * Blocks a contact on this desk: nothing can be sent to them, the bot is silent, and what they
 * still manage to write opens and reopens nothing. Their open tickets are resolved, since nobody
 * can answer them; each gets the entry `blocked` in its history, a contact without open tickets
 * has it on the last one. Returns the tickets that were resolved, for the undo and the live pages.
 * Meta is told apart (tell-meta-of-block.ts): it may refuse, this does not.
 */
export async function blockContact(
  tx: Tx,
  contact: ContactRow,
  actor: Actor,
  now: Instant,
): Promise<TicketRow[]> {
  if (contact.blocked_at !== null) return [];
  await updateContact(tx, contact, { blocked_at: now }, now);
  const open = await listOpenTickets(tx, contact.id);
  if (open.length === 0) await noteOnLastTicket(tx, contact.id, "blocked", actor, now);
  const resolved: TicketRow[] = [];
  for (const ticket of open) {
    await insertTicketEvent(tx, ticket.id, "blocked", actor, {}, now);
    resolved.push(await changeStatus(tx, ticket, "resolved", actor, now));
  }
  return resolved;
}

/**
 * Takes the block back. Tickets stay as they are but for those in `reopen`, which the block itself
 * had resolved: the way of the undo. Returns the reopened ones.
 */
export async function unblockContact(
  tx: Tx,
  contact: ContactRow,
  actor: Actor,
  now: Instant,
  { reopen = [] }: { reopen?: readonly number[] } = {},
): Promise<TicketRow[]> {
  if (contact.blocked_at === null) return [];
  await updateContact(tx, contact, { blocked_at: null }, now);
  await noteOnLastTicket(tx, contact.id, "unblocked", actor, now);
  const reopened: TicketRow[] = [];
  for (const id of reopen) {
    const ticket = await findTicket(tx, id);
    if (ticket?.contact_id !== contact.id || ticket.status !== "resolved" || ticket.is_spam === 1)
      continue;
    reopened.push(await changeStatus(tx, ticket, "open", actor, now));
  }
  return reopened;
}

async function listOpenTickets(tx: Tx, contactId: number): Promise<TicketRow[]> {
  return tx
    .selectFrom("tickets")
    .selectAll()
    .where("contact_id", "=", contactId)
    .where("status", "!=", "resolved")
    .orderBy("id")
    .execute();
}

async function noteOnLastTicket(
  tx: Tx,
  contactId: number,
  kind: string,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const last = await tx
    .selectFrom("tickets")
    .select("id")
    .where("contact_id", "=", contactId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last) await insertTicketEvent(tx, last.id, kind, actor, {}, now);
}

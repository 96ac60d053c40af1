import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { findTicket } from "../inbox/tickets.ts";
import { clearWaiting } from "../inbox/waiting.ts";
import { keepClocks } from "./keep-clocks.ts";
import { findPolicy, readSlaDesk } from "./sla-desk.ts";

/** The bot has answered: where the ticket's policy counts that, the customer waits no more. */
export async function noteBotAnswer(tx: Tx, ticketId: number, now: Instant): Promise<void> {
  const desk = await readSlaDesk(tx);
  if (!desk.live.some(({ terms }) => terms.countsBot)) return;
  const ticket = await findTicket(tx, ticketId);
  if (!ticket || ticket.waiting_since === null) return;
  const policy = await findPolicy(tx, desk, ticket);
  if (!policy?.terms.countsBot) return;
  // Begun and ended in one breath, it is a promise that was kept.
  await keepClocks(tx, ticketId, now);
  await clearWaiting(tx, ticketId);
  await keepClocks(tx, ticketId, now);
}

import type { Tx } from "../db/open.ts";
import type { Instant, RunOutcome } from "../db/schema.ts";

/**
 * Ends what the bot has going in a ticket, in silence: a person has answered, the customer said
 * STOP, the ticket was resolved or handed over.
 */
export async function freezeFlows(
  tx: Tx,
  ticketId: number,
  outcome: RunOutcome,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("flow_runs")
    .set({
      state: "ended",
      outcome,
      definition: null,
      due_at: null,
      ended_at: now,
      updated_at: now,
    })
    .where("ticket_id", "=", ticketId)
    .where("ended_at", "is", null)
    .execute();
}

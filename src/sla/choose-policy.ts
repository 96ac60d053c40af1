import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { type Actor, insertTicketEvent, type TicketRow } from "../inbox/tickets.ts";
import { keepClocks } from "./keep-clocks.ts";
import { getPolicy } from "./policies.ts";

/**
 * Chooses the policy of a ticket by hand or by a rule, whatever the conditions say; null: by the
 * conditions again. False: it has it already. @throws AppError `not-found`.
 */
export async function choosePolicy(
  tx: Tx,
  ticket: Pick<TicketRow, "id" | "sla_policy_id" | "sla_is_chosen">,
  policyId: number | null,
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const isChosen = policyId === null ? 0 : 1;
  const isSame =
    ticket.sla_is_chosen === isChosen && (policyId ?? 0) === isChosen * (ticket.sla_policy_id ?? 0);
  if (isSame) return false;
  const name = policyId === null ? null : (await getPolicy(tx, policyId)).name;
  await tx
    .updateTable("tickets")
    .set({ sla_is_chosen: isChosen, sla_policy_id: policyId, updated_at: now })
    .where("id", "=", ticket.id)
    .execute();
  await insertTicketEvent(tx, ticket.id, "sla-policy", actor, { to: policyId, name }, now);
  await keepClocks(tx, ticket.id, now);
  return true;
}

import { getContact, updateContact } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { freezeFlows } from "../flows/freeze-flows.ts";

/**
 * From now on the person's data is only kept: the gate starts nothing, the bot is silent (what
 * it has going ends) and retention deletes nothing. People can still answer. False: it was so already.
 */
export async function restrictContact(tx: Tx, contactId: number, now: Instant): Promise<boolean> {
  const contact = await getContact(tx, contactId);
  if (contact.restricted_at !== null) return false;
  await updateContact(tx, contact, { restricted_at: now }, now);
  const running = await tx
    .selectFrom("flow_runs")
    .select("ticket_id")
    .distinct()
    .where("contact_id", "=", contactId)
    .where("ended_at", "is", null)
    .execute();
  for (const { ticket_id } of running) await freezeFlows(tx, ticket_id, "stopped", now);
  return true;
}

/** Takes it back. False: it was not so. */
export async function liftRestriction(tx: Tx, contactId: number, now: Instant): Promise<boolean> {
  const contact = await getContact(tx, contactId);
  if (contact.restricted_at === null) return false;
  await updateContact(tx, contact, { restricted_at: null }, now);
  return true;
}

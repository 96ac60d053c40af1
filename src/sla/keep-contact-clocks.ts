import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { keepClocks } from "./keep-clocks.ts";

/**
 * What is known of a contact has changed: the promises of their tickets are looked for anew at once,
 * rather than with the ticket's next change.
 */
export async function keepContactClocks(tx: Tx, contactId: number, now: Instant): Promise<void> {
  const tickets = await tx
    .selectFrom("tickets")
    .select("id")
    .where("contact_id", "=", contactId)
    .where("status", "!=", "resolved")
    .execute();
  for (const { id } of tickets) await keepClocks(tx, id, now);
}

import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { StoredMessage } from "../inbox/stored-message.ts";
import { unsuppress } from "../privacy/suppress.ts";
import { isKeptAway } from "./gate.ts";
import { appendConsentRecord, type NewConsentRecord } from "./records.ts";
import { evidenceOf } from "./say.ts";

/** The person's own message agrees: on record, and who was kept away (suppressed) no longer is. */
export async function giveConsent(
  tx: Tx,
  stored: StoredMessage,
  { purpose, method, text }: Required<Pick<NewConsentRecord, "purpose" | "method" | "text">>,
  now: Instant,
): Promise<void> {
  const { contact, at: eventAt } = stored;
  const proof = { actor: { type: "contact" }, evidence: evidenceOf(stored), eventAt } as const;
  const given = { ...proof, contactId: contact.id, event: "given", purpose, method, text } as const;
  await appendConsentRecord(tx, given, now);
  if (await isKeptAway(tx, contact))
    await unsuppress(tx, { phone: contact.phone, userId: contact.user_id });
}

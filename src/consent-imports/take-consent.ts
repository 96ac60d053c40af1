import { appendConsentRecord } from "../consent/records.ts";
import type { ContactRow } from "../contacts/contacts.ts";
import { findOrCreateContact } from "../contacts/identify-contact.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { DeclaredConsent } from "./read-line.ts";

/** Which line of which file declared it, and who brought the file. */
export interface Declared {
  file: string;
  line: number;
  by: number | null;
  expiresAt: Instant | null;
}

/** One line becomes one record; somebody we don't know becomes a contact. */
export async function takeConsent(
  tx: Tx,
  known: ContactRow | undefined,
  { phone, name, purpose, source, at, text, language }: DeclaredConsent,
  { file, line, by, expiresAt }: Declared,
  now: Instant,
): Promise<void> {
  const contact = known ?? (await meet(tx, phone, name, at, now));
  await appendConsentRecord(
    tx,
    {
      contactId: contact.id,
      purpose,
      event: "given",
      method: "import",
      actor: { type: "agent", id: by },
      evidence: { source, import: { file, line } },
      text: { body: text, language },
      eventAt: at,
      expiresAt,
    },
    now,
  );
}

/** The number was theirs when they agreed: what Meta says of it later is newer. */
function meet(tx: Tx, phone: string, name: string, at: Instant, now: Instant) {
  const sender = {
    waId: phone.slice(1),
    userId: null,
    parentUserId: null,
    name: name || null,
    username: null,
  };
  return findOrCreateContact(tx, sender, { isSimulated: 0, at, now });
}

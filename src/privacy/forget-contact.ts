import { appendAuditRecord } from "../audit/append-audit-record.ts";
import { appendConsentRecord } from "../consent/records.ts";
import { getContact } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { suppress } from "./suppress.ts";

/**
 * The end of an erasure, in one transaction: the log says that the person was erased, their
 * numbers and ids are kept away, and the contact goes with all that hangs on it. What is left of
 * the consent log is its hashed half, under a random name.
 */
export async function forgetContact(
  tx: Tx,
  contactId: number,
  { actorId, note }: { actorId: number | null; note: string },
  now: Instant,
): Promise<void> {
  for (const purpose of await purposesOf(tx, contactId))
    await appendConsentRecord(
      tx,
      {
        contactId,
        purpose,
        event: "erased",
        method: "erasure",
        actor: actorId === null ? { type: "system" } : { type: "agent", id: actorId },
        evidence: { note },
        eventAt: now,
      },
      now,
    );
  await keepAway(tx, contactId, now);
  await nameRequestsByReference(tx, contactId);
  await tx.deleteFrom("audit_private").where("contact_id", "=", contactId).execute();
  // The private halves of their records go by a trigger of the data file.
  await tx
    .updateTable("consent_subjects")
    .set({ contact_id: null })
    .where("contact_id", "=", contactId)
    .execute();
  await tx.deleteFrom("contacts").where("id", "=", contactId).execute();
  await appendAuditRecord(
    tx,
    {
      action: "deleted",
      object: { type: "contact", id: contactId },
      details: { note: "erased on request" },
      ...(actorId !== null && { actor: { type: "person", id: actorId, address: null } }),
    },
    now,
  );
}

/** Those of which the log has records; marketing where it has none: an erasure is always on record. */
async function purposesOf(tx: Tx, contactId: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("consent_subjects")
    .innerJoin("consent_records", "consent_records.subject_id", "consent_subjects.id")
    .select("consent_records.purpose")
    .distinct()
    .where("consent_subjects.contact_id", "=", contactId)
    .execute();
  return rows.length > 0 ? rows.map(({ purpose }) => purpose) : ["marketing"];
}

/** Simulated people live in a world of their own: nobody real is kept away for them. */
async function keepAway(tx: Tx, contactId: number, now: Instant): Promise<void> {
  const contact = await getContact(tx, contactId);
  if (contact.is_simulated === 1) return;
  const identities = await tx
    .selectFrom("contact_identities")
    .select(["kind", "value"])
    .where("contact_id", "=", contactId)
    .where("kind", "in", ["phone", "user_id"])
    .execute();
  await suppress(tx, { phone: contact.phone, userId: contact.user_id }, "erased", now);
  for (const { kind, value } of identities)
    await suppress(tx, kind === "phone" ? { phone: value } : { userId: value }, "erased", now);
}

/** Requests stay as proof that they were answered; by the random name that the log knows. */
async function nameRequestsByReference(tx: Tx, contactId: number): Promise<void> {
  const subject = await tx
    .selectFrom("consent_subjects")
    .select("reference")
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  await tx
    .updateTable("privacy_requests")
    .set({ subject_reference: subject?.reference ?? null })
    .where("contact_id", "=", contactId)
    .execute();
}

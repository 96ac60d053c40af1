import type { ConsentActor, Controller, ShownText } from "../consent/leaf.ts";
import type { Evidence } from "../consent/records.ts";
import type { Db } from "../db/open.ts";

/** What a line of the log says (consent/leaf.ts), read back. */
export interface LeafFacts {
  seq: number;
  prev: string;
  subject: string;
  subject_commitment: string;
  evidence_commitment: string;
  controller: Controller;
  purpose: string;
  channel: string;
  event: string;
  method: string;
  text: ShownText | null;
  /** ISO 8601, UTC; the same holds for the others. */
  event_at: string;
  recorded_at: string;
  actor: ConsentActor;
  jurisdiction: string | null;
  expires_at: string | null;
  withdrawal: string;
}

export type RecordRow = NonNullable<Awaited<ReturnType<typeof findRecord>>>;

/** One record with everything that is known of it. `facts` is null when its line is no JSON any more. */
export async function findRecord(db: Db, seq: number) {
  if (!Number.isSafeInteger(seq)) return undefined;
  const row = await db
    .selectFrom("consent_records")
    .innerJoin("consent_subjects", "consent_subjects.id", "consent_records.subject_id")
    .leftJoin("consent_private", "consent_private.seq", "consent_records.seq")
    .leftJoin("shown_texts", "shown_texts.hash", "consent_records.text_hash")
    .leftJoin("contacts", "contacts.id", "consent_subjects.contact_id")
    .leftJoin("messages", "messages.wamid", "consent_private.wamid")
    .selectAll("consent_records")
    .select([
      "consent_subjects.reference",
      "consent_subjects.contact_id",
      "consent_private.subject_salt",
      "consent_private.subject",
      "consent_private.evidence_salt",
      "consent_private.evidence",
      "shown_texts.body as text_shown",
      "contacts.name",
      "contacts.is_simulated",
      "messages.id as message_id",
    ])
    .where("consent_records.seq", "=", seq)
    .executeTakeFirst();
  return row && { ...row, facts: readLeaf(row.leaf) };
}

/** Null when somebody made something else of it. */
export function readLeaf(leaf: string): LeafFacts | null {
  return readJson<LeafFacts>(leaf);
}

/** What proves a record; null once it is erased. */
export function readEvidence(evidence: string | null): Evidence | null {
  return evidence === null ? null : readJson<Evidence>(evidence);
}

function readJson<Shape>(text: string): Shape | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Shape) : null;
  } catch {
    return null;
  }
}

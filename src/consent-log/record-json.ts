import { iso } from "../api/json.ts";
import type { Db } from "../db/open.ts";
import { hexOf } from "../proof/merkle.ts";
import { readEvidence, readLeaf } from "./find-record.ts";

async function listWholeRecords(db: Db, seqs: readonly number[]) {
  return db
    .selectFrom("consent_records")
    .innerJoin("consent_subjects", "consent_subjects.id", "consent_records.subject_id")
    .leftJoin("consent_private", "consent_private.seq", "consent_records.seq")
    .leftJoin("shown_texts", "shown_texts.hash", "consent_records.text_hash")
    .leftJoin("messages", "messages.wamid", "consent_private.wamid")
    .selectAll("consent_records")
    .select([
      "consent_subjects.contact_id",
      "consent_subjects.reference",
      "consent_private.evidence",
      "shown_texts.body as text_shown",
      "messages.id as message_id",
    ])
    .where("consent_records.seq", "in", seqs)
    .execute();
}

type WholeRecord = Awaited<ReturnType<typeof listWholeRecords>>[number];

/** Records for programs, in the order in which they are named. */
export async function recordsJson(db: Db, seqs: readonly number[]) {
  if (seqs.length === 0) return [];
  const rows = new Map((await listWholeRecords(db, seqs)).map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => {
    const row = rows.get(seq);
    return row ? [recordJson(row)] : [];
  });
}

/** `source` is the method under the name that it had first. */
function recordJson(row: WholeRecord) {
  const facts = readLeaf(row.leaf);
  const text = facts?.text ?? null;
  return {
    id: row.seq,
    contact_id: row.contact_id,
    subject: row.reference,
    purpose: row.purpose,
    event: row.event,
    method: row.method,
    source: row.method,
    message_id: row.message_id,
    text_shown: row.text_shown,
    text: text && { sha256: text.sha256, id: text.id, version: text.version },
    language: text?.language ?? null,
    evidence: readEvidence(row.evidence),
    actor: facts?.actor ?? null,
    channel: facts?.channel ?? null,
    controller: facts?.controller ?? null,
    jurisdiction: facts?.jurisdiction ?? null,
    expires_at: facts?.expires_at ?? null,
    event_at: iso(row.event_at),
    recorded_at: iso(row.recorded_at),
    hash: hexOf(row.hash),
  };
}

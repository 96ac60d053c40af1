import type { Db } from "../db/open.ts";
import { commitmentTo, sha256 } from "../proof/commitment.ts";
import type { Head } from "../proof/log.ts";
import { examineLog, type Finding, type Known, type LogRow } from "./examine-log.ts";

/**
 * The whole consent log against what was signed, and all that the data file says beside it:
 * columns, openings, texts. Before a checkpoint is signed, and for `doctor`.
 */
export async function examineConsent(
  db: Db,
  known: Known,
): Promise<{ head: Head; findings: Finding[] }> {
  const { head, findings } = await examineLog(
    db,
    "consent",
    known,
    (after, most) => pageAfter(db, after, most),
    lookAt,
  );
  return { head, findings: [...findings, ...(await examineTexts(db))] };
}

/** The audit log the same way; what it hides is opened by its own pages. */
export async function examineAudit(db: Db, known: Known) {
  return examineLog(db, "audit", known, (after, most) =>
    db
      .selectFrom("audit_records")
      .select(["seq", "leaf", "hash"])
      .where("seq", ">", after)
      .orderBy("seq")
      .limit(most)
      .execute(),
  );
}

type Row = Awaited<ReturnType<typeof pageAfter>>[number];

function pageAfter(db: Db, after: number, most: number) {
  return db
    .selectFrom("consent_records")
    .leftJoin("consent_subjects", "consent_subjects.id", "consent_records.subject_id")
    .leftJoin("consent_private", "consent_private.seq", "consent_records.seq")
    .leftJoin("shown_texts", "shown_texts.hash", "consent_records.text_hash")
    .select([
      "consent_records.seq",
      "leaf",
      "consent_records.hash",
      "purpose",
      "event",
      "method",
      "event_at",
      "recorded_at",
      "text_hash",
      "reference",
      "subject_salt",
      "consent_private.subject",
      "evidence_salt",
      "evidence",
      "wamid",
      "shown_texts.hash as shown",
    ])
    .where("consent_records.seq", ">", after)
    .orderBy("consent_records.seq")
    .limit(most)
    .execute();
}

interface Leaf {
  subject: string;
  subject_commitment: string;
  evidence_commitment: string;
  purpose: string;
  event: string;
  method: string;
  event_at: string;
  recorded_at: string;
  text: { sha256: string } | null;
}

/** What the table repeats for queries, and what the commitments open to. */
function lookAt(row: Row & LogRow): Finding | undefined {
  const leaf = readLeaf(row.leaf);
  if (!leaf || !hasEqualColumns(row, leaf)) return { code: "columns", where: row.seq };
  if (row.text_hash !== null && row.shown === null) return { code: "text", where: row.seq };
  return opens(row, leaf) ? undefined : { code: "opening", where: row.seq };
}

function readLeaf(text: string): Leaf | undefined {
  try {
    return JSON.parse(text) as Leaf;
  } catch {
    return undefined;
  }
}

function hasEqualColumns(row: Row, leaf: Leaf): boolean {
  return (
    row.purpose === leaf.purpose &&
    row.event === leaf.event &&
    row.method === leaf.method &&
    row.reference === leaf.subject &&
    row.event_at === Date.parse(leaf.event_at) &&
    row.recorded_at === Date.parse(leaf.recorded_at) &&
    row.text_hash === (leaf.text?.sha256 ?? null)
  );
}

/** An erased person has nothing to open. */
function opens(row: Row, leaf: Leaf): boolean {
  const { subject, subject_salt: salt, evidence, evidence_salt: evidenceSalt } = row;
  if (salt === null || evidenceSalt === null || subject === null || evidence === null) return true;
  return (
    commitmentTo({ salt, value: subject }) === leaf.subject_commitment &&
    commitmentTo({ salt: evidenceSalt, value: evidence }) === leaf.evidence_commitment &&
    // What opens is what was recorded, so it is JSON.
    row.wamid === ((JSON.parse(evidence) as { wamid?: string }).wamid ?? null)
  );
}

/** Every text is what its hash says. There are as many as the business has worded. */
async function examineTexts(db: Db): Promise<Finding[]> {
  const texts = await db.selectFrom("shown_texts").selectAll().execute();
  return texts
    .filter(({ hash, body }) => sha256(body) !== hash)
    .map((): Finding => ({ code: "text", where: null }));
}

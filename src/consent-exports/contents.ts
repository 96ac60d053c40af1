import type { Db } from "../db/open.ts";
import { canonicalJson } from "../proof/canonical.ts";
import { nodeAt } from "../proof/log.ts";
import { hexOf, pathOf, type Place } from "../proof/merkle.ts";
import { chosenRecords, type ExportFilter } from "./filter.ts";

/** What is written: the chosen ones among the first `size` records. */
export interface Chosen {
  db: Db;
  filter: ExportFilter;
  size: number;
}

/** Rows in memory at once. */
const PAGE = 1_000;
/** Nodes of the tree from this level on are kept while paths are looked up. */
const KEPT_LEVEL = 5;
const KEPT_NODES = 100_000;

/** log.jsonl: each line the very bytes that were hashed. */
export async function* logLines(chosen: Chosen): AsyncGenerator<string> {
  for await (const { leaf } of recordsOf(chosen)) yield `${leaf}\n`;
}

/** private.jsonl: what the commitments stand for, of those who are not erased. */
export async function* openingLines(chosen: Chosen): AsyncGenerator<string> {
  for await (const row of recordsOf(chosen)) {
    if (row.subject_salt === null || row.evidence_salt === null) continue;
    yield `${canonicalJson({
      seq: row.seq,
      subject: { salt: row.subject_salt, value: row.subject ?? "" },
      evidence: { salt: row.evidence_salt, value: row.evidence ?? "" },
    })}\n`;
  }
}

/** proofs.jsonl: for each chosen record what leads from it to the root. */
export async function* proofLines(chosen: Chosen): AsyncGenerator<string> {
  const find = findKept(chosen.db);
  for await (const { seq } of recordsOf(chosen)) {
    const path = await pathOf(seq - 1, chosen.size, find);
    yield `${canonicalJson({
      seq,
      path: path.map(({ side, hash }) => ({ side, hash: hexOf(hash) })),
    })}\n`;
  }
}

/** The upper nodes lead to many records. */
function findKept(db: Db): (place: Place) => Promise<Uint8Array> {
  const kept = new Map<string, Uint8Array>();
  return async (place) => {
    if (place.level < KEPT_LEVEL) return nodeAt(db, "consent", place);
    const key = `${place.level}/${place.position}`;
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= KEPT_NODES) kept.clear();
    const hash = await nodeAt(db, "consent", place);
    kept.set(key, hash);
    return hash;
  };
}

/** texts.jsonl: every text that one of the records was about, once. */
export async function* textLines({ db, filter, size }: Chosen): AsyncGenerator<string> {
  const hashes = chosenRecords(db, filter, size)
    .select("text_hash")
    .distinct()
    .where("text_hash", "is not", null);
  const rows = await db
    .selectFrom("shown_texts")
    .selectAll()
    .where("hash", "in", hashes)
    .orderBy("hash")
    .execute();
  for (const { hash, body } of rows) yield `${canonicalJson({ sha256: hash, body })}\n`;
}

/** checkpoints.jsonl: all that were ever signed with the desk's key, the oldest first. */
export async function* checkpointLines(
  db: Db,
  logId: string,
  upTo: number,
): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom("checkpoints")
      .select(["id", "body", "signature"])
      .where("id", ">", after)
      .where("id", "<=", upTo)
      .where("body", "like", `%\nlog ${logId}\n%`)
      .orderBy("id")
      .limit(PAGE)
      .execute();
    for (const { body, signature } of rows) yield `${canonicalJson({ body, signature })}\n`;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? after;
  }
}

export type ExportedRow = Awaited<ReturnType<typeof pageAfter>>[number];

/** In the order of the log, page by page. */
export async function* recordsOf(chosen: Chosen): AsyncGenerator<ExportedRow> {
  for (let after = 0; ;) {
    const rows = await pageAfter(chosen, after);
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.seq ?? after;
  }
}

function pageAfter({ db, filter, size }: Chosen, after: number) {
  return chosenRecords(db, filter, size)
    .leftJoin("consent_private", "consent_private.seq", "consent_records.seq")
    .leftJoin("shown_texts", "shown_texts.hash", "consent_records.text_hash")
    .select([
      "consent_records.seq",
      "leaf",
      "subject_salt",
      "consent_private.subject",
      "evidence_salt",
      "evidence",
      "shown_texts.body as text_shown",
    ])
    .where("consent_records.seq", ">", after)
    .orderBy("consent_records.seq")
    .limit(PAGE)
    .execute();
}

import type { Db } from "../db/open.ts";
import { headText } from "../proof/checkpoints.ts";
import { commitmentTo, sha256 } from "../proof/commitment.ts";
import { NO_RECORD, nodeAt } from "../proof/log.ts";
import { hexOf, leafHash, pathOf, rootOfPath } from "../proof/merkle.ts";
import { identityOf, isSigned, type Signer } from "../proof/signer.ts";
import type { RecordRow } from "./find-record.ts";

/** The neighbours that lead from a record to the root of its tree, in hex. */
export type Path = { side: "left" | "right"; hash: string }[];

/** What was checked of one record, and how it came out. `erased`: nobody can tell any more, as it should be. */
export interface RecordCheck {
  step: "line" | "chain" | "subject" | "evidence" | "text" | "head" | "checkpoint";
  result: "good" | "bad" | "erased" | "none";
  /** Hashes in hex, for who wants to follow. */
  values: Record<string, string>;
  path?: Path;
}

/**
 * Checks a record of the consent log as an auditor would: its line against its hash and
 * its columns, the chain to both sides, what its commitments hide, and its way up to the
 * signed head and to the first signed checkpoint that covers it.
 */
export async function checkRecord(
  db: Db,
  signer: Pick<Signer, "logId" | "publicKey" | "former">,
  row: RecordRow,
): Promise<RecordCheck[]> {
  return [
    checkLine(row),
    await checkChain(db, row),
    checkCommitment("subject", row, row.subject_salt, row.subject),
    checkCommitment("evidence", row, row.evidence_salt, row.evidence),
    checkText(row),
    await checkHead(db, signer, row),
    await checkCheckpoint(db, signer, row),
  ];
}

function checkLine({ leaf, facts, ...row }: RecordRow): RecordCheck {
  const hash = hexOf(leafHash(leaf));
  const isSame =
    facts !== null &&
    hash === hexOf(row.hash) &&
    facts.seq === row.seq &&
    facts.purpose === row.purpose &&
    facts.event === row.event &&
    facts.method === row.method &&
    facts.subject === row.reference &&
    Date.parse(facts.event_at) === row.event_at &&
    Date.parse(facts.recorded_at) === row.recorded_at &&
    (facts.text?.sha256 ?? null) === row.text_hash;
  return { step: "line", result: resultOf(isSame), values: { hash } };
}

async function checkChain(db: Db, { seq, leaf, facts }: RecordRow): Promise<RecordCheck> {
  const neighbours = await db
    .selectFrom("consent_records")
    .select(["seq", "leaf"])
    .where("seq", "in", [seq - 1, seq + 1])
    .execute();
  const before = neighbours.find((row) => row.seq === seq - 1);
  const after = neighbours.find((row) => row.seq === seq + 1);
  const prev = seq === 1 ? NO_RECORD : before ? sha256(before.leaf) : "";
  const isChained =
    facts?.prev === prev && (!after || after.leaf.includes(`"prev":"${sha256(leaf)}"`));
  return { step: "chain", result: resultOf(isChained), values: { prev, own: sha256(leaf) } };
}

function checkCommitment(
  step: "subject" | "evidence",
  { facts }: RecordRow,
  salt: string | null,
  value: string | null,
): RecordCheck {
  if (salt === null || value === null) return { step, result: "erased", values: {} };
  const commitment = commitmentTo({ salt, value });
  const isOpened = facts?.[`${step}_commitment`] === commitment;
  return { step, result: resultOf(isOpened), values: { salt, commitment } };
}

function checkText({ text_hash, text_shown }: RecordRow): RecordCheck {
  if (text_hash === null) return { step: "text", result: "none", values: {} };
  const isSame = text_shown !== null && sha256(text_shown) === text_hash;
  return { step: "text", result: resultOf(isSame), values: { hash: text_hash } };
}

async function checkHead(
  db: Db,
  { logId, publicKey }: Pick<Signer, "logId" | "publicKey" | "former">,
  row: RecordRow,
): Promise<RecordCheck> {
  const head = await db
    .selectFrom("log_heads")
    .selectAll()
    .where("log", "=", "consent")
    .executeTakeFirst();
  if (!head) return { step: "head", result: "bad", values: {} };
  const { root, path } = await climb(db, row, head.size);
  const isGood =
    root === head.root && isSigned(headText(logId, "consent", head), head.signature, publicKey);
  return {
    step: "head",
    result: resultOf(isGood),
    values: { size: String(head.size), root: head.root },
    path,
  };
}

async function checkCheckpoint(
  db: Db,
  signer: Pick<Signer, "logId" | "publicKey" | "former">,
  row: RecordRow,
): Promise<RecordCheck> {
  const checkpoint = await db
    .selectFrom("checkpoints")
    .selectAll()
    .where("size", ">=", row.seq)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  if (!checkpoint) return { step: "checkpoint", result: "none", values: {} };
  const { id, size, root, body, signature, created_at } = checkpoint;
  const climbed = await climb(db, row, size);
  const isGood =
    climbed.root === root &&
    body.includes(`\nconsent ${size} ${root} `) &&
    isSigned(body, signature, identityOf(signer, body)?.publicKey ?? "");
  return {
    step: "checkpoint",
    result: resultOf(isGood),
    values: { id: String(id), at: String(created_at), size: String(size), root },
  };
}

/** The root that the record's line leads to in a tree of `size` records; "" where the way is broken. */
async function climb(db: Db, { seq, leaf }: RecordRow, size: number) {
  if (size < seq) return { root: "", path: [] };
  try {
    const path = await pathOf(seq - 1, size, (place) => nodeAt(db, "consent", place));
    const named = path.map(({ side, hash }) => ({ side, hash: hexOf(hash) }));
    return { root: hexOf(rootOfPath(leafHash(leaf), path)), path: named };
  } catch {
    // A node is gone: what leads nowhere proves nothing.
    return { root: "", path: [] };
  }
}

function resultOf(isGood: boolean): "good" | "bad" {
  return isGood ? "good" : "bad";
}

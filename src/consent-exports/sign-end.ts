import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { headText } from "../proof/checkpoints.ts";
import { type Head, headOf } from "../proof/log.ts";
import { signCheckpoint } from "../proof/sign-checkpoint.ts";
import type { Signer } from "../proof/signer.ts";
import type { Finding } from "./examine-log.ts";
import type { SignedEnd } from "./write-export.ts";

/**
 * Signs a checkpoint for an export of a log that was examined up to `examined`. What came since must
 * follow it. @throws AppError `conflict` otherwise: what does not fit is never signed.
 */
export async function signEnd(
  tx: Tx,
  signer: Signer,
  examined: Head,
  now: Instant,
): Promise<SignedEnd> {
  const follows = await isGrownFrom(tx, examined);
  const signing = follows ? await signCheckpoint(tx, signer, "export", now) : undefined;
  if (signing?.kind !== "signed")
    throw new AppError("conflict", refusalText([{ code: "head", where: examined.size }]));
  const { id, size, root, body, signature } = signing.checkpoint;
  return { size, root, body, signature, checkpointId: id, isAsFound: false };
}

async function isGrownFrom(db: Db, examined: Head): Promise<boolean> {
  const now = await headOf(db, "consent");
  if (now.size === examined.size) return now.head === examined.head;
  const next = await db
    .selectFrom("consent_records")
    .select("leaf")
    .where("seq", "=", examined.size + 1)
    .executeTakeFirst();
  return next !== undefined && next.leaf.includes(`"prev":"${examined.head}"`);
}

/** A log that does not fit, as it is, with the head that was signed last: for whoever has to look into it. */
export async function endAsFound(db: Db, logId: string): Promise<SignedEnd> {
  const signed = await db
    .selectFrom("log_heads")
    .selectAll()
    .where("log", "=", "consent")
    .executeTakeFirst();
  const head = signed ?? { ...(await headOf(db, "consent").catch(() => nothing)), signature: "" };
  const { last } = await db
    .selectFrom("checkpoints")
    .select(({ fn }) => fn.max("id").as("last"))
    .executeTakeFirstOrThrow();
  return {
    size: Number.MAX_SAFE_INTEGER,
    root: head.root,
    body: headText(logId, "consent", head),
    signature: head.signature,
    checkpointId: last ?? 0,
    isAsFound: true,
  };
}

const nothing: Head = { size: 0, root: "", head: "" };

const words: Record<Finding["code"], string> = {
  order: "a record is missing or out of order",
  chain: "a record does not follow the one before it",
  hash: "a record is not what was hashed",
  tree: "the Merkle tree does not fit",
  head: "the log is not the one whose head was signed last",
  checkpoint: "a checkpoint does not fit",
  columns: "a record's columns say something else than the record",
  opening: "what is told of a person or of evidence is not what was recorded",
  text: "a text that was shown is missing or was changed",
  state: "a contact's state is not what the log says",
};

/** What is wrong and where, on one line. */
export function findingsText(findings: readonly Finding[]): string {
  return findings
    .map(({ code, where }) => (where === null ? words[code] : `${words[code]} (${where})`))
    .join("; ");
}

export function refusalText(findings: readonly Finding[]): string {
  return `The consent log does not fit what was signed, so nothing new is signed: ${findingsText(findings)}. Restore a backup, or keep the data file as evidence: recado consent export --as-found writes it as it is.`;
}

import type { Db } from "../db/open.ts";
import { findNewestCheckpoint, headText } from "./checkpoints.ts";
import { headOf, type Head, type LogName, rootAt } from "./log.ts";
import { type Identity, isSigned } from "./signer.ts";

/** What does not fit: `head` the signed head, `checkpoint` the newest checkpoint. */
export interface LogFault {
  log: LogName;
  against: "head" | "checkpoint";
}

/**
 * Whether the logs still are what was signed of them: the head of the last commit and the newest
 * checkpoint. From a few rows, whatever the size; recompute.ts reads the records themselves.
 * Asked before anything new is signed, so that a fault is not signed over.
 */
export async function findLogFault(db: Db, signer: Identity): Promise<LogFault | undefined> {
  for (const log of ["consent", "audit"] as const)
    if (!(await fitsSignedHead(db, signer, log))) return { log, against: "head" };
  const newest = await findNewestCheckpoint(db);
  if (!newest) return undefined;
  if (!(await fits(db, "consent", newest.size, newest.root)))
    return { log: "consent", against: "checkpoint" };
  const isOurs = isSigned(newest.body, newest.signature, signer.publicKey);
  return isOurs ? undefined : { log: "consent", against: "checkpoint" };
}

async function fitsSignedHead(db: Db, signer: Identity, log: LogName): Promise<boolean> {
  const signed = await db
    .selectFrom("log_heads")
    .selectAll()
    .where("log", "=", log)
    .executeTakeFirst();
  const now = await findHead(db, log);
  if (!signed) return now?.size === 0;
  const { size, root, head, signature } = signed;
  return (
    now?.size === size &&
    now.root === root &&
    now.head === head &&
    isSigned(headText(signer.logId, log, now), signature, signer.publicKey)
  );
}

/** Undefined: the tree lacks a node. */
async function findHead(db: Db, log: LogName): Promise<Head | undefined> {
  return headOf(db, log).catch(() => undefined);
}

async function fits(db: Db, log: LogName, size: number, root: string): Promise<boolean> {
  return (await rootAt(db, log, size).catch(() => undefined)) === root;
}

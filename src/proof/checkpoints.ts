import type { Db, Tx } from "../db/open.ts";
import type { CheckpointReason, CheckpointsTable, Instant } from "../db/schema.ts";
import type { Selectable } from "kysely";
import { AppError } from "../http/errors.ts";
import { type Head, headOf, lineHashAt, type LogName, takeGrown } from "./log.ts";
import { raiseLogAlert } from "./log-alert.ts";
import { isSigned, type Signer } from "./signer.ts";

export type CheckpointRow = Selectable<CheckpointsTable>;

/**
 * What a checkpoint says and signs: both logs as they stand. One line each, so that
 * people can read it and `openssl` can verify its bytes.
 */
export function checkpointText(logId: string, consent: Head, audit: Head, at: Instant): string {
  const line = (log: LogName, { size, root, head }: Head) => `${log} ${size} ${root} ${head}`;
  return [
    "recado checkpoint 1",
    `log ${logId}`,
    line("consent", consent),
    line("audit", audit),
    `time ${new Date(at).toISOString()}`,
    "",
  ].join("\n");
}

/** Signs both logs as they stand, and keeps it. */
export async function makeCheckpoint(
  tx: Tx,
  signer: Signer,
  reason: CheckpointReason,
  now: Instant,
): Promise<CheckpointRow> {
  const consent = await headOf(tx, "consent");
  const audit = await headOf(tx, "audit");
  const body = checkpointText(signer.logId, consent, audit, now);
  return tx
    .insertInto("checkpoints")
    .values({
      reason,
      size: consent.size,
      root: consent.root,
      audit_size: audit.size,
      body,
      signature: signer.sign(body),
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findNewestCheckpoint(db: Db): Promise<CheckpointRow | undefined> {
  return db.selectFrom("checkpoints").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
}

/** @throws AppError `not-found`. */
export async function getCheckpoint(db: Db, id: number): Promise<CheckpointRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("checkpoints").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (row) return row;
  throw new AppError("not-found", "There is no checkpoint with this number.");
}

/** The newest first; `before`: only those with a lower id. */
export async function listCheckpoints(
  db: Db,
  { before = null, limit }: { before?: number | null; limit: number },
): Promise<CheckpointRow[]> {
  let rows = db.selectFrom("checkpoints").selectAll().orderBy("id", "desc").limit(limit);
  if (before !== null) rows = rows.where("id", "<", before);
  return rows.execute();
}

/** What the signature of a log's head is over. */
export function headText(logId: string, log: LogName, { size, root, head }: Head): string {
  return `recado head 1\nlog ${logId}\n${log} ${size} ${root} ${head}\n`;
}

/**
 * Before a commit: the heads of the logs that have grown in it, so that not even the newest record
 * is unsigned. Only what follows on what was signed before is signed: a record that came into the
 * file by another way stays unsigned with all that follow, and an alert says so.
 */
export async function signHeads(tx: Tx, signer: Signer, now: Instant): Promise<void> {
  for (const { log, first } of takeGrown(tx)) {
    if (!(await isSignedUpTo(tx, signer, log, first - 1))) {
      await raiseLogAlert(tx, { log, against: "head" }, now);
      continue;
    }
    await signHead(tx, signer, log);
  }
}

/** Signs a log as it stands, whatever was signed before. */
export async function signHead(tx: Tx, signer: Signer, log: LogName): Promise<void> {
  const head = await headOf(tx, log);
  const row = { ...head, signature: signer.sign(headText(signer.logId, log, head)) };
  await tx
    .insertInto("log_heads")
    .values({ log, ...row })
    .onConflict((conflict) => conflict.column("log").doUpdateSet(row))
    .execute();
}

/** Whether the head that was signed last is that of the first `size` records as they are now. */
async function isSignedUpTo(tx: Tx, signer: Signer, log: LogName, size: number): Promise<boolean> {
  const signed = await tx
    .selectFrom("log_heads")
    .selectAll()
    .where("log", "=", log)
    .executeTakeFirst();
  if (!signed) return size === 0;
  return (
    signed.size === size &&
    signed.head === (await lineHashAt(tx, log, size)) &&
    isSigned(headText(signer.logId, log, signed), signed.signature, signer.publicKey)
  );
}

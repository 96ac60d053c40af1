import { DAY } from "../clock.ts";
import type { Tx } from "../db/open.ts";
import type { CheckpointReason, Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { findRecordFault } from "./check-records.ts";
import { queueCopies } from "./checkpoint-deliveries.ts";
import { type CheckpointRow, findNewestCheckpoint, makeCheckpoint } from "./checkpoints.ts";
import { findLogFault, type LogFault } from "./find-log-fault.ts";
import { lastSeq } from "./log.ts";
import { clearLogAlert, raiseLogAlert } from "./log-alert.ts";
import type { Signer } from "./signer.ts";

export type Signing =
  | { kind: "signed"; checkpoint: CheckpointRow; copies: number }
  /** Something was changed behind our back: it is not signed over. */
  | { kind: "fault"; fault: LogFault };

/** Signs both logs as they stand, if they still are what was signed before, and queues its copies. */
export async function signCheckpoint(
  tx: Tx,
  signer: Signer,
  reason: CheckpointReason,
  now: Instant,
): Promise<Signing> {
  const fault = await findLogFault(tx, signer);
  if (fault) {
    await raiseLogAlert(tx, fault, now);
    return { kind: "fault", fault };
  }
  const checkpoint = await makeCheckpoint(tx, signer, reason, now);
  return { kind: "signed", checkpoint, copies: await queueCopies(tx, checkpoint.id, now) };
}

/**
 * A day after the newest checkpoint, if the logs are no longer what it says: reads every record first,
 * so that a change is found within a day. Asks what is due; a missed day is made up for.
 */
export async function signDueCheckpoint(recado: Recado): Promise<void> {
  const now = recado.clock.now();
  if (!(await isDue(recado, now))) return;
  const fault = await findRecordFault(recado.db);
  if (fault) return noteFault(recado, fault, now);
  const done = await recado.write(async (tx) => {
    await clearLogAlert(tx, now);
    return signCheckpoint(tx, recado.signer, "daily", now);
  });
  if (done.kind === "fault") await noteFault(recado, done.fault, now);
}

async function isDue({ db }: Recado, now: Instant): Promise<boolean> {
  const newest = await findNewestCheckpoint(db);
  if (newest && now - newest.created_at < DAY) return false;
  const size = await lastSeq(db, "consent");
  const auditSize = await lastSeq(db, "audit");
  return size !== (newest?.size ?? 0) || auditSize !== (newest?.audit_size ?? 0);
}

async function noteFault(recado: Recado, fault: LogFault, now: Instant): Promise<void> {
  recado.log.error("proof.fault", { ...fault });
  await recado.write((tx) => raiseLogAlert(tx, fault, now));
}

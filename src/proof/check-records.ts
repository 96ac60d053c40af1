import type { Db } from "../db/open.ts";
import { readCopy } from "./checkpoint-copy.ts";
import { findNewestCheckpoint } from "./checkpoints.ts";
import type { LogFault } from "./find-log-fault.ts";
import { headOf, type LogName } from "./log.ts";
import { recomputeHeads } from "./recompute.ts";

/**
 * Reads every record and compares: with the newest checkpoint, and with the tree as it is kept. Finds
 * what find-log-fault.ts, which believes the tree, cannot. Long; in small steps.
 */
export async function findRecordFault(db: Db): Promise<LogFault | undefined> {
  const newest = await findNewestCheckpoint(db);
  const signed = newest && readCopy(newest.body);
  for (const log of ["consent", "audit"] as const) {
    const against = await faultOf(db, log, signed?.[log]);
    if (against) return { log, against };
  }
  return undefined;
}

async function faultOf(
  db: Db,
  log: LogName,
  signed: { size: number; root: string } | undefined,
): Promise<LogFault["against"] | undefined> {
  const kept = await headOf(db, log).catch(() => undefined);
  if (!kept) return "head";
  if (signed && kept.size < signed.size) return "checkpoint";
  const [then, now] = await recomputeHeads(db, log, [signed?.size ?? 0, kept.size]);
  if (signed && then?.root !== signed.root) return "checkpoint";
  return now?.root === kept.root && now.head === kept.head ? undefined : "head";
}

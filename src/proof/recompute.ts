import type { Db } from "../db/open.ts";
import { sha256 } from "./commitment.ts";
import { type Head, type LogName, NO_RECORD } from "./log.ts";
import { hexOf, leafHash, RunningRoot } from "./merkle.ts";

/** Records read in one query: webhooks and pages get their turn in between. */
const PAGE = 250;

/**
 * The head of a log's first `size` records, worked out from their bytes alone: neither the hashes
 * beside them nor the kept tree are believed. Undefined when there are not so many, or one is
 * missing. In small steps and constant memory.
 */
export async function recomputeHead(db: Db, log: LogName, size: number): Promise<Head | undefined> {
  return (await recomputeHeads(db, log, [size]))[0];
}

/** The same at several sizes, the smallest first, in one reading. */
export async function recomputeHeads(
  db: Db,
  log: LogName,
  sizes: readonly number[],
): Promise<(Head | undefined)[]> {
  const running = new RunningRoot();
  const heads: (Head | undefined)[] = [];
  let last: string | undefined;
  for (const size of sizes) {
    while (running.size < size) {
      const leaves = await listLeaves(db, log, running.size, Math.min(PAGE, size - running.size));
      for (const { seq, leaf } of leaves) {
        if (seq !== running.size + 1) return heads;
        running.add(leafHash(leaf));
        last = leaf;
      }
      if (leaves.length === 0) return heads;
      await new Promise(setImmediate);
    }
    const head = last === undefined ? NO_RECORD : sha256(last);
    heads.push({ size, root: hexOf(running.root()), head });
  }
  return heads;
}

function listLeaves(db: Db, log: LogName, after: number, limit: number) {
  const table = log === "consent" ? "consent_records" : "audit_records";
  return db
    .selectFrom(table)
    .select(["seq", "leaf"])
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();
}

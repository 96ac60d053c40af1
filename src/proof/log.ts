import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import { sha256 } from "./commitment.ts";
import { emptyRoot, hexOf, nodeHash, peaksOf, type Place, rootOfPeaks } from "./merkle.ts";

/** The two logs that can be proved; each has its table `<log>_records`. */
export type LogName = "consent" | "audit";

/** Where a log stands: how many records, its Merkle root, and the SHA-256 of its last line, both in hex. */
export interface Head {
  size: number;
  root: string;
  head: string;
}

/** What the first record names as the one before it. */
export const NO_RECORD = "0".repeat(64);

const lastOf = {
  consent: hot((db, _: object) =>
    db.selectFrom("consent_records").select(["seq", "leaf"]).orderBy("seq", "desc").limit(1),
  ),
  audit: hot((db, _: object) =>
    db.selectFrom("audit_records").select(["seq", "leaf"]).orderBy("seq", "desc").limit(1),
  ),
};

/** The place of the next record, and the SHA-256 of the leaf before it. Read anew each time: another process may write, too. */
export async function nextPlace(tx: Tx, log: LogName): Promise<{ seq: number; prev: string }> {
  const [last] = await lastOf[log](tx, {});
  return last ? { seq: last.seq + 1, prev: sha256(last.leaf) } : { seq: 1, prev: NO_RECORD };
}

const insertNode = hot(
  (db, p: { log: LogName; level: number; position: number; hash: Uint8Array }) =>
    db
      .insertInto("log_nodes")
      .values({ log: p.log, level: p.level, position: p.position, hash: p.hash }),
);
const findNode = hot((db, p: { log: LogName; level: number; position: number }) =>
  db
    .selectFrom("log_nodes")
    .select("hash")
    .where("log", "=", p.log)
    .where("level", "=", p.level)
    .where("position", "=", p.position),
);
const findLeaf = {
  consent: hot((db, p: { seq: number }) =>
    db.selectFrom("consent_records").select("hash").where("seq", "=", p.seq),
  ),
  audit: hot((db, p: { seq: number }) =>
    db.selectFrom("audit_records").select("hash").where("seq", "=", p.seq),
  ),
};

/** Logs that grew in the job that runs now, each with its new records: their heads are signed before it commits. */
const grown = new WeakMap<object, Map<LogName, { first: number; last: number }>>();

/**
 * Joins record `seq`, which was just inserted with `hash`, to the tree of its log: one
 * node a record on average, whatever the size.
 */
export async function growTree(tx: Tx, log: LogName, seq: number, hash: Uint8Array): Promise<void> {
  let node = hash;
  for (let level = 0, position = seq - 1; position % 2 === 1; level += 1, position >>= 1) {
    node = nodeHash(await nodeAt(tx, log, { level, position: position - 1 }), node);
    await insertNode(tx, { log, level: level + 1, position: position >> 1, hash: node });
  }
  noteGrowth(tx, log, seq);
}

/** A number that does not follow on the last one: what was noted before was rolled back. */
function noteGrowth(tx: object, log: LogName, seq: number): void {
  const logs = grown.get(tx) ?? new Map<LogName, { first: number; last: number }>();
  const before = logs.get(log);
  const first = before?.last === seq - 1 ? before.first : seq;
  grown.set(tx, logs.set(log, { first, last: seq }));
}

/** Which logs have grown since the last call for this `tx`, and from which record on. */
export function takeGrown(tx: object): { log: LogName; first: number }[] {
  const logs = [...(grown.get(tx) ?? [])].map(([log, { first }]) => ({ log, first }));
  grown.delete(tx);
  return logs;
}

/** The hash of a full subtree, as it is kept. @throws Error when the tree has no such place. */
export async function nodeAt(
  db: Db,
  log: LogName,
  { level, position }: Place,
): Promise<Uint8Array> {
  const [row] =
    level === 0
      ? await findLeaf[log](db, { seq: position + 1 })
      : await findNode(db, { log, level, position });
  if (!row) throw new Error(`the ${log} log has no node ${level}/${position}`);
  return row.hash;
}

/** The number of the newest record; 0 for an empty log. */
export async function lastSeq(db: Db, log: LogName): Promise<number> {
  return (await lastOf[log](db, {}))[0]?.seq ?? 0;
}

/** The head of a log as it is now. */
export async function headOf(db: Db, log: LogName): Promise<Head> {
  const [last] = await lastOf[log](db, {});
  const size = last?.seq ?? 0;
  return { size, root: await rootAt(db, log, size), head: last ? sha256(last.leaf) : NO_RECORD };
}

/** The SHA-256 of a record's line in hex, as the record after it has to name it; undefined: there is none. */
export async function lineHashAt(db: Db, log: LogName, seq: number): Promise<string | undefined> {
  const row = await db
    .selectFrom(`${log}_records` as const)
    .select("leaf")
    .where("seq", "=", seq)
    .executeTakeFirst();
  return row && sha256(row.leaf);
}

/** The Merkle root of the first `size` records, in hex; from about as many rows as `size` has binary digits. */
export async function rootAt(db: Db, log: LogName, size: number): Promise<string> {
  if (size === 0) return hexOf(emptyRoot());
  const hashes: Uint8Array[] = [];
  for (const peak of peaksOf(size)) hashes.push(await nodeAt(db, log, peak));
  return hexOf(rootOfPeaks(hashes));
}

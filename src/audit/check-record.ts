import type { Db } from "../db/open.ts";
import { commitmentTo, sha256 } from "../proof/commitment.ts";
import { NO_RECORD } from "../proof/log.ts";
import { hexOf, leafHash } from "../proof/merkle.ts";
import type { AuditRow } from "./list-audit.ts";

/** Whether a record still says what it said when it was made; null: there is nothing to compare. */
export interface RecordChecks {
  /** The line and its place in the tree. */
  line: boolean;
  /** It names the line before it. */
  chain: boolean;
  /** The details are those that the line was made with. */
  details: boolean | null;
}

export async function checkRecord(db: Db, row: AuditRow): Promise<RecordChecks> {
  const { prev, details_commitment } = JSON.parse(row.leaf) as Record<string, unknown>;
  const before = await db
    .selectFrom("audit_records")
    .select("leaf")
    .where("seq", "=", row.seq - 1)
    .executeTakeFirst();
  return {
    line: hexOf(leafHash(row.leaf)) === hexOf(row.hash),
    chain: prev === (before ? sha256(before.leaf) : NO_RECORD),
    details:
      row.salt === null || row.body === null
        ? null
        : commitmentTo({ salt: row.salt, value: row.body }) === details_commitment,
  };
}

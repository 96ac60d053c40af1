import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, RetentionRunsTable } from "../db/schema.ts";
import type { RetentionKind } from "./kinds.ts";

export type RunRow = Selectable<RetentionRunsTable>;

/** What was found of a kind, or done with it: how many, the oldest, and the first few by id. */
export interface Tally {
  n: number;
  oldest: Instant | null;
  samples: number[];
}
export type Tallies = Partial<Record<RetentionKind, Tally>>;

export async function insertRun(
  tx: Tx,
  { isDryRun, by }: { isDryRun: boolean; by: number | null },
  now: Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto("retention_runs")
    .values({
      is_dry_run: isDryRun ? 1 : 0,
      error: null,
      started_by: by,
      started_at: now,
      finished_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function saveTallies(tx: Tx, id: number, tallies: Tallies): Promise<void> {
  await tx
    .updateTable("retention_runs")
    .set({ counts: JSON.stringify(tallies) })
    .where("id", "=", id)
    .execute();
}

/** `error`: what stopped it; null when it went through. */
export async function finishRun(
  tx: Tx,
  id: number,
  error: string | null,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("retention_runs")
    .set({ finished_at: now, error })
    .where("id", "=", id)
    .execute();
}

export async function findLastRun(db: Db, isDryRun: boolean): Promise<RunRow | undefined> {
  return db
    .selectFrom("retention_runs")
    .selectAll()
    .where("is_dry_run", "=", isDryRun ? 1 : 0)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Of what was really done, the newest first. */
export async function listRuns(db: Db, limit: number): Promise<RunRow[]> {
  return db
    .selectFrom("retention_runs")
    .selectAll()
    .where("is_dry_run", "=", 0)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

export function talliesOf({ counts }: Pick<RunRow, "counts">): Tallies {
  return JSON.parse(counts) as Tallies;
}

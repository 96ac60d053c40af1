import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";

/** The folded phrasings of groups that were put aside. */
export async function listDismissals(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom("coverage_dismissals").select("phrase").execute();
  return new Set(rows.map(({ phrase }) => phrase));
}

export async function insertDismissal(
  tx: Tx,
  phrase: string,
  who: number,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto("coverage_dismissals")
    .values({ phrase, dismissed_by: who, dismissed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteDismissal(tx: Tx, phrase: string): Promise<void> {
  await tx.deleteFrom("coverage_dismissals").where("phrase", "=", phrase).execute();
}

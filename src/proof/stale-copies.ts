import { DAY } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";

/** So long may the consent log grow without a copy of a checkpoint anywhere else. */
export const COPY_WITHIN = 7 * DAY;

const findLastCopied = hot((db, _: object) =>
  db
    .selectFrom("checkpoint_deliveries")
    .innerJoin("checkpoints", "checkpoints.id", "checkpoint_deliveries.checkpoint_id")
    .select("checkpoints.size")
    .where("checkpoint_deliveries.state", "=", "sent")
    .orderBy("checkpoint_deliveries.id", "desc")
    .limit(1),
);
const findRecord = hot((db, p: { seq: number }) =>
  db.selectFrom("consent_records").select("recorded_at").where("seq", "=", p.seq),
);

/**
 * Whether records are older than a week that no checkpoint outside of this machine covers: until
 * one does, whoever holds file and key could rewrite them unnoticed.
 */
export async function lacksCopy(db: Db, now: Instant): Promise<boolean> {
  const [copied] = await findLastCopied(db, {});
  const [first] = await findRecord(db, { seq: (copied?.size ?? 0) + 1 });
  return first !== undefined && now - first.recorded_at > COPY_WITHIN;
}

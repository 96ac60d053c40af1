import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { LogFault } from "./find-log-fault.ts";

const KIND = "log-fault";

/** Above every page until the logs fit again (settings/banners.ts). */
export async function raiseLogAlert(tx: Tx, { log }: LogFault, now: Instant): Promise<void> {
  const open = await tx
    .selectFrom("alerts")
    .select("id")
    .where("kind", "=", KIND)
    .where("cleared_at", "is", null)
    .executeTakeFirst();
  if (open) return;
  await tx
    .insertInto("alerts")
    .values({ kind: KIND, channel_id: null, detail: log, raised_at: now, cleared_at: null })
    .execute();
}

/** Every record was read and fits. */
export async function clearLogAlert(tx: Tx, now: Instant): Promise<void> {
  await tx
    .updateTable("alerts")
    .set({ cleared_at: now })
    .where("kind", "=", KIND)
    .where("cleared_at", "is", null)
    .execute();
}

import type { Insertable, Selectable } from "kysely";
import { HOUR, MINUTE } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { CheckpointDeliveriesTable, Instant } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import type { DeliveryOutcome } from "../notify/deliveries.ts";

export type CheckpointDeliveryRow = Selectable<CheckpointDeliveriesTable>;

/** How long after each failed try the next one comes; then it is given up, and the next checkpoint goes. */
const pauses = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR];
/** A try that says nothing for so long died with the program. */
const LOST_AFTER = 2 * MINUTE;

/** Queues a copy of the checkpoint to everywhere that keeps one. Returns how many. */
export async function queueCopies(tx: Tx, checkpointId: number, now: Instant): Promise<number> {
  const targets = await listTargets(tx);
  const rows = targets.map((target): Insertable<CheckpointDeliveriesTable> => ({
    checkpoint_id: checkpointId,
    ...target,
    state: "queued",
    next_attempt_at: now,
    error: null,
    sent_at: null,
    created_at: now,
  }));
  if (rows.length > 0) await tx.insertInto("checkpoint_deliveries").values(rows).execute();
  return rows.length;
}

/** Where copies go as things are set: owners by e-mail where there is a mail server, and the webhook. */
export async function listTargets(
  db: Db,
): Promise<Pick<CheckpointDeliveryRow, "channel" | "target">[]> {
  const { mailsOwners, url } = await getSetting(db, "checkpointCopies");
  const hasMail = (await getSetting(db, "mail")).host !== "";
  const owners = mailsOwners && hasMail ? await listOwners(db) : [];
  return [
    ...owners.map(({ email }) => ({ channel: "email" as const, target: email })),
    ...(url === null ? [] : [{ channel: "webhook" as const, target: url }]),
  ];
}

/** Who runs the desk. */
export async function listOwners(db: Db): Promise<{ email: string; name: string }[]> {
  return db
    .selectFrom("users")
    .select(["email", "name"])
    .where("role", "=", "owner")
    .where("deactivated_at", "is", null)
    .orderBy("id")
    .execute();
}

export const findDueCopy = hot((db, p: { now: Instant }) =>
  db
    .selectFrom("checkpoint_deliveries")
    .select("id")
    .where("next_attempt_at", "<=", p.now)
    .limit(1),
);

/** Takes what is due; the try is committed before the network, and comes again if it dies. */
export async function claimCopies(tx: Tx, now: Instant): Promise<CheckpointDeliveryRow[]> {
  return tx
    .updateTable("checkpoint_deliveries")
    .set((set) => ({ attempts: set("attempts", "+", 1), next_attempt_at: now + LOST_AFTER }))
    .where("id", "in", (due) =>
      due
        .selectFrom("checkpoint_deliveries")
        .select("id")
        .where("next_attempt_at", "<=", now)
        .orderBy("next_attempt_at")
        .limit(20),
    )
    .returningAll()
    .execute();
}

export async function settleCopy(
  tx: Tx,
  { id, attempts }: CheckpointDeliveryRow,
  outcome: DeliveryOutcome,
  now: Instant,
): Promise<void> {
  const pause = pauses[attempts - 1];
  const isOver = outcome.kind === "done" || outcome.isFinal || pause === undefined;
  await tx
    .updateTable("checkpoint_deliveries")
    .set({
      state: outcome.kind === "done" ? "sent" : isOver ? "failed" : "queued",
      error: outcome.kind === "done" ? null : outcome.error.slice(0, 500),
      next_attempt_at: isOver ? null : now + pause,
      sent_at: outcome.kind === "done" ? now : null,
    })
    .where("id", "=", id)
    .execute();
}

/** Somebody says that they keep the checkpoint on paper. */
export async function notePaper(
  tx: Tx,
  checkpointId: number,
  by: string,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto("checkpoint_deliveries")
    .values({
      checkpoint_id: checkpointId,
      channel: "paper",
      target: by,
      state: "sent",
      next_attempt_at: null,
      error: null,
      sent_at: now,
      created_at: now,
    })
    .execute();
}

/** Of some checkpoints, in the order in which they were queued. */
export async function listCopies(
  db: Db,
  checkpointIds: readonly number[],
): Promise<CheckpointDeliveryRow[]> {
  if (checkpointIds.length === 0) return [];
  return db
    .selectFrom("checkpoint_deliveries")
    .selectAll()
    .where("checkpoint_id", "in", checkpointIds)
    .orderBy("id")
    .execute();
}

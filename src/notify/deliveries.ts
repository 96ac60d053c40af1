import type { Selectable } from "kysely";
import { HOUR, MINUTE, SECOND } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { DeliveriesTable, DeliveryChannel, Instant } from "../db/schema.ts";

export type DeliveryRow = Selectable<DeliveriesTable>;

/** How long after each failed try the next one comes; then it is given up. */
const pauses = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR];
/** A try that says nothing for so long died with the program. */
const LOST_AFTER = 2 * MINUTE;

export interface Delivery {
  channel: DeliveryChannel;
  /** push: id of the subscription; email: address; slack, webhook: URL. */
  target: string;
  payload: object;
}

/** Queues what leaves by push, e-mail, Slack or webhook; `sendDueDeliveries` sends it. */
export async function queueDelivery(tx: Tx, delivery: Delivery, now: Instant): Promise<void> {
  await tx
    .insertInto("deliveries")
    .values({
      channel: delivery.channel,
      target: delivery.target,
      payload: JSON.stringify(delivery.payload),
      next_attempt_at: now,
      error: null,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

export const findDueDelivery = hot((db, p: { now: Instant }) =>
  db.selectFrom("deliveries").select("id").where("next_attempt_at", "<=", p.now).limit(1),
);

/** Takes what is due; the try is committed before the network, and comes again if it dies. */
export async function claimDeliveries(tx: Tx, now: Instant, limit: number): Promise<DeliveryRow[]> {
  const due = await tx
    .selectFrom("deliveries")
    .selectAll()
    .where("next_attempt_at", "<=", now)
    .orderBy("next_attempt_at")
    .limit(limit)
    .execute();
  if (due.length === 0) return due;
  await tx
    .updateTable("deliveries")
    .set((set) => ({
      state: "sending" as const,
      attempts: set("attempts", "+", 1),
      next_attempt_at: now + LOST_AFTER,
      updated_at: now,
    }))
    .where(
      "id",
      "in",
      due.map(({ id }) => id),
    )
    .execute();
  return due.map((row) => ({ ...row, attempts: row.attempts + 1 }));
}

/** How a try ended. `isFinal`: trying again would bring nothing. */
export type DeliveryOutcome =
  { kind: "done" } | { kind: "failed"; error: string; isFinal: boolean };

export async function settleDelivery(
  tx: Tx,
  row: DeliveryRow,
  outcome: DeliveryOutcome,
  now: Instant,
): Promise<void> {
  const pause = pauses[row.attempts - 1];
  const isOver = outcome.kind === "done" || outcome.isFinal || pause === undefined;
  await tx
    .updateTable("deliveries")
    .set({
      state: outcome.kind === "done" ? "done" : isOver ? "failed" : "queued",
      // What was written to a customer does not lie about once it has left.
      ...(outcome.kind === "done" ? { payload: "{}" } : {}),
      error: outcome.kind === "done" ? null : outcome.error.slice(0, 500),
      next_attempt_at: isOver ? null : now + pause,
      updated_at: now,
    })
    .where("id", "=", row.id)
    .execute();
}

/** Those that ended before `before`. */
export async function deleteOldDeliveries(tx: Tx, before: Instant): Promise<void> {
  await tx
    .deleteFrom("deliveries")
    .where("next_attempt_at", "is", null)
    .where("updated_at", "<", before)
    .execute();
}

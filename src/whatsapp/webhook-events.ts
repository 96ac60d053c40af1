import type { Db, Tx } from "../db/open.ts";
import { hot } from "../db/hot.ts";
import type { Instant, WebhookEventState } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

export interface ArrivedWebhook {
  body: Uint8Array;
  source: "meta" | "simulator";
  receivedAt: Instant;
}

const insertEvent = hot((db, p: ArrivedWebhook) =>
  db.insertInto("webhook_events").values({
    received_at: p.receivedAt,
    source: p.source,
    body: p.body,
    state: "received",
    fields: null,
    error: null,
    processed_at: null,
  }),
);

/** Stores what arrived together in one transaction: the group commit of the acknowledgement. */
export async function insertWebhookEvents(tx: Tx, arrived: ArrivedWebhook[]): Promise<void[]> {
  await insertEvent.forEach(tx, arrived);
  return arrived.map(() => undefined);
}

const columns = [
  "id",
  "received_at",
  "source",
  "state",
  "fields",
  "error",
  "processed_at",
] as const;

/**
 * The last webhook that was taken through the pipeline, 0 for none. They are settled in
 * order: what waits is newer. So the acknowledgement has no index to write.
 */
export async function lastSettled(db: Db): Promise<number> {
  const last = (state: WebhookEventState) =>
    db
      .selectFrom("webhook_events")
      .select((select) => select.fn.max("id").as("id"))
      .where("state", "=", state)
      .where("processed_at", "is not", null)
      .executeTakeFirstOrThrow();
  const rows = await Promise.all([last("processed"), last("ignored"), last("failed")]);
  return Math.max(...rows.map(({ id }) => id ?? 0));
}

/** How many of Meta's webhooks the journal has, state by state. */
export async function countWebhookEvents(
  db: Db,
): Promise<{ state: WebhookEventState; n: number }[]> {
  const counted = db
    .selectFrom("webhook_events")
    .select((select) => ["state", select.fn.countAll<number>().as("n")])
    .where("source", "=", "meta")
    .groupBy("state");
  const settled = await counted.where("processed_at", "is not", null).execute();
  const waiting = await counted
    .where("id", ">", await lastSettled(db))
    .where("processed_at", "is", null)
    .execute();
  return [...settled, ...waiting];
}

/** Without the bodies, which may have megabytes; one more than the limit. */
export async function listWebhookEvents(
  db: Db,
  state: WebhookEventState | undefined,
  paging: { limit: number; order: "asc" | "desc"; after: number | null },
) {
  let rows = db
    .selectFrom("webhook_events")
    .select(columns)
    .orderBy("id", paging.order)
    .limit(paging.limit + 1);
  if (paging.after !== null)
    rows = rows.where("id", paging.order === "asc" ? ">" : "<", paging.after);
  if (state) rows = rows.where("state", "=", state);
  if (state === "received") rows = rows.where("id", ">", await lastSettled(db));
  else if (state) rows = rows.where("processed_at", "is not", null);
  return rows.execute();
}

/** @throws AppError `not-found`. */
export async function getWebhookEvent(db: Db, id: number) {
  const event = await db
    .selectFrom("webhook_events")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  if (!event) throw new AppError("not-found", `There is no webhook ${id} in the journal.`);
  return event;
}

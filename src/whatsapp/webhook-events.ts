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
  for (const webhook of arrived) await insertEvent(tx, webhook);
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

/** Through the pipeline once more: what was done is recognised, what failed is tried again. */
export async function replayWebhookEvent(tx: Tx, id: number): Promise<{ id: number }> {
  await getWebhookEvent(tx, id);
  await tx
    .updateTable("webhook_events")
    .set({ state: "received", error: null, processed_at: null })
    .where("id", "=", id)
    .execute();
  return { id };
}

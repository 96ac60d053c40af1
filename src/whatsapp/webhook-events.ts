import type { Tx } from "../db/open.ts";
import { hot } from "../db/hot.ts";
import type { Instant } from "../db/schema.ts";

export interface ArrivedWebhook {
  body: Uint8Array;
  source: "meta" | "simulator";
  receivedAt: Instant;
}

const insertEvent = hot((db, p: ArrivedWebhook) =>
  db
    .insertInto("webhook_events")
    .values({
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

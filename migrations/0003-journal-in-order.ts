import { type Kysely, sql } from "kysely";

/**
 * Webhooks are settled in order, so that those that wait need no index: the
 * acknowledgement, which all of Meta waits for, writes one thing less. Old ones that
 * were to be replayed go to the end, where what waits is looked for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isOldWaiting = sql`processed_at IS NULL
    AND id < (SELECT max(id) FROM webhook_events WHERE processed_at IS NOT NULL)`;
  await sql`INSERT INTO webhook_events (received_at, source, body, state)
    SELECT received_at, source, body, 'received' FROM webhook_events
    WHERE ${isOldWaiting} ORDER BY id`.execute(db);
  await sql`DELETE FROM webhook_events WHERE ${isOldWaiting}`.execute(db);
  await sql`DROP INDEX webhook_events_by_state`.execute(db);
  await sql`CREATE INDEX webhook_events_settled ON webhook_events(state, id, source)
    WHERE processed_at IS NOT NULL`.execute(db);
}

import { type Kysely, sql } from "kysely";

/** How the error of a dropped message began before there was a column for it. */
const PREFIX = "Dropped by a person.";
const isDropped = `substr(error, 1, ${PREFIX.length}) = '${PREFIX}'`;
const withoutPrefix = `nullif(trim(substr(error, ${PREFIX.length + 1})), '')`;

/**
 * When a person gave a message up, and who: until now only the beginning of its error
 * said so. Who did it before is not known.
 */
const statements = [
  `ALTER TABLE outbox ADD COLUMN dropped_at INTEGER`,
  `ALTER TABLE outbox ADD COLUMN dropped_by INTEGER REFERENCES users(id)`,
  `UPDATE messages SET error = ${withoutPrefix}
    WHERE id IN (SELECT message_id FROM outbox WHERE ${isDropped}) AND ${isDropped}`,
  `UPDATE outbox SET dropped_at = updated_at, error = ${withoutPrefix} WHERE ${isDropped}`,
  `CREATE INDEX outbox_dropped ON outbox(dropped_at) WHERE dropped_at IS NOT NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

import type { Kysely } from "kysely";
import { type MigrationProvider, Migrator } from "kysely/migration";
import { migrations } from "../../migrations/index.ts";
import { AppError } from "../http/errors.ts";
import { openKysely } from "./dialect.ts";
import { openConnection } from "./open.ts";

/**
 * Brings the data file to this program's schema, each migration in a transaction
 * of its own. A file written by a newer Recado is refused untouched.
 */
export async function migrate(path: string): Promise<void> {
  const connection = openConnection(path);
  const db = openKysely<unknown>(connection);
  try {
    const provider: MigrationProvider = { getMigrations: async () => migrations };
    const migrator = new Migrator({ db, provider });
    await refuseNewerFile(db);
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    // A statement that is still kept open keeps SQLite from doing so as the file is closed,
    // and whoever copies the file alone would have half of it.
    if (results?.length) connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    await db.destroy();
    connection.close();
  }
}

async function refuseNewerFile(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return;
  const rows = await (db as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  const unknown = rows.map((row) => row.name).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new AppError(
      "newer-data",
      `The data file was written by a newer Recado (${unknown.join(", ")}). Start that version, or restore a backup made by this one.`,
    );
  }
}

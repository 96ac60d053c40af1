import { sql } from "kysely";
import { type Db, openReader } from "./open.ts";

/**
 * Runs `work` on a connection of its own that sees the data file as it is at the first query,
 * whatever is written meanwhile. While it lasts the write-ahead log only grows, so it is for
 * what takes seconds.
 */
export async function readSnapshot<T>(dataFile: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = openReader(dataFile);
  try {
    await sql`BEGIN`.execute(db);
    return await work(db);
  } finally {
    await sql`ROLLBACK`.execute(db);
    close();
  }
}

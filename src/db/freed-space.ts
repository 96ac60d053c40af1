import { sql } from "kysely";
import type { Db } from "./open.ts";

/**
 * Versions before 0006 did not overwrite what they deleted: somebody's words may still stand
 * in the free space of a file that they wrote. The file's `user_version` is 1 where none did,
 * or where it was written anew since.
 */
export async function hasOldFreedSpace(db: Db): Promise<boolean> {
  const { rows } = await sql<{ user_version: number }>`PRAGMA user_version`.execute(db);
  return rows[0]?.user_version === 0;
}

/** What says so, for the connection that has written the file anew. */
export const NO_OLD_SPACE = "PRAGMA user_version = 1";

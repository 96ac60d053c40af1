import { Database } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../http/errors.ts";

/** Milliseconds that a start waits for a server that is just stopping. */
const PATIENCE = 3_000;
const PAUSE = 100;

/**
 * One server per data folder: a second would call unknown what the first is sending, and
 * each keeps the numbers' rates for itself. The lock is the operating system's, by way of
 * SQLite, and ends with the process however that ends.
 *
 * @returns what gives the folder back. @throws AppError `conflict` when another serves it.
 */
export async function claimFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new Database(join(folder, "serving.lock"), { create: true, readwrite: true });
  const end = performance.now() + PATIENCE;
  while (!isTaken(lock)) {
    if (performance.now() > end) {
      lock.close();
      throw new AppError(
        "conflict",
        `Another recado serves ${folder}. Stop it first, or name another folder with RECADO_DATA_DIR.`,
      );
    }
    await Bun.sleep(PAUSE);
  }
  return () => lock.close();
}

function isTaken(lock: Database): boolean {
  try {
    lock.run("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "SQLITE_BUSY") return false;
    throw error;
  }
}

import { Database } from "bun:sqlite";
import type { Kysely } from "kysely";
import { openKysely } from "./dialect.ts";
import type { Schema } from "./schema.ts";
import { type WriteQueue, writeQueue } from "./write-queue.ts";

declare const reads: unique symbol;
declare const writes: unique symbol;
/** The read-only connection. A function that takes `Db` cannot write. */
export type Db = Kysely<Schema> & { readonly [reads]: true };
/** The write connection inside one job of the write queue. It can read, too. */
export type Tx = Kysely<Schema> & { readonly [reads]: true; readonly [writes]: true };

export interface Store {
  db: Db;
  write: WriteQueue["write"];
  queue: WriteQueue;
  /** Closes both connections after the last job; a second process may then open the file. */
  close(): Promise<void>;
}

/**
 * Opens the data file: one read-only connection, and one for the write queue.
 * `synchronous=FULL` is promise 1 of the product: a commit is on the disk.
 */
export function openStore(path: string): Store {
  const writer = openConnection(path);
  const reader = openReader(path);
  const queue = writeQueue(writer, openKysely<Schema>(writer) as Tx);
  return {
    db: reader.db,
    write: queue.write,
    queue,
    async close() {
      await queue.drain();
      reader.close();
      writer.close();
    },
  };
}

/** The read-only connection alone, for a process of its own that never writes. */
export function openReader(path: string): { db: Db; close(): void } {
  const reader = new Database(path, { readonly: true });
  reader.run("PRAGMA busy_timeout = 5000");
  reader.run("PRAGMA cache_size = -16000");
  return { db: openKysely<Schema>(reader) as Db, close: () => reader.close() };
}

/** A write connection with the pragmas that every promise rests on. */
export function openConnection(path: string): Database {
  const database = new Database(path, { create: true, readwrite: true });
  database.run("PRAGMA busy_timeout = 5000");
  database.run("PRAGMA journal_mode = WAL");
  database.run("PRAGMA synchronous = FULL");
  database.run("PRAGMA foreign_keys = ON");
  // What is deleted is overwritten: an erased person's words do not stay in free space.
  database.run("PRAGMA secure_delete = ON");
  database.run("PRAGMA cache_size = -32000");
  // Nothing of what the audit log stages (audit/watch-changes.ts) is ever in a file of its own.
  database.run("PRAGMA temp_store = MEMORY");
  database.run("PRAGMA journal_size_limit = 67108864");
  return database;
}

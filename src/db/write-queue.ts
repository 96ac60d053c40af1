import type { Database } from "bun:sqlite";
import { type CompiledQuery, sql } from "kysely";
import { hot } from "./hot.ts";
import type { Tx } from "./open.ts";

type Job = { run: () => Promise<void>; isUrgent: boolean };
type Gathered<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

export interface WriteQueue {
  /**
   * Runs `job` alone between BEGIN IMMEDIATE and COMMIT. It must await nothing
   * but `tx`. Rejects with the job's error after ROLLBACK.
   */
  write<T>(job: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Group commit: all items that arrive while another job runs are stored by one
   * `store` call in one transaction; each promise settles after its COMMIT.
   */
  collect<Item, Result>(store: (tx: Tx, items: Item[]) => Promise<Result[]>): (item: Item) => Promise<Result>;
  /** Resolves when nothing is waiting or running. */
  drain(): Promise<void>;
  /** The last write failed for want of room; the next that succeeds clears it. */
  readonly isDiskFull: boolean;
  /** Called with an error that makes the data file untrustworthy (EIO on commit). */
  onDiskFailure(listener: (error: Error) => void): void;
}

/**
 * The one way to write. A raw statement beside a running transaction would be
 * swept away by its rollback (22 acknowledged rows were), so the connection never
 * leaves this file but as the `tx` of a job.
 */
export function writeQueue(connection: Database, tx: Tx): WriteQueue {
  return new OneWriter(connection, tx);
}

class OneWriter implements WriteQueue {
  readonly #waiting: Job[] = [];
  readonly #idle: (() => void)[] = [];
  #isRunning = false;
  #isDiskFull = false;
  #failure: Error | undefined;
  #report: (error: Error) => void = () => {};

  constructor(
    private readonly connection: Database,
    private readonly tx: Tx,
  ) {}

  get isDiskFull(): boolean {
    return this.#isDiskFull;
  }

  write = <T>(job: (tx: Tx) => Promise<T>): Promise<T> => this.#enqueue(job, false);

  collect<Item, Result>(store: (tx: Tx, items: Item[]) => Promise<Result[]>): (item: Item) => Promise<Result> {
    let gathered: Gathered<Item, Result>[] = [];
    const storeGathered = async () => {
      let batch: Gathered<Item, Result>[] = [];
      const take = (tx: Tx) => {
        [batch, gathered] = [gathered, []];
        return store(
          tx,
          batch.map((entry) => entry.item),
        );
      };
      try {
        const results = await this.#enqueue(take, true);
        batch.forEach((entry, index) => entry.resolve(results[index] as Result));
      } catch (error) {
        // BEGIN itself can fail, before the batch was taken.
        if (batch.length === 0) [batch, gathered] = [gathered, []];
        for (const entry of batch) entry.reject(error);
      }
    };
    return (item) =>
      new Promise((resolve, reject) => {
        gathered.push({ item, resolve, reject });
        if (gathered.length === 1) void storeGathered();
      });
  }

  async drain(): Promise<void> {
    if (!this.#isRunning && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  onDiskFailure(listener: (error: Error) => void): void {
    this.#report = listener;
  }

  #enqueue<T>(job: (tx: Tx) => Promise<T>, isUrgent: boolean): Promise<T> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ isUrgent, run: () => this.#transaction(job).then(resolve, reject) });
      if (this.#isRunning) return;
      this.#isRunning = true;
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    for (let job = this.#next(); job; job = this.#next()) {
      await job.run();
      // A turn of the event loop between jobs: requests are read, acknowledgements leave.
      await new Promise(setImmediate);
    }
    this.#isRunning = false;
    for (const wake of this.#idle.splice(0)) wake();
  }

  /** After a failed fsync nothing more is promised, not even in the moment until the process ends. */
  #giveUp(error: Error): void {
    this.#failure = error;
    this.#report(error);
  }

  /** Acknowledgements first: Meta waits for them. */
  #next(): Job | undefined {
    const urgent = this.#waiting.findIndex((job) => job.isUrgent);
    return urgent > 0 ? this.#waiting.splice(urgent, 1)[0] : this.#waiting.shift();
  }

  async #transaction<T>(job: (tx: Tx) => Promise<T>): Promise<T> {
    this.connection.run("BEGIN IMMEDIATE");
    try {
      const result = await job(this.tx);
      this.connection.run("COMMIT");
      this.#isDiskFull = false;
      return result;
    } catch (error) {
      // SQLite has rolled back by itself after a full disk or an I/O error.
      if (this.connection.inTransaction) this.connection.run("ROLLBACK");
      if (isDiskFull(error)) this.#isDiskFull = true;
      if (isDiskFailure(error)) this.#giveUp(error);
      throw error;
    }
  }
}

const command = (text: string) => hot((db) => ({ compile: () => sql.raw(text).compile(db) as CompiledQuery }));
const setSavepoint = command("SAVEPOINT step");
const releaseSavepoint = command("RELEASE step");
const rollBackToSavepoint = command("ROLLBACK TO step");

/**
 * Runs `work` under a savepoint, so that it alone is undone when it throws; the
 * rest of the job goes on. Disk errors are thrown on: they concern the whole job.
 */
export async function savepoint<T>(
  tx: Tx,
  work: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; error: Error }> {
  await setSavepoint(tx, {});
  try {
    const value = await work();
    await releaseSavepoint(tx, {});
    return { ok: true, value };
  } catch (error) {
    if (isDiskFailure(error) || isDiskFull(error)) throw error;
    await rollBackToSavepoint(tx, {});
    await releaseSavepoint(tx, {});
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** The disk has no room: answered with 503, goes on by itself when there is room again. */
export function isDiskFull(error: unknown): boolean {
  return sqliteCode(error) === "SQLITE_FULL";
}

/** Anything else the disk refuses: what was committed can no longer be vouched for. */
export function isDiskFailure(error: unknown): error is Error {
  return /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY)/.test(sqliteCode(error));
}

function sqliteCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

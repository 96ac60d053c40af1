import type { Database } from "bun:sqlite";
import { type CompiledQuery, sql } from "kysely";
import { type Actor, currentActor, setActorOf } from "./actor.ts";
import { hot } from "./hot.ts";
import type { Tx } from "./open.ts";

type Job = { run: () => Promise<void>; isUrgent: boolean; dueAt: number };
type Gathered<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

export interface WriteQueue {
  /**
   * Runs `job` alone between BEGIN IMMEDIATE and COMMIT. It must await nothing
   * but `tx`. Rejects with the job's error after ROLLBACK. `patience` is how many
   * milliseconds a flood of acknowledgements may go before it.
   */
  write<T>(job: (tx: Tx) => Promise<T>, options?: { patience?: number }): Promise<T>;
  /**
   * Group commit: all items that arrive while another job runs are stored by one
   * `store` call in one transaction; each promise settles after its COMMIT.
   */
  collect<Item, Result>(
    store: (tx: Tx, items: Item[]) => Promise<Result[]>,
  ): (item: Item) => Promise<Result>;
  /**
   * Runs `work` while nothing is written and no transaction is open: for another process that
   * must have the file to itself. All writing waits, acknowledgements too: be quick.
   */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Brings the WAL's pages into the file and cuts it to nothing. False when a reader was in the way. */
  cutWal(): Promise<boolean>;
  /** Resolves when nothing is waiting or running. */
  drain(): Promise<void>;
  /** The last write failed for want of room; the next that succeeds clears it. */
  readonly isDiskFull: boolean;
  /** Called with an error that makes the data file untrustworthy (EIO on commit). */
  onDiskFailure(listener: (error: Error) => void): void;
  /** The first thing in each job that somebody asked for (actor.ts), in its transaction. */
  beforeActor(step: (tx: Tx) => Promise<void>): void;
  /** The last thing in each job, in its transaction: what throws here undoes the job. */
  beforeCommit(step: (tx: Tx) => Promise<void>): void;
}

/**
 * The one way to write. A raw statement beside a running transaction would be
 * swept away by its rollback (22 acknowledged rows were), so the connection never
 * leaves this file but as the `tx` of a job.
 */
export function writeQueue(connection: Database, tx: Tx): WriteQueue {
  return new OneWriter(connection, tx);
}

/** So many acknowledgements a millisecond are a flood, measured over so many milliseconds. */
const FLOOD = 5;
const WINDOW = 100;
/** Milliseconds without one that end it. */
const PAUSE = 5;
/** Milliseconds that other writing waits at most for a flood to end. */
const PATIENCE = 200;

/** A turn of the event loop: requests are read, acknowledgements leave. */
const turn = () => new Promise(setImmediate);

class OneWriter implements WriteQueue {
  readonly #waiting: Job[] = [];
  readonly #idle: (() => void)[] = [];
  #isRunning = false;
  #isDiskFull = false;
  #failure: Error | undefined;
  #firstStep = async (_: Tx) => {};
  #lastStep = async (_: Tx) => {};
  #isFlood = false;
  #wake: () => void = () => {};
  #window = { since: 0, size: 0, storedAt: 0 };
  #report: (error: Error) => void = () => {};

  constructor(
    private readonly connection: Database,
    private readonly tx: Tx,
  ) {}

  get isDiskFull(): boolean {
    return this.#isDiskFull;
  }

  write = <T>(job: (tx: Tx) => Promise<T>, { patience = PATIENCE } = {}): Promise<T> =>
    this.#enqueue(job, { isUrgent: false, dueAt: performance.now() + patience });

  collect<Item, Result>(
    store: (tx: Tx, items: Item[]) => Promise<Result[]>,
  ): (item: Item) => Promise<Result> {
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
        const results = await this.#enqueue(take, { isUrgent: true, dueAt: 0 });
        this.#noteGroup(batch.length);
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

  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#enqueueStep(work, { isUrgent: false, dueAt: performance.now() + PATIENCE });
  }

  cutWal(): Promise<boolean> {
    return this.alone(async () => {
      const row = this.connection.query("PRAGMA wal_checkpoint(TRUNCATE)").get();
      return (row as { busy: number }).busy === 0;
    });
  }

  async drain(): Promise<void> {
    if (!this.#isRunning && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  onDiskFailure(listener: (error: Error) => void): void {
    this.#report = listener;
  }

  beforeActor(step: (tx: Tx) => Promise<void>): void {
    this.#firstStep = step;
  }

  beforeCommit(step: (tx: Tx) => Promise<void>): void {
    this.#lastStep = step;
  }

  #enqueue<T>(job: (tx: Tx) => Promise<T>, order: Omit<Job, "run">): Promise<T> {
    // Now: when its turn comes, it runs in the context of whoever woke the queue.
    const actor = currentActor();
    return this.#enqueueStep(() => this.#transaction(job, actor), order);
  }

  #enqueueStep<T>(step: () => Promise<T>, order: Omit<Job, "run">): Promise<T> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise<T>((resolve, reject) => {
      const run = () => step().then(resolve, reject);
      this.#waiting.push({ ...order, run });
      if (order.isUrgent) this.#wake();
      if (this.#isRunning) return;
      this.#isRunning = true;
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // In a flood a turn more: the group grows by a third, and shares its fsync.
      if (this.#isFlood) await turn();
      if (this.#isFlooded()) await this.#pause();
      else await this.#next()?.run();
      await turn();
    }
    this.#isRunning = false;
    for (const wake of this.#idle.splice(0)) wake();
  }

  /** After a failed fsync nothing more is promised, not even in the moment until the process ends. */
  #giveUp(error: Error): void {
    this.#failure = error;
    this.#report(error);
  }

  /** Acknowledgements first, for Meta waits for them; but nothing waits for ever. */
  #next(): Job | undefined {
    const now = performance.now();
    const first = this.#waiting.findIndex((job) => !job.isUrgent && job.dueAt < now);
    const urgent = this.#waiting.findIndex((job) => job.isUrgent);
    return this.#waiting.splice(Math.max(first < 0 ? urgent : first, 0), 1)[0];
  }

  /**
   * Whether more acknowledgements are to be expected at once: in a flood they come
   * before all other writing, which the journal makes up for when it is over.
   */
  #isFlooded(): boolean {
    if (!this.#isFlood) return false;
    const now = performance.now();
    if (now - this.#window.storedAt >= PAUSE) return false;
    return this.#waiting.every((job) => job.dueAt > now);
  }

  /** Until an acknowledgement comes, or none for a moment. */
  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #noteGroup(size: number): void {
    const now = performance.now();
    const { since } = this.#window;
    this.#window.size += size;
    this.#window.storedAt = now;
    if (now - since < WINDOW) return;
    this.#isFlood = this.#window.size / (now - since) > FLOOD;
    this.#window = { since: now, size: 0, storedAt: now };
  }

  async #transaction<T>(job: (tx: Tx) => Promise<T>, actor: Actor | undefined): Promise<T> {
    this.connection.run("BEGIN IMMEDIATE");
    try {
      setActorOf(this.tx, actor);
      if (actor) await this.#firstStep(this.tx);
      const result = await job(this.tx);
      await this.#lastStep(this.tx);
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

const command = (text: string) =>
  hot((db) => ({ compile: () => sql.raw(text).compile(db) as CompiledQuery }));
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

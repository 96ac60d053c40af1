import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { ErasuresTable, Instant, Schema } from "../db/schema.ts";
import type { Secrets } from "../settings/secrets.ts";
import type { PersonTraces } from "./needles.ts";
import type { FoundKind, StayReason } from "./personal-tables.ts";

export type ErasureRow = Selectable<ErasuresTable>;

/** What is not the person's own, and stays: so many cells of a table. */
export interface Stay {
  reason: StayReason;
  kind: FoundKind;
  table: keyof Schema;
  count: number;
}

/** What an erasure has done so far. The JSON of `erasures.counts`; nothing personal. */
export interface ErasureReport {
  /** Rows that were deleted, blotted out or cut, by kind. */
  gone: Partial<Record<FoundKind, number>>;
  stays: Stay[];
  /** Packages of consent records that held the person, deleted. */
  exports: number;
  /** Files of the data folder that are not the desk's own (copies, backups) and hold the person, or are packed. */
  files: string[];
  /** How long all writing waited while the data file was written anew, in milliseconds; null: it was not needed. */
  rewrittenMs: number | null;
  /** Whether the bytes of the data file were found free of the person. */
  isClean: boolean | null;
}

export const emptyReport: ErasureReport = {
  gone: {},
  stays: [],
  exports: 0,
  files: [],
  rewrittenMs: null,
  isClean: null,
};

/** What an erasure that is under way must know when the contact is gone. Kept sealed. */
export interface ErasureNotes {
  traces: PersonTraces;
  /** The person of the business who decided it, and the tickets that were the contact's. */
  actorId: number | null;
  tickets: number[];
}

/** What has to be finished, the oldest first. */
export async function listUnfinishedErasures(db: Db): Promise<ErasureRow[]> {
  return db
    .selectFrom("erasures")
    .selectAll()
    .where("state", "in", ["running", "cleaning"])
    .orderBy("id")
    .execute();
}

export async function findErasure(db: Db, id: number): Promise<ErasureRow | undefined> {
  return db.selectFrom("erasures").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The last one of a request. */
export async function findErasureOfRequest(
  db: Db,
  requestId: number,
): Promise<ErasureRow | undefined> {
  return db
    .selectFrom("erasures")
    .selectAll()
    .where("request_id", "=", requestId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

export function reportOf(row: Pick<ErasureRow, "counts">): ErasureReport {
  return { ...emptyReport, ...(JSON.parse(row.counts) as Partial<ErasureReport>) };
}

/** @throws Error when the notes were sealed with another key. */
export function notesOf({ needles }: ErasureRow, secrets: Pick<Secrets, "decrypt">): ErasureNotes {
  if (needles === null) throw new Error("this erasure is finished");
  return JSON.parse(secrets.decrypt(needles)) as ErasureNotes;
}

export async function insertErasure(
  tx: Tx,
  erasure: { requestId: number | null; contactId: number; needles: string },
  now: Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto("erasures")
    .values({
      request_id: erasure.requestId,
      contact_id: erasure.contactId,
      state: "running",
      needles: erasure.needles,
      error: null,
      started_at: now,
      finished_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function saveErasure(
  tx: Tx,
  id: number,
  change: Partial<Pick<ErasureRow, "state" | "needles" | "error" | "finished_at">> & {
    report?: ErasureReport;
  },
): Promise<void> {
  const { report, ...columns } = change;
  await tx
    .updateTable("erasures")
    .set({ ...columns, ...(report && { counts: JSON.stringify(report) }) })
    .where("id", "=", id)
    .execute();
}

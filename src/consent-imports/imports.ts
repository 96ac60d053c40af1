import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { ConsentImportsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type ImportReport, type ImportTerms, noReport } from "./terms.ts";

export type ImportState = ConsentImportsTable["state"];

/** A file with declared consent, from its upload to its end. */
export type ConsentImport = Omit<Selectable<ConsentImportsTable>, "terms" | "report"> & {
  terms: ImportTerms;
  report: ImportReport;
};

function importOf(row: Selectable<ConsentImportsTable>): ConsentImport {
  return {
    ...row,
    terms: JSON.parse(row.terms) as ImportTerms,
    report: { ...noReport(), ...(JSON.parse(row.report) as Partial<ImportReport>) },
  };
}

/** The newest first. */
export async function listImports(db: Db, most: number) {
  return db
    .selectFrom("consent_imports")
    .leftJoin("users", "users.id", "consent_imports.created_by")
    .select([
      "consent_imports.id",
      "filename",
      "state",
      "total",
      "accepted",
      "refused",
      "consent_imports.created_at",
      "users.name as by",
    ])
    .orderBy("consent_imports.id", "desc")
    .limit(most)
    .execute();
}

/** @throws AppError `not-found`. */
export async function getImport(db: Db, id: number): Promise<ConsentImport> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("consent_imports").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (row) return importOf(row);
  throw new AppError("not-found", "There is no such import.", { key: "imports.missing" });
}

/** What the job has to do, the oldest first. */
export async function listDueImports(db: Db): Promise<ConsentImport[]> {
  const rows = await db
    .selectFrom("consent_imports")
    .selectAll()
    .where("state", "in", ["checking", "running"])
    .orderBy("id")
    .execute();
  return rows.map(importOf);
}

export async function insertImport(
  tx: Tx,
  { filename, file, terms, by }: { filename: string; file: string; terms: ImportTerms; by: number },
  now: Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto("consent_imports")
    .values({
      filename,
      state: "uploaded",
      terms: JSON.stringify(terms),
      file,
      error: null,
      created_by: by,
      created_at: now,
      finished_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Begins anew with the first line. @throws AppError `conflict` when it is not in one of `from`. */
export async function beginImport(
  tx: Tx,
  id: number,
  { from, to, terms }: { from: ImportState[]; to: ImportState; terms?: ImportTerms },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("consent_imports")
    .set({
      state: to,
      ...(terms && { terms: JSON.stringify(terms) }),
      done: 0,
      accepted: 0,
      refused: 0,
      report: "{}",
      error: null,
    })
    .where("id", "=", id)
    .where("state", "in", from)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) refuseMoved();
}

function refuseMoved(): never {
  throw new AppError("conflict", "This import has gone on meanwhile. Look at it again.", {
    key: "imports.moved-on",
  });
}

export interface Progress {
  done: number;
  accepted: number;
  refused: number;
  report: ImportReport;
}

/** Whether it still stands there: nobody else went on with it. */
export async function isAt(
  tx: Tx,
  { id, state }: Pick<ConsentImport, "id" | "state">,
  done: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom("consent_imports")
    .select("done")
    .where("id", "=", id)
    .where("state", "=", state)
    .executeTakeFirst();
  return row?.done === done;
}

/** Notes how far it came. False: it was discarded, or begun anew. */
export async function noteProgress(
  tx: Tx,
  { id, state }: Pick<ConsentImport, "id" | "state">,
  before: number,
  { report, ...counts }: Progress,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("consent_imports")
    .set({ ...counts, report: JSON.stringify(report) })
    .where("id", "=", id)
    .where("state", "=", state)
    .where("done", "=", before)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns whether it was still in the state `from`. */
export async function endImport(
  tx: Tx,
  id: number,
  {
    from,
    to,
    ...more
  }: {
    from: ImportState;
    to: ImportState;
    total?: number;
    error?: string;
    file?: null;
    finished_at?: Instant;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("consent_imports")
    .set({ state: to, ...more })
    .where("id", "=", id)
    .where("state", "=", from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** One that has taken nobody in. Returns its file. @throws AppError `conflict`. */
export async function deleteImport(tx: Tx, id: number): Promise<string | null> {
  const row = await tx
    .deleteFrom("consent_imports")
    .where("id", "=", id)
    .where("state", "in", ["uploaded", "checking", "checked"])
    .returning("file")
    .executeTakeFirst();
  return row ? row.file : refuseMoved();
}

/** Those that nobody went on with. */
export async function listForgotten(db: Db, before: Instant) {
  return db
    .selectFrom("consent_imports")
    .select(["id", "file"])
    .where("state", "in", ["uploaded", "checked"])
    .where("created_at", "<", before)
    .execute();
}

import { sql } from "kysely";
import type { Db } from "../db/open.ts";
import type { Schema } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { fateOf, isTelling, staysOf, withoutPhrases } from "./erase-traces.ts";
import { countExportsWith } from "./erase-exports.ts";
import type { Stay } from "./erasures.ts";
import { findEverything, type Found, ownRows } from "./find-everything.ts";
import { gatherTraces } from "./needles.ts";
import { type FoundKind, keptWithoutPerson, personalTables } from "./personal-tables.ts";
import { findInFiles, findTraces, type FoundTrace } from "./traces.ts";

/** What an erasure would do, by looking and changing nothing. */
export interface ErasurePreview {
  /** The person's own rows, by table; with samples to recognise them by. They go. */
  own: Found[];
  /** Rows of tables that name nobody: deleted, or the person's part taken out. By kind. */
  traces: Map<FoundKind, number>;
  /** Packages of consent records that may hold the person: their files are deleted. */
  exports: number;
  /** What stays, and why. */
  stays: Stay[];
  /** Files in the data folder that are not the desk's own (copies, backups) and hold the person, or are packed: they stay. */
  files: string[];
  /** Records of the consent log that stay as hashes under a random name. */
  records: number;
}

/**
 * Looks through the whole data folder, in a process of its own: seconds, more where it is
 * large. @throws AppError `not-found`.
 */
export async function previewErasure(recado: Recado, contactId: number): Promise<ErasurePreview> {
  const { db } = recado;
  const all = (await gatherTraces(db, contactId)).needles;
  const own = (await findEverything(db, contactId)).filter(
    ({ table }) => !keptWithoutPerson.has(table),
  );
  const foreign = await withoutOwn(db, contactId, await findTraces(recado, all));
  const needles = withoutPhrases(all, foreign);
  const traces = new Map<FoundKind, number>();
  const doomed = foreign.filter((trace) => fateOf(trace, needles) !== "stays");
  for (const [table, rows] of Map.groupBy(doomed, ({ table }) => table)) {
    const { kind } = personalTables[table as keyof Schema];
    traces.set(kind, (traces.get(kind) ?? 0) + new Set(rows.map(({ rowid }) => rowid)).size);
  }
  const files = await findInFiles(
    recado,
    needles.filter((needle) => isTelling(needle)),
    { skip: ["recado.db", "media/"] },
  );
  return {
    own,
    traces,
    exports: await countExportsWith(db, contactId),
    stays: staysOf(
      foreign.filter((trace) => fateOf(trace, needles) === "stays"),
      needles,
    ),
    files: files.map(({ file }) => file),
    records: await countRecords(db, contactId),
  };
}

/** What was found in rows that are not the contact's. */
async function withoutOwn(
  db: Db,
  contactId: number,
  found: readonly FoundTrace[],
): Promise<FoundTrace[]> {
  const foreign: FoundTrace[] = [];
  for (const [table, rows] of Map.groupBy(found, ({ table }) => table as keyof Schema)) {
    const where = ownRows(table, contactId);
    if (!where) foreign.push(...rows);
    else {
      const query = `SELECT rowid AS id FROM ${table} WHERE ${where}`;
      const own = await sql.raw<{ id: number }>(query).execute(db);
      const ids = new Set(own.rows.map(({ id }) => id));
      foreign.push(...rows.filter(({ rowid }) => rowid === null || !ids.has(rowid)));
    }
  }
  return foreign;
}

async function countRecords(db: Db, contactId: number): Promise<number> {
  const { n } = await db
    .selectFrom("consent_subjects")
    .innerJoin("consent_records", "consent_records.subject_id", "consent_subjects.id")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("consent_subjects.contact_id", "=", contactId)
    .executeTakeFirstOrThrow();
  return n;
}

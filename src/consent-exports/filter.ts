import type { Db } from "../db/open.ts";

/** Which records: all when nothing is named. `from` is within, `to` is not; ISO 8601 in UTC, of the event. */
export interface ExportFilter {
  from?: string;
  to?: string;
  purpose?: string;
  contact_id?: number;
}

/** The same as an export tells it: the person by their random names in the log. */
export interface ToldFilter {
  from?: string;
  to?: string;
  purpose?: string;
  subjects?: string[];
}

export function isComplete(filter: ExportFilter | ToldFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

export async function tellFilter(db: Db, filter: ExportFilter): Promise<ToldFilter> {
  const { contact_id: contactId, ...rest } = filter;
  if (contactId === undefined) return rest;
  const rows = await db
    .selectFrom("consent_subjects")
    .select("reference")
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .execute();
  return { ...rest, subjects: rows.map(({ reference }) => reference) };
}

/** The chosen ones among the first `size` records, without an order. */
export function chosenRecords(db: Db, filter: ExportFilter, size: number) {
  let rows = db.selectFrom("consent_records").where("consent_records.seq", "<=", size);
  if (filter.from !== undefined) rows = rows.where("event_at", ">=", Date.parse(filter.from));
  if (filter.to !== undefined) rows = rows.where("event_at", "<", Date.parse(filter.to));
  if (filter.purpose !== undefined) rows = rows.where("purpose", "=", filter.purpose);
  if (filter.contact_id !== undefined)
    rows = rows.where(
      "subject_id",
      "in",
      db.selectFrom("consent_subjects").select("id").where("contact_id", "=", filter.contact_id),
    );
  return rows;
}

export async function countChosen(db: Db, filter: ExportFilter, size: number): Promise<number> {
  const { n } = await chosenRecords(db, filter, size)
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
}

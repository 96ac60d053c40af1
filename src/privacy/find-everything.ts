import { sql } from "kysely";
import type { Db } from "../db/open.ts";
import type { Schema } from "../db/schema.ts";
import { type FoundKind, personalTables } from "./personal-tables.ts";

/** What one table holds of a person. */
export interface Found {
  kind: FoundKind;
  table: keyof Schema;
  count: number;
  /** Up to three values, shortened: for people to see what it is. Personal. */
  samples: string[];
}

const MOST_SAMPLES = 3;
const LONGEST_SAMPLE = 80;

/**
 * All rows that belong to a contact, by table, in the order of `personalTables`; tables
 * without any are left out. Quick: by the indexes that tie them. What stands in tables that
 * name nobody (the journal, the deliveries …) `findTraces` looks for.
 */
export async function findEverything(db: Db, contactId: number): Promise<Found[]> {
  const all: Found[] = [];
  for (const table of Object.keys(personalTables) as (keyof Schema)[]) {
    const count = await countOwn(db, table, contactId);
    const { kind } = personalTables[table];
    if (count > 0) all.push({ kind, table, count, samples: await sample(db, table, contactId) });
  }
  return all;
}

/** How many of each kind, the kinds in their order. */
export function countByKind(found: readonly Found[]): Map<FoundKind, number> {
  const counts = new Map<FoundKind, number>();
  for (const { kind, count } of found) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return counts;
}

/** The condition that a row of `table` is the contact's own; undefined where none can be. */
export function ownRows(table: keyof Schema, contactId: number): string | undefined {
  if (!Number.isSafeInteger(contactId)) throw new Error("a contact's id is a whole number");
  return personalTables[table].where?.replaceAll(":contact", String(contactId));
}

async function countOwn(db: Db, table: keyof Schema, contactId: number): Promise<number> {
  const where = ownRows(table, contactId);
  if (!where) return 0;
  const query = `SELECT count(*) AS n FROM ${table} WHERE ${where}`;
  const { rows } = await sql.raw<{ n: number }>(query).execute(db);
  return rows[0]?.n ?? 0;
}

async function sample(db: Db, table: keyof Schema, contactId: number): Promise<string[]> {
  const { sample: column } = personalTables[table];
  const where = ownRows(table, contactId);
  if (!column || !where) return [];
  const text = `substr(CAST(${column} AS TEXT), 1, ${LONGEST_SAMPLE})`;
  const query = `SELECT ${text} AS text FROM ${table} WHERE ${where} AND ${column} IS NOT NULL LIMIT ${MOST_SAMPLES}`;
  const { rows } = await sql.raw<{ text: string }>(query).execute(db);
  return rows.map((row) => row.text).filter((text) => text !== "");
}

import { Database } from "bun:sqlite";
import { ByteFinder, type Needle, type NeedleKind } from "./byte-finder.ts";

/** A cell of the data file in which something of a person stands. */
export interface Trace {
  table: string;
  /** Null in a table without row ids. */
  rowid: number | null;
  column: string;
  kinds: NeedleKind[];
}

const encoder = new TextEncoder();

/**
 * Reads every text and every blob of every table of a data file, and tells where a needle
 * stands. For a process of its own: it takes as long as reading the whole file.
 */
export function scanRows(
  path: string,
  needles: readonly Needle[],
  tell: (trace: Trace, found: ReadonlySet<Needle>) => void,
): void {
  const database = new Database(path, { readonly: true });
  try {
    database.run("PRAGMA busy_timeout = 5000");
    const finder = new ByteFinder(needles);
    for (const table of listTables(database)) scanTable(database, table, finder, tell);
  } finally {
    database.close();
  }
}

/** Every table with rows of its own: not the inner ones of the search index, nor SQLite's. */
export function listTables(database: Database): { name: string; hasRowid: boolean }[] {
  const rows = database
    .query<{ name: string; type: string; wr: number }, []>("PRAGMA table_list")
    .all();
  return rows
    .filter(({ name, type }) => type === "table" && !/^(sqlite_|kysely_)/.test(name))
    .map(({ name, wr }) => ({ name, hasRowid: wr === 0 }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Rows read by one statement: an open one keeps the WAL from being cut. */
const PAGE = 2_000;

function scanTable(
  database: Database,
  table: { name: string; hasRowid: boolean },
  finder: ByteFinder,
  tell: (trace: Trace, found: ReadonlySet<Needle>) => void,
): void {
  if (!table.hasRowid) {
    for (const row of database.query(`SELECT * FROM "${table.name}"`).iterate())
      scanRow(table.name, null, row as Row, finder, tell);
    return;
  }
  const page = database.query<Row, [number]>(
    `SELECT rowid AS "scanned rowid", * FROM "${table.name}" WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE}`,
  );
  for (let after = Number.MIN_SAFE_INTEGER, isMore = true; isMore;) {
    let count = 0;
    for (const row of page.iterate(after)) {
      after = row["scanned rowid"] as number;
      count += 1;
      scanRow(table.name, after, row, finder, tell);
    }
    isMore = count === PAGE;
  }
}

type Row = Record<string, unknown>;

function scanRow(
  table: string,
  rowid: number | null,
  row: Row,
  finder: ByteFinder,
  tell: (trace: Trace, found: ReadonlySet<Needle>) => void,
): void {
  for (const [column, value] of Object.entries(row)) {
    const bytes = typeof value === "string" ? encoder.encode(value) : value;
    if (!(bytes instanceof Uint8Array)) continue;
    const found = new Set<Needle>();
    finder.scan(bytes, ({ needle }) => found.add(needle));
    if (found.size === 0) continue;
    tell({ table, rowid, column, kinds: [...new Set([...found].map(({ kind }) => kind))] }, found);
  }
}

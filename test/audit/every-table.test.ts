import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "kysely";
import type { AuditedTable } from "../../src/audit/audited-table.ts";
import { auditedTables } from "../../src/audit/audited-tables.ts";
import { words } from "../../src/audit/watch-changes.ts";
import { runAs } from "../../src/db/actor.ts";
import type { Tx } from "../../src/db/open.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** Must never be found in the log. */
const SECRET = "s3cr3t-or-somebodys-words";

interface Column {
  name: string;
  type: string;
}

async function columnsOf(tx: Tx, table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`SELECT name, type FROM pragma_table_info(${table})`.execute(
    tx,
  );
  return rows;
}

/** What a new row has in each column: a number, JSON, or a word; a secret where none may be told. */
function valueOf({ name, type }: Column, table: AuditedTable): string | number {
  if (type === "INTEGER") return name === "id" || name === table.id ? 900_001 : 1;
  if (type === "BLOB") return "blob";
  if (words(table.kept).includes(name)) return name === "detail" ? '{"from":1,"to":2}' : "{}";
  return `${SECRET}-${name}`;
}

/** Everything of one table's life in one job; nothing of it is there when the job commits. */
async function live(tx: Tx, name: string, table: AuditedTable): Promise<void> {
  // What rows would refer to is not there: SQLite looks when the job commits.
  await sql`PRAGMA defer_foreign_keys = ON`.execute(tx);
  const columns = await columnsOf(tx, name);
  const values = Object.fromEntries(columns.map((column) => [column.name, valueOf(column, table)]));
  if ("author_type" in values) Object.assign(values, { author_type: "agent", direction: "out" });
  if ("actor_type" in values) Object.assign(values, { actor_type: "agent" });
  const id = sql.id(name);
  await sql`INSERT INTO ${id} (${sql.join(Object.keys(values).map((each) => sql.id(each)))})
    VALUES (${sql.join(Object.values(values))})`.execute(tx);
  const all = sql`${id} WHERE rowid = (SELECT max(rowid) FROM ${id})`;
  for (const column of table.on && !table.on.includes("UPDATE") ? [] : words(table.hidden))
    await sql`UPDATE ${id} SET ${sql.id(column)} = ${`${SECRET}-other`}
      WHERE rowid = (SELECT max(rowid) FROM ${id})`.execute(tx);
  await sql`DELETE FROM ${all}`.execute(tx);
}

/** Their own triggers allow no such life: append-only, or tied to a key. */
const otherwise = [
  "consent_records",
  "checkpoints",
  "contact_tags",
  "contact_values",
  "settings",
  "dismissed_suggestions",
];

async function told(name: string, table: AuditedTable) {
  const actor = { type: "person", id: desk.people.ana, address: "192.0.2.7" } as const;
  await runAs(actor, () => desk.recado.write((tx) => live(tx, name, table)));
  const rows = await desk.recado.db
    .selectFrom("audit_records")
    .leftJoin("audit_private", "audit_private.seq", "audit_records.seq")
    .select(["object_type", "action", "body", "leaf"])
    .execute();
  return { rows, own: rows.filter((row) => row.object_type === table.object).length };
}

/** A new row, each hidden column of it, and its end. */
function changesOf({ on, hidden }: AuditedTable): number {
  const updates = on && !on.includes("UPDATE") ? 0 : words(hidden).length;
  return (on ?? ["INSERT", "DELETE"]).filter((verb) => verb !== "UPDATE").length + updates;
}

describe("what the log tells of each table", () => {
  for (const [name, table] of Object.entries(auditedTables).filter(
    ([name]) => !otherwise.includes(name),
  ))
    test(`${name}: each change, and nothing hidden`, async () => {
      const { rows, own } = await told(name, table);
      expect(own).toBe(changesOf(table));
      expect(JSON.stringify(rows)).not.toContain(SECRET);
    });

  test("a table that is no longer watched would be noticed", async () => {
    const teams = auditedTables.teams!;
    await desk.recado.write((tx) => sql`DROP TRIGGER temp.audit_teams_insert`.execute(tx));
    expect((await told("teams", teams)).own).toBeLessThan(changesOf(teams));
  });

  test("a hidden column that is told would be noticed", async () => {
    await desk.recado.write(async (tx) => {
      await sql`DROP TRIGGER temp.audit_notes_insert`.execute(tx);
      await sql`CREATE TEMP TRIGGER audit_notes_insert AFTER INSERT ON main.notes BEGIN
        INSERT INTO audit_stage (name, verb, object_id, after)
          VALUES ('notes', 'INSERT', NEW.id, json_object('text', NEW.text)); END`.execute(tx);
    });
    const { rows } = await told("notes", auditedTables.notes!);
    expect(JSON.stringify(rows)).toContain(SECRET);
  });
});

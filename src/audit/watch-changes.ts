import { sql } from "kysely";
import type { Tx } from "../db/open.ts";
import { auditedTables } from "./audited-tables.ts";
import { type AuditedTable, type Verb, verbs } from "./audited-table.ts";

/** What stands for a value that the log must not hold. */
export const HIDDEN = "•••";
/** For a hidden one that is another than before. */
export const CHANGED = "••• (changed)";

/**
 * Lets the write connection stage what its jobs change, in memory and within their own
 * transactions: triggers that exist on this connection alone, and that see something only
 * while audit_switch has a row (record-changes.ts).
 */
export async function watchChanges(tx: Tx): Promise<void> {
  for (const statement of statements()) await sql.raw(statement).execute(tx);
}

function* statements(): Generator<string> {
  yield "CREATE TEMP TABLE audit_switch (is_on INTEGER PRIMARY KEY)";
  yield `CREATE TEMP TABLE audit_stage (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, verb TEXT NOT NULL,
    object_id INTEGER, contact_id INTEGER, before TEXT, after TEXT
  )`;
  for (const [name, table] of Object.entries(auditedTables))
    for (const verb of table.on ?? verbs) yield triggerOf(name, table, verb);
}

function triggerOf(name: string, table: AuditedTable, verb: Verb): string {
  const row = verb === "DELETE" ? "OLD" : "NEW";
  const about = (text: string) => text.replaceAll("ROW", row);
  const seen = [...words(table.kept), ...words(table.hidden)];
  const conditions = [
    ...(table.where ? [about(table.where)] : []),
    ...(verb === "UPDATE"
      ? [`(${seen.map((each) => `OLD.${each} IS NOT NEW.${each}`).join(" OR ")})`]
      : []),
    "EXISTS (SELECT 1 FROM audit_switch)",
  ];
  const id = table.id === null ? "NULL" : `${row}.${table.id ?? "id"}`;
  const isForgotten = verb === "DELETE" && table.forgets;
  const before = verb === "INSERT" || isForgotten ? "NULL" : valuesOf(table, "OLD", verb);
  const after = verb === "DELETE" ? "NULL" : valuesOf(table, "NEW", verb);
  return `CREATE TEMP TRIGGER audit_${name}_${verb.toLowerCase()}
    AFTER ${verb}${verb === "UPDATE" ? ` OF ${seen.join(", ")}` : ""} ON main.${name}
    WHEN ${conditions.join(" AND ")} BEGIN
    INSERT INTO audit_stage (name, verb, object_id, contact_id, before, after) VALUES
      ('${name}', '${verb}', ${id}, ${table.contact ? about(table.contact) : "NULL"}, ${before}, ${after});
  END`;
}

/** A new or deleted row says nothing of what is hidden; a changed one, which of it changed. */
function valuesOf({ kept, hidden }: AuditedTable, row: "OLD" | "NEW", verb: Verb): string {
  const pairs = words(kept).map((column) => `'${column}', ${row}.${column}`);
  if (verb !== "UPDATE") return `json_object(${pairs.join(", ")})`;
  const marked = words(hidden).map((column) => {
    const changed = row === "OLD" ? HIDDEN : CHANGED;
    const shown = `CASE WHEN OLD.${column} IS NEW.${column} THEN '${HIDDEN}' ELSE '${changed}' END`;
    return `'${column}', CASE WHEN ${row}.${column} IS NULL THEN NULL ELSE ${shown} END`;
  });
  return `json_object(${[...pairs, ...marked].join(", ")})`;
}

/** Of a list of names with spaces between them. */
export function words(text = ""): string[] {
  return text.split(" ").filter((word) => word !== "");
}

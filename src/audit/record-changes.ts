import { sql } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import { actorOf } from "../db/actor.ts";
import type { Instant } from "../db/schema.ts";
import { appendAuditRecord, type AuditAction } from "./append-audit-record.ts";
import { auditedTables } from "./audited-tables.ts";
import type { StagedName, Verb } from "./audited-table.ts";
import { type Values, valuesBetween } from "./changed-values.ts";

interface StagedRow {
  name: StagedName;
  verb: Verb;
  object_id: number | null;
  contact_id: number | null;
  before: string | null;
  after: string | null;
}

/** So many changes of one job have a record each; of more, each kind has one that counts them. */
const MOST_RECORDS = 300;

/** At the beginning of a job that somebody asked for: from here on its changes are staged. */
export async function beginWatching(tx: Tx): Promise<void> {
  await sql`INSERT OR IGNORE INTO audit_switch (is_on) VALUES (1)`.execute(tx);
}

/** At the end of each job: what was staged becomes records of the audit log. */
export async function recordChanges(tx: Tx, now: Instant): Promise<void> {
  if (!actorOf(tx)) return;
  const staged = await listStaged(tx);
  await sql`DELETE FROM audit_switch`.execute(tx);
  if (staged.length === 0) return;
  await sql`DELETE FROM audit_stage`.execute(tx);
  if (staged.length > MOST_RECORDS) return recordTogether(tx, staged, now);
  for (const row of staged) await recordOne(tx, row, now);
}

async function listStaged(db: Db): Promise<StagedRow[]> {
  const { rows } = await sql<StagedRow>`
    SELECT name, verb, object_id, contact_id, before, after FROM audit_stage ORDER BY id`.execute(
    db,
  );
  return rows;
}

async function recordOne(tx: Tx, row: StagedRow, now: Instant): Promise<void> {
  const values = valuesBetween(row.name, row.before, row.after);
  if (!values) return;
  const { object_id: id, contact_id: contactId } = row;
  const type = auditedTables[row.name]?.object ?? row.name;
  const record = { action: actionOf(row), object: { type, id }, contactId, details: values };
  await appendAuditRecord(tx, record, now);
}

const actions: Record<Verb, AuditAction> = {
  INSERT: "created",
  UPDATE: "changed",
  DELETE: "deleted",
};

function actionOf({ name, verb }: StagedRow): AuditAction {
  if (name === "messages") return "sent";
  if (name === "ticket_events") return "changed";
  if (name === "sessions") return "signed-out";
  return actions[verb];
}

/** Thousands of rows at once: how many of each kind, and which. */
async function recordTogether(tx: Tx, staged: StagedRow[], now: Instant): Promise<void> {
  const kinds = Map.groupBy(staged, (row) => `${row.name} ${actionOf(row)}`);
  for (const rows of kinds.values()) {
    const [first] = rows;
    if (!first) continue;
    const ids = rows.flatMap(({ object_id }) => (object_id === null ? [] : [object_id]));
    const after: Values = ids.length > 0 ? { ids } : {};
    const type = auditedTables[first.name]?.object ?? first.name;
    const details = { count: rows.length, after };
    await appendAuditRecord(
      tx,
      { action: actionOf(first), object: { type, id: null }, details },
      now,
    );
  }
}

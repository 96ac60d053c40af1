import type { Actor } from "../db/actor.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Canonical } from "../proof/canonical.ts";
import { appendAuditRecord } from "./append-audit-record.ts";

export interface ExportedFacts {
  /** Absent: whoever's job it is. A job of the program's own names who asked for it. */
  actor?: Actor;
  /** Such as `consent export`, `person's data`, `promises.csv`. Nothing personal. */
  what: string;
  /** Its row, where it has one. */
  id?: number | null;
  /** Whose data alone it holds. */
  contactId?: number | null;
  reason?: string;
  filter?: Canonical;
  /** Rows or records. */
  count?: number;
  /** Of the file, in hex. */
  sha256?: string;
}

/** Puts on record that data left the desk. Returns the record's number. */
export async function auditExport(
  tx: Tx,
  { actor, what, id = null, contactId = null, ...details }: ExportedFacts,
  now: Instant,
): Promise<number> {
  const record = { action: "exported", object: { type: what, id }, contactId, details } as const;
  return appendAuditRecord(tx, { ...record, ...(actor && { actor }) }, now);
}

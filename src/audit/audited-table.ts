import type { Schema } from "../db/schema.ts";

/**
 * How the audit log sees a table. Columns are divided in three, by their names:
 * `kept` with their values; `hidden`: that it changed, never what it says (secrets, and
 * the words of messages); `ignored`: what changes by itself.
 */
export interface AuditedTable {
  /** What the log calls a row. */
  object: string;
  kept: string;
  hidden?: string;
  ignored?: string;
  /** Columns told with each change, also where they stay: which of several rows it was. */
  names?: string;
  /** Column that numbers the row; null where it has no number. Otherwise `id`. */
  id?: string | null;
  /** The customer it is about, in SQL; `ROW` stands for NEW or OLD. */
  contact?: string;
  /** All three where absent. */
  on?: readonly Verb[];
  /** What else must hold of a row, in SQL; asked first, so that busy tables stay cheap. */
  where?: string;
  /** What is gone leaves no values: it was a customer's. */
  forgets?: true;
}

export const verbs = ["INSERT", "UPDATE", "DELETE"] as const;
export type Verb = (typeof verbs)[number];

export type StagedName = keyof Schema;
export type AuditedTables = { [table in StagedName]?: AuditedTable };

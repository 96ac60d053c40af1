import { auditedDeskTables } from "./audited-desk-tables.ts";
import { auditedRuleTables } from "./audited-rule-tables.ts";
import type { AuditedTables } from "./audited-table.ts";

/** Every table that people change. What is neither here nor in exempt-tables.ts fails a test. */
export const auditedTables: AuditedTables = { ...auditedDeskTables, ...auditedRuleTables };

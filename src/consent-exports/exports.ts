import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { ConsentExportsTable, Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { ExportFilter } from "./filter.ts";
import type { ExportOrder, Written } from "./write-export.ts";

export type ExportRow = Selectable<ConsentExportsTable>;

export interface NewExport {
  /** Absent: the consent log. */
  log?: ExportRow["log"];
  filter: ExportFilter;
  reason: string;
  language: Language;
  /** Null: a program, by a token of nobody's. */
  requestedBy: number | null;
}

/** Asks for an export; nothing is written before it is approved (decide.ts). */
export async function requestExport(
  tx: Tx,
  { log = "consent", filter, reason, language, requestedBy }: NewExport,
  now: Instant,
): Promise<ExportRow> {
  return tx
    .insertInto("consent_exports")
    .values({
      log,
      filter: JSON.stringify(filter),
      reason,
      state: "waiting",
      language,
      requested_by: requestedBy,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** An export of the command line stands in the list, too; its file lies where it was asked for. */
export async function noteExport(tx: Tx, order: ExportOrder, written: Written): Promise<number> {
  const { id } = await tx
    .insertInto("consent_exports")
    .values({
      filter: JSON.stringify(order.filter),
      reason: order.reason,
      state: "ready",
      language: order.language,
      done: written.records,
      total: written.records,
      byte_size: written.byteSize,
      sha256: written.sha256,
      created_at: order.now,
      finished_at: order.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** @throws AppError `not-found`. */
export async function getExport(db: Db, id: number): Promise<ExportRow> {
  const row = await db
    .selectFrom("consent_exports")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  if (row) return row;
  throw new AppError("not-found", `There is no export ${id}.`);
}

/** The newest first. */
export async function listExports(db: Db, most: number): Promise<ExportRow[]> {
  return db.selectFrom("consent_exports").selectAll().orderBy("id", "desc").limit(most).execute();
}

export async function updateExport(
  tx: Tx,
  id: number,
  change: Partial<Omit<ExportRow, "id">>,
): Promise<void> {
  await tx.updateTable("consent_exports").set(change).where("id", "=", id).execute();
}

import { sql } from "kysely";
import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import type { AuditDetails } from "./append-audit-record.ts";
import type { AuditFilter } from "./audit-filter.ts";

interface Wanted {
  limit: number;
  /** Goes on behind this record (exclusive). */
  after?: number | null;
  order?: "asc" | "desc";
}

/** A page of the audit log, one row more than `limit` when there is another. Newest first. */
export async function listAudit(db: Db, filter: AuditFilter, wanted: Wanted) {
  const { limit, after = null, order = "desc" } = wanted;
  let rows = selectAudit(db)
    .orderBy("audit_records.at", order)
    .orderBy("audit_records.seq", order)
    .limit(limit + 1);
  const { actor, action, objectType, objectId, contactId, from, until } = filter;
  if (actor)
    rows = rows
      .where("actor_type", "=", actor.type)
      .where("actor_id", actor.id === null ? "is" : "=", actor.id);
  if (action) rows = rows.where("action", "=", action);
  if (objectType) rows = rows.where("object_type", "=", objectType);
  if (typeof objectId === "number") rows = rows.where("object_id", "=", objectId);
  if (typeof contactId === "number")
    rows = rows.where("audit_records.seq", "in", (of) =>
      of.selectFrom("audit_private").select("seq").where("contact_id", "=", contactId),
    );
  if (typeof from === "number") rows = rows.where("at", ">=", from);
  if (typeof until === "number") rows = rows.where("at", "<", until);
  if (after !== null) {
    const { at } = await getAuditRecord(db, after);
    const side = sql.raw(order === "desc" ? "<" : ">");
    rows = rows.where(sql<boolean>`(at, audit_records.seq) ${side} (${at}, ${after})`);
  }
  return rows.execute();
}

function selectAudit(db: Db) {
  return db
    .selectFrom("audit_records")
    .leftJoin("audit_private", "audit_private.seq", "audit_records.seq")
    .select([
      "audit_records.seq",
      "at",
      "actor_type",
      "actor_id",
      "action",
      "object_type",
      "object_id",
      "leaf",
      "hash",
      "contact_id",
      "salt",
      "body",
    ]);
}

/** In the order of the log: what comes after record `after` (exclusive), up to `last`. */
export async function pageOfAudit(db: Db, after: number, last: number) {
  return selectAudit(db)
    .where("audit_records.seq", ">", after)
    .where("audit_records.seq", "<=", last)
    .orderBy("audit_records.seq")
    .execute();
}

export type AuditRow = Awaited<ReturnType<typeof listAudit>>[number];

/** @throws AppError `not-found`. */
export async function getAuditRecord(db: Db, seq: number): Promise<AuditRow> {
  const row = await selectAudit(db).where("audit_records.seq", "=", seq).executeTakeFirst();
  if (!row) throw new AppError("not-found", "There is no such record.");
  return row;
}

/** What a record tells besides its leaf; null once it was deleted. */
export function detailsOf(row: Pick<AuditRow, "body">) {
  return row.body === null
    ? null
    : (JSON.parse(row.body) as AuditDetails & { address: string | null });
}

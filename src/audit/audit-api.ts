import { Elysia } from "elysia";
import { pageOf, readChoice, readId, readPaging } from "../api/paging.ts";
import { AppError } from "../http/errors.ts";
import { withToken } from "../http/me.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { auditActions } from "./append-audit-record.ts";
import { actorTypes, type AuditFilter } from "./audit-filter.ts";
import { type AuditRow, detailsOf, listAudit } from "./list-audit.ts";

/** The audit log for programs. */
export function auditApi(recado: Recado) {
  return new Elysia().use(withToken).get("/api/v1/audit", async ({ query }) => {
    const { limit, order, after } = readPaging(query);
    const rows = await listAudit(recado.db, filterOf(query), { limit, order, after });
    const numbered = rows.map((row) => ({ ...row, id: row.seq }));
    return pageOf(numbered, { limit, order, after }, auditJson);
  });
}

type Query = Record<string, string | undefined>;

/** @throws AppError `invalid` that names the parameter. */
function filterOf(query: Query): AuditFilter {
  const actorType = readChoice("actor_type", query.actor_type, actorTypes);
  if (query.actor_id !== undefined && !actorType)
    throw new AppError("invalid", "actor_id: give actor_type, too.");
  return {
    ...(actorType && { actor: { type: actorType, id: readNumber(query.actor_id) } }),
    action: readChoice("action", query.action, auditActions) ?? null,
    objectType: query.object_type ?? null,
    objectId: readNumber(query.object_id),
    contactId: readNumber(query.contact_id),
    from: readInstant("from", query.from),
    until: readInstant("to", query.to),
  };
}

function readNumber(text: string | undefined): number | null {
  return text === undefined ? null : readId(text);
}

function readInstant(name: string, text: string | undefined): Instant | null {
  if (text === undefined) return null;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new AppError("invalid", `${name}: give a time in ISO 8601.`);
  return instant;
}

function auditJson(row: AuditRow) {
  const details = detailsOf(row);
  return {
    id: row.seq,
    at: new Date(row.at).toISOString(),
    actor: { type: row.actor_type, id: row.actor_id },
    action: row.action,
    object: { type: row.object_type, id: row.object_id },
    contact_id: row.contact_id,
    address: details?.address ?? null,
    before: details?.before ?? null,
    after: details?.after ?? null,
    reason: details?.reason ?? null,
    count: details?.count ?? null,
    line: row.leaf,
    salt: row.salt,
    details: row.body,
  };
}

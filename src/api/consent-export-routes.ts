import { Elysia, t } from "elysia";
import { exportFile } from "../consent-exports/export-file.ts";
import { type ExportRow, getExport, requestExport } from "../consent-exports/exports.ts";
import { readFilter } from "../consent-exports/read-filter.ts";
import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { withToken } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { pageOf, readId, readPaging } from "./paging.ts";

const newExport = t.Object(
  {
    from: t.Optional(t.String()),
    to: t.Optional(t.String()),
    purpose: t.Optional(t.String()),
    contact: t.Optional(t.String()),
    reason: t.String({ maxLength: 300 }),
    language: t.Optional(
      t.Union([t.Literal("en"), t.Literal("fr"), t.Literal("pt"), t.Literal("es")]),
    ),
  },
  { additionalProperties: false },
);

/** Exports for programs: asked for here, approved by a person, fetched here. */
export function consentExportApi(recado: Recado) {
  const { db, clock } = recado;
  return new Elysia()
    .use(withToken)
    .get("/api/v1/consent/exports", async ({ query }) => {
      const paging = readPaging(query);
      let rows = db
        .selectFrom("consent_exports")
        .selectAll()
        .where("log", "=", "consent")
        .orderBy("id", paging.order)
        .limit(paging.limit + 1);
      if (paging.after !== null)
        rows = rows.where("id", paging.order === "asc" ? ">" : "<", paging.after);
      return pageOf(await rows.execute(), paging, exportJson);
    })
    .post(
      "/api/v1/consent/exports",
      async ({ body, token, set }) => {
        const { reason, language, ...typed } = body;
        if (!reason.trim()) throw new AppError("invalid", "reason: say what the export is for.");
        const filter = await readFilter(db, typed);
        const own = (await getSetting(db, "business"))?.language ?? "en";
        const wanted = {
          filter,
          reason: reason.trim(),
          language: language ?? own,
          requestedBy: await findMaker(db, token.id),
        };
        set.status = 201;
        return exportJson(await recado.write((tx) => requestExport(tx, wanted, clock.now())));
      },
      { body: newExport },
    )
    .get("/api/v1/consent/exports/:id", async ({ params }) =>
      exportJson(await getConsentExport(db, params.id)),
    )
    .get("/api/v1/consent/exports/:id/file", async ({ params }) =>
      exportFile(recado, await getConsentExport(db, params.id)),
    );
}

/** Exports of the audit log lie in the same table and are for people alone. @throws AppError `not-found`. */
async function getConsentExport(db: Db, id: string): Promise<ExportRow> {
  const row = await getExport(db, readId(id));
  if (row.log === "consent") return row;
  throw new AppError("not-found", `There is no export ${row.id} of the consent log.`);
}

/**
 * Who made the token, as the audit log knows: what their program asks for, another person has to
 * approve. Null: made before there was that log, or on the command line.
 */
async function findMaker(db: Db, tokenId: number): Promise<number | null> {
  const made = await db
    .selectFrom("audit_records")
    .select("actor_id")
    .where("object_type", "=", "token")
    .where("object_id", "=", tokenId)
    .where("action", "=", "created")
    .where("actor_type", "=", "person")
    .limit(1)
    .executeTakeFirst();
  return made?.actor_id ?? null;
}

function exportJson(row: ExportRow) {
  const instant = (value: number | null) => (value === null ? null : new Date(value).toISOString());
  return {
    id: row.id,
    state: row.state,
    filter: JSON.parse(row.filter) as Record<string, unknown>,
    reason: row.reason,
    language: row.language,
    done: row.done,
    total: row.total,
    byte_size: row.byte_size,
    sha256: row.sha256,
    error: row.error,
    created_at: instant(row.created_at),
    finished_at: instant(row.finished_at),
    expires_at: instant(row.expires_at),
  };
}

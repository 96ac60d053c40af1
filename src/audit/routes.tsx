/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { AuditView } from "../../views/consent/audit-list.tsx";
import { AuditPage } from "../../views/consent/audit-page.tsx";
import { AuditRecordPage } from "../../views/consent/audit-record-page.tsx";
import type { AuditExportForm } from "../../views/consent/audit-export-form.tsx";
import { asForm, idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { askForAuditExport } from "./ask-for-export.ts";
import { auditFilterOf, readTypedAudit, type TypedAuditFilter } from "./audit-filter.ts";
import { type AuditNames, readAuditNames } from "./audit-names.ts";
import { checkRecord } from "./check-record.ts";
import { type AuditRow, getAuditRecord, listAudit } from "./list-audit.ts";
import { auditItemOf, type Reader } from "./present-audit.ts";

const PATH = "/consent/audit";
const PAGE = 50;

/** Who changed what, for whoever may read it. */
export function auditRoutes(recado: Recado) {
  return new Elysia()
    .get(PATH, ({ request, query }) => showAudit(recado, request, query))
    .post(`${PATH}/exports`, ({ request }) => ask(recado, request), asForm)
    .get(`${PATH}/:id`, ({ request, params }) => showRecord(recado, request, idOf(params.id)));
}

type Query = Record<string, string | undefined>;

async function showAudit(
  recado: Recado,
  request: Request,
  query: Query,
  typed?: AuditExportForm,
): Promise<Response> {
  const me = meOf(request);
  const audit = await readAudit(recado, me, query);
  const form = typed ?? { reason: "", from: "", to: "" };
  const markup = (
    <AuditPage
      frame={await frameOf(recado, request)}
      audit={audit}
      form={me.can("consent") ? form : null}
    />
  );
  return page(markup, { status: typed ? 422 : 200 });
}

async function ask(recado: Recado, request: Request): Promise<Response> {
  const asked = await askForAuditExport(recado, request);
  return asked instanceof Response ? asked : showAudit(recado, request, {}, asked);
}

async function readAudit(recado: Recado, me: Me, query: Query): Promise<AuditView> {
  const typed = readTypedAudit(query);
  const { timezone } = await timeStyleOf(recado, me.language);
  const after = /^\d{1,15}$/.test(query.after ?? "") ? Number(query.after) : null;
  const rows = await listAudit(recado.db, auditFilterOf(typed, timezone), { after, limit: PAGE });
  const shown = rows.slice(0, PAGE);
  const reader = await readerFor(recado, me, shown);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    typed,
    actors: actorsOf(reader.names),
    isFiltered: Object.values(typed).some(Boolean),
    items: shown.map((row) => auditItemOf(row, reader)),
    newest: after === null ? null : addressOf(typed),
    older: last ? addressOf(typed, { after: String(last.seq) }) : null,
  };
}

async function readerFor(recado: Recado, me: Me, rows: AuditRow[]): Promise<Reader> {
  const names = await readAuditNames(
    recado.db,
    rows.map(({ contact_id }) => contact_id),
  );
  const style = await timeStyleOf(recado, me.language);
  return { t: me.t, seesPhones: me.can("phones"), style, names };
}

function actorsOf({ people, tokens }: AuditNames) {
  const of = (type: string, names: ReadonlyMap<number, string>) =>
    [...names].map(([id, label]) => ({ value: `${type}:${id}`, label }));
  return { people: of("person", people), tokens: of("token", tokens) };
}

async function showRecord(recado: Recado, request: Request, seq: number): Promise<Response> {
  const row = await getAuditRecord(recado.db, seq);
  const reader = await readerFor(recado, meOf(request), [row]);
  return page(
    <AuditRecordPage
      frame={await frameOf(recado, request)}
      item={auditItemOf(row, reader)}
      leaf={row.leaf}
      checks={await checkRecord(recado.db, row)}
    />,
  );
}

function addressOf(typed: TypedAuditFilter, more: Record<string, string> = {}): string {
  const kept = Object.entries({ ...typed, ...more }).filter(([, value]) => value);
  return kept.length > 0 ? `${PATH}?${new URLSearchParams(kept)}` : PATH;
}

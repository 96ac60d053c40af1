/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { LogView } from "../../views/consent/log-list.tsx";
import { LogPage } from "../../views/consent/log-page.tsx";
import { RecordPage } from "../../views/consent/record-page.tsx";
import { idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { readFigures } from "./figures.ts";
import { listLog, readLogKey, writeLogKey } from "./list-log.ts";
import { filterOf, readTyped, type TypedFilter } from "./log-filter.ts";
import { findPeople, logItemOf } from "./present-log.ts";
import { recordRoutes } from "./record-routes.tsx";
import { readPurposeNames } from "./purpose-names.ts";
import { readRecord } from "./read-record.ts";

/** The consent log, for whoever may read it. */
export function consentLogRoutes(recado: Recado, work: Work) {
  return new Elysia()
    .get("/consent", ({ request, query }) => showLog(recado, request, query))
    .get("/consent/records/:seq", ({ request, params }) =>
      showRecord(recado, request, idOf(params.seq)),
    )
    .use(recordRoutes(recado, work));
}

type Query = Record<string, string | undefined>;

async function showLog(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const log = await readLog(recado, me, query);
  return page(<LogPage frame={await frameOf(recado, request)} log={log} />);
}

async function showRecord(recado: Recado, request: Request, seq: number): Promise<Response> {
  const record = await readRecord(recado, seq, meOf(request));
  return page(<RecordPage frame={await frameOf(recado, request)} record={record} />);
}

const PAGE = 50;

async function readLog(recado: Recado, me: Me, query: Query): Promise<LogView> {
  const { db } = recado;
  const names = await readPurposeNames(db, me);
  const style = await timeStyleOf(recado, me.language);
  const typed = readTyped(query);
  const contactIds = await findPeople(db, typed.person, me);
  const filter = { ...filterOf(typed, [...names.keys()], style.timezone), contactIds };
  const after = readLogKey(query.after);
  const isFiltered = Object.values(typed).some(Boolean);
  const { rows, next } = await listLog(db, filter, { after, limit: PAGE });
  return {
    typed,
    purposes: [...names].map(([value, label]) => ({ value, label })),
    isFiltered,
    figures: after || isFiltered ? [] : await readFiguresShown(recado, names),
    items: rows.map((row) => logItemOf(row, names, me, style)),
    newest: after ? addressOf(typed) : null,
    older: next ? addressOf(typed, { after: writeLogKey(next) }) : null,
  };
}

/** Of every purpose that somebody was asked about. */
async function readFiguresShown(
  { db, clock }: Recado,
  names: ReadonlyMap<string, string>,
): Promise<LogView["figures"]> {
  const figures = await readFigures(db, clock.now());
  return [...names].flatMap(([key, purpose]) => {
    const found = figures.get(key);
    return found ? [{ key, purpose, ...found }] : [];
  });
}

function addressOf(typed: TypedFilter, more: Record<string, string> = {}): string {
  const kept = Object.entries({ ...typed, ...more }).filter(([, value]) => value);
  return kept.length > 0 ? `/consent?${new URLSearchParams(kept)}` : "/consent";
}

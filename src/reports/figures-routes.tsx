/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  type BotFigures,
  figureColumns,
  type FigureRow,
  FiguresPage,
  weekColumns,
} from "../../views/bot/figures-page.tsx";
import type { Translate } from "../../views/i18n.ts";
import { auditExport } from "../audit/audit-export.ts";
import { csvFile, csvText } from "../http/csv.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { deflectionOf, type Tally } from "./figures.ts";
import {
  figureWeeks,
  type Figures,
  type FiguresQuery,
  readFigures,
  readSubjectNames,
  type SubjectFigures,
} from "./read-figures.ts";

/** What was asked of the bot and what became of it, as a page and as a file. */
export function figuresRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/figures", ({ request, query }) => show(recado, request, query))
    .get("/bot/figures.csv", ({ request, query }) => download(recado, request, query));
}

type Query = Record<string, string | undefined>;

function readQuery({ weeks, source }: Query): FiguresQuery {
  return {
    weeks: figureWeeks.find((n) => String(n) === weeks) ?? 8,
    isSimulated: source === "simulated",
  };
}

async function read(recado: Recado, me: Me, query: FiguresQuery): Promise<Figures> {
  const timezone = (await getSetting(recado.db, "business"))?.timezone ?? "UTC";
  return readFigures(recado.db, query, { scope: me.scope, timezone, now: recado.clock.now() });
}

async function show(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const frame = await frameOf(recado, request);
  const asked = readQuery(query);
  const figures = await read(recado, me, asked);
  const names = await readSubjectNames(recado.db, me.language);
  const { isEnabled } = await getSetting(recado.db, "bot");
  const shown = present(figures, asked, names, me);
  return page(<FiguresPage frame={frame} figures={shown} isOn={isEnabled} />);
}

const tags = { en: "en-GB", fr: "fr-FR", pt: "pt-BR", es: "es-ES" } as const;

function present(
  figures: Figures,
  { weeks, isSimulated }: FiguresQuery,
  names: ReadonlyMap<string, string>,
  { t, language }: Me,
): BotFigures {
  const day = (week: string) =>
    Temporal.PlainDate.from(week).toLocaleString(tags[language], {
      day: "2-digit",
      month: "2-digit",
    });
  const byWeek = figures.weeks.map(({ week, ...values }) => ({
    key: week,
    name: day(week),
    values,
  }));
  const total = { key: "total", name: t("figures.total"), values: sum(byWeek) };
  const share = deflectionOf(total.values as Tally);
  const rowOf = (row: SubjectFigures) => subjectRow(row, names, t);
  return {
    weeks,
    isSimulated,
    rate:
      share === null
        ? null
        : new Intl.NumberFormat(tags[language], {
            style: "percent",
            maximumFractionDigits: 0,
          }).format(share),
    total,
    byWeek,
    bySubject: figures.subjects.map(rowOf),
    byFlow: figures.flows.map(rowOf),
    isCut: figures.isCut,
  };
}

function sum(rows: readonly FigureRow[]): Required<FigureRow["values"]> {
  return Object.fromEntries(
    weekColumns.map((column) => [
      column,
      rows.reduce((total, { values }) => total + (values[column] ?? 0), 0),
    ]),
  ) as Required<FigureRow["values"]>;
}

function subjectRow(
  { subject, byWeek: _, ...values }: SubjectFigures,
  names: ReadonlyMap<string, string>,
  t: Translate,
): FigureRow {
  return {
    key: subject,
    name: names.get(subject) ?? t("figures.gone"),
    kind: kindOf(subject, t),
    values,
  };
}

const kinds = ["incident", "article", "rule", "flow"] as const;

function kindOf(subject: string, t: Translate): string {
  const kind = kinds.find((each) => subject.startsWith(`${each}:`)) ?? "incident";
  return t(`figures.kind.${kind}`);
}

/** A line for each matter and week, and for all of it. */
async function download(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const { t } = me;
  const figures = await read(recado, me, readQuery(query));
  const names = await readSubjectNames(recado.db, me.language);
  const head = [
    t("figures.week"),
    t("figures.by.subject"),
    t("figures.subject"),
    ...weekColumns.map((column) => t(`figures.${column}`)),
  ];
  const totals = figures.weeks.map((row) => [
    row.week,
    "",
    t("figures.total"),
    ...weekColumns.map((column) => row[column]),
  ]);
  const lines = [...figures.subjects, ...figures.flows].flatMap(({ subject, byWeek }) =>
    byWeek.map(({ week, tally }) => [
      week,
      kindOf(subject, t),
      names.get(subject) ?? t("figures.gone"),
      ...figureColumns.map((column) => tally[column]),
      "",
      "",
    ]),
  );
  const rows = [head, ...totals, ...lines];
  const facts = { what: "bot figures.csv", count: rows.length, filter: { ...readQuery(query) } };
  await recado.write((tx) => auditExport(tx, facts, recado.clock.now()));
  const date = new Date(recado.clock.now()).toISOString().slice(0, 10);
  return csvFile(`${t("figures.csv.file")}-${date}`, csvText(rows, me.language));
}

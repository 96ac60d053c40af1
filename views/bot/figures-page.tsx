/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Select } from "../ui/field.tsx";
import { BotLayout } from "./bot-layout.tsx";
import { ReportFilter } from "./coverage-page.tsx";

/** The columns that every row has. */
export const figureColumns = [
  "asked",
  "answered",
  "solved",
  "deflected",
  "abandoned",
  "handedOver",
  "open",
] as const;
/** Of the whole bot, not of one matter. */
export const weekColumns = [...figureColumns, "missed", "loops"] as const;
export type FigureColumn = (typeof weekColumns)[number];

export interface FigureRow {
  key: string;
  name: string;
  /** "Incident", "Article" … */
  kind?: string;
  values: Partial<Record<FigureColumn, number>>;
}

export interface BotFigures {
  weeks: number;
  isSimulated: boolean;
  /** "62 %"; null: nothing is settled. */
  rate: string | null;
  total: FigureRow;
  byWeek: FigureRow[];
  bySubject: FigureRow[];
  byFlow: FigureRow[];
  isCut: boolean;
}

interface FiguresPageProps {
  frame: Frame;
  figures: BotFigures;
  isOn: boolean;
}

/** `/bot/figures`: what was asked, and what took no person. */
export function FiguresPage({ frame, figures, isOn }: FiguresPageProps) {
  const { t } = frame.me;
  const { weeks, isSimulated, total } = figures;
  const query = `weeks=${weeks}${isSimulated ? "&source=simulated" : ""}`;
  const isEmpty = weekColumns.every((column) => !total.values[column]);
  return (
    <BotLayout
      frame={frame}
      tab="figures"
      title={t("bot.tab.figures")}
      isOn={isOn}
      styles={["bot-reports"]}
    >
      <h2>{t("figures.title")}</h2>
      <ReportFilter t={t} action="/bot/figures" isSimulated={isSimulated}>
        <Select
          id="weeks"
          label={t("coverage.period")}
          choices={[4, 8, 26].map((n) => ({
            value: String(n),
            label: t("figures.weeks", { n }),
          }))}
          value={String(weeks)}
        />
      </ReportFilter>
      {figures.isCut && <Notice tone="warning">{t("figures.cut")}</Notice>}
      {isEmpty ? (
        <section class="panel">
          <EmptyState icon="bot" title={t("figures.none")}>
            <p>{t("figures.none.text")}</p>
          </EmptyState>
        </section>
      ) : (
        <Counted t={t} figures={figures} file={`/bot/figures.csv?${query}`} />
      )}
      <Definitions t={t} />
    </BotLayout>
  );
}

function Counted({ t, figures, file }: { t: Translate; figures: BotFigures; file: string }) {
  const { rate, byWeek, bySubject, byFlow, total } = figures;
  return (
    <>
      <section class="panel">
        <div class="report-head">
          <h3 id="by-week">{rate ? t("figures.rate", { percent: rate }) : t("figures.by.week")}</h3>
          <ButtonLink href={file} icon="download">
            {t("figures.csv")}
          </ButtonLink>
        </div>
        <Chart t={t} rows={byWeek} />
        <Table
          t={t}
          title={t("figures.by.week")}
          head="figures.week"
          columns={weekColumns}
          rows={[...byWeek.toReversed(), total]}
        />
      </section>
      <Subjects t={t} title="figures.by.subject" rows={bySubject} />
      <Subjects t={t} title="figures.by.flow" rows={byFlow} />
    </>
  );
}

const HEIGHT = 140;
const STEP = 40;

/** A bar for each week, its darker part what took no person. */
function Chart({ t, rows }: { t: Translate; rows: FigureRow[] }) {
  const width = rows.length * STEP;
  const most = Math.max(1, ...rows.map(({ values }) => values.asked ?? 0));
  const scale = (n = 0) => (n / most) * (HEIGHT - 4);
  return (
    <figure>
      <svg
        class="report-chart"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("figures.chart")}
      >
        <line class="report-grid" x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {rows.map(({ key, name, values }, index) => (
          <g key={key}>
            <title>{`${name}: ${values.deflected ?? 0} / ${values.asked ?? 0}`}</title>
            <Bar kind="asked" index={index} height={scale(values.asked)} />
            <Bar kind="deflected" index={index} height={scale(values.deflected)} />
          </g>
        ))}
      </svg>
      <figcaption class="quiet-text">
        <span class="spread" aria-hidden="true">
          <span>{rows[0]?.name}</span>
          <span>{rows.at(-1)?.name}</span>
        </span>
        <span class="report-legend">
          <span class="asked">{t("figures.asked")}</span>
          <span class="deflected">{t("figures.deflected")}</span>
        </span>
      </figcaption>
    </figure>
  );
}

function Bar({ kind, index, height }: { kind: string; index: number; height: number }) {
  return (
    <rect
      class={`report-bar ${kind}`}
      x={index * STEP + 5}
      y={HEIGHT - height}
      width={STEP - 10}
      height={height}
    />
  );
}

interface TableProps {
  t: Translate;
  title: string;
  head: TextKey;
  columns: readonly FigureColumn[];
  rows: FigureRow[];
}

function Table({ t, title, head, columns, rows }: TableProps) {
  return (
    <div class="table-scroll" role="region" tabIndex={0} aria-label={title}>
      <table class="table report-table">
        <caption class="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t(head)}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`figures.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, kind, values }) => (
            <tr key={key}>
              <th scope="row">
                {name}
                {kind && <small class="quiet-text">{kind}</small>}
              </th>
              {columns.map((column) => (
                <td key={column}>{values[column] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SubjectsProps {
  t: Translate;
  title: "figures.by.subject" | "figures.by.flow";
  rows: FigureRow[];
}

function Subjects({ t, title, rows }: SubjectsProps) {
  if (rows.length === 0) return null;
  return (
    <section class="panel">
      <h3>{t(title)}</h3>
      <Table t={t} title={t(title)} head="figures.subject" columns={figureColumns} rows={rows} />
    </section>
  );
}

function Definitions({ t }: { t: Translate }) {
  return (
    <details class="panel">
      <summary class="reveal">{t("figures.how")}</summary>
      <dl class="report-words">
        {weekColumns.map((column) => (
          <div key={column}>
            <dt>{t(`figures.${column}`)}</dt>
            <dd>{t(`figures.how.${column}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Select } from "../ui/field.tsx";
import { SlaLayout } from "./sla-layout.tsx";
import { type Compliance, type ComplianceRow, metrics } from "./types.ts";

interface CompliancePageProps {
  frame: Frame;
  compliance: Compliance;
}

/** How many promises were kept: over time, and by whom. */
export function CompliancePage({ frame, compliance }: CompliancePageProps) {
  const { t } = frame.me;
  const query = `days=${compliance.days}&metric=${compliance.metric}`;
  return (
    <SlaLayout frame={frame} tab="compliance" title={t("sla.tab.compliance")}>
      <Filter t={t} compliance={compliance} />
      {compliance.total.percent === null ? (
        <section class="panel">
          <EmptyState icon="clock" title={t("sla.compliance.none")}>
            <p>{t("sla.compliance.none.text")}</p>
          </EmptyState>
        </section>
      ) : (
        <>
          <section class="panel" aria-labelledby="over-time">
            <div class="spread">
              <h2 id="over-time">{t("sla.compliance.kept", { percent: compliance.total.text })}</h2>
              <ButtonLink href={`/sla/compliance.csv?${query}`} icon="download">
                {t("sla.csv")}
              </ButtonLink>
            </div>
            <div class="sla-beside">
              <Chart t={t} rows={compliance.periods} />
              <div class="sla-tall" role="region" tabIndex={0} aria-label={t("sla.by.period")}>
                <Table
                  t={t}
                  title={t("sla.by.period")}
                  head={t("sla.day")}
                  rows={compliance.periods.filter((row) => row.percent !== null).toReversed()}
                />
              </div>
            </div>
          </section>
          <div class="sla-columns">
            <Panel t={t} title={t("sla.by.policy")} rows={compliance.byPolicy} />
            <Panel t={t} title={t("sla.by.team")} rows={compliance.byTeam} />
            <Panel t={t} title={t("sla.by.agent")} rows={compliance.byAgent} />
          </div>
        </>
      )}
    </SlaLayout>
  );
}

function Filter({ t, compliance }: { t: Translate; compliance: Compliance }) {
  const periods = [7, 30, 90].map((n) => ({ value: String(n), label: t("sla.days", { n }) }));
  const choices = [
    { value: "", label: t("sla.metric.all") },
    ...metrics.map((metric) => ({ value: metric, label: t(`sla.metric.${metric}`) })),
  ];
  return (
    <form method="get" action="/sla/compliance" class="sla-filter">
      <Select id="days" label={t("sla.period")} choices={periods} value={String(compliance.days)} />
      <Select id="metric" label={t("sla.metric")} choices={choices} value={compliance.metric} />
      <button type="submit" class="button plain">
        {t("sla.show")}
      </button>
    </form>
  );
}

const HEIGHT = 120;
const STEP = 24;

/** A bar for each day or week, as high as the share that was kept; empty ones have none. */
function Chart({ t, rows }: { t: Translate; rows: ComplianceRow[] }) {
  const width = rows.length * STEP;
  return (
    <figure>
      <svg
        class="sla-chart"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("sla.compliance.chart")}
      >
        <line class="sla-grid" x1="0" x2={width} y1="0.5" y2="0.5" />
        <line class="sla-grid" x1="0" x2={width} y1={HEIGHT / 2} y2={HEIGHT / 2} />
        <line class="sla-grid" x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {rows.map((row, index) => (
          <Bar key={row.key} row={row} index={index} />
        ))}
      </svg>
      <figcaption class="spread quiet-text" aria-hidden="true">
        <span>{rows[0]?.name}</span>
        <span>{rows.at(-1)?.name}</span>
      </figcaption>
    </figure>
  );
}

function Bar({ row, index }: { row: ComplianceRow; index: number }) {
  if (row.percent === null) return null;
  // Nothing kept is still something to see.
  const height = Math.max(2, (row.percent / 100) * HEIGHT);
  return (
    <rect
      class={
        row.percent >= 90 ? "sla-bar good" : row.percent >= 75 ? "sla-bar fair" : "sla-bar poor"
      }
      x={index * STEP + 3}
      y={HEIGHT - height}
      width={STEP - 6}
      height={height}
    >
      <title>{`${row.name}: ${row.text}`}</title>
    </rect>
  );
}

type TableProps = { t: Translate; title: string; rows: ComplianceRow[] };

function Panel({ t, title, rows }: TableProps) {
  if (rows.length === 0) return null;
  return (
    <section class="panel">
      <Table t={t} title={title} rows={rows} />
    </section>
  );
}

function Table({ t, title, rows, head = t("sla.name") }: TableProps & { head?: string }) {
  return (
    <table class="table sla-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{t("sla.compliance.percent")}</th>
          <th scope="col">{t("sla.compliance.met")}</th>
          <th scope="col">{t("sla.compliance.breached")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            <td>
              <strong>{row.text}</strong>
            </td>
            <td>{row.met}</td>
            <td>{row.breached}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

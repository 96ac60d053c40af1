/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { type Choice, Select } from "../ui/field.tsx";
import { Time } from "../ui/time.tsx";
import { SlaLayout } from "./sla-layout.tsx";
import type { Trial, TrialRow, TrialSum } from "./types.ts";

interface PreviewPageProps {
  frame: Frame;
  policies: Choice[];
  policy: string;
  days: number;
  trial: Trial | null;
}

/** A saved policy on the tickets of the last days. */
export function PreviewPage({ frame, policies, policy, days, trial }: PreviewPageProps) {
  const { t } = frame.me;
  const choices = [7, 14, 30].map((n) => ({ value: String(n), label: t("sla.days", { n }) }));
  return (
    <SlaLayout frame={frame} tab="preview" title={t("sla.tab.preview")}>
      {policies.length === 0 ? (
        <section class="panel">
          <EmptyState icon="clock" title={t("sla.empty")}>
            <a class="button primary" href="/sla">
              {t("sla.tab.policies")}
            </a>
          </EmptyState>
        </section>
      ) : (
        <form method="get" action="/sla/preview" class="sla-filter">
          <Select id="policy" label={t("sla.policy")} choices={policies} value={policy} />
          <Select id="days" label={t("sla.period")} choices={choices} value={String(days)} />
          <button type="submit" class="button primary">
            {t("sla.show")}
          </button>
        </form>
      )}
      {trial && (
        <section class="panel">
          <TrialResult t={t} trial={trial} />
        </section>
      )}
    </SlaLayout>
  );
}

/** Where the trial of a draft goes, below its form. */
export function TrialPart({ t, trial }: { t: Translate; trial: Trial }) {
  return (
    <div id="policy-trial" aria-live="polite">
      <TrialResult t={t} trial={trial} />
    </div>
  );
}

/** A draft that is not right yet can't be tried: why stands there. */
export function TrialFaults({ t, faults }: { t: Translate; faults: string[] }) {
  return (
    <div id="policy-trial" aria-live="polite">
      <p class="notice warning">{t("sla.trial.faults", { list: faults.join(" ") })}</p>
    </div>
  );
}

function TrialResult({ t, trial }: { t: Translate; trial: Trial }) {
  if (trial.tickets === 0)
    return <EmptyState icon="inbox" title={t("sla.trial.none", { n: trial.days })} />;
  return (
    <div class="stack">
      <h2>{t("sla.trial.title", { n: trial.days })}</h2>
      <p class="hint">
        {t("sla.trial.tickets", { n: trial.tickets })} {trial.isCut && t("sla.trial.cut")}
      </p>
      <div class="trial-sums">
        {trial.rows.map((row) => (
          <TrialMetric key={row.metric} t={t} row={row} />
        ))}
      </div>
      <TrialTickets t={t} trial={trial} />
    </div>
  );
}

function TrialMetric({ t, row }: { t: Translate; row: TrialRow }) {
  const lines = [
    ["sla.trial.met", "percent"],
    ["sla.trial.breached", "breached"],
    ["sla.trial.median", "median"],
    ["sla.trial.clocks", "clocks"],
  ] as const satisfies readonly (readonly [string, keyof TrialSum])[];
  return (
    <table class="table sla-table">
      <caption>{t(`sla.metric.${row.metric}`)}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t("sla.trial.under")}</th>
          <th scope="col">{t("sla.trial.actual")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([label, key]) => (
          <tr key={key}>
            <th scope="row">{t(label)}</th>
            <td>
              <strong>{row.under[key]}</strong>
            </td>
            <td>{row.actual[key]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TrialTickets({ t, trial }: { t: Translate; trial: Trial }) {
  if (trial.late === 0) return <p class="notice good">{t("sla.trial.all-met")}</p>;
  if (trial.breached.length === 0) return null;
  return (
    <>
      <h3>{t("sla.trial.late-tickets")}</h3>
      <ol class="plain-list sla-due">
        {trial.breached.map((ticket) => (
          <li key={`${ticket.number}-${ticket.metric}`}>
            <a class="due-link" href={`/tickets/${ticket.number}`}>
              <span class="grow">
                <strong dir="auto">{ticket.name}</strong>{" "}
                <small class="quiet-text">
                  #{ticket.number} · {t(`sla.metric.${ticket.metric}`)} ·{" "}
                  {t("sla.trial.took", { took: ticket.took, target: ticket.target })}
                </small>
              </span>
              <Time time={ticket.time} class="quiet-text" />
            </a>
          </li>
        ))}
      </ol>
      {trial.hasMore && <p class="hint">{t("sla.trial.more")}</p>}
    </>
  );
}

/** @jsxImportSource preact */
import type { Disputed } from "../../src/routing/rule-conflicts.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RoutingLayout } from "./routing-layout.tsx";

/** A ticket that the reader may see. */
export interface TrialTicket {
  number: number;
  name: string;
}

/** What one rule would have done. */
export interface TrialRow {
  /** Null: the draft in the builder, which was never saved. */
  id: number | null;
  name: string;
  fired: number;
  /** How often its condition held; more than `fired` where a rule above it came first. */
  matched: number;
  /** The latest, newest first. */
  tickets: TrialTicket[];
}

/** Two rules that pull the same ticket in two directions. */
export interface TrialConflict {
  first: string;
  second: string;
  about: Disputed;
  count: number;
  tickets: TrialTicket[];
}

export interface TrialView {
  days: number;
  mode: "first" | "all";
  /** How many tickets were looked at. */
  tickets: number;
  rows: TrialRow[];
  conflicts: TrialConflict[];
  /** Names. */
  never: string[];
  /** Names of rules that are switched off. */
  off: string[];
}

export const spans = [7, 14, 30] as const;

/** `/routing/dry-run` */
export function DryRunPage({ frame, trial }: { frame: Frame; trial: TrialView }) {
  const { t } = frame.me;
  return (
    <RoutingLayout frame={frame} tab="dry-run">
      <section class="panel" aria-labelledby="dry-run-title">
        <h2 id="dry-run-title">{t("routing.dry-run")}</h2>
        <p class="hint">{t("routing.dry-run.hint")}</p>
        <nav class="segmented" aria-label={t("routing.dry-run.span")}>
          {spans.map((days) => (
            <a
              key={days}
              href={`/routing/dry-run?days=${days}`}
              aria-current={days === trial.days ? "page" : undefined}
            >
              {t("routing.dry-run.days", { n: days })}
            </a>
          ))}
        </nav>
        {trial.rows.length === 0 ? (
          <EmptyState icon="hand-over" title={t("routing.dry-run.no-rules")}>
            <ButtonLink href="/routing">{t("routing.rules")}</ButtonLink>
          </EmptyState>
        ) : (
          <TrialResult t={t} trial={trial} />
        )}
      </section>
    </RoutingLayout>
  );
}

/** The answer to "try on last week", below the builder. `draft`: the rule that is being changed. */
export function TrialPart({
  t,
  trial,
  draft,
}: {
  t: Translate;
  trial: TrialView;
  draft: number | null;
}) {
  return (
    <div id="trial" aria-live="polite">
      <TrialResult t={t} trial={trial} draft={draft} />
    </div>
  );
}

export function TrialFault({ text }: { text: string }) {
  return (
    <div id="trial" aria-live="polite">
      <p class="error">{text}</p>
    </div>
  );
}

type ResultProps = { t: Translate; trial: TrialView; draft?: number | null };

function TrialResult({ t, trial, draft }: ResultProps) {
  return (
    <div class="stack">
      <p>{t("routing.trial.seen", { n: trial.tickets, days: trial.days })}</p>
      <TrialTable t={t} rows={trial.rows} draft={draft} />
      <Conflicts t={t} trial={trial} />
      {trial.never.length > 0 && trial.tickets > 0 && (
        <section class="stack-s">
          <h3>{t("routing.trial.never")}</h3>
          <ul class="trial-words">
            {trial.never.map((name) => (
              <li key={name}>{t("routing.trial.never.rule", { name })}</li>
            ))}
          </ul>
        </section>
      )}
      {trial.off.length > 0 && (
        <p class="quiet-text">{t("routing.trial.switched-off", { names: trial.off.join(", ") })}</p>
      )}
    </div>
  );
}

function TrialTable({
  t,
  rows,
  draft,
}: {
  t: Translate;
  rows: TrialRow[];
  draft: number | null | undefined;
}) {
  return (
    <table class="table trial-table">
      <thead>
        <tr>
          <th scope="col">{t("routing.trial.rule")}</th>
          <th scope="col">{t("routing.trial.fired")}</th>
          <th scope="col">{t("routing.trial.tickets")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id ?? "draft"}>
            <td>
              <RuleName t={t} row={row} isDraft={row.id === null || row.id === draft} />
            </td>
            <td data-label={t("routing.trial.fired")}>
              <strong>{row.fired}</strong>
              {row.matched > row.fired && (
                <small class="quiet-text block">
                  {t("routing.trial.matched", { n: row.matched })}
                </small>
              )}
            </td>
            <td data-label={t("routing.trial.tickets")}>
              <TicketLinks tickets={row.tickets} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RuleName({ t, row, isDraft }: { t: Translate; row: TrialRow; isDraft: boolean }) {
  if (isDraft)
    return (
      <>
        <strong>{row.name}</strong>{" "}
        {row.name !== t("routing.trial.draft") && (
          <Badge tone="accent">{t("routing.trial.draft")}</Badge>
        )}
      </>
    );
  return (
    <a class="rule-link" href={`/routing/rules/${row.id}`}>
      {row.name}
    </a>
  );
}

function TicketLinks({ tickets }: { tickets: TrialTicket[] }) {
  if (tickets.length === 0) return <span class="quiet-text">–</span>;
  return (
    <span class="trial-tickets">
      {tickets.map(({ number, name }) => (
        <a key={number} class="rule-link" href={`/tickets/${number}`} title={name}>
          #{number}
        </a>
      ))}
    </span>
  );
}

function Conflicts({ t, trial }: { t: Translate; trial: TrialView }) {
  if (trial.conflicts.length === 0) return null;
  return (
    <section class="stack-s">
      <h3>{t("routing.trial.conflicts")}</h3>
      <ul class="trial-words">
        {trial.conflicts.map(({ first, second, about, count, tickets }) => (
          <li key={`${first} ${second} ${about}`}>
            {t(`routing.trial.conflict.${trial.mode}`, {
              first,
              second,
              about: t(`routing.trial.about.${about}`),
              n: count,
            })}{" "}
            <TicketLinks tickets={tickets} />
          </li>
        ))}
      </ul>
    </section>
  );
}

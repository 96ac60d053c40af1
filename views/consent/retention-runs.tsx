/** @jsxImportSource preact */
import type { RetentionKind } from "../../src/retention/kinds.ts";
import type { Translate } from "../i18n.ts";
import { Notice } from "../settings/notice.tsx";
import { Time } from "../ui/time.tsx";
import type { RunItem } from "./retention-types.ts";

interface TrialProps {
  t: Translate;
  trial: RunItem;
  isTried: boolean;
}

/** The rehearsal; asks for itself again while it is counted. */
export function TrialPanel({ t, trial, isTried }: TrialProps) {
  const live = {
    "hx-get": "/consent/retention/trial",
    "hx-trigger": "every 2s",
    "hx-swap": "outerHTML",
  } as const;
  const hint = t(isTried || trial.isRunning ? "retention.trial.hint" : "retention.trial.old", {
    time: trial.started.text,
  });
  return (
    <section
      class="panel"
      id="trial"
      aria-labelledby="trial-title"
      {...(trial.isRunning ? live : {})}
    >
      <h2 id="trial-title">{t("retention.trial")}</h2>
      {trial.isRunning ? (
        <p role="status">
          {t("retention.running")} <a href="/consent/retention">{t("retention.reload")}</a>
        </p>
      ) : (
        <p class="hint">{hint}</p>
      )}
      {trial.error && (
        <Notice tone="danger">{t("retention.failed", { error: trial.error })}</Notice>
      )}
      {trial.isCut && <Notice tone="warning">{t("retention.cut")}</Notice>}
      {!trial.isRunning && !trial.isCut && <Tallies t={t} run={trial} />}
    </section>
  );
}

function Tallies({ t, run }: { t: Translate; run: RunItem }) {
  if (run.tallies.length === 0) return <p>{t("retention.nothing")}</p>;
  return (
    <ul class="entries">
      {run.tallies.map(({ kind, count, oldest, samples }) => (
        <li key={kind} class="entry retention-tally">
          <strong class="retention-count">{count}</strong>
          <span class="grow">
            {kindWords(t, kind)}
            <small class="hint block">
              {oldest && (
                <>
                  {t("retention.oldest")}: <Time time={oldest} />
                </>
              )}
            </small>
          </span>
          {samples.length > 0 && (
            <span class="retention-samples">
              {samples.map(({ href, label }) => (
                <a key={href} class="button quiet" href={href}>
                  {label}
                </a>
              ))}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the field of the form names by its time is named by itself. */
function kindWords(t: Translate, kind: RetentionKind): string {
  return t(
    kind === "archive" || kind === "tickets" ? `retention.${kind}.short` : `retention.${kind}`,
  );
}

/** What the nights did, the newest first. */
export function RunList({ t, runs }: { t: Translate; runs: RunItem[] }) {
  if (runs.length === 0) return <p class="hint">{t("retention.runs.none")}</p>;
  return (
    <ul class="entries">
      {runs.map((run) => (
        <li key={run.id} class="entry">
          <div class="grow entry-text">
            <strong>
              <Time time={run.started} />
            </strong>
            <small class="hint">{runWords(t, run)}</small>
            {run.error && (
              <small class="error">{t("retention.failed", { error: run.error })}</small>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function runWords(t: Translate, { isRunning, isCut, tallies }: RunItem): string {
  if (isRunning) return t("retention.running");
  if (isCut) return t("retention.cut");
  if (tallies.length === 0) return t("retention.nothing");
  return tallies
    .map(({ kind, count }) => t("retention.done.tally", { name: kindWords(t, kind), count }))
    .join(" · ");
}

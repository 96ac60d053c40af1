/** @jsxImportSource preact */
import { consentEvents, consentMethods } from "../../src/consent-log/log-filter.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { type Choice, Field, Select } from "../ui/field.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { LogList, type LogView } from "./log-list.tsx";

/** `/consent`: every record of the log, the newest first. */
export function LogPage({ frame, log }: { frame: Frame; log: LogView }) {
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="log" title={t("consent-log.title")} styles={["consent-log"]}>
      <Figures t={t} log={log} />
      <LogFilter t={t} log={log} />
      <LogList t={t} log={log} />
    </ConsentLayout>
  );
}

function Figures({ t, log: { figures, items } }: { t: Translate; log: LogView }) {
  if (figures.length === 0) return null;
  return (
    <section class="panel" aria-label={t("consent-log.figures")}>
      <ul class="consent-figures">
        {figures.map(({ key, purpose, given, withdrawn, newlyGiven, newlyWithdrawn }) => (
          <li key={key}>
            <p class="quiet-text">{purpose}</p>
            <p>
              <strong>{given}</strong> {t("consent-log.figures.given", { n: given })}
            </p>
            <p class="hint">
              {t("consent-log.figures.week", { given: newlyGiven, withdrawn: newlyWithdrawn })}
              <br />
              {t("consent-log.figures.withdrawn", { n: withdrawn })}
            </p>
          </li>
        ))}
      </ul>
      {items.some(({ isSimulated }) => isSimulated) && (
        <p class="hint">{t("consent-log.figures.simulated")}</p>
      )}
    </section>
  );
}

/** Folded away until it is used; on its own it is a plain form. */
function LogFilter({ t, log }: { t: Translate; log: LogView }) {
  const { typed } = log;
  const all = { value: "", label: t("consent-log.all") };
  const named = <Name extends string>(names: readonly Name[], text: (name: Name) => string) =>
    [all, ...names.map((name) => ({ value: name, label: text(name) }))] satisfies Choice[];
  return (
    <details class="fold" open={log.isFiltered}>
      <summary class="button plain">
        <Icon name="filter" />
        <span>{t("consent-log.filter")}</span>
      </summary>
      <form class="stack" action="/consent">
        <div class="consent-filter">
          <Field id="person" label={t("consent-log.person")} value={typed.person} type="search" />
          <Select
            id="purpose"
            label={t("consent-log.purpose")}
            choices={[all, ...log.purposes]}
            value={typed.purpose}
          />
          <Select
            id="event"
            label={t("consent-log.event")}
            choices={named(consentEvents, (name) => t(`consent-log.event.${name}`))}
            value={typed.event}
          />
          <Select
            id="method"
            label={t("consent-log.method")}
            choices={named(consentMethods, (name) => t(`consent-log.method.${name}`))}
            value={typed.method}
          />
          <Field id="from" label={t("consent-log.from")} value={typed.from} type="date" />
          <Field id="until" label={t("consent-log.until")} value={typed.until} type="date" />
        </div>
        <p class="form-actions">
          <Button type="submit" tone="primary">
            {t("consent-log.show")}
          </Button>
          {log.isFiltered && (
            <a class="link-like" href="/consent">
              {t("consent-log.all-records")}
            </a>
          )}
        </p>
      </form>
    </details>
  );
}

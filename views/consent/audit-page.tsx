/** @jsxImportSource preact */
import { auditActions } from "../../src/audit/append-audit-record.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { AuditExport, type AuditExportForm } from "./audit-export-form.tsx";
import { AuditList, type AuditView } from "./audit-list.tsx";
import { auditObjects } from "./audit-names.ts";
import { ConsentLayout } from "./consent-layout.tsx";

interface AuditPageProps {
  frame: Frame;
  audit: AuditView;
  /** Null: not for them. */
  form: AuditExportForm | null;
}

/** `/consent/audit`: who changed what, the newest first. */
export function AuditPage({ frame, audit, form }: AuditPageProps) {
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="audit" title={t("audit.title")} styles={["consent-log"]}>
      <p class="hint">{t("audit.lead")}</p>
      <div class="form-actions">
        <AuditFilterForm t={t} audit={audit} />
        {form && <AuditExport t={t} form={form} />}
      </div>
      <AuditList t={t} audit={audit} />
    </ConsentLayout>
  );
}

/** Folded away until it is used; on its own it is a plain form. */
function AuditFilterForm({ t, audit }: { t: Translate; audit: AuditView }) {
  const { typed, isFiltered } = audit;
  return (
    <details class="fold" open={isFiltered}>
      <summary class="button plain">
        <Icon name="filter" />
        <span>{t("consent-log.filter")}</span>
      </summary>
      <form class="stack" action="/consent/audit">
        {typed.contact && <input type="hidden" name="contact" value={typed.contact} />}
        <AuditFilterFields t={t} audit={audit} />
        <p class="form-actions">
          <Button type="submit" tone="primary">
            {t("consent-log.show")}
          </Button>
          {isFiltered && (
            <a class="link-like" href="/consent/audit">
              {t("consent-log.all-records")}
            </a>
          )}
        </p>
      </form>
    </details>
  );
}

function AuditFilterFields({ t, audit: { typed, actors } }: { t: Translate; audit: AuditView }) {
  const all = { value: "", label: t("consent-log.all") };
  const others = (["command-line", "visitor", "system"] as const).map((type) => ({
    value: type,
    label: t(`audit.actor.${type}`),
  }));
  const people = [all, ...actors.people, ...actors.tokens, ...others];
  const actions = auditActions.map((name) => ({ value: name, label: t(`audit.action.${name}`) }));
  const objects = [all, ...auditObjects(t)];
  return (
    <div class="consent-filter">
      <Select id="actor" label={t("audit.actor")} choices={people} value={typed.actor} />
      <Select
        id="action"
        label={t("audit.action")}
        choices={[all, ...actions]}
        value={typed.action}
      />
      <Select id="object" label={t("audit.object")} choices={objects} value={typed.object} />
      <Field
        id="number"
        label={t("audit.number")}
        value={typed.number}
        inputmode="numeric"
        pattern="[0-9]*"
      />
      <Field id="from" label={t("audit.from")} value={typed.from} type="date" />
      <Field id="until" label={t("consent-log.until")} value={typed.until} type="date" />
    </div>
  );
}

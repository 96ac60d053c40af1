/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Panel } from "../settings/panel.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { type Choice, Field, Select } from "../ui/field.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { ExportLine } from "./export-item.tsx";
import type { ExportItem, ExportProblems, TypedExport } from "./export-types.ts";

interface ExportsPageProps {
  frame: Frame;
  exports: ExportItem[];
  fingerprint: string;
  purposes: Choice[];
  languages: Choice[];
  typed: TypedExport;
  problems: ExportProblems;
}

/** All exports, and the form that asks for another. */
export function ExportsPage(props: ExportsPageProps) {
  const { frame, exports, fingerprint } = props;
  const { t } = frame.me;
  return (
    <ConsentLayout
      frame={frame}
      tab="exports"
      styles={["consent-exports"]}
      title={t("exports.title")}
    >
      <Panel id="exports" title={t("exports.title")} hint={t("exports.lead")}>
        {exports.length === 0 ? (
          <EmptyState icon="shield" title={t("exports.none")}>
            <p>{t("exports.none.hint")}</p>
          </EmptyState>
        ) : (
          <ul class="entries">
            {exports.map((item) => (
              <ExportLine key={item.id} t={t} item={item} />
            ))}
          </ul>
        )}
      </Panel>
      <Panel id="new" title={t("exports.new")}>
        <ExportForm {...props} />
      </Panel>
      <Panel id="key" title={t("exports.key")} hint={t("exports.key.hint")}>
        <p>
          <code class="export-hash">{fingerprint}</code>
        </p>
      </Panel>
      <Panel id="verify" title={t("verify.title")} hint={t("verify.lead")}>
        <p>
          <ButtonLink href="/consent/verify">{t("verify.title")}</ButtonLink>
        </p>
      </Panel>
    </ConsentLayout>
  );
}

function ExportForm({ frame, purposes, languages, typed, problems }: ExportsPageProps) {
  const { t } = frame.me;
  return (
    <form method="post" action="/consent/exports" class="stack">
      <Field
        id="reason"
        label={t("exports.reason")}
        hint={t("exports.reason.hint")}
        value={typed.reason}
        error={problems.reason}
        required
        maxLength={300}
      />
      <WhichRecords t={t} purposes={purposes} typed={typed} problems={problems} />
      <Select
        id="language"
        label={t("exports.language")}
        choices={languages}
        value={typed.language}
      />
      <p>
        <Button type="submit" tone="primary">
          {t("exports.submit")}
        </Button>
      </p>
    </form>
  );
}

function WhichRecords({
  t,
  purposes,
  typed,
  problems,
}: Pick<ExportsPageProps, "purposes" | "typed" | "problems"> & { t: Translate }) {
  const all = { value: "", label: t("exports.purpose.all") };
  return (
    <fieldset class="stack">
      <legend>{t("exports.what")}</legend>
      <p class="hint">{t("exports.what.hint")}</p>
      <div class="export-days">
        <Field
          id="from"
          type="date"
          label={t("exports.from")}
          value={typed.from}
          error={problems.period}
        />
        <Field id="to" type="date" label={t("exports.to")} value={typed.to} />
      </div>
      <Select
        id="purpose"
        label={t("exports.purpose")}
        choices={[all, ...purposes]}
        value={typed.purpose}
      />
      <Field
        id="contact"
        type="tel"
        label={t("exports.contact")}
        hint={t("exports.contact.hint")}
        value={typed.contact}
        error={problems.contact}
        autocomplete="off"
      />
    </fieldset>
  );
}

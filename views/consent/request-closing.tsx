/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Panel } from "../settings/panel.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Select, TextArea } from "../ui/field.tsx";

const closings = ["done", "refused", "withdrawn"] as const;

/** How it ended, and why. */
export function CloseStep({ t, id }: { t: Translate; id: number }) {
  return (
    <Panel id="close" title={t("requests.step.close")}>
      <form class="stack" method="post" action={`/consent/requests/${id}/outcome`}>
        <Select
          id="state"
          label={t("requests.close.how")}
          choices={closings.map((value) => ({ value, label: t(`requests.close.${value}`) }))}
        />
        <TextArea
          id="outcome"
          label={t("requests.close.outcome")}
          hint={t("requests.close.outcome.hint")}
          rows={3}
          maxLength={1000}
        />
        <p class="form-actions">
          <Button type="submit" tone="primary">
            {t("requests.close.do")}
          </Button>
        </p>
      </form>
    </Panel>
  );
}

/** Folded: the law wants it to be the exception. */
export function ExtendStep({
  t,
  id,
  extension,
}: {
  t: Translate;
  id: number;
  extension: { until: string; due: string };
}) {
  return (
    <details class="panel fold">
      <summary class="reveal">{t("requests.extend")}</summary>
      <form class="stack" method="post" action={`/consent/requests/${id}/extension`}>
        <p class="hint">
          {t("requests.extend.text", { day: extension.until, due: extension.due })}
        </p>
        <Field id="reason" label={t("requests.extend.reason")} required maxLength={500} />
        <p class="form-actions">
          <Button type="submit">{t("requests.extend.do")}</Button>
        </p>
      </form>
    </details>
  );
}

/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";

/** What was typed into the form, and what is wrong with it. */
export interface AuditExportForm {
  reason: string;
  from: string;
  to: string;
  problem?: { reason?: string; period?: string };
}

/** Asks for an export of the audit log; folded away until it is wanted. */
export function AuditExport({ t, form }: { t: Translate; form: AuditExportForm }) {
  const { reason, from, to, problem } = form;
  return (
    <details class="fold" open={problem !== undefined}>
      <summary class="button plain">
        <Icon name="download" />
        <span>{t("audit.export")}</span>
      </summary>
      <form class="stack" method="post" action="/consent/audit/exports">
        <p class="hint">{t("audit.export.hint")}</p>
        <Field
          id="reason"
          label={t("exports.reason")}
          hint={t("exports.reason.hint")}
          value={reason}
          error={problem?.reason}
          required
          maxLength={300}
        />
        <div class="consent-filter">
          <Field
            id="export-from"
            label={t("exports.from")}
            value={from}
            type="date"
            error={problem?.period}
          />
          <Field id="export-to" label={t("exports.to")} value={to} type="date" />
        </div>
        <p class="form-actions">
          <Button type="submit" tone="primary">
            {t("exports.submit")}
          </Button>
        </p>
      </form>
    </details>
  );
}

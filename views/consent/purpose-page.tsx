/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import { languages, type Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { SaveActions } from "../ui/save-actions.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

export interface PurposeView {
  /** Null: a new one. */
  key: string | null;
  title: string;
  isBuiltin: boolean;
  isRetired: boolean;
  names: Partial<Record<Language, string>>;
  /** As typed. */
  months: string;
  /** One a line. */
  keywords: string;
  error?: string;
}

const LIST = "/consent/texts";

/** What the business may ask consent for: its names, how long a yes lasts, words that ask for it. */
export function PurposePage({ frame, purpose }: { frame: Frame; purpose: PurposeView }) {
  const { t } = frame.me;
  const { key, error } = purpose;
  const action = key === null ? "/consent/purposes" : `/consent/purposes/${key}`;
  return (
    <ConsentLayout frame={frame} tab="texts" title={purpose.title}>
      <BackLink href={LIST}>{t("consent-texts.title")}</BackLink>
      {error && <Notice tone="danger">{error}</Notice>}
      <form class="panel" method="post" action={action}>
        <h2>{purpose.title}</h2>
        {!purpose.isBuiltin && <Names t={t} names={purpose.names} />}
        <Field
          id="months"
          label={t("consent-texts.months.label")}
          hint={t("consent-texts.months.hint")}
          type="number"
          min={1}
          max={120}
          inputMode="numeric"
          value={purpose.months}
        />
        <TextArea
          id="keywords"
          label={t("consent-texts.keywords")}
          hint={t("consent-texts.keywords.hint")}
          value={purpose.keywords}
          rows={3}
          maxLength={1200}
          dir="auto"
        />
        <SaveActions t={t} cancel={LIST} />
      </form>
      {key !== null && !purpose.isBuiltin && <Retirement t={t} action={action} purpose={purpose} />}
    </ConsentLayout>
  );
}

function Names({ t, names }: { t: Translate; names: PurposeView["names"] }) {
  return (
    <fieldset class="stack-s">
      <legend>{t("consent-texts.names")}</legend>
      <p class="hint">{t("consent-texts.names.hint")}</p>
      {languages.map((language) => (
        <Field
          key={language}
          id={`name-${language}`}
          label={languageNames[language]}
          value={names[language] ?? ""}
          maxLength={60}
          lang={language}
          dir="auto"
          autocomplete="off"
        />
      ))}
    </fieldset>
  );
}

function Retirement({
  t,
  action,
  purpose,
}: {
  t: Translate;
  action: string;
  purpose: PurposeView;
}) {
  const { isRetired } = purpose;
  return (
    <Panel
      id="retirement"
      title={t(isRetired ? "consent-texts.purpose.again" : "consent-texts.purpose.retire")}
      hint={t(isRetired ? "consent-texts.purpose.again.hint" : "consent-texts.purpose.retire.hint")}
    >
      <form method="post" action={`${action}/retirement`}>
        <input type="hidden" name="retired" value={isRetired ? "" : "1"} />
        <Button type="submit" tone={isRetired ? "plain" : "danger"}>
          {t(isRetired ? "consent-texts.purpose.again" : "consent-texts.purpose.retire")}
        </Button>
      </form>
    </Panel>
  );
}

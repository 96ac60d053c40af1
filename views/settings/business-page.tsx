/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { type Choice, Select } from "../ui/field.tsx";
import { BusinessField, LanguageField, problemWords, ZoneField } from "../users/fields.tsx";
import { SettingsPage } from "./settings-page.tsx";

export interface BusinessValues {
  business: string;
  language: string;
  timezone: string;
  country: string;
  /** Hours, as text: "0", "24" or "48". */
  threading: string;
}
export type BusinessProblems = Partial<Record<keyof BusinessValues, TextKey>>;

interface BusinessPageProps {
  frame: Frame;
  values: BusinessValues;
  problems: BusinessProblems;
  zones: readonly string[];
  /** By name in the reader's language. */
  countries: readonly Choice[];
  done?: string;
}

/** What holds for the whole business. */
export function BusinessPage(props: BusinessPageProps) {
  const { frame, values, done } = props;
  const { t } = frame.me;
  const error = problemWords(t, props.problems);
  return (
    <SettingsPage frame={frame} section="business" title={t("settings.business")} done={done}>
      <form method="post" action="/settings/business" class="panel">
        <BusinessField t={t} value={values.business} error={error("business")} />
        <LanguageField
          t={t}
          value={values.language}
          hint={t("business.language.hint")}
          error={error("language")}
        />
        <ZoneField
          t={t}
          value={values.timezone}
          hint={t("business.timezone.hint")}
          error={error("timezone")}
          zones={props.zones}
        />
        <Select
          id="country"
          label={t("business.country")}
          hint={t("business.country.hint")}
          choices={[{ value: "", label: t("business.country.none") }, ...props.countries]}
          value={values.country}
          error={error("country")}
        />
        <ThreadingField t={t} value={values.threading} error={error("threading")} />
        <SaveActions t={t} />
      </form>
    </SettingsPage>
  );
}

const intervals = ["0", "24", "48"] as const;

function ThreadingField({ t, value, error }: { t: Translate; value: string; error?: string }) {
  return (
    <Select
      id="threading"
      label={t("business.threading")}
      hint={t("business.threading.hint")}
      choices={intervals.map((hours) => ({
        value: hours,
        label: t(`business.threading.${hours}`),
      }))}
      value={value}
      error={error}
      required
    />
  );
}

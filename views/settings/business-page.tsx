/** @jsxImportSource preact */
import type { TextKey } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { type Choice, Field, Select } from "../ui/field.tsx";
import { languageChoices } from "../ui/languages.ts";
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
export function BusinessPage({
  frame,
  values,
  problems,
  zones,
  countries,
  done,
}: BusinessPageProps) {
  const { t } = frame.me;
  const error = (field: keyof BusinessValues) => {
    const key = problems[field];
    return key && t(key, { n: 120 });
  };
  return (
    <SettingsPage frame={frame} section="business" title={t("settings.business")} done={done}>
      <form method="post" action="/settings/business" class="panel">
        <Field
          id="business"
          label={t("setup.business")}
          value={values.business}
          error={error("business")}
          required
          maxLength={120}
          autocomplete="organization"
        />
        <Select
          id="language"
          label={t("setup.language")}
          hint={t("business.language.hint")}
          choices={languageChoices}
          value={values.language}
          error={error("language")}
          required
        />
        <Select
          id="timezone"
          label={t("setup.timezone")}
          hint={t("business.timezone.hint")}
          choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          value={values.timezone}
          error={error("timezone")}
          required
        />
        <Select
          id="country"
          label={t("business.country")}
          hint={t("business.country.hint")}
          choices={[{ value: "", label: t("business.country.none") }, ...countries]}
          value={values.country}
          error={error("country")}
        />
        <Select
          id="threading"
          label={t("business.threading")}
          hint={t("business.threading.hint")}
          choices={[
            { value: "0", label: t("business.threading.0") },
            { value: "24", label: t("business.threading.24") },
            { value: "48", label: t("business.threading.48") },
          ]}
          value={values.threading}
          error={error("threading")}
          required
        />
        <div class="form-actions">
          <Button type="submit" tone="primary">
            {t("ui.save")}
          </Button>
        </div>
      </form>
    </SettingsPage>
  );
}

/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { type Choice, Field, Select } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { type ProfileView, ProfilePanel } from "./profile-panel.tsx";

export interface PrivacyValues {
  jurisdiction: string;
  controller: string;
  contact: string;
  stopEnds: string;
  /** As typed. */
  evidenceMonths: string;
}
export type PrivacyProblems = Partial<Record<keyof PrivacyValues, TextKey>>;

interface PrivacySettingsProps {
  frame: Frame;
  business: string;
  values: PrivacyValues;
  problems: PrivacyProblems;
  countries: readonly Choice[];
  /** Null: none for this country. */
  profile: ProfileView | null;
  done?: string;
}

/** `/consent/settings`: whose rules hold, and how they are kept. */
export function PrivacySettingsPage(props: PrivacySettingsProps) {
  const { frame, profile, done } = props;
  const { t } = frame.me;
  return (
    <ConsentLayout
      frame={frame}
      tab="settings"
      title={t("privacy-settings.title")}
      done={done}
      styles={["privacy"]}
    >
      <div class="split">
        <SettingsForm {...props} t={t} />
        <ProfilePanel t={t} profile={profile} />
      </div>
    </ConsentLayout>
  );
}

function SettingsForm({
  t,
  business,
  values,
  problems,
  countries,
}: PrivacySettingsProps & { t: Translate }) {
  const error = (name: keyof PrivacyValues) => {
    const key = problems[name];
    return key && t(key);
  };
  return (
    <form method="post" action="/consent/settings" class="panel stack">
      <Responsible t={t} business={business} values={values} countries={countries} error={error} />
      <StopEnds t={t} value={values.stopEnds} />
      <Field
        id="evidenceMonths"
        type="number"
        inputMode="numeric"
        min={24}
        max={240}
        label={t("privacy-settings.evidence")}
        hint={t("privacy-settings.evidence.hint")}
        value={values.evidenceMonths}
        error={error("evidenceMonths")}
      />
      <SaveActions t={t} />
    </form>
  );
}

function StopEnds({ t, value }: { t: Translate; value: string }) {
  return (
    <fieldset>
      <legend>{t("privacy-settings.stop")}</legend>
      {(["all", "marketing"] as const).map((each) => (
        <label key={each} class="check" for={`stop-${each}`}>
          <input
            type="radio"
            id={`stop-${each}`}
            name="stopEnds"
            value={each}
            checked={value === each}
          />
          <span>{t(`privacy-settings.stop.${each}`)}</span>
        </label>
      ))}
      <p class="hint">{t("privacy-settings.stop.hint")}</p>
    </fieldset>
  );
}

interface ResponsibleProps extends Pick<PrivacySettingsProps, "business" | "values" | "countries"> {
  t: Translate;
  error: (name: keyof PrivacyValues) => string | undefined;
}

/** Whose law, and who answers for it. */
function Responsible({ t, business, values, countries, error }: ResponsibleProps) {
  return (
    <>
      <Select
        id="jurisdiction"
        label={t("privacy-settings.law")}
        hint={t("privacy-settings.law.hint")}
        choices={countries}
        value={values.jurisdiction}
        error={error("jurisdiction")}
      />
      <Field
        id="controller"
        label={t("privacy-settings.controller")}
        hint={t("privacy-settings.controller.hint", { business })}
        value={values.controller}
        maxLength={120}
        error={error("controller")}
      />
      <Field
        id="contact"
        label={t("privacy-settings.contact")}
        hint={t("privacy-settings.contact.hint")}
        value={values.contact}
        maxLength={200}
      />
    </>
  );
}

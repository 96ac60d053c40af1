/** @jsxImportSource preact */
import type { TextKey } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { Checkbox, Field, Select } from "../ui/field.tsx";
import { languageChoices } from "../ui/languages.ts";
import { PasswordField } from "../users/password-field.tsx";
import { Panel } from "./panel.tsx";
import { SettingsPage } from "./settings-page.tsx";

export interface ProfileValues {
  name: string;
  email: string;
  language: string;
  hasShortcuts: boolean;
  hasSound: boolean;
}
export type ProfileProblems = Partial<
  Record<"name" | "language" | "current" | "password", TextKey>
>;

interface ProfilePageProps {
  frame: Frame;
  values: ProfileValues;
  problems: ProfileProblems;
  passwordLength: { n: number; most: number };
  done?: string;
}

/** What a person decides about themselves. */
export function ProfilePage({ frame, values, problems, passwordLength, done }: ProfilePageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="profile"
      title={t("settings.profile")}
      lead={values.email}
      done={done}
    >
      <form method="post" action="/settings/profile" class="panel">
        <Field
          id="name"
          label={t("setup.name")}
          hint={t("profile.name.hint")}
          value={values.name}
          error={problems.name && t(problems.name, { n: 120 })}
          required
          maxLength={120}
          autocomplete="name"
        />
        <Select
          id="language"
          label={t("setup.language")}
          choices={languageChoices}
          value={values.language}
          error={problems.language && t(problems.language)}
          required
        />
        <div>
          <Checkbox
            id="shortcuts"
            label={t("profile.shortcuts")}
            hint={t("profile.shortcuts.hint")}
            checked={values.hasShortcuts}
          />
          <Checkbox
            id="sound"
            label={t("profile.sound")}
            hint={t("profile.sound.hint")}
            checked={values.hasSound}
          />
        </div>
        <div class="form-actions">
          <Button type="submit" tone="primary">
            {t("ui.save")}
          </Button>
        </div>
      </form>
      <PasswordPanel frame={frame} problems={problems} passwordLength={passwordLength} />
    </SettingsPage>
  );
}

function PasswordPanel({
  frame,
  problems,
  passwordLength,
}: Pick<ProfilePageProps, "frame" | "problems" | "passwordLength">) {
  const { t } = frame.me;
  return (
    <Panel id="password-panel" title={t("profile.password")} hint={t("profile.password.hint")}>
      <form method="post" action="/settings/profile/password" class="stack">
        <PasswordField
          t={t}
          id="current"
          label={t("profile.password.current")}
          error={problems.current && t(problems.current)}
          autocomplete="current-password"
          autofocus={Boolean(problems.current)}
        />
        <PasswordField
          t={t}
          id="password"
          label={t("profile.password.new")}
          hint={t("password.rule", passwordLength)}
          error={problems.password && t(problems.password, passwordLength)}
          autocomplete="new-password"
          least={passwordLength.n}
        />
        <Button type="submit">{t("profile.password.change")}</Button>
      </form>
    </Panel>
  );
}

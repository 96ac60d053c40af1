/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { Checkbox, Field } from "../ui/field.tsx";
import { LanguageField, problemWords } from "../users/fields.tsx";
import { NewPasswordField, PasswordField, type PasswordLength } from "../users/password-field.tsx";
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
  passwordLength: PasswordLength;
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
      <ProfileForm t={t} values={values} problems={problems} />
      <PasswordPanel frame={frame} problems={problems} passwordLength={passwordLength} />
    </SettingsPage>
  );
}

function ProfileForm({
  t,
  values,
  problems,
}: Pick<ProfilePageProps, "values" | "problems"> & { t: Translate }) {
  const error = problemWords(t, problems);
  return (
    <form method="post" action="/settings/profile" class="panel">
      <Field
        id="name"
        label={t("setup.name")}
        hint={t("profile.name.hint")}
        value={values.name}
        error={error("name")}
        required
        maxLength={120}
        autocomplete="name"
      />
      <LanguageField t={t} value={values.language} error={error("language")} />
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
      <SaveActions t={t} />
    </form>
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
        <NewPasswordField
          t={t}
          label={t("profile.password.new")}
          hint="password.rule"
          problem={problems.password}
          length={passwordLength}
        />
        <Button type="submit">{t("profile.password.change")}</Button>
      </form>
    </Panel>
  );
}

/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import type { Theme } from "../ui/document.tsx";
import { Field, Select } from "../ui/field.tsx";
import { languageChoices } from "../ui/languages.ts";
import { PasswordField } from "./password-field.tsx";
import { SignedOut } from "./signed-out.tsx";

export interface SetupValues {
  business: string;
  name: string;
  email: string;
  timezone: string;
  language: string;
}
export type SetupProblems = Partial<Record<keyof SetupValues | "password", TextKey>>;

interface Frame {
  t: Translate;
  language: Language;
  theme: Theme;
}

interface SetupPageProps extends Frame {
  token: string;
  values: SetupValues;
  problems: SetupProblems;
  /** Names of all IANA zones. */
  zones: readonly string[];
  /** Whether the zone is our guess, which the browser may correct. */
  isGuess: boolean;
  passwordLength: { n: number; most: number };
}

/** The whole of the first run that people type: business, owner, zone, language. */
export function SetupPage({
  t,
  language,
  theme,
  token,
  values,
  problems,
  zones,
  isGuess,
  passwordLength,
}: SetupPageProps) {
  const error = (field: keyof SetupProblems) => {
    const key = problems[field];
    return key && t(key, field === "password" ? passwordLength : { n: 120 });
  };
  return (
    <SignedOut title={t("setup.title")} language={language} theme={theme}>
      <h1>{t("setup.title")}</h1>
      <p class="hint">{t("setup.lead")}</p>
      <form method="post" action="/setup" class="panel">
        <input type="hidden" name="token" value={token} />
        <Field
          id="business"
          label={t("setup.business")}
          value={values.business}
          error={error("business")}
          required
          maxLength={120}
          autocomplete="organization"
          autofocus
        />
        <Field
          id="name"
          label={t("setup.name")}
          value={values.name}
          error={error("name")}
          required
          maxLength={120}
          autocomplete="name"
        />
        <Field
          id="email"
          type="email"
          label={t("login.email")}
          value={values.email}
          error={error("email")}
          required
          maxLength={320}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
        />
        <PasswordField
          t={t}
          id="password"
          label={t("login.password")}
          hint={t("password.rule", passwordLength)}
          error={error("password")}
          autocomplete="new-password"
          least={passwordLength.n}
        />
        <div data-guess-zone={isGuess ? "on" : undefined}>
          <Select
            id="timezone"
            label={t("setup.timezone")}
            choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            value={values.timezone}
            error={error("timezone")}
            required
          />
        </div>
        <Select
          id="language"
          label={t("setup.language")}
          hint={t("setup.language.hint")}
          choices={languageChoices}
          value={values.language}
          error={error("language")}
          required
        />
        <Button type="submit" tone="primary">
          {t("setup.submit")}
        </Button>
      </form>
    </SignedOut>
  );
}

/** Without a valid link: how to get one. */
export function SetupLinkPage({ t, language, theme }: Frame) {
  return (
    <SignedOut title={t("setup.link.title")} language={language} theme={theme}>
      <h1>{t("setup.link.title")}</h1>
      <p>{t("setup.link.text")}</p>
      <p>{t("setup.link.command")}</p>
      <pre class="code-block">recado setup-link</pre>
    </SignedOut>
  );
}

/** Once somebody has set the desk up, for everybody and for good. */
export function SetupDonePage({ t, language, theme }: Frame) {
  return (
    <SignedOut title={t("setup.done.title")} language={language} theme={theme}>
      <h1>{t("setup.done.title")}</h1>
      <p>{t("setup.done.text")}</p>
      <ButtonLink href="/login" tone="primary">
        {t("login.submit")}
      </ButtonLink>
    </SignedOut>
  );
}

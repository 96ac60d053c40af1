/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import type { Theme } from "../ui/document.tsx";
import { Field } from "../ui/field.tsx";
import { BusinessField, EmailField, LanguageField, problemWords, ZoneField } from "./fields.tsx";
import { NewPasswordField, type PasswordLength } from "./password-field.tsx";
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
  passwordLength: PasswordLength;
}

/** The whole of the first run that people type: business, owner, zone, language. */
export function SetupPage(props: SetupPageProps) {
  const { t, language, theme } = props;
  return (
    <SignedOut title={t("setup.title")} language={language} theme={theme}>
      <h1>{t("setup.title")}</h1>
      <p class="hint">{t("setup.lead")}</p>
      <form method="post" action="/setup" class="panel">
        <input type="hidden" name="token" value={props.token} />
        <OwnerFields {...props} />
        <PlaceFields {...props} />
        <Button type="submit" tone="primary">
          {t("setup.submit")}
        </Button>
      </form>
    </SignedOut>
  );
}

function OwnerFields({ t, values, problems, passwordLength }: SetupPageProps) {
  const error = problemWords(t, problems);
  return (
    <>
      <BusinessField t={t} value={values.business} error={error("business")} autofocus />
      <Field
        id="name"
        label={t("setup.name")}
        value={values.name}
        error={error("name")}
        required
        maxLength={120}
        autocomplete="name"
      />
      <EmailField t={t} value={values.email} error={error("email")} />
      <NewPasswordField
        t={t}
        label={t("login.password")}
        hint="password.rule"
        problem={problems.password}
        length={passwordLength}
      />
    </>
  );
}

function PlaceFields({ t, values, problems, zones, isGuess }: SetupPageProps) {
  const error = problemWords(t, problems);
  return (
    <>
      <div data-guess-zone={isGuess ? "on" : undefined}>
        <ZoneField t={t} value={values.timezone} error={error("timezone")} zones={zones} />
      </div>
      <LanguageField
        t={t}
        value={values.language}
        hint={t("setup.language.hint")}
        error={error("language")}
      />
    </>
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

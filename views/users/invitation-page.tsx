/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import type { Theme } from "../ui/document.tsx";
import { Field } from "../ui/field.tsx";
import { LanguageField, problemWords } from "./fields.tsx";
import { NewPasswordField, type PasswordLength } from "./password-field.tsx";
import { SignedOut } from "./signed-out.tsx";

export interface JoinValues {
  name: string;
  language: string;
}
export type JoinProblems = Partial<Record<keyof JoinValues | "password", TextKey>>;

interface Frame {
  t: Translate;
  language: Language;
  theme: Theme;
}

interface InvitationPageProps extends Frame {
  token: string;
  email: string;
  business: string;
  values: JoinValues;
  problems: JoinProblems;
  passwordLength: PasswordLength;
}

/** Name, password and language of somebody who was invited. */
export function InvitationPage(props: InvitationPageProps) {
  const { t, language, theme, token, email, business } = props;
  const title = t("invitation.title", { business });
  return (
    <SignedOut title={title} language={language} theme={theme}>
      <h1>{title}</h1>
      <p class="hint">{t("invitation.lead", { email })}</p>
      <form method="post" action="/invitation" class="panel">
        <input type="hidden" name="token" value={token} />
        {/* For password managers: whose password this is. */}
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <JoinFields {...props} />
        <Button type="submit" tone="primary">
          {t("invitation.submit")}
        </Button>
      </form>
    </SignedOut>
  );
}

function JoinFields({ t, values, problems, passwordLength }: InvitationPageProps) {
  const error = problemWords(t, problems);
  return (
    <>
      <Field
        id="name"
        label={t("setup.name")}
        value={values.name}
        error={error("name")}
        required
        maxLength={120}
        autocomplete="name"
      />
      <NewPasswordField
        t={t}
        label={t("login.password")}
        hint="password.rule"
        problem={problems.password}
        length={passwordLength}
      />
      <LanguageField t={t} value={values.language} error={error("language")} />
    </>
  );
}

/** Expired, or no link that works. */
export function NoInvitationPage({
  t,
  language,
  theme,
  isExpired,
}: Frame & { isExpired: boolean }) {
  const title = t(isExpired ? "invitation.expired.title" : "invitation.unknown.title");
  return (
    <SignedOut title={title} language={language} theme={theme}>
      <h1>{title}</h1>
      <p>{t(isExpired ? "invitation.expired.text" : "invitation.unknown.text")}</p>
      <ButtonLink href="/login" tone="primary">
        {t("login.submit")}
      </ButtonLink>
    </SignedOut>
  );
}

/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import type { Theme } from "../ui/document.tsx";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { PasswordField } from "./password-field.tsx";
import { SignedOut } from "./signed-out.tsx";

export interface LogInPageProps {
  t: Translate;
  language: Language;
  theme: Theme;
  /** Kept from the last try; a password never is. */
  email: string;
  next: string;
  problem?: string;
}

/** The way in. */
export function LogInPage({ t, language, theme, email, next, problem }: LogInPageProps) {
  return (
    <SignedOut title={t("login.title")} language={language} theme={theme}>
      <h1>{t("login.title")}</h1>
      <form method="post" action="/login" class="panel">
        {problem && (
          <p class="notice danger" role="alert">
            <Icon name="alert" />
            <span>{problem}</span>
          </p>
        )}
        <input type="hidden" name="next" value={next} />
        <Field
          id="email"
          type="email"
          label={t("login.email")}
          value={email}
          required
          maxLength={320}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          autofocus={!email}
        />
        <PasswordField
          t={t}
          id="password"
          label={t("login.password")}
          autocomplete="current-password"
          autofocus={Boolean(email)}
        />
        <Button type="submit" tone="primary">
          {t("login.submit")}
        </Button>
      </form>
      <p class="hint">{t("login.forgot")}</p>
    </SignedOut>
  );
}

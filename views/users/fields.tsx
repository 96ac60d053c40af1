/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import { Field, Select } from "../ui/field.tsx";
import { languageChoices } from "../ui/languages.ts";

interface FieldProps {
  t: Translate;
  value: string;
  error?: string;
  hint?: string;
}

const LONGEST_NAME = 120;

/** Says what is wrong with a field of this form; undefined when it is right. */
export function problemWords<Name extends string>(
  t: Translate,
  problems: Partial<Record<Name, TextKey>>,
  longest = LONGEST_NAME,
): (field: Name) => string | undefined {
  return (field) => {
    const key = problems[field];
    return key && t(key, { n: longest });
  };
}

export function BusinessField({
  t,
  value,
  error,
  autofocus,
}: FieldProps & { autofocus?: boolean }) {
  return (
    <Field
      id="business"
      label={t("setup.business")}
      value={value}
      error={error}
      required
      maxLength={LONGEST_NAME}
      autocomplete="organization"
      autofocus={autofocus}
    />
  );
}

/** One's own address as a rule, which a password manager keeps; somebody else's is `isForeign`. */
export function EmailField({ t, value, error, isForeign }: FieldProps & { isForeign?: boolean }) {
  return (
    <Field
      id="email"
      type="email"
      label={t("login.email")}
      value={value}
      error={error}
      required
      maxLength={320}
      autocomplete={isForeign ? "off" : "username"}
      autocapitalize="none"
      spellcheck={false}
    />
  );
}

export function LanguageField({ t, value, error, hint }: FieldProps) {
  return (
    <Select
      id="language"
      label={t("setup.language")}
      hint={hint}
      choices={languageChoices}
      value={value}
      error={error}
      required
    />
  );
}

/** `zones`: names of all IANA zones. */
export function ZoneField({
  t,
  value,
  error,
  hint,
  zones,
}: FieldProps & { zones: readonly string[] }) {
  return (
    <Select
      id="timezone"
      label={t("setup.timezone")}
      hint={hint}
      choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      value={value}
      error={error}
      required
    />
  );
}

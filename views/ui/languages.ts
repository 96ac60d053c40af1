import type { Language } from "../../src/db/schema.ts";
import { languages } from "../i18n.ts";
import type { Choice } from "./field.tsx";

/** Each language in its own words: who needs it can read it. */
export const languageNames: Record<Language, string> = {
  en: "English",
  fr: "Français",
  pt: "Português (Brasil)",
  es: "Español",
};

export const languageChoices: readonly Choice[] = languages.map((language) => ({
  value: language,
  label: languageNames[language],
}));

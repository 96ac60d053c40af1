/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import { languages, type Translate } from "../i18n.ts";
import { languageNames } from "../ui/languages.ts";

interface LanguageTabsProps {
  t: Translate;
  /** The fields are `<name>.en`, `<name>.fr` … */
  name: string;
  label: string;
  /** The heading above says it already. */
  isLabelHidden?: boolean;
  hint?: string;
  error?: string;
  /** The accessible name of one text, such as "Answer in Français". */
  labelIn: (language: string) => string;
  texts: Partial<Record<Language, string>>;
  /** An example in each language, shown where nothing is written. */
  placeholder?: (language: Language) => string;
  /** The tab that is open at first; else the first with a text. */
  chosen: Language;
  /** The tab that was open when the form was sent. */
  open?: Language;
  rows?: number;
  maxLength?: number;
}

/** One text in four languages: radio buttons that open a panel by style alone, with a dot where something is written. */
export function LanguageTabs(props: LanguageTabsProps) {
  const { name, label, isLabelHidden, hint, error } = props;
  return (
    <fieldset
      class={error ? "langs has-error" : "langs"}
      aria-describedby={hint ? `${name}-hint` : undefined}
    >
      <legend class={isLabelHidden ? "sr-only" : undefined}>{label}</legend>
      <Tabs {...props} />
      <Texts {...props} />
      {hint && (
        <small id={`${name}-hint`} class="hint">
          {hint}
        </small>
      )}
      {error && (
        <small class="error" role="alert">
          {error}
        </small>
      )}
    </fieldset>
  );
}

function Tabs({ t, name, label, texts, chosen, open: wasOpen }: LanguageTabsProps) {
  const written = texts[chosen] ? chosen : languages.find((language) => texts[language]);
  const open = wasOpen ?? written ?? chosen;
  return (
    <div class="lang-tabs" role="radiogroup" aria-label={`${label}: ${t("bot.language.tabs")}`}>
      {chosenFirst(chosen).map((language) => (
        <label key={language} class="lang-tab">
          <input
            class="sr-only"
            type="radio"
            name={`${name}-tab`}
            value={language}
            checked={language === open}
          />
          <span>{languageNames[language]}</span>
        </label>
      ))}
    </div>
  );
}

function Texts(props: LanguageTabsProps) {
  const { name, texts, labelIn, placeholder, error, chosen, rows = 3, maxLength = 4096 } = props;
  return (
    <div class="lang-panels">
      {chosenFirst(chosen).map((language) => (
        <div key={language} class="lang-panel">
          <textarea
            class="input"
            name={`${name}.${language}`}
            aria-label={labelIn(languageNames[language])}
            aria-invalid={error ? "true" : undefined}
            lang={language}
            rows={rows}
            maxLength={maxLength}
            placeholder={placeholder?.(language) ?? " "}
            value={texts[language] ?? ""}
          />
        </div>
      ))}
    </div>
  );
}

function chosenFirst(chosen: Language): Language[] {
  return [chosen, ...languages.filter((language) => language !== chosen)];
}

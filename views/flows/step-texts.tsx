/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { Texts } from "../../src/flows/flow.ts";
import { languages } from "../i18n.ts";
import { languageNames } from "../ui/languages.ts";
import { idOf, type StepForm } from "./step-atoms.tsx";

/** Which language is written in: for all texts of the form at once, by style alone. */
export function LanguageBar({ t, language }: Pick<StepForm, "t" | "language">) {
  return (
    <div class="lang-tabs" role="radiogroup" aria-label={t("flows.languages")}>
      {languages.map((each) => (
        <label key={each} class="lang-tab">
          <input
            class="sr-only"
            type="radio"
            name="lang"
            value={each}
            checked={each === language}
          />
          <span>{languageNames[each]}</span>
        </label>
      ))}
    </div>
  );
}

interface TextsProps {
  form: StepForm;
  name: string;
  label: string;
  hint?: string;
  texts: Texts | undefined;
  most: number;
  /** Lines; one: a line that cannot break. */
  rows?: number;
}

/** One text in four languages; shown is the one of the bar above. */
export function TextsField({ form, name, label, hint, texts, most, rows = 1 }: TextsProps) {
  const hintId = hint ? `${idOf(name)}-hint` : undefined;
  return (
    <div class="field" role="group" aria-label={label}>
      <span class="field-label" aria-hidden="true">
        {label}
      </span>
      <div class="lang-panels">
        {languages.map((language) => (
          <div key={language} class="lang-panel">
            <TextInput
              id={`${idOf(name)}-${language}`}
              name={`${name}.${language}`}
              label={`${label} (${languageNames[language]})`}
              language={language}
              value={texts?.[language] ?? ""}
              most={most}
              rows={rows}
              describedBy={hintId}
              isFocused={form.focus === name && form.language === language}
            />
          </div>
        ))}
      </div>
      {hint && (
        <small id={hintId} class="hint">
          {hint}
        </small>
      )}
    </div>
  );
}

interface TextInputProps {
  id: string;
  name: string;
  label: string;
  language: Language;
  value: string;
  most: number;
  rows: number;
  describedBy: string | undefined;
  isFocused: boolean;
}

/** The placeholder of one space lets the tab's dot say where something is written. */
function TextInput(props: TextInputProps) {
  const { id, name, label, language, value, most, rows, describedBy, isFocused } = props;
  const common = {
    id,
    name,
    class: "input",
    lang: language,
    value,
    maxLength: most,
    placeholder: " ",
    "aria-label": label,
    "aria-describedby": describedBy,
    autofocus: isFocused,
  };
  return rows > 1 ? <textarea {...common} rows={rows} /> : <input {...common} autocomplete="off" />;
}

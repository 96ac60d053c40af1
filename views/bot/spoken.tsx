/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import { languages } from "../i18n.ts";
import { Select } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";

interface SpokenProps {
  /** Null: the bot began. */
  say: string | null;
  /** What the customer reads, message by message. */
  heard: string[];
  /** The words on the last one's buttons. */
  offered: string[];
  /** Id of the form that a button sends; none: they can't be pressed any more. */
  form?: string;
}

/** One turn of a rehearsed conversation as bubbles. */
export function Spoken({ say, heard, offered, form }: SpokenProps) {
  return (
    <>
      {say !== null && (
        <div class="message own">
          <div class="bubble">
            <p class="bubble-text" dir="auto">
              {say}
            </p>
          </div>
        </div>
      )}
      {heard.map((text, index) => (
        <div key={index} class="message by-bot">
          <div class="bubble">
            <p class="bubble-text" dir="auto">
              {text}
            </p>
            {index === heard.length - 1 && offered.length > 0 && (
              <Offered offered={offered} form={form} />
            )}
          </div>
        </div>
      ))}
    </>
  );
}

function Offered({ offered, form }: Pick<SpokenProps, "offered" | "form">) {
  return (
    <ul class="offered">
      {offered.map((label) => (
        <li key={label}>
          {form ? (
            <button type="submit" form={form} name="say" value={label}>
              {label}
            </button>
          ) : (
            label
          )}
        </li>
      ))}
    </ul>
  );
}

interface CustomerLanguageProps {
  id: string;
  label: string;
  language: Language;
  /** Before the first message it can be chosen. */
  isFresh: boolean;
}

export function CustomerLanguage({ id, label, language, isFresh }: CustomerLanguageProps) {
  if (!isFresh) return <input type="hidden" name="language" value={language} />;
  const choices = languages.map((value) => ({ value, label: languageNames[value] }));
  return <Select id={id} name="language" label={label} choices={choices} value={language} />;
}

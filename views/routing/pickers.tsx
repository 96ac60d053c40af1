/** @jsxImportSource preact */
import type { Choice, RuleChoices } from "../../src/routing/rule-choices.ts";
import { type Filled, type Unit, units } from "../../src/routing/rule-draft.ts";
import type { PickSource, WordSource } from "../../src/routing/rule-pickers.ts";
import type { Translate } from "../i18n.ts";
import { describedBy, Suggestions } from "../ui/field.tsx";
import { redrawing } from "./editing.ts";

interface PickerProps {
  t: Translate;
  /** Of the line: p3, a1. */
  id: string;
  /** Of the picker: another one for another field, so that no choice is carried over to it. */
  at: string;
  /** What is asked for, for those who listen. */
  label: string;
  filled: Filled;
  fault?: string;
}

type Source = PickSource | readonly string[];

export function choicesOf(choices: RuleChoices, source: Source): Choice[] {
  return typeof source === "string"
    ? choices.picks[source]
    : source.map((value) => ({ value, label: value }));
}

/** What is chosen stays on offer, also when it is no longer there. */
function withGone(t: Translate, offered: readonly Choice[], chosen: readonly string[]): Choice[] {
  const gone = chosen.filter((value) => !offered.some((choice) => choice.value === value));
  const named = gone.map((id) => ({ value: id, label: t("routing.say.gone", { id }) }));
  return [...offered, ...named];
}

/** `isRedrawing`: what comes with the choice depends on it. */
type PickProps = PickerProps & { offered: readonly Choice[]; isRedrawing?: boolean };

/** One of a list. */
export function PickOne({ t, id, at, label, filled, fault, offered, isRedrawing }: PickProps) {
  const [chosen = ""] = filled.picks;
  return (
    <select
      class="input"
      id={`${at}-pick`}
      name={`${id}.pick`}
      aria-label={label}
      {...(isRedrawing ? redrawing : {})}
      {...describedBy(id, undefined, fault)}
    >
      <option value="">{t("routing.choose")}</option>
      {withGone(t, offered, filled.picks.slice(0, 1)).map(({ value, label: text }) => (
        <option key={value} value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** Several of a list: each a chip to tap. */
export function PickMany({ t, id, at, label, filled, fault, offered }: PickProps) {
  return (
    <div class="chips" role="group" aria-label={label} {...describedBy(id, undefined, fault)}>
      {withGone(t, offered, filled.picks).map(({ value, label: text }) => (
        <Chip
          key={value}
          at={at}
          name={`${id}.pick`}
          value={value}
          label={text}
          isOn={filled.picks.includes(value)}
        />
      ))}
      {offered.length === 0 && filled.picks.length === 0 && (
        <span class="hint">{t("routing.none-yet")}</span>
      )}
    </div>
  );
}

interface ChipProps {
  at: string;
  name: string;
  value: string;
  label: string;
  isOn: boolean;
}

/** Known by its value: the order of chips changes, and a tick stays with its own. */
function Chip({ at, name, value, label, isOn }: ChipProps) {
  return (
    <label class="chip">
      <input
        type="checkbox"
        id={`${at}-${encodeURIComponent(value)}`}
        name={name}
        value={value}
        checked={isOn}
      />
      <span dir="auto">{label}</span>
    </label>
  );
}

const MOST_OFFERED = 8;
/** Lists of hundreds are found by typing alone. */
const LONG_LIST = 60;

/** Words: what is chosen and what is often used as chips, and a place for another. Enter adds it. */
export function PickWords({
  t,
  id,
  at,
  label,
  filled,
  fault,
  source,
  choices,
}: PickerProps & { source: WordSource; choices: RuleChoices }) {
  const known = choices.words[source];
  const others = known.filter((word) => !filled.words.includes(word));
  const offered = known.length > LONG_LIST ? [] : others.slice(0, MOST_OFFERED);
  const n = filled.words.length;
  return (
    <div class="rule-words">
      <div class="chips" role="group" aria-label={label}>
        {[...filled.words, ...offered].map((word) => (
          <Chip
            key={word}
            at={at}
            name={`${id}.word`}
            value={word}
            label={choices.wordLabel(source, word)}
            isOn={filled.words.includes(word)}
          />
        ))}
      </div>
      <input
        class="input"
        id={`${at}-word-${n}`}
        name={`${id}.word`}
        list={`${at}-known`}
        placeholder={t("routing.word.another")}
        aria-label={t("routing.word.add", { label })}
        maxLength={200}
        autocomplete="off"
        autocapitalize="off"
        enterkeyhint="done"
        {...describedBy(id, undefined, fault)}
      />
      <KnownWords id={`${at}-known`} known={known} source={source} choices={choices} />
    </div>
  );
}

interface KnownWordsProps {
  id: string;
  known: readonly string[];
  source: WordSource;
  choices: RuleChoices;
}

/** Codes are suggested with what they mean. */
function KnownWords({ id, known, source, choices }: KnownWordsProps) {
  if (source !== "countries") return <Suggestions id={id} values={known} />;
  return (
    <datalist id={id}>
      {known.map((word) => (
        <option key={word} value={word}>
          {choices.wordLabel(source, word)}
        </option>
      ))}
    </datalist>
  );
}

/** One word, with what is known as suggestions. */
export function PickWord({
  id,
  at,
  label,
  filled,
  fault,
  known,
  longest = 60,
}: PickerProps & { known: readonly string[]; longest?: number }) {
  return (
    <>
      <input
        class="input"
        id={`${at}-word`}
        name={`${id}.word`}
        value={filled.words[0] ?? ""}
        list={`${at}-known`}
        aria-label={label}
        maxLength={longest}
        autocomplete="off"
        {...describedBy(id, undefined, fault)}
      />
      <Suggestions id={`${at}-known`} values={known} />
    </>
  );
}

/** Phrases, one a line; or what to say. */
export function PickText({
  id,
  at,
  label,
  filled,
  fault,
  placeholder,
}: PickerProps & { placeholder: string }) {
  return (
    <textarea
      class="input"
      id={`${at}-text`}
      name={`${id}.text`}
      aria-label={label}
      placeholder={placeholder}
      rows={2}
      value={filled.text}
      {...describedBy(id, undefined, fault)}
    />
  );
}

export function PickNumber({
  id,
  at,
  label,
  filled,
  fault,
  unit,
}: PickerProps & { unit: string | undefined }) {
  return (
    <span class="rule-number">
      <input
        class="input"
        id={`${at}-number`}
        name={`${id}.number`}
        inputMode="decimal"
        value={filled.number}
        aria-label={unit ? `${label} (${unit})` : label}
        autocomplete="off"
        {...describedBy(id, undefined, fault)}
      />
      {unit && <span>{unit}</span>}
    </span>
  );
}

export function PickDuration({ t, id, at, label, filled, fault }: PickerProps) {
  return (
    <span class="rule-number">
      <input
        class="input"
        id={`${at}-number`}
        name={`${id}.number`}
        inputMode="numeric"
        value={filled.number}
        aria-label={label}
        autocomplete="off"
        {...describedBy(id, undefined, fault)}
      />
      <select class="input" id={`${at}-unit`} name={`${id}.unit`} aria-label={t("routing.unit")}>
        {(Object.keys(units) as Unit[]).map((unit) => (
          <option key={unit} value={unit} selected={unit === filled.unit}>
            {t(`routing.unit.${unit}`)}
          </option>
        ))}
      </select>
    </span>
  );
}

export type Shown = keyof Filled;

/** What the line's present pickers do not show, kept for when they do again. */
export function Kept({ id, filled, shown }: { id: string; filled: Filled; shown: Shown[] }) {
  const kept: [Shown, string, string[]][] = [
    ["picks", "pick", filled.picks],
    ["words", "word", filled.words],
    ["text", "text", [filled.text]],
    ["target", "target", [filled.target]],
    ["number", "number", [filled.number]],
  ];
  return (
    <>
      {kept
        .filter(([part]) => !shown.includes(part))
        .flatMap(([, name, values]) => values.filter(Boolean).map((value) => [name, value]))
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={`${id}.${name}`} value={value} />
        ))}
    </>
  );
}

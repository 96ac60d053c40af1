/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Texts } from "../../src/flows/flow.ts";
import { NEW_STEP } from "../../src/flows/flow-form.ts";
import type { Language } from "../../src/db/schema.ts";
import { languages, type Translate } from "../i18n.ts";
import { Button, IconButton } from "../ui/button.tsx";
import type { Choice } from "../ui/field.tsx";
import type { IconName } from "../ui/icon.tsx";
import { languageNames } from "../ui/languages.ts";
import type { OpenStep } from "./types.ts";

/** What every field of a step's form knows. */
export interface StepForm extends OpenStep {
  t: Translate;
  /** `/bot/flows/3/steps/ask-1` */
  address: string;
}

/** The id of the element for a field: names hold dots and colons. */
export function idOf(name: string): string {
  return `f-${name.replaceAll(/[.:]/g, "-")}`;
}

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

interface PickProps {
  form: Pick<StepForm, "t" | "focus">;
  name: string;
  label: string;
  /** Only for those who listen: what stands around it says it. */
  isLabelHidden?: boolean;
  hint?: string;
  value: string;
  /** What no choice means. */
  empty?: string;
  choices: readonly Choice[];
  groups?: readonly { label: string; choices: readonly Choice[] }[];
}

/** One of a list; what is chosen but gone stays on offer and says so. */
export function Pick({ form, name, label, isLabelHidden, hint, ...rest }: PickProps) {
  const id = idOf(name);
  return (
    <div class="field">
      <label for={id} class={isLabelHidden ? "sr-only" : undefined}>
        {label}
      </label>
      <select
        id={id}
        name={name}
        class="input"
        aria-describedby={hint ? `${id}-hint` : undefined}
        autofocus={form.focus === name}
      >
        <PickOptions t={form.t} {...rest} />
      </select>
      {hint && (
        <small id={`${id}-hint`} class="hint">
          {hint}
        </small>
      )}
    </div>
  );
}

type PickOptionsProps = Pick<PickProps, "value" | "empty" | "choices" | "groups"> & {
  t: Translate;
};

function PickOptions({ t, value, empty, choices, groups = [] }: PickOptionsProps) {
  const known = [...choices, ...groups.flatMap((group) => group.choices)];
  const isGone = value !== "" && !known.some((choice) => choice.value === value);
  return (
    <>
      {empty !== undefined && <option value="">{empty}</option>}
      {isGone && (
        <option value={value} selected>
          {t("flows.gone", { name: value })}
        </option>
      )}
      <PickChoices choices={choices} value={value} />
      {groups
        .filter((group) => group.choices.length > 0)
        .map((group) => (
          <optgroup key={group.label} label={group.label}>
            <PickChoices choices={group.choices} value={value} />
          </optgroup>
        ))}
    </>
  );
}

function PickChoices({ choices, value }: { choices: readonly Choice[]; value: string }) {
  return (
    <>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </>
  );
}

interface NextProps {
  form: StepForm;
  name: string;
  label: string;
  isLabelHidden?: boolean;
  next: string | null;
  /** What happens where nothing is chosen. */
  end: string;
}

/** Where it goes on: a step, the end, or a new one. */
export function NextField({ form, name, label, isLabelHidden, next, end }: NextProps) {
  const { t } = form;
  const choices = form.choices.steps.filter(({ value }) => value !== form.step.id);
  const isOwn = next === form.step.id;
  return (
    <Pick
      form={form}
      name={name}
      label={label}
      isLabelHidden={isLabelHidden}
      value={next ?? ""}
      empty={end}
      choices={isOwn ? form.choices.steps : choices}
      groups={[
        { label: t("flows.next.more"), choices: [{ value: NEW_STEP, label: t("flows.next.new") }] },
      ]}
    />
  );
}

interface LineProps {
  form: Pick<StepForm, "focus">;
  name: string;
  label: string;
  isLabelHidden?: boolean;
  hint?: string;
  value: string;
  most: number;
  placeholder?: string;
  list?: string;
  inputMode?: "numeric" | "text" | "url";
  isMono?: boolean;
}

/** One line that is the same in every language. */
export function Line({
  form,
  name,
  label,
  isLabelHidden,
  hint,
  most,
  isMono,
  ...input
}: LineProps) {
  const id = idOf(name);
  return (
    <div class="field">
      <label for={id} class={isLabelHidden ? "sr-only" : undefined}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        name={name}
        class={isMono ? "input mono" : "input"}
        maxLength={most}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        type="text"
        aria-describedby={hint ? `${id}-hint` : undefined}
        autofocus={form.focus === name}
      />
      {hint && (
        <small id={`${id}-hint`} class="hint">
          {hint}
        </small>
      )}
    </div>
  );
}

/** For a button that changes the rows of the form: the form goes and the step comes back. */
function editing(
  { address, focus }: Pick<StepForm, "address" | "focus">,
  edit: string,
  name: string,
) {
  return {
    id: idOf(name),
    type: "submit" as const,
    name: "edit",
    value: edit,
    autofocus: focus === name,
    "hx-post": address,
    "hx-vals": JSON.stringify({ edit }),
    "hx-target": "#flow-editor",
    "hx-swap": "outerHTML",
    "hx-sync": "closest form:replace",
  };
}

export function AddRow({
  form,
  edit,
  name = edit,
  children,
}: {
  form: StepForm;
  edit: string;
  name?: string;
  children: ComponentChildren;
}) {
  return (
    <p>
      <Button tone="quiet" icon="plus" {...editing(form, edit, name)}>
        {children}
      </Button>
    </p>
  );
}

export function RowButton({
  form,
  edit,
  icon,
  label,
  isDisabled,
  class: extra,
}: {
  form: StepForm;
  edit: string;
  icon: IconName;
  label: string;
  isDisabled?: boolean;
  class?: string;
}) {
  return (
    <IconButton
      {...editing(form, edit, edit.replaceAll(" ", "-"))}
      icon={icon}
      label={label}
      disabled={isDisabled}
      class={extra}
    />
  );
}

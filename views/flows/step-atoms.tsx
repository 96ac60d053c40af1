/** @jsxImportSource preact */
import { NEW_STEP } from "../../src/flows/flow-form.ts";
import type { Translate } from "../i18n.ts";
import type { Choice } from "../ui/field.tsx";
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

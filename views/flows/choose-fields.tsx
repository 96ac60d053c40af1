/** @jsxImportSource preact */
import type { ChooseStep, Option, Texts } from "../../src/flows/flow.ts";
import { MOST_OPTIONS } from "../../src/flows/flow-form.ts";
import { Line, NextField, type StepForm } from "./step-atoms.tsx";
import { AddRow, RowButton } from "./step-rows.tsx";
import { TextsField } from "./step-texts.tsx";
import { RetryFields } from "./retry-fields.tsx";

/** API.md §6: up to three options are buttons, more are a list; each with room of its own. */
const MOST_BUTTONS = 3;
const LABEL = { button: 20, row: 24 } as const;

interface ChooseProps {
  form: StepForm;
  step: ChooseStep;
}

/** A question with its options, each a row. */
export function ChooseFields({ form, step }: ChooseProps) {
  const { t } = form;
  const isList = step.options.length > MOST_BUTTONS;
  return (
    <>
      <TextsField
        form={form}
        name="text"
        label={t("flows.choose.text")}
        texts={step.text}
        most={1024}
        rows={3}
      />
      <input type="hidden" name="options" value={step.options.map(({ id }) => id).join(" ")} />
      <p class="hint">{t(isList ? "flows.choose.list" : "flows.choose.buttons")}</p>
      <ol class="flow-rows">
        {step.options.map((option, index) => (
          <OptionRow
            key={option.id}
            form={form}
            option={option}
            index={index}
            last={step.options.length - 1}
            isList={isList}
          />
        ))}
      </ol>
      {step.options.length < MOST_OPTIONS && (
        <AddRow form={form} edit="add-option">
          {t("flows.option.add")}
        </AddRow>
      )}
      <Line
        form={form}
        name="save"
        label={t("flows.choose.save")}
        hint={t("flows.choose.save.hint")}
        value={step.save ?? ""}
        most={40}
        isMono
      />
      <RetryFields form={form} step={step} />
    </>
  );
}

interface OptionProps {
  form: StepForm;
  option: Option;
  index: number;
  last: number;
  isList: boolean;
}

function OptionRow({ form, option, index, last, isList }: OptionProps) {
  const { t } = form;
  const at = `option.${option.id}`;
  return (
    <li class="flow-row">
      <OptionHead form={form} option={option} index={index} last={last} />
      <TextsField
        form={form}
        name={`${at}.label`}
        label={t(isList ? "flows.option.row" : "flows.option.button")}
        texts={option.label}
        most={isList ? LABEL.row : LABEL.button}
      />
      <NextField
        form={form}
        name={`${at}.next`}
        label={t("flows.option.next")}
        next={option.next}
        end={t("flows.ends")}
      />
      <MoreOfOption form={form} option={option} at={at} isList={isList} />
    </li>
  );
}

function OptionHead({ form, option, index, last }: Omit<OptionProps, "isList">) {
  const { t } = form;
  const n = index + 1;
  return (
    <div class="spread">
      <strong>{t("flows.option", { n })}</strong>
      <span class="line-actions">
        <RowButton
          form={form}
          edit={`up-option ${option.id}`}
          icon="chevron"
          class="turn-up"
          label={t("flows.option.up", { n })}
          isDisabled={index === 0}
        />
        <RowButton
          form={form}
          edit={`down-option ${option.id}`}
          icon="chevron"
          class="turn-down"
          label={t("flows.option.down", { n })}
          isDisabled={index === last}
        />
        <RowButton
          form={form}
          edit={`remove-option ${option.id}`}
          icon="trash"
          label={t("flows.option.remove", { n })}
        />
      </span>
    </div>
  );
}

/** What few options need, folded away. A button shows no description, but keeps one. */
function MoreOfOption({
  form,
  option,
  at,
  isList,
}: Pick<OptionProps, "form" | "option" | "isList"> & { at: string }) {
  const { t } = form;
  return (
    <details class="flow-more" open={isList && option.description !== undefined}>
      <summary class="button quiet">{t("flows.option.more")}</summary>
      <div class="stack">
        <TextsField
          form={form}
          name={`${at}.words`}
          label={t("flows.option.words")}
          hint={t("flows.option.words.hint")}
          texts={wordsOf(option)}
          most={500}
        />
        <TextsField
          form={form}
          name={`${at}.description`}
          label={t("flows.option.description")}
          hint={isList ? undefined : t("flows.option.description.hint")}
          texts={option.description}
          most={72}
        />
      </div>
    </details>
  );
}

function wordsOf({ words = {} }: Option): Texts {
  return Object.fromEntries(
    Object.entries(words).map(([language, list]) => [language, list.join(", ")]),
  );
}

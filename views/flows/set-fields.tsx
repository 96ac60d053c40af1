/** @jsxImportSource preact */
import type { Change, SetStep } from "../../src/flows/flow.ts";
import { changeKinds, priorities } from "../../src/flows/flow-form.ts";
import { Line, NextField, Pick, type StepForm } from "./step-atoms.tsx";
import { AddRow, RowButton } from "./step-rows.tsx";
import { TextsField } from "./step-texts.tsx";

/** What is noted down: each change a row. */
export function SetFields({ form, step }: { form: StepForm; step: SetStep }) {
  const { t } = form;
  return (
    <>
      <input type="hidden" name="changes" value={[...step.changes.keys()].join(" ")} />
      <ol class="flow-rows">
        {step.changes.map((change, index) => (
          <li key={index} class="flow-row">
            <div class="spread">
              <strong>{t("flows.change", { n: index + 1 })}</strong>
              <span class="line-actions">
                <RowButton
                  form={form}
                  edit={`remove-change ${index}`}
                  icon="trash"
                  label={t("flows.change.remove", { n: index + 1 })}
                />
              </span>
            </div>
            <Pick
              form={form}
              name={`change.${index}.set`}
              label={t("flows.change.what")}
              value={change.set}
              choices={changeKinds.map((value) => ({ value, label: t(`flows.change.${value}`) }))}
            />
            <ChangeFields form={form} change={change} at={`change.${index}`} />
          </li>
        ))}
      </ol>
      <AddRow form={form} edit="add-change">
        {t("flows.change.add")}
      </AddRow>
      <NextField
        form={form}
        name="next"
        label={t("flows.next")}
        next={step.next}
        end={t("flows.ends")}
      />
    </>
  );
}

function ChangeFields({ form, change, at }: { form: StepForm; change: Change; at: string }) {
  const { t } = form;
  if (change.set === "consent")
    return (
      <TextsField
        form={form}
        name={`${at}.text`}
        label={t("flows.change.consent.text")}
        hint={t("flows.change.consent.hint")}
        texts={change.text}
        most={1024}
        rows={3}
      />
    );
  if (change.set === "priority")
    return (
      <Pick
        form={form}
        name={`${at}.priority`}
        label={t("flows.change.priority")}
        value={change.value}
        choices={priorities.map((value) => ({ value, label: t(`flows.priority.${value}`) }))}
      />
    );
  return (
    <>
      <ChangedName form={form} change={change} at={at} />
      <Line
        form={form}
        name={`${at}.value`}
        label={t("flows.change.value")}
        hint={t("flows.change.value.hint")}
        value={change.value}
        most={500}
      />
    </>
  );
}

/** Which of them it is, where there are several. */
function ChangedName({ form, change, at }: { form: StepForm; change: Change; at: string }) {
  const { t, choices } = form;
  return (
    <>
      {change.set === "variable" && (
        <Line
          form={form}
          name={`${at}.name`}
          label={t("flows.change.variable.name")}
          value={change.name}
          most={40}
          isMono
        />
      )}
      {change.set === "contact-field" && (
        <Pick
          form={form}
          name={`${at}.field`}
          label={t("flows.change.contact-field.name")}
          value={change.name}
          empty={t("flows.choose")}
          choices={choices.fields}
        />
      )}
    </>
  );
}

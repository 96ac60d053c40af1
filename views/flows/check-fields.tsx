/** @jsxImportSource preact */
import type { CheckStep, Test } from "../../src/flows/flow.ts";
import { takesValue, tests } from "../../src/flows/flow-form.ts";
import { Line, NextField, Pick, type StepForm } from "./step-atoms.tsx";
import { AddRow, RowButton } from "./step-rows.tsx";

type Case = CheckStep["cases"][number];

/** Cases that read as sentences: if … is … and … then go to …; otherwise … */
export function CheckFields({ form, step }: { form: StepForm; step: CheckStep }) {
  const { t } = form;
  return (
    <>
      <input type="hidden" name="cases" value={[...step.cases.keys()].join(" ")} />
      <ol class="flow-rows">
        {step.cases.map((one, index) => (
          <CaseRow key={index} form={form} one={one} index={index} />
        ))}
      </ol>
      <AddRow form={form} edit="add-case">
        {t("flows.case.add")}
      </AddRow>
      <NextField
        form={form}
        name="otherwise"
        label={t("flows.check.otherwise")}
        next={step.otherwise}
        end={t("flows.ends")}
      />
    </>
  );
}

function CaseRow({ form, one, index }: { form: StepForm; one: Case; index: number }) {
  const { t } = form;
  const at = `case.${index}`;
  const n = index + 1;
  return (
    <li class="flow-row">
      <div class="spread">
        <strong>{t("flows.case", { n })}</strong>
        <span class="line-actions">
          <RowButton
            form={form}
            edit={`remove-case ${index}`}
            icon="trash"
            label={t("flows.case.remove", { n })}
          />
        </span>
      </div>
      <input type="hidden" name={`${at}.tests`} value={[...one.tests.keys()].join(" ")} />
      {one.tests.map((test, place) => (
        <TestRow key={place} form={form} test={test} index={index} place={place} />
      ))}
      <AddRow form={form} edit={`add-test ${index}`} name={`add-test-${index}`}>
        {t("flows.test.add")}
      </AddRow>
      <NextField
        form={form}
        name={`${at}.next`}
        label={t("flows.case.next")}
        next={one.next}
        end={t("flows.ends")}
      />
    </li>
  );
}

interface TestProps {
  form: StepForm;
  test: Test;
  index: number;
  place: number;
}

function TestRow({ form, test, index, place }: TestProps) {
  const { t, choices } = form;
  const at = `case.${index}.${place}`;
  return (
    <div class="flow-test">
      <Pick
        form={form}
        name={`${at}.left`}
        label={t(place === 0 ? "flows.test.if" : "flows.test.and")}
        value={test.left}
        empty={t("flows.choose")}
        choices={[]}
        groups={choices.lefts}
      />
      <Pick
        form={form}
        name={`${at}.test`}
        label={t("flows.test.how")}
        isLabelHidden
        value={test.test}
        choices={tests.map((value) => ({ value, label: t(`flows.test.${value}`) }))}
      />
      <div class={takesValue(test.test) ? "flow-value" : "flow-value is-unused"}>
        <Line
          form={form}
          name={`${at}.value`}
          label={t("flows.test.value")}
          isLabelHidden
          value={test.value ?? ""}
          most={500}
          placeholder={t("flows.test.value")}
        />
      </div>
      <RowButton
        form={form}
        edit={`remove-test ${index} ${place}`}
        icon="close"
        label={t("flows.test.remove", { n: place + 1 })}
        isDisabled={place === 0}
      />
    </div>
  );
}

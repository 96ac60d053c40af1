/** @jsxImportSource preact */
import type { EndStep, HandOverStep, JumpStep, SolvedStep } from "../../src/flows/flow.ts";
import { priorities } from "../../src/flows/flow-form.ts";
import { Line, NextField, Pick, type StepForm } from "./step-atoms.tsx";
import { TextsField } from "./step-texts.tsx";

/** The longest that WhatsApp takes (API.md §6): a text, and the body of buttons. */
const LONG = 4096;
const BODY = 1024;

interface Of<S> {
  form: StepForm;
  step: S;
}

export function SolvedFields({ form, step }: Of<SolvedStep>) {
  const { t } = form;
  return (
    <>
      <TextsField
        form={form}
        name="text"
        label={t("flows.solved.text")}
        hint={t("flows.solved.text.hint")}
        texts={step.text}
        most={BODY}
        rows={2}
      />
      <NextField
        form={form}
        name="yes"
        label={t("flows.exit.yes")}
        next={step.yes}
        end={t("flows.ends")}
      />
      <NextField
        form={form}
        name="no"
        label={t("flows.exit.no")}
        next={step.no}
        end={t("flows.ends")}
      />
    </>
  );
}

export function HandOverFields({ form, step }: Of<HandOverStep>) {
  const { t, choices } = form;
  return (
    <>
      <TextsField
        form={form}
        name="text"
        label={t("flows.hand-over.text")}
        hint={t("flows.hand-over.text.hint")}
        texts={step.text}
        most={LONG}
        rows={3}
      />
      <Pick
        form={form}
        name="team"
        label={t("flows.hand-over.team")}
        value={String(step.teamId ?? "")}
        empty={t("flows.hand-over.team.none")}
        choices={choices.teams}
      />
      <Pick
        form={form}
        name="priority"
        label={t("flows.hand-over.priority")}
        value={step.priority ?? ""}
        empty={t("flows.hand-over.priority.none")}
        choices={priorities.map((value) => ({ value, label: t(`flows.priority.${value}`) }))}
      />
      <Line
        form={form}
        name="tag"
        label={t("flows.hand-over.tag")}
        value={step.tag ?? ""}
        most={40}
      />
    </>
  );
}

export function JumpFields({ form, step }: Of<JumpStep>) {
  const { t, choices } = form;
  return (
    <Pick
      form={form}
      name="flow"
      label={t("flows.jump.flow")}
      hint={t("flows.jump.flow.hint")}
      value={String(step.flowId ?? "")}
      empty={t("flows.choose")}
      choices={choices.flows}
    />
  );
}

export function EndFields({ form, step }: Of<EndStep>) {
  const { t } = form;
  return (
    <TextsField
      form={form}
      name="text"
      label={t("flows.end.text")}
      hint={t("flows.end.text.hint")}
      texts={step.text}
      most={LONG}
      rows={3}
    />
  );
}

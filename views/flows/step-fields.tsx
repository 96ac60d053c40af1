/** @jsxImportSource preact */
import type {
  AskStep,
  BookStep,
  HandOverStep,
  JumpStep,
  SayStep,
  SolvedStep,
  WaitStep,
} from "../../src/flows/flow.ts";
import { inputKinds } from "../../src/flows/flow.ts";
import { bookActs, priorities } from "../../src/flows/flow-form.ts";
import { Checkbox, Suggestions } from "../ui/field.tsx";
import { CheckFields } from "./check-fields.tsx";
import { ChooseFields } from "./choose-fields.tsx";
import { LookUpFields } from "./look-up-fields.tsx";
import { RetryFields } from "./retry-fields.tsx";
import { SetFields } from "./set-fields.tsx";
import { idOf, Line, NextField, Pick, type StepForm, TextsField } from "./step-atoms.tsx";

/** The longest that WhatsApp takes (API.md §6): a text, and the body of buttons or a list. */
const LONG = 4096;
const BODY = 1024;

/** The fields of a step, by what it does. */
export function StepFields({ form }: { form: StepForm }) {
  const { step, t } = form;
  switch (step.kind) {
    case "say":
      return <SayFields form={form} step={step} />;
    case "ask":
      return <AskFields form={form} step={step} />;
    case "choose":
      return <ChooseFields form={form} step={step} />;
    case "check":
      return <CheckFields form={form} step={step} />;
    case "look-up":
      return <LookUpFields form={form} step={step} />;
    case "set":
      return <SetFields form={form} step={step} />;
    case "wait":
      return <WaitFields form={form} step={step} />;
    case "book":
      return <BookFields form={form} step={step} />;
    case "solved":
      return <SolvedFields form={form} step={step} />;
    case "hand-over":
      return <HandOverFields form={form} step={step} />;
    case "jump":
      return <JumpFields form={form} step={step} />;
    case "end":
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
}

interface Of<S> {
  form: StepForm;
  step: S;
}

function SayFields({ form, step }: Of<SayStep>) {
  const { t, choices } = form;
  return (
    <>
      <TextsField
        form={form}
        name="text"
        label={t("flows.say.text")}
        texts={step.text}
        most={LONG}
        rows={4}
      />
      {(choices.assets.length > 0 || step.assetId !== undefined) && (
        <Pick
          form={form}
          name="asset"
          label={t("flows.say.asset")}
          value={String(step.assetId ?? "")}
          empty={t("flows.say.asset.none")}
          choices={choices.assets}
        />
      )}
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

function AskFields({ form, step }: Of<AskStep>) {
  const { t } = form;
  return (
    <>
      <TextsField
        form={form}
        name="text"
        label={t("flows.ask.text")}
        texts={step.text}
        most={LONG}
        rows={3}
      />
      <Pick
        form={form}
        name="input"
        label={t("flows.ask.input")}
        value={step.input}
        choices={inputKinds.map((kind) => ({ value: kind, label: t(`flows.input.${kind}`) }))}
      />
      <Line
        form={form}
        name="save"
        label={t("flows.save")}
        hint={t("flows.save.hint")}
        value={step.save}
        most={40}
        placeholder="order_number"
        isMono
      />
      <NextField
        form={form}
        name="next"
        label={t("flows.ask.next")}
        next={step.next}
        end={t("flows.ends")}
      />
      <TextsField
        form={form}
        name="retry"
        label={t("flows.ask.retry")}
        hint={t("flows.ask.retry.hint")}
        texts={step.retryText}
        most={LONG}
        rows={2}
      />
      <RetryFields form={form} step={step} />
      <Checkbox
        id={idOf("optional")}
        name="optional"
        label={t("flows.ask.optional")}
        checked={step.isOptional}
      />
    </>
  );
}

function WaitFields({ form, step }: Of<WaitStep>) {
  const { t } = form;
  return (
    <>
      <fieldset class="field">
        <legend>{t("flows.wait.until")}</legend>
        {(["minutes", "open"] as const).map((value) => (
          <label key={value} class="check">
            <input
              type="radio"
              name="until"
              value={value}
              checked={(step.minutes === null) === (value === "open")}
            />
            <span>{t(`flows.wait.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      <div class="flow-minutes">
        <Line
          form={form}
          name="minutes"
          label={t("flows.wait.number")}
          value={String(step.minutes ?? 60)}
          most={5}
          inputMode="numeric"
        />
      </div>
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

function BookFields({ form, step }: Of<BookStep>) {
  const { t, choices } = form;
  return (
    <>
      <Pick
        form={form}
        name="act"
        label={t("flows.book.act")}
        value={step.act}
        choices={bookActs.map((act) => ({ value: act, label: t(`flows.book.${act}`) }))}
      />
      <Line
        form={form}
        name="service"
        label={t("flows.book.service")}
        hint={t("flows.book.service.hint")}
        value={step.service ?? ""}
        most={200}
        list="flow-services"
      />
      <Suggestions id="flow-services" values={choices.services} />
      <NextField
        form={form}
        name="next"
        label={t("flows.book.next")}
        next={step.next}
        end={t("flows.ends")}
      />
      <NextField
        form={form}
        name="none"
        label={t("flows.book.none")}
        next={step.none}
        end={t("flows.ends")}
      />
    </>
  );
}

function SolvedFields({ form, step }: Of<SolvedStep>) {
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

function HandOverFields({ form, step }: Of<HandOverStep>) {
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

function JumpFields({ form, step }: Of<JumpStep>) {
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

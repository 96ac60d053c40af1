/** @jsxImportSource preact */
import type { AskStep, BookStep, SayStep, WaitStep } from "../../src/flows/flow.ts";
import { inputKinds } from "../../src/flows/flow.ts";
import { bookActs } from "../../src/flows/flow-form.ts";
import { Checkbox, Suggestions } from "../ui/field.tsx";
import { CheckFields } from "./check-fields.tsx";
import { ChooseFields } from "./choose-fields.tsx";
import { EndFields, HandOverFields, JumpFields, SolvedFields } from "./ending-fields.tsx";
import { LookUpFields } from "./look-up-fields.tsx";
import { RetryFields } from "./retry-fields.tsx";
import { SetFields } from "./set-fields.tsx";
import { idOf, Line, NextField, Pick, type StepForm } from "./step-atoms.tsx";
import { TextsField } from "./step-texts.tsx";

/** The longest text that WhatsApp takes (API.md §6). */
const LONG = 4096;

/** The fields of a step, by what it does. */
export function StepFields({ form }: { form: StepForm }) {
  const { step } = form;
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
      return <EndFields form={form} step={step} />;
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
      <MisfitFields form={form} step={step} />
    </>
  );
}

/** When the answer does not fit, and when there is none. */
function MisfitFields({ form, step }: Of<AskStep>) {
  const { t } = form;
  return (
    <>
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

/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Checkbox, Field, Select } from "../ui/field.tsx";
import type { DraftErrors, PolicyChoices, ReminderDraft, StepDraft } from "./types.ts";

/** A small button of the form: the answer is the form with one part more or less. */
export function editing(edit: string) {
  return {
    "hx-post": "/sla/policies/draft",
    "hx-target": "#rule-fields",
    "hx-swap": "outerMorph",
    "hx-vals": JSON.stringify({ edit }),
  };
}

interface RemindersProps {
  t: Translate;
  reminders: ReminderDraft[];
  errors: DraftErrors;
}

/** Before the deadline: how far ahead whoever has it is told. */
export function ReminderFields({ t, reminders, errors }: RemindersProps) {
  return (
    <fieldset class="field" id="reminders">
      <legend>{t("sla.reminders")}</legend>
      <small class="hint">{t("sla.reminders.hint")}</small>
      {reminders.map((reminder, index) => (
        <Reminder
          key={index}
          t={t}
          reminder={reminder}
          index={index}
          error={errors[`reminder.${index}`]}
        />
      ))}
      <p>
        <Button icon="plus" tone="quiet" {...editing("add reminder")}>
          {t("sla.reminder.add")}
        </Button>
      </p>
    </fieldset>
  );
}

interface ReminderProps {
  t: Translate;
  reminder: ReminderDraft;
  index: number;
  error: string | undefined;
}

function Reminder({ t, reminder, index, error }: ReminderProps) {
  const id = `reminder.${index}`;
  return (
    <div class={error ? "sla-line has-error" : "sla-line"}>
      <input
        class="input"
        type="text"
        inputMode="numeric"
        id={id}
        name="reminder.at"
        value={reminder.at}
        maxLength={6}
        autocomplete="off"
        aria-label={t("sla.reminder.number", { n: index + 1 })}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      <select
        class="input"
        id={`${id}.unit`}
        name="reminder.unit"
        aria-label={t("sla.reminder.unit", { n: index + 1 })}
      >
        {(["percent", "minutes"] as const).map((unit) => (
          <option key={unit} value={unit} selected={unit === reminder.unit}>
            {t(`sla.reminder.${unit}`)}
          </option>
        ))}
      </select>
      <IconButton
        icon="close"
        label={t("sla.reminder.remove", { n: index + 1 })}
        {...editing(`remove reminder ${index}`)}
      />
      {error && (
        <small id={`${id}-error`} class="error" role="alert">
          {error}
        </small>
      )}
    </div>
  );
}

interface LadderProps {
  t: Translate;
  ladder: StepDraft[];
  choices: PolicyChoices;
  errors: DraftErrors;
}

/** After a breach: who gets it next, and when. */
export function LadderFields({ t, ladder, choices, errors }: LadderProps) {
  return (
    <fieldset class="field" id="ladder">
      <legend>{t("sla.ladder")}</legend>
      <small class="hint">{t("sla.ladder.hint")}</small>
      <ol class="ladder">
        {ladder.map((step, index) => (
          <li key={index}>
            <Step t={t} step={step} index={index} choices={choices} errors={errors} />
          </li>
        ))}
      </ol>
      <p>
        <Button icon="plus" tone="quiet" {...editing("add step")}>
          {t("sla.step.add")}
        </Button>
      </p>
    </fieldset>
  );
}

interface StepProps {
  t: Translate;
  step: StepDraft;
  index: number;
  choices: PolicyChoices;
  errors: DraftErrors;
}

function Step({ t, step, index, choices, errors }: StepProps) {
  const id = `step.${index}`;
  return (
    <div class="ladder-step" role="group" aria-label={t("sla.step", { n: index + 1 })}>
      <StepHead t={t} index={index} />
      <div class="sla-pair">
        <Field
          id={`${id}.after`}
          label={t("sla.step.after")}
          value={step.after}
          placeholder="30 min"
          error={errors[`${id}.after`]}
          maxLength={20}
          autocomplete="off"
        />
        <Select
          id={`${id}.assign`}
          label={t("sla.step.assign")}
          choices={choices.assign}
          value={step.assign}
          error={errors[`${id}.assign`]}
        />
      </div>
      <Checkbox id={`${id}.vip`} label={t("sla.step.vip")} checked={step.onlyVip} />
      <Checkbox id={`${id}.raises`} label={t("sla.step.raises")} checked={step.raises} />
      <Checkbox id={`${id}.escalates`} label={t("sla.step.escalates")} checked={step.escalates} />
      <NotifyChoice t={t} id={id} step={step} choices={choices} />
      <Field
        id={`${id}.tags`}
        label={t("sla.step.tags")}
        hint={t("sla.step.tags.hint")}
        value={step.tags}
        error={errors[`${id}.tags`]}
        maxLength={200}
        autocomplete="off"
      />
      <input type="hidden" name={`${id}.text`} value={step.text} />
      <input type="hidden" name={`${id}.rest`} value={step.rest} />
      {errors[id] && (
        <small class="error" role="alert">
          {errors[id]}
        </small>
      )}
    </div>
  );
}

function StepHead({ t, index }: Pick<StepProps, "t" | "index">) {
  return (
    <p class="spread">
      <strong>{t("sla.step", { n: index + 1 })}</strong>
      <IconButton
        icon="trash"
        label={t("sla.step.remove", { n: index + 1 })}
        {...editing(`remove step ${index}`)}
      />
    </p>
  );
}

function NotifyChoice({
  t,
  id,
  step,
  choices,
}: Pick<StepProps, "t" | "step" | "choices"> & { id: string }) {
  return (
    <fieldset class="field">
      <legend>{t("sla.step.notify")}</legend>
      <div class="chips">
        {choices.notify.map(({ value, label }) => (
          <label key={value} class="chip">
            <input
              type="checkbox"
              name={`${id}.notify`}
              value={value}
              checked={step.notify.includes(value)}
            />
            <span dir="auto">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

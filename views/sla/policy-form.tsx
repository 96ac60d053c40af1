/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { type Frame, Layout } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { Notice } from "../settings/notice.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { Checkbox, Field } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { LadderFields, ReminderFields } from "./ladder-fields.tsx";
import { TargetsFields } from "./targets-fields.tsx";
import type { DraftErrors, PolicyChoices, PolicyDraft } from "./types.ts";

export interface PolicyFieldsProps {
  t: Translate;
  /** Null: a new policy. */
  id: number | null;
  draft: PolicyDraft;
  choices: PolicyChoices;
  errors?: DraftErrors;
  /** The editor of conditions, ready to show. */
  condition: ComponentChildren;
}

/** One policy to write or change, with a trial on last week's tickets below. */
export function PolicyFormPage({ frame, ...fields }: PolicyFieldsProps & { frame: Frame }) {
  const { t, id } = fields;
  const title = t(id === null ? "sla.policy.new" : "sla.policy.edit");
  return (
    <Layout title={title} frame={frame} active="sla" styles={["sla", "routing"]}>
      <div class="column">
        <BackLink href="/sla">{t("sla.tab.policies")}</BackLink>
        <h1>{title}</h1>
        <form
          class="stack sla-form"
          method="post"
          action={id === null ? "/sla/policies" : `/sla/policies/${id}`}
        >
          <PolicyFields {...fields} />
          <div class="panel">
            <p class="hint">{t("sla.try.hint")}</p>
            <p>
              <Button
                icon="retry"
                hx-post="/sla/policies/trial"
                hx-target="#policy-trial"
                hx-swap="outerMorph"
              >
                {t("sla.try")}
              </Button>
            </p>
            <div id="policy-trial" aria-live="polite" />
            <SaveActions t={t} cancel="/sla" />
          </div>
        </form>
      </div>
    </Layout>
  );
}

/** All fields: a swap target of its own for the small buttons. */
export function PolicyFields({ t, id, draft, choices, errors = {}, condition }: PolicyFieldsProps) {
  return (
    <div id="rule-fields" class="stack sla-fields">
      {id !== null && <input type="hidden" name="policy" value={id} />}
      {Object.keys(errors).length > 0 && <Notice tone="danger">{t("sla.errors")}</Notice>}
      <section class="panel">
        <Field
          id="name"
          label={t("sla.field.name")}
          hint={t("sla.field.name.hint")}
          error={errors.name}
          value={draft.name}
          maxLength={80}
          required
          autocomplete="off"
        />
        <Checkbox id="enabled" label={t("sla.field.enabled")} checked={draft.isEnabled} />
      </section>
      <section class="panel" aria-labelledby="sla-who">
        <h2 id="sla-who">{t("sla.who")}</h2>
        <p class="hint">{t("sla.who.hint")}</p>
        {condition}
        {errors.condition && (
          <small class="error" role="alert">
            {errors.condition}
          </small>
        )}
      </section>
      <TargetsPanel t={t} draft={draft} errors={errors} />
      <section class="panel" aria-labelledby="sla-time">
        <h2 id="sla-time">{t("sla.time")}</h2>
        <CalendarChoice t={t} chosen={draft.calendar} hasOwn={draft.hasOwnCalendar} />
        <PauseChoice t={t} chosen={draft.pauses} />
      </section>
      <section class="panel" aria-labelledby="sla-late">
        <h2 id="sla-late">{t("sla.late")}</h2>
        <ReminderFields t={t} reminders={draft.reminders} errors={errors} />
        <LadderFields t={t} ladder={draft.ladder} choices={choices} errors={errors} />
      </section>
    </div>
  );
}

interface PanelProps {
  t: Translate;
  draft: PolicyDraft;
  errors: DraftErrors;
}

function TargetsPanel({ t, draft, errors }: PanelProps) {
  return (
    <section class="panel" aria-labelledby="sla-targets">
      <h2 id="sla-targets">{t("sla.targets")}</h2>
      <p class="hint">{t("sla.targets.hint")}</p>
      {errors.targets && (
        <small class="error" role="alert">
          {errors.targets}
        </small>
      )}
      <TargetsFields t={t} targets={draft.targets} errors={errors} />
      <Checkbox
        id="botAnswers"
        label={t("sla.field.bot")}
        hint={t("sla.field.bot.hint")}
        checked={draft.botAnswers}
      />
    </section>
  );
}

function CalendarChoice({ t, chosen, hasOwn }: { t: Translate; chosen: string; hasOwn: boolean }) {
  const offered = ["team", "business", "always", ...(hasOwn ? (["own"] as const) : [])] as const;
  return (
    <fieldset class="field">
      <legend>{t("sla.calendar")}</legend>
      {offered.map((value) => (
        <label key={value} class="check option">
          <input type="radio" name="calendar" value={value} checked={value === chosen} />
          <span>
            {t(`sla.calendar.${value}`)}
            <small class="hint">{t(`sla.calendar.${value}.hint`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function PauseChoice({ t, chosen }: { t: Translate; chosen: string[] }) {
  return (
    <fieldset class="field">
      <legend>{t("sla.pauses")}</legend>
      <small class="hint">{t("sla.pauses.hint")}</small>
      {(["pending", "snoozed"] as const).map((value) => (
        <Checkbox
          key={value}
          id={`pause-${value}`}
          name="pauses"
          value={value}
          label={t(`sla.pause.${value}`)}
          checked={chosen.includes(value)}
        />
      ))}
    </fieldset>
  );
}

/** @jsxImportSource preact */
import { routingEvents } from "../../src/routing/conditions.ts";
import type { RuleChoices } from "../../src/routing/rule-choices.ts";
import type { RuleDraft } from "../../src/routing/rule-draft.ts";
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { Checkbox, Field } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { Notice } from "../settings/notice.tsx";
import { ActionsFields } from "./action-fields.tsx";
import { GroupFields } from "./condition-fields.tsx";

export interface Building {
  t: Translate;
  draft: RuleDraft;
  choices: RuleChoices;
  /** In words, by the line that is wrong. */
  faults: Record<string, string>;
  /** The element that gets the focus. */
  focus: string;
  /** The rule as a sentence, as far as it is one. */
  sentence: string;
  /** Only the first rule that fits acts, whatever it says of those below. */
  isFirstOnly: boolean;
}

interface BuilderPageProps {
  frame: Frame;
  /** Null: a new rule. */
  id: number | null;
  building: Building;
}

/** `/routing/rules/new` and `/routing/rules/:id`. */
export function BuilderPage({ frame, id, building }: BuilderPageProps) {
  const { t } = frame.me;
  const title = t(id === null ? "routing.rule.new" : "routing.rule.edit");
  return (
    <Layout title={title} frame={frame} active="routing" styles={["routing"]}>
      <div class="column">
        <BackLink href="/routing">{t("routing.title")}</BackLink>
        <div class={id === null ? undefined : "spread"}>
          <h1>{title}</h1>
          {id !== null && (
            <a class="rule-link" href={`/routing/rules/${id}/versions`}>
              {t("routing.versions")}
            </a>
          )}
        </div>
        <form
          class="stack"
          method="post"
          action={id === null ? "/routing/rules" : `/routing/rules/${id}`}
          novalidate
        >
          <EnterRedraws />
          <input type="hidden" name="id" value={id ?? ""} />
          <RuleFields {...building} />
          <Trial t={t} />
          <SaveActions t={t} cancel="/routing" />
        </form>
      </div>
    </Layout>
  );
}

/** Enter in a field presses the first button of a form: here it adds the word just typed. */
function EnterRedraws() {
  return (
    <button
      class="sr-only"
      type="submit"
      formaction="/routing/draft"
      tabindex={-1}
      aria-hidden="true"
      hx-post="/routing/draft"
      hx-target="#rule-fields"
      hx-swap="outerMorph"
      hx-sync="closest form:replace"
    />
  );
}

/** All that the form holds: what every button of the builder gets back. */
export function RuleFields({ t, draft, choices, faults, focus, sentence, isFirstOnly }: Building) {
  const tree = { t, choices, faults, focus };
  const wrong = Object.keys(faults).length;
  return (
    <div id="rule-fields" class="stack">
      {wrong > 0 && (
        <Notice tone="danger">{faults.form ?? t("routing.faults", { n: wrong })}</Notice>
      )}
      <section class="panel">
        <Field
          id="name"
          label={t("routing.name")}
          hint={t("routing.name.hint")}
          error={faults.name}
          value={draft.name}
          maxLength={80}
          autocomplete="off"
        />
      </section>
      <EventsFields t={t} draft={draft} faults={faults} />
      <section class="panel" aria-labelledby="if-title">
        <h2 id="if-title">{t("routing.if")}</h2>
        <p class="hint">{t("routing.if.hint")}</p>
        <GroupFields {...tree} group={draft.condition} parent={null} depth={1} />
      </section>
      <section class="panel" aria-labelledby="then-title">
        <h2 id="then-title">{t("routing.then")}</h2>
        <ActionsFields {...tree} actions={draft.actions} />
        <Checkbox
          id="stops"
          label={t("routing.stops")}
          hint={t(isFirstOnly ? "routing.stops.first" : "routing.stops.hint")}
          checked={draft.stops}
        />
        <Checkbox id="enabled" label={t("routing.enabled")} checked={draft.isEnabled} />
      </section>
      <Sentence t={t} sentence={sentence} />
    </div>
  );
}

function EventsFields({ t, draft, faults }: Pick<Building, "t" | "draft" | "faults">) {
  return (
    <fieldset class="panel" id="events">
      <legend class="sr-only">{t("routing.when")}</legend>
      <h2 aria-hidden="true">{t("routing.when")}</h2>
      <div>
        {routingEvents.map((event) => (
          <label key={event} class="check">
            <input
              type="checkbox"
              name="event"
              value={event}
              checked={draft.events.includes(event)}
            />
            <span>{t(`routing.event.${event}`)}</span>
          </label>
        ))}
      </div>
      <div class="rule-minutes">
        <Field
          id="minutes"
          label={t("routing.minutes")}
          error={faults.minutes}
          value={draft.minutes}
          inputMode="numeric"
          autocomplete="off"
        />
      </div>
      {faults.events && (
        <small class="error" role="alert">
          {faults.events}
        </small>
      )}
    </fieldset>
  );
}

/** The rule read aloud; fetched anew after every change. */
export function Sentence({ t, sentence }: Pick<Building, "t" | "sentence">) {
  return (
    <section
      id="rule-sentence"
      class="panel rule-sentence"
      aria-live="polite"
      aria-label={t("routing.reads")}
      hx-post="/routing/sentence"
      hx-trigger="change from:#rule-fields delay:150ms"
      hx-swap="outerMorph"
      hx-sync="this:replace"
    >
      <p>{sentence}</p>
    </section>
  );
}

function Trial({ t }: { t: Translate }) {
  return (
    <section class="panel" aria-labelledby="trial-title">
      <h2 id="trial-title">{t("routing.trial")}</h2>
      <p class="hint">{t("routing.trial.hint")}</p>
      <p>
        <Button icon="retry" hx-post="/routing/dry-run" hx-target="#trial" hx-swap="outerMorph">
          {t("routing.trial.run")}
        </Button>
      </p>
      <div id="trial" aria-live="polite" />
    </section>
  );
}

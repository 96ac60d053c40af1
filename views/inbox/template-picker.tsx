/** @jsxImportSource preact */
import { gateTextKey } from "../../src/consent/gate.ts";
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import type {
  ChosenTemplate,
  ClosedComposer,
  ComposerBase,
  TemplateChoice,
} from "./composer-types.ts";

type PickerProps = { t: Translate; composer: ComposerBase & ClosedComposer };

/** What the composer becomes when the window is closed: why, and what can still be sent. */
export function TemplatePicker({ t, composer }: PickerProps) {
  return (
    <div class="template-picker" id="template-picker" hx-morph-skip>
      <p class="composer-why">
        <Icon name="lock" />
        <span>
          <strong>{t("composer.closed")}</strong> {composer.why}
        </span>
      </p>
      <div id="template-step">
        <TemplateStep t={t} composer={composer} />
      </div>
    </div>
  );
}

/** Either the list or the chosen one's form; GET /tickets/:number/templates answers it. */
export function TemplateStep({ t, composer }: PickerProps) {
  if (composer.chosen)
    return <TemplateForm t={t} number={composer.number} template={composer.chosen} />;
  if (composer.templates.length === 0) return <NoTemplates t={t} composer={composer} />;
  const refused = composer.templates.filter(({ heldBack }) => heldBack !== null);
  const sendable = composer.templates.filter(({ heldBack }) => heldBack === null);
  return (
    <div class="templates">
      <TemplateList label={t("composer.template")} number={composer.number} templates={sendable} />
      {refused.length > 0 && (
        <>
          <p class="hint" id="templates-refused">
            {reasonsOf(t, refused)}
          </p>
          <TemplateList
            label={t("composer.template.refused")}
            number={composer.number}
            templates={refused}
          />
        </>
      )}
    </div>
  );
}

/** Each reason once; who only never agreed is told of in a few words. */
function reasonsOf(t: Translate, refused: readonly TemplateChoice[]): string {
  const reasons = refused.flatMap(({ heldBack }) => heldBack ?? []);
  const texts = reasons.map((reason) =>
    reason === "none" ? t("composer.template.no-consent") : t(gateTextKey(reason)),
  );
  return [...new Set(texts)].join(" ");
}

/** The list again once a template has left: a second click must not send it twice. */
export function TemplateListPart({ t, composer }: PickerProps) {
  return (
    <hx-partial
      hx-target={`#thread-pane[data-ticket="${composer.number}"] #template-step`}
      hx-swap="innerHTML"
    >
      <TemplateStep t={t} composer={composer} />
    </hx-partial>
  );
}

interface ListProps {
  label: string;
  number: number;
  templates: TemplateChoice[];
}

function TemplateList({ label, number, templates }: ListProps) {
  if (templates.length === 0) return null;
  return (
    <ul aria-label={label}>
      {templates.map((template) => (
        <li key={template.id}>
          <TemplateButton number={number} template={template} />
        </li>
      ))}
    </ul>
  );
}

function TemplateButton({ number, template }: { number: number; template: TemplateChoice }) {
  return (
    <button
      type="button"
      class="template-choice"
      disabled={template.heldBack !== null}
      aria-describedby={template.heldBack ? "templates-refused" : undefined}
      hx-get={`/tickets/${number}/templates?template=${template.id}`}
      hx-target="#template-step"
      hx-swap="innerHTML"
    >
      <span class="spread">
        <strong>{template.name.replaceAll("_", " ")}</strong>
        <small>
          {template.language} · {template.category}
        </small>
      </span>
      <span class="one-line quiet-text" dir="auto">
        {template.preview}
      </span>
    </button>
  );
}

interface FormProps {
  t: Translate;
  number: number;
  template: ChosenTemplate;
}

function TemplateForm({ t, number, template }: FormProps) {
  return (
    <form
      class="template-form"
      id="template-form"
      method="post"
      action={`/tickets/${number}/messages`}
      hx-post={`/tickets/${number}/messages`}
      hx-swap="none"
      hx-sync="this:drop"
      hx-include=".tail-state"
    >
      <input type="hidden" name="template" value={template.id} />
      <p class="template-preview" dir="auto">
        {template.preview}
      </p>
      <TemplateFields template={template} />
      <p class="template-foot">
        <button
          type="button"
          class="button quiet"
          hx-get={`/tickets/${number}/templates`}
          hx-target="#template-step"
          hx-swap="innerHTML"
        >
          <Icon name="back" />
          <span>{t("composer.template.back")}</span>
        </button>
        <span class="grow" />
        <Button type="submit" tone="primary" icon="send">
          {t("composer.template.send")}
        </Button>
      </p>
    </form>
  );
}

function TemplateFields({ template }: { template: ChosenTemplate }) {
  return (
    <div class="template-fields">
      {template.variables.map((variable) => (
        <label key={variable.name} class="field">
          <span>{variable.label}</span>
          <input
            class="input"
            name={variable.name}
            value={variable.value}
            placeholder={variable.example}
            dir="auto"
            required
          />
        </label>
      ))}
    </div>
  );
}

function NoTemplates({ t, composer }: PickerProps) {
  return (
    <div class="composer-stopped">
      <Icon name="template" />
      <p>{t("composer.template.none")}</p>
      {composer.canSync && (
        <Button
          icon="retry"
          hx-post={`/tickets/${composer.number}/templates`}
          hx-target="#template-step"
          hx-swap="innerHTML"
        >
          {t("composer.template.sync")}
        </Button>
      )}
    </div>
  );
}

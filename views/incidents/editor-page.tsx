/** @jsxImportSource preact */
import { LanguageTabs } from "../bot/language-tabs.tsx";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { BackLink, ButtonLink } from "../ui/button.tsx";
import { Checkbox, Field, Select, Suggestions } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { AnswerFields } from "./answer-fields.tsx";
import { DetailFields } from "./detail-fields.tsx";
import { type Editing, editing, faultIn } from "./editing.ts";
import { LookUpFields } from "./look-up-fields.tsx";
import { type Beside, IncidentBeside } from "./preview.tsx";

interface EditorPageProps {
  frame: Frame;
  /** Null: a new one. */
  id: number | null;
  form: Editing;
  beside: Beside;
}

/** `/bot/incidents/new` and `/bot/incidents/:id` */
export function EditorPage({ frame, id, form, beside }: EditorPageProps) {
  const { t } = frame.me;
  const title = t(id === null ? "incident.new" : "incident.edit");
  return (
    <Layout title={title} frame={frame} active="bot" styles={["incidents"]}>
      <div class="column wide">
        <BackLink href="/bot/incidents">{t("incident.title")}</BackLink>
        <div class={id === null ? undefined : "spread"}>
          <h1>{title}</h1>
          {id !== null && (
            <ButtonLink href={`/bot/incidents/${id}/versions`} tone="quiet" icon="clock">
              {t("incident.versions")}
            </ButtonLink>
          )}
        </div>
        <form
          id="incident-form"
          class="split"
          method="post"
          action={id === null ? "/bot/incidents" : `/bot/incidents/${id}`}
          enctype="multipart/form-data"
          novalidate
        >
          <EnterRedraws />
          <input type="hidden" name="id" value={id ?? ""} />
          <IncidentFields {...form} />
          <IncidentBeside {...beside} />
          <SaveActions t={t} cancel="/bot/incidents" />
        </form>
      </div>
    </Layout>
  );
}

/** Enter in a field presses the first button of a form: here it draws it anew, and saves nothing. */
function EnterRedraws() {
  return (
    <button class="sr-only" tabindex={-1} aria-hidden="true" {...editing("redraw")}>
      {" "}
    </button>
  );
}

/** All that is written of an incident: what every button of the editor gets back. */
export function IncidentFields(form: Editing) {
  const { t, faults } = form;
  const wrong = Object.keys(faults).length;
  return (
    <div id="incident-fields" class="stack">
      {form.red && (
        <Notice tone="danger">
          {form.red} <a href="/bot/tests">{t("incident.red.see")}</a>
        </Notice>
      )}
      {wrong > 0 && <Notice tone="danger">{t("incident.faults", { n: wrong })}</Notice>}
      <Naming {...form} />
      <Doing {...form} />
      <AnswerFields {...form} />
      <div class="stack of-answer">
        <DetailFields {...form} />
        <LookUpFields {...form} />
      </div>
      <Afterwards {...form} />
    </div>
  );
}

function Naming({ t, draft, faults, choices, fallback }: Editing) {
  return (
    <section class="panel">
      <Field
        id="name"
        label={t("incident.field.name")}
        hint={t("incident.field.name.hint")}
        error={faults.name}
        value={draft.name}
        maxLength={80}
        autocomplete="off"
      />
      <Field
        id="category"
        label={t("incident.field.category")}
        error={faults.category}
        value={draft.category}
        maxLength={40}
        list="categories"
        autocomplete="off"
      />
      <Suggestions id="categories" values={choices.categories} />
      <LanguageTabs
        t={t}
        name="phrasings"
        label={t("incident.field.phrasings")}
        hint={t("incident.field.phrasings.hint")}
        error={faults.phrasings ?? faultIn(faults, "phrasings.")}
        labelIn={(language) => t("incident.field.phrasings.in", { language })}
        texts={draft.phrasings}
        chosen={fallback}
        open={draft.tabs.phrasings}
        rows={8}
        maxLength={30_000}
      />
    </section>
  );
}

const deeds = ["answer", "flow"] as const;

function Doing({ t, draft, faults, choices }: Editing) {
  return (
    <section class="panel incident-does" aria-labelledby="does-title">
      <h2 id="does-title">{t("incident.field.does")}</h2>
      <div role="radiogroup" aria-labelledby="does-title">
        {deeds.map((value) => (
          <label key={value} class="check option">
            <input type="radio" name="does" value={value} checked={value === draft.does} />
            <span>
              {t(`incident.field.does.${value}`)}
              <small class="hint">{t(`incident.field.does.${value}.hint`)}</small>
            </span>
          </label>
        ))}
      </div>
      <div class="of-flow">
        {choices.flows.length === 0 ? (
          <p class="hint">
            {t("incident.field.flow.none")} <a href="/bot/flows">{t("incident.field.flow")}</a>
          </p>
        ) : (
          <Select
            id="flow_id"
            label={t("incident.field.flow")}
            error={faults.flow_id}
            choices={[{ value: "", label: t("incident.choose") }, ...choices.flows]}
            value={draft.flowId}
          />
        )}
        {choices.flows.length === 0 && faults.flow_id && (
          <small class="error">{faults.flow_id}</small>
        )}
      </div>
    </section>
  );
}

function Afterwards(form: Editing) {
  const { t, draft, faults, choices } = form;
  return (
    <section class="panel" aria-labelledby="after-title">
      <h2 id="after-title">{t("incident.after")}</h2>
      <div class="stack of-answer">
        <Checkbox
          id="asks_whether_solved"
          label={t("incident.asks-solved")}
          hint={t("incident.asks-solved.hint")}
          checked={draft.asksWhetherSolved}
        />
        <Escalation {...form} />
      </div>
      <Field
        id="ticket_category"
        label={t("incident.ticket-category")}
        error={faults.ticket_category}
        value={draft.ticketCategory}
        maxLength={40}
        list="ticket-categories"
        autocomplete="off"
      />
      <Suggestions id="ticket-categories" values={choices.ticketCategories} />
      <Checkbox id="enabled" label={t("incident.enabled")} checked={draft.isEnabled} />
    </section>
  );
}

function Escalation({ t, draft, faults, choices }: Editing) {
  const teams = [{ value: "", label: t("incident.escalation.team.none") }, ...choices.teams];
  const none = { value: "", label: t("incident.escalation.priority.none") };
  return (
    <>
      <h3>{t("incident.escalation")}</h3>
      <div class="incident-pair">
        <Select
          id="team_id"
          label={t("incident.escalation.team")}
          error={faults["escalation.team_id"]}
          choices={teams}
          value={draft.teamId}
        />
        <Select
          id="priority"
          label={t("incident.escalation.priority")}
          error={faults["escalation.priority"]}
          choices={[none, ...choices.priorities]}
          value={draft.priority}
        />
      </div>
      <Field
        id="tag"
        label={t("incident.escalation.tag")}
        error={faults["escalation.tag"]}
        value={draft.tag}
        maxLength={40}
        list="tags"
        autocomplete="off"
      />
      <Suggestions id="tags" values={choices.tags} />
    </>
  );
}

/** @jsxImportSource preact */
import { EVERY_PURPOSE } from "../../src/consent-log/record-consent.ts";
import {
  OWN_WORDS,
  recordedEvents,
  recordedMethods,
  type RecordProblems,
  type TypedRecord,
} from "../../src/consent-log/record-form.ts";
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { BackLink } from "../ui/button.tsx";
import { type Choice, describedBy, Field, FieldFrame, Select, TextArea } from "../ui/field.tsx";
import { languageChoices } from "../ui/languages.ts";
import { SaveActions } from "../ui/save-actions.tsx";
import { ConsentStates, ConsentTimeline, type ConsentView } from "./consent-timeline.tsx";

interface RecordFormProps {
  frame: Frame;
  contact: { id: number; name: string };
  typed: TypedRecord;
  problems: RecordProblems;
  choices: { purposes: Choice[]; texts: Choice[] };
  consent: ConsentView;
  done?: string;
}

/** `/contacts/:id/consent`: what was said to us in person, on paper or on the phone; and all of before. */
export function RecordFormPage(props: RecordFormProps) {
  const { frame, contact, consent, done } = props;
  const { t } = frame.me;
  return (
    <Layout title={t("record-form.title")} frame={frame} active="contacts" styles={["consent-log"]}>
      <div class="column wide">
        <BackLink href={`/contacts/${contact.id}`}>{contact.name}</BackLink>
        <h1>{t("record-form.title")}</h1>
        {done && <Notice tone="good">{done}</Notice>}
        <div class="split">
          <Panel id="record" title={t("record-form.new")} hint={t("record-form.hint")}>
            <RecordForm {...props} />
          </Panel>
          <div class="stack">
            <Panel id="states" title={t("contacts.consent")}>
              <ConsentStates t={t} states={consent.states} />
            </Panel>
            <Panel id="history" title={t("record-form.history")}>
              {consent.items.length === 0 && <p class="hint">{t("record-form.history.none")}</p>}
              <ConsentTimeline t={t} items={consent.items} />
            </Panel>
          </div>
        </div>
      </div>
    </Layout>
  );
}

function RecordForm({ frame, contact, typed, problems, choices }: RecordFormProps) {
  const { t } = frame.me;
  const wrong = Object.values(problems).length > 0;
  return (
    <form
      class="stack"
      method="post"
      action={`/contacts/${contact.id}/consent`}
      enctype="multipart/form-data"
    >
      {wrong && <Notice tone="danger">{t("record-form.wrong")}</Notice>}
      <What t={t} typed={typed} problems={problems} choices={choices} />
      <Words t={t} typed={typed} problems={problems} choices={choices} />
      <Proof t={t} typed={typed} problems={problems} />
      <SaveActions t={t} cancel={`/contacts/${contact.id}`} />
    </form>
  );
}

type Part = { t: Translate } & Pick<RecordFormProps, "typed" | "problems">;
type Choosing = Part & Pick<RecordFormProps, "choices">;

const said = (t: Translate, problems: RecordProblems, name: keyof RecordProblems) => {
  const problem = problems[name];
  return problem && t(problem);
};

function What({ t, typed, problems, choices }: Choosing) {
  const everything = { value: EVERY_PURPOSE, label: t("record-form.everything") };
  return (
    <div class="consent-filter">
      <Select
        id="event"
        label={t("consent-log.event")}
        choices={recordedEvents.map((name) => ({
          value: name,
          label: t(`record-form.event.${name}`),
        }))}
        value={typed.event}
        error={said(t, problems, "event")}
      />
      <Select
        id="purpose"
        label={t("consent-log.purpose")}
        choices={[...choices.purposes, everything]}
        value={typed.purpose}
        error={said(t, problems, "purpose")}
      />
      <Select
        id="method"
        label={t("consent-log.method")}
        hint={t("record-form.method.hint")}
        choices={recordedMethods.map((name) => ({
          value: name,
          label: t(`record-form.method.${name}`),
        }))}
        value={typed.method}
        error={said(t, problems, "method")}
      />
      <Field
        id="at"
        label={t("consent-log.fact.event-at")}
        type="datetime-local"
        value={typed.at}
        required
        error={said(t, problems, "at")}
      />
    </div>
  );
}

/** What they agreed to: one of the approved texts, or what was said or stands on the paper. */
function Words({ t, typed, problems, choices }: Choosing) {
  const own = { value: OWN_WORDS, label: t("record-form.text.own") };
  return (
    <fieldset class="stack consent-part">
      <legend>{t("record-form.text.legend")}</legend>
      {choices.texts.length > 0 && (
        <Select
          id="text"
          label={t("record-form.text")}
          choices={[own, ...choices.texts]}
          value={typed.text || OWN_WORDS}
          error={said(t, problems, "text")}
        />
      )}
      <TextArea
        id="words"
        label={t("record-form.words")}
        hint={t("record-form.words.hint")}
        rows={3}
        maxLength={2000}
        value={typed.words}
        error={said(t, problems, "words")}
      />
      <Select
        id="language"
        label={t("record-form.language")}
        choices={languageChoices}
        value={typed.language}
      />
    </fieldset>
  );
}

function Proof({ t, typed, problems }: Part) {
  const hint = t("record-form.photo.hint");
  const error = said(t, problems, "photo");
  return (
    <fieldset class="stack consent-part">
      <legend>{t("consent-log.evidence")}</legend>
      <Field
        id="source"
        label={t("record-form.source")}
        hint={t("record-form.source.hint")}
        value={typed.source}
        maxLength={200}
        required
        error={said(t, problems, "source")}
      />
      <FieldFrame id="photo" label={t("record-form.photo")} hint={hint} error={error}>
        <input
          class="input"
          type="file"
          id="photo"
          name="photo"
          accept="image/*,application/pdf"
          capture="environment"
          {...describedBy("photo", hint, error)}
        />
      </FieldFrame>
      <Field id="note" label={t("record-form.note")} value={typed.note} maxLength={500} />
    </fieldset>
  );
}

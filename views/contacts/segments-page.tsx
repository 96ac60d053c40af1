/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, Button, ButtonLink, IconLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";

export const SEGMENTS_PATH = "/contacts/segments";

/** One segment of the list. */
export interface SegmentItem {
  id: number;
  name: string;
  /** Its condition in words; empty: everybody. */
  sentence: string;
  /** Contacts in it whom the reader may see. */
  n: number;
}

interface ListProps {
  frame: Frame;
  segments: SegmentItem[];
  mayChange: boolean;
  done?: string;
}

/** `/contacts/segments`. */
export function SegmentsPage({ frame, segments, mayChange, done }: ListProps) {
  const { t } = frame.me;
  const isEmpty = segments.length === 0;
  return (
    <Layout title={t("segments.title")} frame={frame} active="contacts">
      <div class="column">
        <BackLink href="/contacts">{t("contacts.title")}</BackLink>
        <header class="stack-s">
          <h1>{t("segments.title")}</h1>
          <p class="hint">{t("segments.lead")}</p>
        </header>
        {done && <Notice tone="good">{done}</Notice>}
        <section class="panel" aria-label={t("segments.title")}>
          {isEmpty ? (
            <EmptyState icon="contacts" title={t("segments.empty")}>
              <p>{t("segments.empty.text")}</p>
              {mayChange && (
                <p class="examples">
                  <NewLink t={t} />
                </p>
              )}
            </EmptyState>
          ) : (
            <>
              {mayChange && (
                <p>
                  <NewLink t={t} />
                </p>
              )}
              <ul class="lines">
                {segments.map((segment) => (
                  <SegmentLine key={segment.id} t={t} segment={segment} mayChange={mayChange} />
                ))}
              </ul>
            </>
          )}
        </section>
      </div>
    </Layout>
  );
}

function NewLink({ t }: { t: Translate }) {
  return (
    <ButtonLink href={`${SEGMENTS_PATH}/new`} tone="primary" icon="plus">
      {t("segments.new")}
    </ButtonLink>
  );
}

interface LineProps {
  t: Translate;
  segment: SegmentItem;
  mayChange: boolean;
}

function SegmentLine({ t, segment, mayChange }: LineProps) {
  const { id, name, sentence, n } = segment;
  return (
    <li class="line">
      <div class="line-text">
        <p class="line-title">
          <a href={`/contacts?segment=${id}`} dir="auto">
            {name}
          </a>
          <Badge>{t("segments.count", { n })}</Badge>
        </p>
        <p class="snippet" dir="auto">
          {sentence || t("segments.everybody")}
        </p>
      </div>
      {mayChange && (
        <div class="line-actions">
          <IconLink
            icon="edit"
            href={`${SEGMENTS_PATH}/${id}`}
            label={t("segments.edit.named", { name })}
          />
        </div>
      )}
    </li>
  );
}

export interface SegmentFormProps {
  t: Translate;
  /** Null: a new one. */
  id: number | null;
  name: string;
  nameError?: string;
  /** Whether a line of the condition is wrong. */
  isFaulty: boolean;
  sentence: string;
  n: number;
  /** The condition's editor. */
  condition: ComponentChildren;
}

/** `/contacts/segments/new` and `/contacts/segments/:id`. */
export function SegmentFormPage({ frame, ...form }: { frame: Frame } & SegmentFormProps) {
  const { t, id } = form;
  const title = t(id === null ? "segments.new" : "segments.edit");
  return (
    <Layout title={title} frame={frame} active="contacts" styles={["routing"]}>
      <div class="column">
        <BackLink href={SEGMENTS_PATH}>{t("segments.title")}</BackLink>
        <h1>{title}</h1>
        <form
          class="stack"
          method="post"
          action={id === null ? SEGMENTS_PATH : `${SEGMENTS_PATH}/${id}`}
          novalidate
        >
          <EnterRedraws />
          <input type="hidden" name="id" value={id ?? ""} />
          <SegmentFields {...form} />
          <SaveActions t={t} cancel={SEGMENTS_PATH} />
        </form>
        {id !== null && <Deletion t={t} id={id} />}
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
      formaction={`${SEGMENTS_PATH}/draft`}
      tabindex={-1}
      aria-hidden="true"
      hx-post={`${SEGMENTS_PATH}/draft`}
      hx-target="#rule-fields"
      hx-swap="outerMorph"
      hx-sync="closest form:replace"
    />
  );
}

/** All that the form holds: what every button of the condition gets back. */
export function SegmentFields({
  t,
  name,
  nameError,
  isFaulty,
  sentence,
  n,
  condition,
}: SegmentFormProps) {
  return (
    <div id="rule-fields" class="stack">
      {isFaulty && <Notice tone="danger">{t("segments.faults")}</Notice>}
      <section class="panel">
        <Field
          id="name"
          label={t("segments.name")}
          error={nameError}
          value={name}
          maxLength={80}
          autocomplete="off"
          dir="auto"
        />
      </section>
      <section class="panel" aria-labelledby="if-title">
        <h2 id="if-title">{t("segments.if")}</h2>
        {condition}
      </section>
      <section class="panel rule-sentence" aria-live="polite">
        <p dir="auto">{sentence || t("segments.everybody")}</p>
        <p class="quiet-text">{t("segments.now", { n })}</p>
      </section>
    </div>
  );
}

function Deletion({ t, id }: { t: Translate; id: number }) {
  return (
    <Panel id="deletion" title={t("segments.delete")} hint={t("segments.delete.hint")}>
      <form method="post" action={`${SEGMENTS_PATH}/${id}/deletion`}>
        <Button type="submit" tone="danger" icon="trash">
          {t("segments.delete")}
        </Button>
      </form>
    </Panel>
  );
}

/** @jsxImportSource preact */
import type { RequestKind } from "../../src/privacy/jurisdiction-profiles.ts";
import type { DueWords } from "../../src/privacy/present-request.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { type Choice, Select } from "../ui/field.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { CloseStep, ExtendStep } from "./request-closing.tsx";
import { type AnswerView, AnswerStep } from "./request-answer.tsx";
import { type StepsView, Steps } from "./request-steps.tsx";

/** Everything that the page of one request shows. */
export interface RequestView {
  id: number;
  kind: RequestKind;
  state: "open" | "done" | "refused" | "withdrawn";
  person: string;
  /** Null: nobody whom we know, or not any more. */
  contactId: number | null;
  due: DueWords;
  facts: { label: string; value: string }[];
  note: string;
  assignee: string;
  people: Choice[];
  steps: StepsView;
  answer: AnswerView;
  /** Null: the answer can't be put off. */
  extension: { until: string; due: string } | null;
  history: { id: number; text: string; who: string; time: TimeText }[];
}

interface RequestPageProps {
  frame: Frame;
  request: RequestView;
  done?: string;
  /** Why the last form was refused. */
  problem?: string;
}

/** `/consent/requests/:id`: what is asked, and each step until it is answered. */
export function RequestPage({ frame, request, done, problem }: RequestPageProps) {
  const { t } = frame.me;
  const isOpen = request.state === "open";
  const title = t("requests.number", { number: request.id });
  return (
    <ConsentLayout frame={frame} tab="requests" title={title} done={done} styles={["privacy"]}>
      <BackLink href="/consent/requests">{t("requests.back")}</BackLink>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <RequestHead t={t} request={request} title={title} />
      <div class="split request">
        <Facts t={t} request={request} isOpen={isOpen} />
        <div class="stack request-steps">
          <Steps t={t} id={request.id} kind={request.kind} steps={request.steps} isOpen={isOpen} />
          <AnswerStep t={t} id={request.id} answer={request.answer} />
          {isOpen && <CloseStep t={t} id={request.id} />}
        </div>
        <div class="stack">
          {isOpen && request.extension && (
            <ExtendStep t={t} id={request.id} extension={request.extension} />
          )}
          <History t={t} history={request.history} />
        </div>
      </div>
    </ConsentLayout>
  );
}

function RequestHead({ t, request, title }: { t: Translate; request: RequestView; title: string }) {
  const { due, state } = request;
  return (
    <header>
      <h2 dir="auto">
        {t(`requests.kind.${request.kind}`)} · {request.person}
      </h2>
      <p class="tags">
        <span class="quiet-text">{title}</span>
        {state === "open" ? (
          <Badge tone={due.tone} icon={due.tone === "danger" ? "alert" : "clock"}>
            {due.text}
          </Badge>
        ) : (
          <Badge tone={state === "done" ? "good" : "neutral"}>{t(`requests.state.${state}`)}</Badge>
        )}
      </p>
    </header>
  );
}

function Facts({ t, request, isOpen }: { t: Translate; request: RequestView; isOpen: boolean }) {
  return (
    <Panel id="facts" title={t("requests.contact")}>
      <dl class="facts">
        {request.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {request.note && (
        <p class="request-note" dir="auto">
          {request.note}
        </p>
      )}
      {request.contactId !== null && (
        <p>
          <a class="link-like" href={`/contacts/${request.contactId}`}>
            {t("requests.open-contact")}
          </a>
        </p>
      )}
      {isOpen && <Assignee t={t} request={request} />}
    </Panel>
  );
}

function Assignee({ t, request }: { t: Translate; request: RequestView }) {
  return (
    <form class="stack" method="post" action={`/consent/requests/${request.id}/assignee`}>
      <Select
        id="assignee"
        label={t("requests.assignee")}
        choices={[{ value: "", label: t("requests.assignee.nobody") }, ...request.people]}
        value={request.assignee}
      />
      <p class="form-actions">
        <Button type="submit">{t("requests.assignee.save")}</Button>
      </p>
    </form>
  );
}

function History({ t, history }: { t: Translate; history: RequestView["history"] }) {
  return (
    <Panel id="history" title={t("requests.history")}>
      <ol class="plain-list">
        {history.map((item) => (
          <li key={item.id}>
            {item.text}{" "}
            <small class="hint">
              {item.who} · <Time time={item.time} />
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Part } from "../ui/part.tsx";
import { KnowledgeLayout } from "./knowledge-layout.tsx";

export interface Suggestions {
  /** Messages of agents. */
  answers: { id: number; text: string; language: Language; times: number }[];
  /** Messages of customers. */
  questions: {
    id: number;
    text: string;
    language: Language;
    times: number;
    article: { id: number; name: string };
  }[];
  articles: { id: number; title: string; helped: number; unhelpful: number }[];
}

/** `/knowledge/suggestions` */
export function SuggestionsPage({
  frame,
  suggestions,
}: {
  frame: Frame;
  suggestions: Suggestions;
}) {
  const { t } = frame.me;
  return (
    <KnowledgeLayout frame={frame} tab="suggestions" mayWrite maySuggest>
      <SuggestionList t={t} suggestions={suggestions} />
    </KnowledgeLayout>
  );
}

type ListProps = { t: Translate; suggestions: Suggestions };

/** The list as a part of an answer. */
export function SuggestionsPart(props: ListProps) {
  return (
    <Part target="#suggestions">
      <SuggestionList {...props} />
    </Part>
  );
}

/** A swap target of its own. */
function SuggestionList({ t, suggestions }: ListProps) {
  const { answers, questions, articles } = suggestions;
  const isEmpty = answers.length + questions.length + articles.length === 0;
  return (
    <div id="suggestions" class="stack">
      {isEmpty ? (
        <EmptyState icon="sparkle" title={t("articles.suggestions.none")}>
          <p>{t("articles.suggestions.none.text")}</p>
        </EmptyState>
      ) : (
        <p class="hint">{t("articles.suggestions.lead")}</p>
      )}
      <Answers t={t} answers={answers} />
      <Questions t={t} questions={questions} />
      <Articles t={t} articles={articles} />
    </div>
  );
}

interface GroupProps {
  id: string;
  title: string;
  text: string;
  n: number;
  children: ComponentChildren;
}

function Group({ id, title, text, n, children }: GroupProps) {
  if (n === 0) return null;
  return (
    <section class="panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p class="hint">{text}</p>
      <ul>{children}</ul>
    </section>
  );
}

function Answers({ t, answers }: { t: Translate; answers: Suggestions["answers"] }) {
  return (
    <Group
      id="answers"
      title={t("articles.retyped")}
      text={t("articles.retyped.text")}
      n={answers.length}
    >
      {answers.map(({ id, text, language, times }) => (
        <li key={id} class="suggestion">
          <Times t={t} n={times} />
          <blockquote lang={language} dir="auto">
            {text}
          </blockquote>
          <p class="form-actions">
            <ButtonLink href={`/knowledge/new?answer=${id}`} tone="primary" icon="plus">
              {t("articles.retyped.make")}
            </ButtonLink>
            <Dismiss t={t} kind="answer" subject={id} />
          </p>
        </li>
      ))}
    </Group>
  );
}

function Questions({ t, questions }: { t: Translate; questions: Suggestions["questions"] }) {
  return (
    <Group
      id="questions"
      title={t("articles.asked")}
      text={t("articles.asked.text")}
      n={questions.length}
    >
      {questions.map(({ id, text, language, times, article }) => (
        <li key={id} class="suggestion">
          <Times t={t} n={times} />
          <blockquote lang={language} dir="auto">
            {text}
          </blockquote>
          <p class="form-actions">
            <Button
              tone="primary"
              icon="plus"
              hx-put={`/knowledge/${article.id}/questions`}
              hx-vals={JSON.stringify({ message: String(id) })}
              hx-swap="none"
            >
              {t("articles.asked.add", { name: shortened(article.name) })}
            </Button>
            <Dismiss t={t} kind="question" subject={id} />
          </p>
        </li>
      ))}
    </Group>
  );
}

const LONGEST_NAME = 40;

/** For a button. */
function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).trim()}…` : name;
}

function Articles({ t, articles }: { t: Translate; articles: Suggestions["articles"] }) {
  return (
    <Group
      id="unhelpful"
      title={t("articles.unhelpful")}
      text={t("articles.unhelpful.text")}
      n={articles.length}
    >
      {articles.map(({ id, title, helped, unhelpful }) => (
        <li key={id} class="suggestion">
          <strong>{title}</strong>
          <p class="hint">{t("articles.unhelpful.figures", { n: unhelpful, helped })}</p>
          <p class="form-actions">
            <ButtonLink href={`/knowledge/${id}/edit`} tone="primary" icon="edit">
              {t("articles.unhelpful.review")}
            </ButtonLink>
            <Dismiss t={t} kind="article" subject={id} />
          </p>
        </li>
      ))}
    </Group>
  );
}

function Times({ t, n }: { t: Translate; n: number }) {
  return (
    <p>
      <Badge tone="accent">{t("articles.suggestions.times", { n })}</Badge>
    </p>
  );
}

function Dismiss({ t, kind, subject }: { t: Translate; kind: string; subject: number }) {
  return (
    <Button
      tone="quiet"
      hx-post="/knowledge/suggestions/dismissals"
      hx-vals={JSON.stringify({ kind, subject: String(subject) })}
      hx-swap="none"
    >
      {t("articles.suggestions.dismiss")}
    </Button>
  );
}

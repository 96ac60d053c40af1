/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  type Suggestions,
  SuggestionsPage,
  SuggestionsPart,
} from "../../views/knowledge/suggestions-page.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { findLanguage } from "../users/read-fields.ts";
import { addQuestion, removeQuestion } from "./article-questions.ts";
import type { Article } from "./articles.ts";
import { bringBack, dismiss, type SuggestionKind, suggestionKinds } from "./dismissals.ts";
import { itemOf, titleOf } from "./present-articles.ts";
import { requireSuggestions } from "./rights.ts";
import { keysOfAnswer, listTypedAnswers } from "./typed-answers.ts";
import { findUnanswered, keysOfQuestion, listNearQuestions } from "./unanswered.ts";
import { keysOfArticle, listUnhelpful } from "./unhelpful.ts";

/** What should become an article, or a better one. */
export function articleSuggestionRoutes(recado: Recado) {
  const place = "/knowledge/suggestions/dismissals";
  return new Elysia()
    .get("/knowledge/suggestions", ({ request }) => showSuggestions(recado, request))
    .post(place, ({ request }) => putAside(recado, request), asForm)
    .delete(place, ({ request }) => takeBack(recado, request), asForm)
    .put("/knowledge/:id/questions", byId(recado, addWording), asForm)
    .delete("/knowledge/:id/questions", byId(recado, removeWording), asForm);
}

const MOST_SHOWN = 20;

async function showSuggestions(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  requireSuggestions(me);
  const frame = await frameOf(recado, request);
  return page(<SuggestionsPage frame={frame} suggestions={await readSuggestions(recado, me)} />);
}

async function readSuggestions({ db, clock }: Recado, me: Me): Promise<Suggestions> {
  const now = clock.now();
  const fallback = (await getSetting(db, "business"))?.language ?? me.language;
  const answers = await listTypedAnswers(db, now, MOST_SHOWN);
  const unhelpful = await listUnhelpful(db, MOST_SHOWN);
  return {
    answers: answers.map(({ answer, times }) => ({ ...answer, times })),
    questions: (await listNearQuestions(db, now, MOST_SHOWN)).map(
      ({ question, times, article }) => ({ ...question, times, article }),
    ),
    articles: unhelpful.map((row) => ({
      id: row.id,
      title: itemOf(row, me.language, fallback).title,
      helped: row.helped_count,
      unhelpful: row.unhelpful_count,
    })),
  };
}

/** Reckoned before the write: no acknowledgement waits for it. */
const keysOf: Record<SuggestionKind, (db: Db, id: number, now: Instant) => Promise<string[]>> = {
  answer: keysOfAnswer,
  question: keysOfQuestion,
  article: keysOfArticle,
};

async function putAside(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  requireSuggestions(me);
  const form = await readForm(request);
  const { kind, subject } = readSubject(form.text("kind"), form.text("subject"));
  const now = recado.clock.now();
  const keys = await keysOf[kind](recado.db, subject, now);
  await recado.write((tx) => dismiss(tx, { kind, keys, subject, who: me.id, now }));
  const url = `/knowledge/suggestions/dismissals?kind=${kind}&subject=${subject}`;
  return said(recado, me, me.t("articles.suggestions.dismissed"), { method: "delete", url });
}

async function takeBack(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  requireSuggestions(me);
  const query = new URL(request.url).searchParams;
  const { kind, subject } = readSubject(query.get("kind"), query.get("subject"));
  await recado.write((tx) => bringBack(tx, kind, subject));
  return said(recado, me, me.t("articles.suggestions.back"));
}

function readSubject(kindText: string | null, subjectText: string | null) {
  const kind = suggestionKinds.find((known) => known === kindText);
  const subject = idOf(subjectText ?? "");
  if (!kind || Number.isNaN(subject))
    throw new AppError("invalid", "kind and subject: give those of a suggestion.");
  return { kind, subject };
}

/** What a customer asked is one more way to ask for this article. */
async function addWording(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  requireSuggestions(me);
  const message = idOf((await readForm(request)).text("message"));
  const asked = await findUnanswered(recado.db, message);
  if (!asked) throw new AppError("not-found", "There is no such question.");
  const { language } = asked;
  const question = asked.text.replaceAll(/\s+/g, " ").trim();
  const now = recado.clock.now();
  const article = await recado.write((tx) =>
    addQuestion(tx, id, { language, question }, me.id, now),
  );
  const undo: Undo = {
    method: "delete",
    url: `/knowledge/${id}/questions?${new URLSearchParams({ language, question })}`,
  };
  return said(recado, me, await sayOf(recado, me, "articles.asked.added", article), undo);
}

async function removeWording(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  requireSuggestions(me);
  const query = new URL(request.url).searchParams;
  const language = findLanguage(query.get("language") ?? "") ?? me.language;
  const question = query.get("question") ?? "";
  const now = recado.clock.now();
  const article = await recado.write((tx) =>
    removeQuestion(tx, id, { language, question }, me.id, now),
  );
  return said(recado, me, await sayOf(recado, me, "articles.asked.removed", article));
}

async function sayOf(
  { db }: Recado,
  me: Me,
  key: "articles.asked.added" | "articles.asked.removed",
  article: Article,
): Promise<string> {
  const fallback = (await getSetting(db, "business"))?.language ?? me.language;
  return me.t(key, { name: titleOf(article, me.language, fallback) });
}

/** The list as it is now, and a word about what happened. */
async function said(recado: Recado, me: Me, message: string, undo?: Undo): Promise<Response> {
  const part = <SuggestionsPart t={me.t} suggestions={await readSuggestions(recado, me)} />;
  return partSaid(me.t, part, message, undo);
}

import type { Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { MOST_QUESTIONS } from "./article.ts";
import { type Article, getArticle, inputOf, updateArticle } from "./articles.ts";

interface Wording {
  language: Language;
  question: string;
}

/** @throws AppError `not-found`, also where there is no text in this language; `invalid` when it is full. */
export async function addQuestion(
  tx: Tx,
  id: number,
  { language, question }: Wording,
  who: number,
  now: Instant,
): Promise<Article> {
  return changeQuestions(tx, id, language, who, now, (questions) => {
    if (questions.length >= MOST_QUESTIONS)
      throw new AppError("invalid", "This article has enough questions.", {
        key: "articles.error.full",
        values: { n: MOST_QUESTIONS },
      });
    return [...questions, question];
  });
}

/** @throws AppError `not-found`. */
export async function removeQuestion(
  tx: Tx,
  id: number,
  { language, question }: Wording,
  who: number,
  now: Instant,
): Promise<Article> {
  return changeQuestions(tx, id, language, who, now, (questions) =>
    questions.filter((each) => each !== question),
  );
}

async function changeQuestions(
  tx: Tx,
  id: number,
  language: Language,
  who: number,
  now: Instant,
  change: (questions: string[]) => string[],
): Promise<Article> {
  const input = inputOf(await getArticle(tx, id));
  const text = input.texts[language];
  if (!text)
    throw new AppError("not-found", "The article has no text in this language.", {
      key: "articles.error.missing",
    });
  const texts = { ...input.texts, [language]: { ...text, questions: change(text.questions) } };
  return updateArticle(tx, id, { ...input, texts }, who, now);
}

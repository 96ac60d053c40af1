import { languages } from "../../views/i18n.ts";
import type { IntentSource } from "../understanding/intents.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import type { Flow, SayStep, Texts } from "../flows/flow.ts";
import { getSetting } from "../settings/settings.ts";
import { answerOf, chooseLanguage } from "./article.ts";
import { type Article, findArticle } from "./articles.ts";

/** What customers may be told: public, published, not archived. */
export async function findAnswer(db: Db, id: number): Promise<Article | undefined> {
  const article = await findArticle(db, id);
  const isTold =
    article?.is_internal === 0 && article.is_published === 1 && article.archived_at === null;
  return isTold ? article : undefined;
}

/** For the intents of the bot: `article:ID` with its titles and questions. */
export async function articleSources(db: Db): Promise<IntentSource[]> {
  const rows = await db
    .selectFrom("article_texts")
    .innerJoin("articles", "articles.id", "article_texts.article_id")
    .select(["article_id", "language", "title", "questions"])
    .where("is_internal", "=", 0)
    .where("is_published", "=", 1)
    .where("archived_at", "is", null)
    .orderBy("article_id")
    .execute();
  const fallback = (await getSetting(db, "business"))?.language ?? "en";
  return [...Map.groupBy(rows, (row) => row.article_id)].map(([id, texts]) => {
    const titles: Texts = Object.fromEntries(texts.map((text) => [text.language, text.title]));
    const samples = texts.map(({ language, title, questions }) => [
      language,
      [title, ...(JSON.parse(questions) as string[])],
    ]);
    const named = chooseLanguage(titles, fallback, fallback) ?? fallback;
    return { id: `article:${id}`, name: titles[named] ?? "", samples: Object.fromEntries(samples) };
  });
}

/**
 * What the customer reads: in their language, else the business's, else the first there is, with
 * the link below; at most 4,096 characters. Null: nothing that customers may be told.
 */
export async function articleText(
  db: Db,
  id: number,
  language: Language,
): Promise<{ language: Language; text: string } | null> {
  const article = await findAnswer(db, id);
  const fallback = (await getSetting(db, "business"))?.language ?? language;
  const chosen = article && chooseLanguage(article.texts, language, fallback);
  const text = chosen && article.texts[chosen];
  return text ? { language: chosen, text: answerOf(text, article.link) } : null;
}

/** Minutes after which nobody waits any more for "did this help?". */
const PATIENCE = 60;

/** The answer with its files, then "did this help?": the engine plays it; counts: countArticleSolved. */
export function articleFlow(article: Article): Flow {
  const answers: Texts = {};
  for (const language of languages) {
    const text = article.texts[language];
    if (text) answers[language] = answerOf(text, article.link);
  }
  const files = (JSON.parse(article.asset_ids) as number[]).map((assetId, index, all): SayStep => ({
    id: `file-${index + 1}`,
    kind: "say",
    text: {},
    assetId,
    next: index + 1 < all.length ? `file-${index + 2}` : "solved",
  }));
  // As a constant, so that braces in an article are no variables.
  const text: Texts = Object.fromEntries(
    Object.keys(answers).map((language) => [language, "{article}"]),
  );
  return {
    start: "answer",
    constants: { article: answers, article_id: String(article.id) },
    timeoutMinutes: PATIENCE,
    steps: [
      { id: "answer", kind: "say", text, next: files[0]?.id ?? "solved" },
      ...files,
      { id: "solved", kind: "solved", yes: null, no: "person" },
      { id: "person", kind: "hand-over" },
    ],
  };
}

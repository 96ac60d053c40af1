import { botDeskOf } from "../bot/bot-desk.ts";
import { understand } from "../understanding/intents.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import { chooseLanguage } from "./article.ts";
import { listArticlesById, type ListedArticle, listUsedArticles } from "./list-articles.ts";
import { type FoundArticle, searchArticles } from "./search-articles.ts";

const MOST_SHOWN = 12;
/** Less is enough than for an answer of the bot: a person looks at it. */
const LEAST_NEARNESS = 0.25;

export interface Offered extends FoundArticle {
  /** It answers what the customer wrote last. */
  fits: boolean;
}

interface Wanted {
  threadId: number;
  /** The contact's. */
  language: Language;
  /** The business's. */
  fallback: Language;
}

/** What has the words; without words, what answers the last message, then the most used. */
export async function listBesideComposer(
  db: Db,
  query: string,
  { threadId, language, fallback }: Wanted,
): Promise<Offered[]> {
  if (query) {
    const found = await searchArticles(db, query, { language, limit: MOST_SHOWN });
    return found.map((article) => ({ ...article, fits: false }));
  }
  const fitting = await listFitting(db, threadId, language);
  const used = await listUsedArticles(db, MOST_SHOWN);
  const isNew = ({ id }: ListedArticle) => fitting.every((article) => article.id !== id);
  const offered = (article: ListedArticle, fits: boolean) => {
    const shown = chooseLanguage(article.titles, language, fallback) ?? fallback;
    return { id: article.id, language: shown, title: article.titles[shown] ?? "", fits };
  };
  return [
    ...fitting.map((article) => offered(article, true)),
    ...used.filter(isNew).map((article) => offered(article, false)),
  ].slice(0, MOST_SHOWN);
}

async function listFitting(db: Db, threadId: number, language: Language): Promise<ListedArticle[]> {
  const last = await db
    .selectFrom("messages")
    .select("text")
    .where("thread_id", "=", threadId)
    .where("direction", "=", "in")
    .where("text", "is not", null)
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!last?.text) return [];
  const { intents } = await botDeskOf(db, await readDeskRules(db));
  const ids = understand(intents, last.text.slice(0, 500), language)
    .candidates.filter(({ id, score }) => id.startsWith("article:") && score >= LEAST_NEARNESS)
    .map(({ id }) => Number(id.slice("article:".length)));
  return listArticlesById(db, ids);
}

import { splitFolded, fold } from "../bot/fold.ts";
import type { Db } from "../db/open.ts";
import { type FoundText, searchArticleTexts } from "../db/search-articles.ts";
import type { Language } from "../db/schema.ts";

export interface SearchOptions {
  /** Comes first. */
  language: Language;
  /** Only what customers may read. */
  isForBot?: boolean;
  /** Also drafts: for who writes them. */
  withDrafts?: boolean;
  limit?: number;
}

export interface FoundArticle {
  id: number;
  /** The one that has the words. */
  language: Language;
  title: string;
}

/**
 * Articles with all words of `text`, each once: in the language asked for before others, with the
 * words in the title before those with them in the text, then the most used.
 */
export async function searchArticles(
  db: Db,
  text: string,
  { language, isForBot = false, withDrafts = false, limit = 20 }: SearchOptions,
): Promise<FoundArticle[]> {
  const found = await searchArticleTexts(db, text, {
    isPublicOnly: isForBot,
    isPublishedOnly: isForBot || !withDrafts,
  });
  const sought = splitFolded(fold(text));
  const rank = (row: FoundText) =>
    (row.language === language ? 3 : 0) + nearness(row.title, sought);
  const ranked = found
    .map((row) => ({ row, rank: rank(row) }))
    .toSorted(
      (a, b) =>
        b.rank - a.rank ||
        b.row.used_count - a.row.used_count ||
        b.row.article_id - a.row.article_id,
    );
  const articles = new Map<number, FoundArticle>();
  for (const { row } of ranked)
    if (!articles.has(row.article_id))
      articles.set(row.article_id, {
        id: row.article_id,
        language: row.language,
        title: row.title,
      });
  return [...articles.values()].slice(0, limit);
}

/** 2: the title begins with the first of the words and has them all; 1: has them all. */
function nearness(title: string, sought: readonly string[]): number {
  const words = splitFolded(fold(title));
  const hasAll = sought.every((begun) => words.some((word) => word.startsWith(begun)));
  if (!hasAll) return 0;
  return words[0]?.startsWith(sought[0] ?? "") ? 2 : 1;
}

import { sql } from "kysely";
import type { Db, Tx } from "./open.ts";
import type { Language } from "./schema.ts";
import { matchOf } from "./search.ts";

/** One language of an article that has all the words. */
export interface FoundText {
  article_id: number;
  language: Language;
  title: string;
  used_count: number;
}

/** So many texts are looked at, however many have the words: further words narrow them down. */
const MOST_MATCHES = 500;

/**
 * Articles with all words of `query`, the last one as far as it is typed, newest first by rowid;
 * case and accents do not count. Archived ones are not in the index.
 */
export async function searchArticleTexts(
  db: Db,
  query: string,
  { isPublicOnly, isPublishedOnly }: { isPublicOnly: boolean; isPublishedOnly: boolean },
): Promise<FoundText[]> {
  const match = matchOf(query);
  if (!match) return [];
  const { rows } = await sql<FoundText>`
    SELECT texts.article_id, texts.language, texts.title, articles.used_count
    FROM (
      SELECT rowid AS id FROM article_search WHERE article_search MATCH ${match}
      ORDER BY rowid DESC LIMIT ${MOST_MATCHES}
    ) AS found
    JOIN article_texts AS texts ON texts.id = found.id
    JOIN articles ON articles.id = texts.article_id
    WHERE articles.archived_at IS NULL
      AND (${isPublicOnly ? 0 : 1} = 1 OR articles.is_internal = 0)
      AND (${isPublishedOnly ? 0 : 1} = 1 OR articles.is_published = 1)`.execute(db);
  return rows;
}

/** `ids`: rows of article_texts that are no longer to be found. */
export async function forgetArticleTexts(tx: Tx, ids: readonly number[]): Promise<void> {
  for (const id of ids) await sql`DELETE FROM article_search WHERE rowid = ${id}`.execute(tx);
}

/** `id`: of article_texts. */
export async function indexArticleText(tx: Tx, id: number, text: string): Promise<void> {
  await sql`INSERT INTO article_search (rowid, text) VALUES (${id}, ${text})`.execute(tx);
}

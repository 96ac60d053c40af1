import { sql } from "kysely";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { type Article, type ArticleRow, textsOfRows } from "./articles.ts";

/** An article without its texts: what a list shows. */
export type ListedArticle = ArticleRow & { titles: Partial<Record<Language, string>> };

export interface ArticleFilter {
  category?: string;
  /** Also drafts: for who writes them. */
  withDrafts: boolean;
  isArchived?: boolean;
  after?: { category: string; id: number };
  limit: number;
}

/** By category, the newest of each first; those without a category come last. */
export async function listArticles(db: Db, filter: ArticleFilter): Promise<ListedArticle[]> {
  const { category, after, limit } = filter;
  let rows = db
    .selectFrom("articles")
    .selectAll()
    .where("archived_at", filter.isArchived ? "is not" : "is", null)
    .orderBy(isElsewhere)
    .orderBy("category")
    .orderBy("id", "desc")
    .limit(limit);
  if (!filter.withDrafts) rows = rows.where("is_published", "=", 1);
  if (category) rows = rows.where("category", "=", category);
  if (after)
    rows = rows.where((where) =>
      where.or([
        where.and([where("category", "=", after.category), where("id", "<", after.id)]),
        where.and([where("category", ">", after.category), where.lit(after.category !== "")]),
        where.and([where("category", "=", ""), where.lit(after.category !== "")]),
      ]),
    );
  return withTitles(db, await rows.execute());
}

const isElsewhere = sql`CASE WHEN category = '' THEN 1 ELSE 0 END`;

/** In the order of `ids`; those that are gone are left out. */
export async function listArticlesById(db: Db, ids: readonly number[]): Promise<ListedArticle[]> {
  const rows = await db.selectFrom("articles").selectAll().where("id", "in", ids).execute();
  const place = new Map(ids.map((id, index) => [id, index]));
  const sorted = rows.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  return withTitles(db, sorted);
}

/** The published ones that were used most. */
export async function listUsedArticles(db: Db, limit: number): Promise<ListedArticle[]> {
  const rows = await db
    .selectFrom("articles")
    .selectAll()
    .where("archived_at", "is", null)
    .where("is_published", "=", 1)
    .orderBy("used_count", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return withTitles(db, rows);
}

async function withTitles(db: Db, rows: ArticleRow[]): Promise<ListedArticle[]> {
  const ids = rows.map((row) => row.id);
  const texts = await db
    .selectFrom("article_texts")
    .select(["article_id", "language", "title"])
    .where("article_id", "in", ids)
    .execute();
  const titles = Map.groupBy(texts, (text) => text.article_id);
  return rows.map((row) => ({
    ...row,
    titles: Object.fromEntries(
      (titles.get(row.id) ?? []).map(({ language, title }) => [language, title]),
    ),
  }));
}

export async function hasArchivedArticles(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("articles")
    .select("id")
    .where("archived_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whole articles by id, archived ones too; one more than `limit`, where there is one. */
export async function listArticlesForApi(
  db: Db,
  { limit, order, after }: { limit: number; order: "asc" | "desc"; after: number | null },
): Promise<Article[]> {
  let rows = db
    .selectFrom("articles")
    .selectAll()
    .orderBy("id", order)
    .limit(limit + 1);
  if (after !== null) rows = rows.where("id", order === "asc" ? ">" : "<", after);
  const articles = await rows.execute();
  const ids = articles.map((article) => article.id);
  const texts = Map.groupBy(
    await db.selectFrom("article_texts").selectAll().where("article_id", "in", ids).execute(),
    (text) => text.article_id,
  );
  return articles.map((row) => ({ ...row, texts: textsOfRows(texts.get(row.id) ?? []) }));
}

import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import { forgetArticleTexts, indexArticleText } from "../db/search-articles.ts";
import type {
  ArticlesTable,
  ArticleTextsTable,
  ArticleVersionsTable,
  Instant,
  Language,
} from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type ArticleInput, type ArticleTexts, requireArticle } from "./article.ts";

export type ArticleRow = Selectable<ArticlesTable>;
export type Article = ArticleRow & { texts: ArticleTexts };
type Change = ArticleVersionsTable["change"];

/** Archived ones too. @throws AppError `not-found`. */
export async function getArticle(db: Db, id: number): Promise<Article> {
  const article = await findArticle(db, id);
  if (article) return article;
  throw new AppError("not-found", "There is no article with this id.", {
    key: "articles.error.missing",
  });
}

export async function findArticle(db: Db, id: number): Promise<Article | undefined> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("articles").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  return row && { ...row, texts: await listTexts(db, id) };
}

async function listTexts(db: Db, id: number): Promise<ArticleTexts> {
  const rows = await db
    .selectFrom("article_texts")
    .selectAll()
    .where("article_id", "=", id)
    .execute();
  return textsOfRows(rows);
}

export function textsOfRows(rows: readonly Selectable<ArticleTextsTable>[]): ArticleTexts {
  return Object.fromEntries(
    rows.map(({ language, title, body, questions }) => [
      language,
      { title, body, questions: JSON.parse(questions) as string[] },
    ]),
  );
}

export function inputOf(article: Article): ArticleInput {
  return {
    category: article.category,
    isInternal: article.is_internal === 1,
    isPublished: article.is_published === 1,
    link: article.link,
    assetIds: JSON.parse(article.asset_ids) as number[],
    texts: article.texts,
  };
}

/** `who`: the person, null for a program. @throws AppError `invalid`. */
export async function insertArticle(
  tx: Tx,
  input: ArticleInput,
  who: number | null,
  now: Instant,
): Promise<Article> {
  const article = requireArticle(input);
  const { id } = await tx
    .insertInto("articles")
    .values({ ...columnsOf(article), created_at: now, updated_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  await replaceTexts(tx, id, article.texts);
  return keepVersion(tx, id, "created", who, now);
}

/** @throws AppError `not-found`, `invalid`. */
export async function updateArticle(
  tx: Tx,
  id: number,
  input: ArticleInput,
  who: number | null,
  now: Instant,
  change: Change = "changed",
): Promise<Article> {
  const before = await getArticle(tx, id);
  const article = requireArticle(input);
  const columns = { ...columnsOf(article), version: before.version + 1, updated_at: now };
  // What is written anew is back on the shelf.
  await tx
    .updateTable("articles")
    .set({ ...columns, archived_at: null })
    .where("id", "=", id)
    .execute();
  await replaceTexts(tx, id, article.texts);
  return keepVersion(tx, id, change, who, now);
}

/** Nobody finds it any more; its texts and versions stay. @throws AppError `not-found`. */
export async function archiveArticle(
  tx: Tx,
  id: number,
  who: number | null,
  now: Instant,
): Promise<Article> {
  const article = await getArticle(tx, id);
  if (article.archived_at !== null) return article;
  const columns = { archived_at: now, updated_at: now, version: article.version + 1 };
  await tx.updateTable("articles").set(columns).where("id", "=", id).execute();
  await forgetArticleTexts(tx, await listTextIds(tx, id));
  return keepVersion(tx, id, "archived", who, now);
}

/** @throws AppError `not-found`. */
export async function unarchiveArticle(
  tx: Tx,
  id: number,
  who: number | null,
  now: Instant,
): Promise<Article> {
  const article = await getArticle(tx, id);
  if (article.archived_at === null) return article;
  return updateArticle(tx, id, inputOf(article), who, now, "restored");
}

export type ArticleCount = "used" | "helped" | "unhelpful";

/** Inserted by an agent or shown by the bot, and what customers said of it. */
export async function countArticle(tx: Tx, id: number, what: ArticleCount): Promise<void> {
  const column = `${what}_count` as const;
  await tx
    .updateTable("articles")
    .set((set) => ({ [column]: set(column, "+", 1) }))
    .where("id", "=", id)
    .execute();
}

/** Those in use, for the field's suggestions. */
export async function listCategories(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("articles")
    .select("category")
    .distinct()
    .where("archived_at", "is", null)
    .where("category", "!=", "")
    .orderBy("category")
    .limit(50)
    .execute();
  return rows.map((row) => row.category);
}

function columnsOf(article: ArticleInput) {
  const flag = (is: boolean) => (is ? (1 as const) : (0 as const));
  return {
    category: article.category,
    is_internal: flag(article.isInternal),
    is_published: flag(article.isPublished),
    link: article.link,
    asset_ids: JSON.stringify(article.assetIds),
  };
}

async function listTextIds(tx: Tx, articleId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom("article_texts")
    .select("id")
    .where("article_id", "=", articleId)
    .execute();
  return rows.map((row) => row.id);
}

async function replaceTexts(tx: Tx, articleId: number, texts: ArticleTexts): Promise<void> {
  await forgetArticleTexts(tx, await listTextIds(tx, articleId));
  await tx.deleteFrom("article_texts").where("article_id", "=", articleId).execute();
  for (const [language, text] of Object.entries(texts)) {
    const { id } = await tx
      .insertInto("article_texts")
      .values({
        article_id: articleId,
        language: language as Language,
        title: text.title,
        body: text.body,
        questions: JSON.stringify(text.questions),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await indexArticleText(tx, id, [text.title, ...text.questions, text.body].join("\n"));
  }
}

async function keepVersion(
  tx: Tx,
  id: number,
  change: Change,
  who: number | null,
  now: Instant,
): Promise<Article> {
  const article = await getArticle(tx, id);
  await tx
    .insertInto("article_versions")
    .values({
      article_id: id,
      version: article.version,
      change,
      snapshot: JSON.stringify(inputOf(article)),
      changed_by: who,
      changed_at: now,
    })
    .execute();
  return article;
}

import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { ArticleVersionsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { ArticleInput } from "./article.ts";
import { type Article, updateArticle } from "./articles.ts";

/** A version with who made it; null: a program. */
export type ArticleVersion = Selectable<ArticleVersionsTable> & { name: string | null };

/** Newest first. */
export async function listArticleVersions(
  db: Db,
  articleId: number,
  limit: number,
): Promise<ArticleVersion[]> {
  return db
    .selectFrom("article_versions")
    .leftJoin("users", "users.id", "article_versions.changed_by")
    .selectAll("article_versions")
    .select("users.name")
    .where("article_id", "=", articleId)
    .orderBy("version", "desc")
    .limit(limit)
    .execute();
}

/** The article is again as it was then. @throws AppError `not-found`, `invalid`. */
export async function restoreArticleVersion(
  tx: Tx,
  versionId: number,
  who: number | null,
  now: Instant,
): Promise<Article> {
  const version = Number.isSafeInteger(versionId)
    ? await tx
        .selectFrom("article_versions")
        .selectAll()
        .where("id", "=", versionId)
        .executeTakeFirst()
    : undefined;
  if (!version)
    throw new AppError("not-found", "There is no such version.", { key: "articles.error.missing" });
  const input = JSON.parse(version.snapshot) as ArticleInput;
  return updateArticle(tx, version.article_id, input, who, now, "restored");
}

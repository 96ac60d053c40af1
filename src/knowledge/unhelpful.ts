import type { Db } from "../db/open.ts";
import { listDismissed } from "./dismissals.ts";
import { getArticle } from "./articles.ts";
import { type ListedArticle, listArticlesById } from "./list-articles.ts";

const LEAST = 3;

/** Articles that helped fewer than they did not, the worst first. */
export async function listUnhelpful(db: Db, limit: number): Promise<ListedArticle[]> {
  const rows = await db
    .selectFrom("articles")
    .select(["id", "unhelpful_count"])
    .where("archived_at", "is", null)
    .where("is_published", "=", 1)
    .where("unhelpful_count", ">=", LEAST)
    .whereRef("unhelpful_count", ">", "helped_count")
    .orderBy("unhelpful_count", "desc")
    .limit(200)
    .execute();
  const dismissed = await listDismissed(db, "article");
  const shown = rows.filter((row) => !dismissed.has(keyOf(row.id, row.unhelpful_count)));
  return listArticlesById(
    db,
    shown.slice(0, limit).map((row) => row.id),
  );
}

/** What putting one aside means: until twice as many said so. @throws AppError `not-found`. */
export async function keysOfArticle(db: Db, id: number): Promise<string[]> {
  return [keyOf(id, (await getArticle(db, id)).unhelpful_count)];
}

function keyOf(id: number, count: number): string {
  return `${id} ${Math.floor(Math.log2(count))}`;
}

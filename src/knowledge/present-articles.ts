import { languages } from "../../views/i18n.ts";
import type { ArticleView } from "../../views/knowledge/article-page.tsx";
import type { ArticleItem } from "../../views/knowledge/knowledge-page.tsx";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { listAssets } from "../incidents/assets.ts";
import { AppError } from "../http/errors.ts";
import type { Me } from "../http/me.ts";
import { type ArticleText, chooseLanguage } from "./article.ts";
import { type Article, type ArticleRow, getArticle, inputOf } from "./articles.ts";
import type { ListedArticle } from "./list-articles.ts";

/** Drafts and archived ones are for who writes them. @throws AppError `not-found`. */
export async function getReadable(db: Db, id: number, me: Pick<Me, "can">): Promise<Article> {
  const article = await getArticle(db, id);
  const isOut = article.is_published === 1 && article.archived_at === null;
  if (isOut || me.can("bot")) return article;
  throw new AppError("not-found", "There is no article with this id.", {
    key: "articles.error.missing",
  });
}

function stateOf(row: ArticleRow) {
  return {
    id: row.id,
    category: row.category,
    isInternal: row.is_internal === 1,
    isPublished: row.is_published === 1,
    isArchived: row.archived_at !== null,
    used: row.used_count,
  };
}

/** Its title in the reader's language, else the business's, else the first there is. */
export function itemOf(row: ListedArticle, reader: Language, fallback: Language): ArticleItem {
  const language = chooseLanguage(row.titles, reader, fallback) ?? fallback;
  return {
    ...stateOf(row),
    title: row.titles[language] ?? `#${row.id}`,
    language,
    languages: languages.filter((each) => row.titles[each] !== undefined),
  };
}

const nothing: ArticleText = { title: "", body: "", questions: [] };

export async function readView(
  db: Db,
  article: Article,
  wanted: Language,
  fallback: Language,
): Promise<ArticleView> {
  const { assetIds } = inputOf(article);
  const assets = await listAssets(db, assetIds);
  const language = chooseLanguage(article.texts, wanted, fallback) ?? fallback;
  return {
    ...stateOf(article),
    assets: assets.toSorted((a, b) => assetIds.indexOf(a.id) - assetIds.indexOf(b.id)),
    link: article.link,
    languages: languages.filter((each) => article.texts[each] !== undefined),
    language,
    text: article.texts[language] ?? nothing,
    helped: article.helped_count,
    unhelpful: article.unhelpful_count,
  };
}

/** What to call it to this reader. */
export function titleOf(article: Article, reader: Language, fallback: Language): string {
  const language = chooseLanguage(article.texts, reader, fallback) ?? fallback;
  return article.texts[language]?.title ?? "";
}

/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ArticlePage } from "../../views/knowledge/article-page.tsx";
import {
  type ArticleList,
  ArticleResults,
  ArticleRows,
  KnowledgePage,
} from "../../views/knowledge/knowledge-page.tsx";
import type { Db } from "../db/open.ts";
import { idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { findLanguage } from "../users/read-fields.ts";
import { listCategories } from "./articles.ts";
import { composerArticleRoutes } from "./composer-routes.tsx";
import { articleEditRoutes } from "./edit-routes.tsx";
import {
  hasArchivedArticles,
  type ListedArticle,
  listArticles,
  listArticlesById,
} from "./list-articles.ts";
import { getReadable, itemOf, readView } from "./present-articles.ts";
import { maySuggest } from "./rights.ts";
import { searchArticles } from "./search-articles.ts";
import { articleSuggestionRoutes } from "./suggestion-routes.tsx";
import { articleVersionRoutes } from "./version-routes.tsx";

type Query = Record<string, string | undefined>;

/** The knowledge base: found, read, written, and beside the composer. */
export function knowledgeBaseRoutes(recado: Recado) {
  return new Elysia()
    .get("/knowledge", ({ request, query }) => showList(recado, request, query))
    .use(articleSuggestionRoutes(recado))
    .use(articleVersionRoutes(recado))
    .use(articleEditRoutes(recado))
    .use(composerArticleRoutes(recado))
    .get("/knowledge/:id", ({ request, params, query }) =>
      showArticle(recado, request, idOf(params.id), query),
    );
}

/** The whole page; for htmx what was found, or the next page alone. */
async function showList(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const list = await readList(recado.db, me, query);
  if (isFragment(request)) {
    const Part = query.after ? ArticleRows : ArticleResults;
    return fragment(<Part t={me.t} list={list} />);
  }
  const frame = await frameOf(recado, request);
  return page(<KnowledgePage frame={frame} list={list} maySuggest={maySuggest(me)} />);
}

const PAGE = 100;

async function readList(db: Db, me: Me, query: Query): Promise<ArticleList> {
  const mayWrite = me.can("bot");
  const isArchived = mayWrite && query.archived === "1";
  const words = isArchived ? "" : (query.q ?? "").trim().slice(0, 100);
  const shelf = { category: (query.category ?? "").slice(0, 40), isArchived };
  const rows = words
    ? await find(db, words, me)
    : await listArticles(db, {
        ...shelf,
        withDrafts: mayWrite,
        after: readKey(query.after),
        limit: PAGE + 1,
      });
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  const fallback = (await getSetting(db, "business"))?.language ?? me.language;
  return {
    ...shelf,
    query: words,
    categories: await listCategories(db),
    hasArchived: mayWrite && (await hasArchivedArticles(db)),
    articles: rows.slice(0, PAGE).map((row) => itemOf(row, me.language, fallback)),
    more: last ? moreAfter(last, shelf) : null,
    mayWrite,
  };
}

async function find(db: Db, words: string, me: Me): Promise<ListedArticle[]> {
  const { language } = me;
  const found = await searchArticles(db, words, {
    language,
    withDrafts: me.can("bot"),
    limit: PAGE,
  });
  return listArticlesById(
    db,
    found.map(({ id }) => id),
  );
}

function moreAfter(
  { id, category }: ListedArticle,
  shelf: { category: string; isArchived: boolean },
): string {
  return `/knowledge?${new URLSearchParams({
    ...(shelf.category ? { category: shelf.category } : {}),
    ...(shelf.isArchived ? { archived: "1" } : {}),
    after: `${id} ${category}`,
  })}`;
}

function readKey(text: string | undefined): { id: number; category: string } | undefined {
  const [, id, category] = /^(\d{1,15}) (.*)$/.exec(text ?? "") ?? [];
  return id === undefined ? undefined : { id: Number(id), category: category ?? "" };
}

async function showArticle(
  recado: Recado,
  request: Request,
  id: number,
  query: Query,
): Promise<Response> {
  const me = meOf(request);
  const article = await getReadable(recado.db, id, me);
  const business = await getSetting(recado.db, "business");
  const wanted = findLanguage(query.language ?? "") ?? me.language;
  return page(
    <ArticlePage
      frame={await frameOf(recado, request)}
      article={await readView(recado.db, article, wanted, business?.language ?? me.language)}
      mayWrite={me.can("bot")}
      done={query.done === "saved" ? me.t("articles.saved") : undefined}
    />,
  );
}

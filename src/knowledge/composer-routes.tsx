/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ArticleFinds, type FoundArticleView } from "../../views/knowledge/composer-articles.tsx";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { asForm, idOf } from "../http/form.ts";
import { meOf } from "../http/me.ts";
import { fragment } from "../http/respond.tsx";
import { getPlace } from "../inbox/open-case.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { answerOf, chooseLanguage } from "./article.ts";
import { type Article, countArticle, findArticle } from "./articles.ts";
import { findAnswer } from "./answer-with-article.ts";
import { listUsedArticles } from "./list-articles.ts";
import { searchArticles } from "./search-articles.ts";

/** Articles beside the composer: sought in the contact's language first, inserted, counted. */
export function composerArticleRoutes(recado: Recado) {
  return new Elysia()
    .get("/tickets/:number/articles", ({ request, params, query }) =>
      showFound(recado, request, idOf(params.number), query.q),
    )
    .post(
      "/tickets/:number/articles/:id/uses",
      ({ request, params }) => countUse(recado, request, idOf(params.number), idOf(params.id)),
      asForm,
    );
}

const MOST_SHOWN = 12;

async function showFound(
  recado: Recado,
  request: Request,
  number: number,
  q = "",
): Promise<Response> {
  const me = meOf(request);
  const { ticket, contact } = await getPlace(recado.db, number, me.scope);
  const business = await getSetting(recado.db, "business");
  const fallback = business?.language ?? me.language;
  const language = ticket.language ?? contact.language ?? fallback;
  const query = q.trim().slice(0, 100);
  const found = query
    ? await searchArticles(recado.db, query, { language, limit: MOST_SHOWN })
    : await mostUsed(recado.db, language, fallback);
  const articles = await Promise.all(
    found.map(async ({ id, language: found }) => {
      const article = await findArticle(recado.db, id);
      return article ? [present(article, found, language)] : [];
    }),
  );
  return fragment(
    <ArticleFinds t={me.t} number={ticket.id} query={query} articles={articles.flat()} />,
  );
}

async function mostUsed(db: Db, language: Language, fallback: Language) {
  const rows = await listUsedArticles(db, MOST_SHOWN);
  return rows.map(({ id, titles }) => ({
    id,
    language: chooseLanguage(titles, language, fallback) ?? fallback,
  }));
}

/** Where an article has the words in one language only, it is shown in that one. */
function present(article: Article, found: Language, wanted: Language): FoundArticleView {
  const language = article.texts[wanted] ? wanted : found;
  const text = article.texts[language];
  return {
    id: article.id,
    title: text?.title ?? "",
    language,
    isOtherLanguage: language !== wanted,
    isInternal: article.is_internal === 1,
    body: text?.body ?? "",
    answer: text ? answerOf(text, article.link) : "",
    link: article.link,
  };
}

async function countUse(
  recado: Recado,
  request: Request,
  number: number,
  id: number,
): Promise<Response> {
  await getPlace(recado.db, number, meOf(request).scope);
  // One that is gone meanwhile is inserted all the same, and not worth an error.
  if (await findAnswer(recado.db, id)) await recado.write((tx) => countArticle(tx, id, "used"));
  return new Response(null, { status: 204 });
}

/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ArticleFinds, type FoundArticleView } from "../../views/knowledge/composer-articles.tsx";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { asForm, idOf } from "../http/form.ts";
import { meOf } from "../http/me.ts";
import { fragment } from "../http/respond.tsx";
import { listAssets } from "../incidents/assets.ts";
import { getPlace } from "../inbox/open-case.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { answerOf } from "./article.ts";
import { countArticle, findArticle, inputOf } from "./articles.ts";
import { listBesideComposer, type Offered } from "./beside-composer.ts";
import { findAnswer } from "./answer-with-article.ts";

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

async function showFound(
  recado: Recado,
  request: Request,
  number: number,
  q = "",
): Promise<Response> {
  const me = meOf(request);
  const { db } = recado;
  const { ticket, thread, contact } = await getPlace(db, number, me.scope);
  const fallback = (await getSetting(db, "business"))?.language ?? me.language;
  const language = ticket.language ?? contact.language ?? fallback;
  const query = q.trim().slice(0, 100);
  const wanted = { threadId: thread.id, language, fallback };
  const offered = await listBesideComposer(db, query, wanted);
  const articles = await Promise.all(offered.map((one) => readOffered(db, one, language)));
  return fragment(
    <ArticleFinds t={me.t} number={ticket.id} query={query} articles={articles.flat()} />,
  );
}

/** Where an article has the words in one language only, it is shown in that one. */
async function readOffered(
  db: Db,
  offered: Offered,
  wanted: Language,
): Promise<FoundArticleView[]> {
  const article = await findArticle(db, offered.id);
  const language = article?.texts[wanted] ? wanted : offered.language;
  const text = article?.texts[language];
  if (!article || !text) return [];
  const view = {
    id: article.id,
    title: text.title,
    language,
    isOtherLanguage: language !== wanted,
    isInternal: article.is_internal === 1,
    fits: offered.fits,
    body: text.body,
    files: await listAssets(db, inputOf(article).assetIds),
    answer: answerOf(text, article.link),
    link: article.link,
  };
  return [view];
}

async function countUse(
  recado: Recado,
  request: Request,
  number: number,
  id: number,
): Promise<Response> {
  const { contact } = await getPlace(recado.db, number, meOf(request).scope);
  // One that is gone meanwhile is inserted all the same, and not worth an error.
  if (contact.is_simulated === 0 && (await findAnswer(recado.db, id)))
    await recado.write((tx) => countArticle(tx, id, "used"));
  return new Response(null, { status: 204 });
}

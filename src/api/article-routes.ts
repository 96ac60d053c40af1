import { Elysia, t } from "elysia";
import { languages } from "../../views/i18n.ts";
import { withToken } from "../http/me.ts";
import {
  type Article,
  archiveArticle,
  getArticle,
  inputOf,
  insertArticle,
  updateArticle,
} from "../knowledge/articles.ts";
import { type ArticleInput, noArticle } from "../knowledge/article.ts";
import { listArticlesForApi } from "../knowledge/list-articles.ts";
import type { Recado } from "../recado.ts";
import { iso } from "./json.ts";
import { pageOf, readId, readPaging } from "./paging.ts";

// Lengths are checked by knowledge/article.ts, with better words.
const text = t.Object(
  {
    title: t.String(),
    body: t.String(),
    questions: t.Optional(t.Array(t.String(), { maxItems: 1000 })),
  },
  { additionalProperties: false },
);
const written = {
  category: t.Optional(t.String()),
  internal: t.Optional(t.Boolean()),
  published: t.Optional(t.Boolean()),
  link: t.Optional(t.Union([t.String(), t.Null()])),
};
const one = t.Optional(text);
const oneOrNone = t.Optional(t.Union([text, t.Null()]));
const closed = { additionalProperties: false };
const newArticle = t.Object(
  { ...written, texts: t.Object({ en: one, fr: one, pt: one, es: one }, closed) },
  closed,
);
const articleChange = t.Object(
  {
    ...written,
    texts: t.Optional(
      t.Object({ en: oneOrNone, fr: oneOrNone, pt: oneOrNone, es: oneOrNone }, closed),
    ),
  },
  closed,
);

export function articleApi(recado: Recado) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/articles", async ({ query }) => {
      const paging = readPaging(query);
      return pageOf(await listArticlesForApi(recado.db, paging), paging, articleJson);
    })
    .post(
      "/api/v1/articles",
      async ({ body, set }) => {
        const input = changed({ ...noArticle, texts: {} }, body);
        const article = await recado.write((tx) =>
          insertArticle(tx, input, null, recado.clock.now()),
        );
        set.status = 201;
        return articleJson(article);
      },
      { body: newArticle },
    )
    .get("/api/v1/articles/:id", async ({ params }) =>
      articleJson(await getArticle(recado.db, readId(params.id))),
    )
    .patch(
      "/api/v1/articles/:id",
      async ({ params, body }) => {
        const id = readId(params.id);
        const article = await recado.write(async (tx) => {
          const input = changed(inputOf(await getArticle(tx, id)), body);
          return updateArticle(tx, id, input, null, recado.clock.now());
        });
        return articleJson(article);
      },
      { body: articleChange },
    )
    .delete("/api/v1/articles/:id", async ({ params }) => {
      const id = readId(params.id);
      await recado.write((tx) => archiveArticle(tx, id, null, recado.clock.now()));
      return new Response(null, { status: 204 });
    });
}

/** What is not named stays as it is. */
function changed(before: ArticleInput, body: typeof articleChange.static): ArticleInput {
  const texts = { ...before.texts };
  for (const language of languages) {
    const written = body.texts?.[language];
    if (written === null) delete texts[language];
    else if (written)
      texts[language] = {
        ...written,
        questions: written.questions ?? before.texts[language]?.questions ?? [],
      };
  }
  return {
    ...before,
    category: body.category ?? before.category,
    isInternal: body.internal ?? before.isInternal,
    isPublished: body.published ?? before.isPublished,
    link: body.link === undefined ? before.link : body.link,
    texts,
  };
}

function articleJson(article: Article) {
  const { category, isInternal, isPublished, link, texts } = inputOf(article);
  return {
    id: article.id,
    category,
    internal: isInternal,
    published: isPublished,
    link,
    texts,
    version: article.version,
    used: article.used_count,
    helped: article.helped_count,
    unhelpful: article.unhelpful_count,
    archived: article.archived_at !== null,
    created_at: iso(article.created_at),
    updated_at: iso(article.updated_at),
  };
}

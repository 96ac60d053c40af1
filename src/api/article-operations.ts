import { listOf, schemaRef } from "./schemas.ts";

const article = schemaRef("Article");

/** The routes of the knowledge base, for the document of the API. */
export const articleOperations = {
  "GET /articles": {
    summary: "List articles of the knowledge base, archived ones too",
    query: ["paging" as const],
    answers: { status: 200, schema: listOf("Article") },
  },
  "POST /articles": {
    summary: "Add an article",
    takes: "NewArticle",
    answers: { status: 201, schema: article },
  },
  "GET /articles/{id}": { summary: "One article", answers: { status: 200, schema: article } },
  "PATCH /articles/{id}": {
    summary: "Change an article; the former version is kept, an archived one is back",
    takes: "ArticleChange",
    answers: { status: 200, schema: article },
  },
  "DELETE /articles/{id}": {
    summary: "Archive an article; its texts and versions are kept",
    answers: { status: 204 },
  },
};

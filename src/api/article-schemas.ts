import { flag, id, instant, language, maybe, object, text } from "./schema-words.ts";

const articleText = object({
  title: text,
  body: text,
  questions: { type: "array", items: text, description: "how customers ask for it" },
});

const written = {
  category: text,
  internal: { ...flag, description: "a procedure for agents: never shown to customers" },
  published: flag,
  link: maybe(text),
};

/** What the API says of the knowledge base. */
export const articleSchemas = {
  NewArticle: object(
    {
      ...written,
      texts: {
        type: "object",
        propertyNames: language,
        additionalProperties: { ...articleText, required: ["title", "body"] },
        description: "by language, one at least",
      },
    },
    ["texts"],
  ),
  ArticleChange: object(
    {
      ...written,
      texts: {
        type: "object",
        propertyNames: language,
        additionalProperties: {
          ...articleText,
          type: ["object", "null"],
          required: ["title", "body"],
        },
        description: "languages that are not named stay; null takes one away",
      },
    },
    [],
  ),
  Article: object({
    id,
    ...written,
    texts: { type: "object", propertyNames: language, additionalProperties: articleText },
    version: { type: "integer" },
    used: { type: "integer" },
    helped: { type: "integer" },
    unhelpful: { type: "integer" },
    archived: flag,
    created_at: instant,
    updated_at: instant,
  }),
};

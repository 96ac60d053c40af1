import type { ArticleErrors } from "../../views/knowledge/article-form.tsx";
import { languages, type Translate } from "../../views/i18n.ts";
import type { AppError } from "../http/errors.ts";
import { type Form, idOf } from "../http/form.ts";
import type { ArticleInput, ArticleTexts } from "./article.ts";

/** As it was typed; the files that it keeps, without those that come along. */
export function readArticle(form: Form): ArticleInput {
  const texts: ArticleTexts = {};
  for (const language of languages) {
    const text = {
      title: form.text(`title.${language}`),
      body: form.raw(`body.${language}`).replaceAll("\r\n", "\n"),
      questions: form
        .raw(`questions.${language}`)
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
    };
    if (text.title || text.body.trim() || text.questions.length > 0) texts[language] = text;
  }
  return {
    category: form.text("category"),
    isInternal: form.text("kind") === "internal",
    isPublished: form.has("published"),
    link: form.text("link", 1000) || null,
    assetIds: form
      .all("asset")
      .map(idOf)
      .filter((id) => id > 0),
    texts,
  };
}

/** What requireArticle refused, beside its field. */
export function articleErrors(t: Translate, { key, values }: AppError): ArticleErrors {
  return key ? { [String(values.field ?? "texts")]: t(key, values) } : {};
}

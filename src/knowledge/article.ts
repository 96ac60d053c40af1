import { languages, type TextKey } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

/** An article in one language. */
export interface ArticleText {
  title: string;
  body: string;
  /** How customers ask for it. */
  questions: string[];
}

export type ArticleTexts = Partial<Record<Language, ArticleText>>;

/** An article as people and programs write it. */
export interface ArticleInput {
  category: string;
  /** A procedure for agents: never shown to a customer. */
  isInternal: boolean;
  isPublished: boolean;
  /** Where customers can read more, under the text. */
  link: string | null;
  /** Pictures, a video or a document that go with it (incidents/assets). */
  assetIds: number[];
  texts: ArticleTexts;
}

export const noArticle: ArticleInput = {
  category: "",
  isInternal: false,
  isPublished: true,
  link: null,
  assetIds: [],
  texts: {},
};

/** What a message takes (API.md §6). */
export const LONGEST_ANSWER = 4096;
const LONGEST_PROCEDURE = 20_000;
const LONGEST_TITLE = 120;
const LONGEST_CATEGORY = 40;
const LONGEST_LINK = 500;
const LONGEST_QUESTION = 200;
export const MOST_QUESTIONS = 100;
export const MOST_ASSETS = 3;

/** The article tidied up. @throws AppError `invalid` that names the field. */
export function requireArticle(input: ArticleInput): ArticleInput {
  const category = oneLine(input.category);
  if (category.length > LONGEST_CATEGORY)
    refuse("category", `at most ${LONGEST_CATEGORY} characters.`, "articles.error.category");
  const article = {
    ...input,
    category,
    link: requireLink(input.link),
    assetIds: [...new Set(input.assetIds)],
  };
  if (article.assetIds.length > MOST_ASSETS) throw tooManyFiles();
  const texts: ArticleTexts = {};
  for (const language of languages) {
    const text = input.texts[language];
    if (text && !isBlank(text)) texts[language] = requireText(text, language, article);
  }
  if (Object.keys(texts).length === 0)
    refuse("texts", "write a title and a text in one language at least.", "articles.error.none");
  return { ...article, texts };
}

function isBlank({ title, body, questions }: ArticleText): boolean {
  return !title.trim() && !body.trim() && questions.every((question) => !question.trim());
}

function requireText(
  text: ArticleText,
  language: Language,
  article: Pick<ArticleInput, "isInternal" | "link">,
): ArticleText {
  const title = oneLine(text.title);
  if (!title || title.length > LONGEST_TITLE)
    refuse(`title.${language}`, `write 1 to ${LONGEST_TITLE} characters.`, "articles.error.title");
  const body = text.body.replaceAll("\r\n", "\n").trim();
  const most = article.isInternal
    ? LONGEST_PROCEDURE
    : LONGEST_ANSWER - linkOf(article.link).length;
  if (!body || body.length > most)
    refuse(`body.${language}`, `write 1 to ${most} characters.`, "articles.error.body", {
      n: most,
    });
  const questions = [...new Set(text.questions.map(oneLine).filter(Boolean))];
  if (questions.length > MOST_QUESTIONS || questions.some((one) => one.length > LONGEST_QUESTION))
    refuse(
      `questions.${language}`,
      `at most ${MOST_QUESTIONS} questions of ${LONGEST_QUESTION} characters each.`,
      "articles.error.questions",
      { n: MOST_QUESTIONS, most: LONGEST_QUESTION },
    );
  return { title, body, questions };
}

function requireLink(link: string | null): string | null {
  const trimmed = link?.trim() ?? "";
  if (!trimmed) return null;
  const isWeb = /^https?:\/\//i.test(trimmed) && URL.canParse(trimmed);
  if (!isWeb || /\s/.test(trimmed) || trimmed.length > LONGEST_LINK)
    refuse("link", "give an address that begins with https://.", "articles.error.link");
  return trimmed;
}

export function tooManyFiles(): AppError {
  return new AppError("invalid", `assets: at most ${MOST_ASSETS} files.`, {
    key: "articles.error.assets",
    values: { n: MOST_ASSETS, field: "assets" },
  });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function refuse(
  field: string,
  why: string,
  key: TextKey,
  values: Record<string, string | number> = {},
): never {
  throw new AppError("invalid", `${field}: ${why}`, { key, values: { ...values, field } });
}

function linkOf(link: string | null): string {
  return link ? `\n\n${link}` : "";
}

/** What a customer reads: the text, and below it where there is more. At most 4,096 characters. */
export function answerOf({ body }: Pick<ArticleText, "body">, link: string | null): string {
  return `${body}${linkOf(link)}`;
}

/** The customer's language, else the business's, else the first there is. */
export function chooseLanguage<T>(
  texts: Partial<Record<Language, T>>,
  language: Language,
  fallback: Language,
): Language | undefined {
  return [language, fallback, ...languages].find((each) => texts[each] !== undefined);
}

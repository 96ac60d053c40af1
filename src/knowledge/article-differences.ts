import { languages, type Translate } from "../../views/i18n.ts";
import type { Difference } from "../../views/ui/versions.tsx";
import { languageNames } from "../../views/ui/languages.ts";
import type { Language } from "../db/schema.ts";
import type { ArticleInput, ArticleText } from "./article.ts";

/** What is different from the version before; nothing for the first. */
export function articleDifferences(
  before: ArticleInput | null,
  after: ArticleInput,
  t: Translate,
): Difference[] {
  if (!before) return [];
  const parts = [
    { label: t("articles.field.category"), say: (of: ArticleInput) => of.category },
    { label: t("articles.field.kind"), say: (of: ArticleInput) => sayKind(of, t) },
    { label: t("articles.field.link"), say: (of: ArticleInput) => of.link ?? "" },
    { label: t("articles.files"), say: (of: ArticleInput) => String(of.assetIds.length || "") },
    ...languages.flatMap((language) => textParts(language, t)),
  ];
  return parts
    .map(({ label, say }) => ({ label, ...changedLines(say(before), say(after)) }))
    .filter((part) => part.before !== part.after);
}

function sayKind({ isInternal, isPublished }: ArticleInput, t: Translate): string {
  const kind = t(isInternal ? "articles.field.internal" : "articles.field.public");
  return `${kind}, ${t(isPublished ? "articles.field.published" : "articles.draft")}`;
}

function textParts(language: Language, t: Translate) {
  const part = (name: string, say: (text: ArticleText) => string) => ({
    label: `${name} (${languageNames[language]})`,
    say: (of: ArticleInput) => {
      const text = of.texts[language];
      return text ? say(text) : "";
    },
  });
  return [
    part(t("articles.field.title"), (text) => text.title),
    part(t("articles.field.body"), (text) => text.body),
    part(t("articles.field.questions"), (text) => text.questions.join("\n")),
  ];
}

/** Of a long text only the lines from the first to the last change. */
function changedLines(before: string, after: string): { before: string; after: string } {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const cut = (lines: string[]) =>
    lines
      .slice(start, lines.length - end)
      .join("\n")
      .replaceAll(/^\n+|\n+$/g, "");
  // Where empty lines alone were changed, the whole says more than nothing.
  const [cutOld, cutNow] = [cut(old), cut(now)];
  return cutOld === cutNow ? { before, after } : { before: cutOld, after: cutNow };
}

/** The whole version, for who wants to read it. */
export function textsOf(input: ArticleInput): { language: Language; text: ArticleText }[] {
  return languages.flatMap((language) => {
    const text = input.texts[language];
    return text ? { language, text } : [];
  });
}

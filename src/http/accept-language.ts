import type { Language } from "../db/schema.ts";

const ours: readonly Language[] = ["en", "fr", "pt", "es"];

/** The reader's language by Accept-Language, for pages before log-in; English where none is ours. */
export function acceptedLanguage(request: Request): Language {
  const wanted = acceptedTags(request).map((tag) => tag.split("-")[0]);
  for (const language of wanted) {
    const known = ours.find((own) => own === language);
    if (known) return known;
  }
  return "en";
}

/** Tags in the order that the reader prefers, lower case: ["pt-br", "pt", "en"]. */
export function acceptedTags(request: Request): string[] {
  const header = (request.headers.get("accept-language") ?? "").slice(0, 500).toLowerCase();
  return header
    .split(",")
    .map((item) => {
      const [tag = "", ...parameters] = item.split(";").map((part) => part.trim());
      const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

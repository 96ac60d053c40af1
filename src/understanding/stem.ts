import type { Stemmer } from "snowball-stemmers";
import type { Language } from "../db/schema.ts";

const algorithms = { en: "english", fr: "french", pt: "portuguese", es: "spanish" } as const;
const stemmers = new Map<Language, Stemmer>();
const mostRemembered = 20_000;
const remembered = new Map<string, string>();
// What a word longer than this is, no dictionary knows; endless ones would cost time.
const longestWord = 40;

// The stemmers know endings by their accents, which folding took away.
const accented: Record<Language, readonly (readonly [RegExp, string])[]> = {
  en: [],
  fr: [[/ee(s?)$/, "ée$1"]],
  pt: [
    [/cao$/, "ção"],
    [/coes$/, "ções"],
    [/([sx])ao$/, "$1ão"],
    [/([sx])oes$/, "$1ões"],
    [/avel$/, "ável"],
    [/ivel$/, "ível"],
    [/encia(s?)$/, "ência$1"],
  ],
  es: [[/([cs])ion$/, "$1ión"]],
};

/**
 * What is left of a folded word without its endings of number, gender, tense and kind.
 *
 * @example stem("devolucoes", "pt") // "devolu", like stem("devolucao", "pt")
 */
export function stem(word: string, language: Language): string {
  const key = `${language}${word}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const found = cut(word, language);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, found);
  return found;
}

function cut(word: string, language: Language): string {
  if (word.length < 3 || word.length > longestWord) return word;
  let whole = word;
  for (const [ending, restored] of accented[language]) whole = whole.replace(ending, restored);
  return stemmerOf(language).stem(whole).normalize("NFD").replaceAll(/\p{M}/gu, "");
}

function stemmerOf(language: Language): Stemmer {
  const known = stemmers.get(language);
  if (known) return known;
  // Loaded when used: its 25 languages take 13 MB, and most commands have no need of them.
  const { newStemmer } = require("snowball-stemmers") as typeof import("snowball-stemmers");
  const made = newStemmer(algorithms[language]);
  stemmers.set(language, made);
  return made;
}

import type { Language } from "../db/schema.ts";
import { languageNgrams } from "./language-ngrams.ts";

/** How well a text fits each language, best first; `fit` lies between 0 and 1. */
export interface LanguageScore {
  language: Language;
  fit: number;
}

// The order of the weights in languageNgrams.
const order: readonly Language[] = ["en", "fr", "pt", "es"];
const weightDigits = 8;
// eld's own constants: what its weights were reduced by, and what scales their mean to 0…1.
const leastWeight = 53;
const scale = 25;
const mostCharacters = 350;

/**
 * Scores a text by eld's method over eld's n-grams of our four languages alone. The package holds
 * 60 languages: 69 MB resident, 10 MB of binary and 195 ms at start from a checkout, against some
 * 10 MB, 1 MB and 10 ms on first use, with the same scores (test/contacts/score-languages.test.ts).
 */
export function scoreLanguages(text: string): LanguageScore[] {
  const weights = weightTable();
  const ngrams = ngramsOf(text);
  const sums = order.map(() => 0);
  for (const ngram of ngrams) addWeights(sums, weights.get(ngram) ?? 0);
  return order
    .map((language, i) => ({ language, mean: sums[i]! / ngrams.size }))
    .filter(({ mean }) => mean > 0)
    .map(({ language, mean }) => ({ language, fit: mean / (mean + scale) }))
    .sort((a, b) => b.fit - a.fit);
}

function addWeights(sums: number[], packed: number): void {
  for (let i = order.length - 1, rest = packed; i >= 0; i--, rest >>>= 8) {
    const weight = rest & 0xff;
    if (weight > 0) sums[i]! += weight + leastWeight;
  }
}

let table: Map<string, number> | undefined;

// Four weights in the bytes of one number. Made on first use: most commands have no need of it.
function weightTable(): Map<string, number> {
  table ??= new Map(
    languageNgrams.split(",").map((entry) => {
      const at = entry.length - weightDigits;
      return [entry.slice(0, at), Number.parseInt(entry.slice(at), 16)];
    }),
  );
  return table;
}

// Four bytes every three, the last four in any case; a space marks the word's beginning and end.
function ngramsOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of bytesOfWords(text)) {
    let at = 0;
    for (; at + 4 < word.length; at += 3) found.add((at === 0 ? " " : "") + word.slice(at, at + 4));
    found.add(`${at === 0 ? " " : ""}${word.slice(Math.max(0, word.length - 4))} `);
  }
  return found;
}

function bytesOfWords(text: string): string[] {
  const letters = text
    .slice(0, mostCharacters)
    .replaceAll(/[^\p{L}]+(?<!['`’])/gu, " ")
    .trim()
    .toLowerCase();
  if (letters === "") return [];
  return letters.split(" ").map((word) => Buffer.from(word, "utf8").toString("latin1"));
}

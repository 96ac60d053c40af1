import { words as wordsOf } from "../bot/fold.ts";
import { isStopWord } from "../understanding/stop-words.ts";
import type { Language } from "../db/schema.ts";
import { askedLanguage } from "./asked-language.ts";
import { languageOfCountry } from "./country-language.ts";
import { greetingLanguages } from "./greetings.ts";
import { countryOf } from "./phone.ts";
import { scoreLanguages } from "./score-languages.ts";

export interface LanguageHints {
  /** Canonical or `wa_id`. */
  phone: string | null;
  /** What the contact's language is known to be. */
  current: Language | null;
  business: Language;
}

export interface DetectedLanguage {
  language: Language;
  /** The text says so, or it was known before; else a guess that nobody should remember. */
  isSure: boolean;
}

// Set by the labelled messages of the test. Below two words only a greeting decides: "pizza" and
// "Bruno" have no language.
const leastFit = 0.65;
const leastMargin = { ofTwoWords: 0.1, ofMore: 0.05 };
// A known language changes only for a sentence that is clearly in another one: Portuguese and
// Spanish are so near that short ones stay within 0.15.
const change = { words: 4, fit: 0.75, margin: 0.15 };
const mostCharacters = 400;

/**
 * The language somebody writes in, among ours. An explicit wish comes first; a known language is
 * kept unless a sentence clearly speaks against it; else the text's n-grams decide, below their
 * threshold its words of greeting, then the phone's country, then the business.
 */
export function detectLanguage(text: string, hints: LanguageHints): DetectedLanguage {
  const { current } = hints;
  const prose = proseOf(text);
  const words = wordsOf(prose);
  const asked = askedLanguage(words);
  if (asked) return sure(asked);
  if (current) return sure(words.length >= change.words ? changed(prose, current) : current);

  const read = words.length > 1 ? readLanguage(prose, words.length) : undefined;
  if (read) return sure(read);
  const greeted = greetingLanguages(prose);
  if (greeted.length === 1) return sure(greeted[0]!);
  return { language: guess(greeted, hints), isSure: false };
}

function sure(language: Language): DetectedLanguage {
  return { language, isSure: true };
}

// Links, addresses, handles and codes are in no language; a page of text says no more than its
// beginning.
function proseOf(text: string): string {
  const beginning = text.slice(0, mostCharacters);
  if (!/[\d@/]|www\./.test(beginning)) return beginning;
  return beginning
    .split(/\s+/)
    .filter((token) => !/\d|@|\/\/|www\./.test(token))
    .join(" ");
}

function readLanguage(prose: string, count: number): Language | undefined {
  const [best, second] = scoreLanguages(prose);
  if (!best || best.fit < leastFit) return undefined;
  const margin = best.fit - (second?.fit ?? 0);
  const least = count === 2 ? leastMargin.ofTwoWords : leastMargin.ofMore;
  return margin < least ? tellApart(prose, best.language, second!.language) : best.language;
}

// Letters and signs that only one of ours has.
const ownMarks: Partial<Record<Language, RegExp>> = { pt: /[ãõ]/iu, es: /[ñ¿¡]/iu };
// "no" is "in the" to one and "no" to the other.
const ambiguous = new Set(["no"]);

/** Of two near languages the one whose small words these are: "que horas fecham" is not Spanish. */
function tellApart(prose: string, one: Language, other: Language): Language | undefined {
  const own = (language: Language, rival: Language) =>
    (ownMarks[language]?.test(prose.normalize("NFC")) ? 2 : 0) +
    wordsOf(prose).filter(
      (word) => isStopWord(word, language) && !isStopWord(word, rival) && !ambiguous.has(word),
    ).length;
  const lead = own(one, other) - own(other, one);
  if (lead === 0) return undefined;
  return lead > 0 ? one : other;
}

function changed(prose: string, current: Language): Language {
  const scores = scoreLanguages(prose);
  const best = scores[0];
  if (!best || best.fit < change.fit) return current;
  const known = scores.find(({ language }) => language === current)?.fit ?? 0;
  return best.fit - known >= change.margin ? best.language : current;
}

// "por favor" leaves two languages to choose from, silence all of them.
function guess(greeted: readonly Language[], { phone, business }: LanguageHints): Language {
  const country = phone ? countryOf(phone) : null;
  const ofPhone = country ? languageOfCountry(country) : undefined;
  const likely = [...(ofPhone ? [ofPhone] : []), business];
  if (greeted.length === 0) return likely[0]!;
  return likely.find((language) => greeted.includes(language)) ?? greeted[0]!;
}

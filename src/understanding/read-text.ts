import { greetings } from "../contacts/greetings.ts";
import type { Language } from "../db/schema.ts";
import { conceptsOf, expressionAt } from "./concepts.ts";
import { words as wordsOf } from "../bot/fold.ts";
import { spellOut } from "./spellings.ts";
import { stem } from "./stem.ts";
import { isStopWord } from "./stop-words.ts";

/** A word of a text, or an expression of several. */
export interface ReadWord {
  /** Folded, as it stands in the text. */
  said: string;
  /** Spelt out. */
  word: string;
  stem: string;
  concepts: readonly number[];
  kind: "content" | "stop" | "courtesy";
  isNegated: boolean;
  /** "I don't want a refund": negated, and nothing else is said of it. */
  isRefused: boolean;
}

interface Spelt {
  said: string;
  /** Spelt out. */
  word: string;
}

interface Negator {
  negator: string;
}

const mostWords = 60;
const mostCharacters = 600;
const negators: Record<Language, ReadonlySet<string>> = {
  en: new Set(
    `not no never without dont doesnt didnt cant cannot couldnt wont wouldnt isnt arent wasnt havent
    hasnt hadnt shouldnt neither nor stopped`.split(/\s+/),
  ),
  fr: new Set("ne n pas jamais aucun aucune sans rien".split(" ")),
  pt: new Set("nao nunca sem nem jamais".split(" ")),
  es: new Set("no nunca sin ni jamas tampoco".split(" ")),
};
// "ne … pas" is one negation; without "ne" the word before is meant: "ça marche pas".
const frenchSecond = new Set(["pas", "jamais", "rien"]);
const wanting: Record<Language, ReadonlySet<string>> = {
  en: new Set("want wanna need wish asking".split(" ")),
  fr: new Set("veux voudrais souhaite besoin".split(" ")),
  pt: new Set("quero queria preciso".split(" ")),
  es: new Set("quiero queria quisiera necesito".split(" ")),
};
const clauseEnd = /[.!?;,:\n¿¡()]+|\s(?:but|mais|mas|pero|sino|however)\s/iu;

/** The words of a text that say something, or might; numbers, codes and addresses don't. */
export function readText(text: string, language: Language): ReadWord[] {
  const read: ReadWord[] = [];
  for (const clause of proseOf(text.slice(0, mostCharacters)).split(clauseEnd)) {
    const words = wordsOf(clause).map((said) => ({
      said,
      word: spellOut(said, language),
    }));
    read.push(...readClause(words, language));
    if (read.length >= mostWords) break;
  }
  return read.slice(0, mostWords);
}

function proseOf(text: string): string {
  if (!/[\d@/]|www\./.test(text)) return text;
  return text
    .split(/\s+/)
    .filter((token) => !/\d|@|\/\/|www\./.test(token))
    .join(" ");
}

function readClause(words: Spelt[], language: Language): ReadWord[] {
  const read: (ReadWord | Negator)[] = [];
  const spelt = words.map(({ word }) => word);
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const found = expressionAt(spelt, at, language);
    if (found) {
      const all = words.slice(at, at + found.length);
      read.push(readExpression(all, found.concept, language));
      at += found.length - 1;
    } else if (negators[language].has(word.word)) read.push({ negator: word.word });
    else read.push(readWord(word, language));
  }
  return negate(read, language);
}

function readExpression(all: Spelt[], concept: number, language: Language): ReadWord {
  return {
    said: all.map(({ said }) => said).join(" "),
    word: all.map(({ word }) => word).join(" "),
    stem: all.map(({ word }) => stem(word, language)).join(" "),
    concepts: [concept],
    kind: "content",
    isNegated: false,
    isRefused: false,
  };
}

function readWord({ said, word }: Spelt, language: Language): ReadWord {
  const kind = isStopWord(word, language) ? "stop" : greetings.has(word) ? "courtesy" : "content";
  const stemmed = stem(word, language);
  const concepts = kind === "content" ? conceptsOf(word, language) : [];
  return { said, word, stem: stemmed, concepts, kind, isNegated: false, isRefused: false };
}

/** A negation goes to the next word of content; "not wanting" something is to refuse it. */
function negate(read: readonly (ReadWord | Negator)[], language: Language): ReadWord[] {
  const words: ReadWord[] = [];
  let state: "plain" | "negating" | "refusing" | "negated" = "plain";
  for (const one of read) {
    if ("negator" in one) {
      const last = words.at(-1);
      const isSecond = language === "fr" && frenchSecond.has(one.negator);
      if (isSecond && state === "negated") state = "plain";
      else if (isSecond && state === "plain" && last?.kind === "content") last.isNegated = true;
      else if (state !== "refusing") state = "negating";
      continue;
    }
    const isNegating = state === "negating" || state === "refusing";
    if (one.kind === "content" && isNegating) {
      words.push({ ...one, isNegated: true, isRefused: state === "refusing" });
      state = "negated";
      continue;
    }
    words.push(one);
    if (state === "negating" && wanting[language].has(one.word)) state = "refusing";
  }
  return words;
}

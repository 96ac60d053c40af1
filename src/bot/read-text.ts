import { greetings } from "../contacts/greetings.ts";
import type { Language } from "../db/schema.ts";
import { conceptsOf, expressionAt } from "./concepts.ts";
import { words as wordsOf } from "./fold.ts";
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
const clauseEnd = /[.!?;,:\n¿¡()]+|\s(?:but|mais|mas|pero|sino|however)\s/iu;

/** The words of a text that say something, or might; numbers, codes and addresses don't. */
export function readText(text: string, language: Language): ReadWord[] {
  const read: ReadWord[] = [];
  for (const clause of text.slice(0, mostCharacters).split(clauseEnd)) {
    const words = wordsOf(proseOf(clause)).map((said) => ({
      said,
      word: spellOut(said, language),
    }));
    read.push(...readClause(words, language));
    if (read.length >= mostWords) break;
  }
  return read.slice(0, mostWords);
}

function proseOf(clause: string): string {
  if (!/[\d@/]/.test(clause)) return clause;
  return clause
    .split(/\s+/)
    .filter((token) => !/\d|@|\/\/|www\./.test(token))
    .join(" ");
}

function readClause(words: { said: string; word: string }[], language: Language): ReadWord[] {
  const read: ReadWord[] = [];
  const spelt = words.map(({ word }) => word);
  let isNegating = false;
  let hasNegated = false;
  for (let at = 0; at < words.length; at++) {
    const { said, word } = words[at]!;
    if (negators[language].has(word)) {
      const last = read.at(-1);
      if (language === "fr" && frenchSecond.has(word)) {
        if (hasNegated) isNegating = false;
        else if (!isNegating && last?.kind === "content") last.isNegated = true;
        else isNegating = true;
      } else isNegating = true;
      continue;
    }
    const found = expressionAt(spelt, at, language);
    if (found) {
      const all = words.slice(at, at + found.length);
      read.push({
        said: all.map((one) => one.said).join(" "),
        word: all.map((one) => one.word).join(" "),
        stem: all.map((one) => stem(one.word, language)).join(" "),
        concepts: [found.concept],
        kind: "content",
        isNegated: isNegating,
      });
      at += found.length - 1;
    } else read.push(readWord(said, word, language, isNegating));
    if (read.at(-1)!.kind === "content" && isNegating) {
      isNegating = false;
      hasNegated = true;
    }
  }
  return read;
}

function readWord(said: string, word: string, language: Language, isNegated: boolean): ReadWord {
  const kind = isStopWord(word, language) ? "stop" : greetings.has(word) ? "courtesy" : "content";
  const stemmed = stem(word, language);
  const concepts = kind === "content" ? conceptsOf(stemmed, language) : [];
  return { said, word, stem: stemmed, concepts, kind, isNegated: isNegated && kind === "content" };
}

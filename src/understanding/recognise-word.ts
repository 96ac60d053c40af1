import type { Language } from "../db/schema.ts";
import type { CompiledIntents, KnownWord } from "./compile-intents.ts";
import { fileTypoKeys } from "./compile-intents.ts";
import { conceptsOf, hasSynonyms, synonymWords } from "./concepts.ts";
import { meaningsOf } from "./features.ts";
import { knownWords } from "../bot/known-words.ts";
import { singulars } from "../bot/plurals.ts";
import type { ReadWord } from "./read-text.ts";
import { stem } from "./stem.ts";
import { isOneTypo, mayBeTypo, typoKeys } from "../bot/typos.ts";

/** A word as the intents may know it. */
export interface RecognisedWord extends ReadWord {
  isTypo: boolean;
}

// The table has thousands of words: a shorter one is near too many of them.
const shortestSynonymTypo = 7;

/**
 * The word as one that the intents know: as it is, else as one of another language that they speak,
 * else as what it is a typo of, first among the intents' own words, then among the synonyms.
 */
export function recogniseWord(
  compiled: CompiledIntents,
  read: ReadWord,
  language: Language,
): RecognisedWord {
  const asIs = { ...read, isTypo: false };
  if (read.kind !== "content" || isKnown(compiled, read)) return asIs;
  const others = compiled.languages.filter((other) => other !== language);
  for (const other of others) {
    if (!isWordOf(compiled, read.word, other)) continue;
    const foreign = inLanguage(read, read.word, other);
    if (isKnown(compiled, foreign)) return { ...foreign, isTypo: false };
  }
  if (read.concepts.length > 0 || !mayBeTypo(read.word) || isCommonWord(read.word)) return asIs;
  const meant =
    findMeant(compiled.byTypoKey, read.word, language) ??
    (read.word.length >= shortestSynonymTypo
      ? findMeant(synonymTypoKeys(language), read.word, language)
      : undefined);
  return meant ? { ...inLanguage(read, meant.word, meant.language), isTypo: true } : asIs;
}

function isKnown({ features }: CompiledIntents, read: ReadWord): boolean {
  return meaningsOf(read).some((meaning) => features.has(meaning) || features.has(`!${meaning}`));
}

// Not by its stem: that of one language is another word's of the next one.
function isWordOf({ words }: CompiledIntents, word: string, language: Language): boolean {
  return words.has(`${language} ${word}`) || hasSynonyms(word, language);
}

function inLanguage(read: ReadWord, word: string, language: Language): ReadWord {
  const stemmed = stem(word, language);
  return { ...read, word, stem: stemmed, concepts: conceptsOf(word, language) };
}

function isCommonWord(word: string): boolean {
  return singulars(word).some((singular) => knownWords.has(singular));
}

function findMeant(
  byTypoKey: ReadonlyMap<string, KnownWord[]>,
  word: string,
  language: Language,
): KnownWord | undefined {
  let best: KnownWord | undefined;
  for (const key of typoKeys(word)) {
    for (const known of byTypoKey.get(key) ?? []) {
      if (!isOneTypo(word, known.word)) continue;
      if (known.language === language) return known;
      best ??= known;
    }
  }
  return best;
}

const bySynonym = new Map<Language, Map<string, KnownWord[]>>();

function synonymTypoKeys(language: Language): ReadonlyMap<string, KnownWord[]> {
  const known = bySynonym.get(language);
  if (known) return known;
  const made = new Map<string, KnownWord[]>();
  for (const word of synonymWords(language)) fileTypoKeys(made, { word, language });
  bySynonym.set(language, made);
  return made;
}

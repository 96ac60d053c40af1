import { exactText, readings } from "../bot/compile-rules.ts";
import { singulars } from "../bot/plurals.ts";
import { mayBeTypo, typoKeys } from "../bot/typos.ts";
import { type Condition, type Leaf, phrasesOf } from "./conditions.ts";
import { leavesOf } from "./read-rule.ts";

/**
 * The phrases of many rules, filed by what a text must hold for one of them to match. A text is
 * read once and then asks the few leaves that it finds here: the matcher itself, once per leaf,
 * takes longer than everything else that happens to a message.
 */
export interface PhraseIndex {
  exact: Map<string, Leaf[]>;
  /** To the phrases' words that a word of the text may stand for. */
  bySingular: Map<string, string[]>;
  byTypoKey: Map<string, string[]>;
  /** Phrases by the word that they are filed under: all of their words must be there. */
  byWord: Map<string, { words: readonly string[]; leaf: Leaf }[]>;
  /** Phrases of emoji: asked by each text. */
  always: Leaf[];
  /** What typed words were found to stand for: people use few, again and again. */
  known: Map<string, readonly string[]>;
}

/** Typed words that are kept. */
const MOST_KNOWN = 10_000;

export function indexPhrases(conditions: readonly Condition[]): PhraseIndex {
  const index: PhraseIndex = {
    exact: new Map(),
    bySingular: new Map(),
    byTypoKey: new Map(),
    byWord: new Map(),
    always: [],
    known: new Map(),
  };
  for (const condition of conditions) for (const leaf of leavesOf(condition)) addLeaf(index, leaf);
  return index;
}

function addLeaf(index: PhraseIndex, leaf: Leaf): void {
  if (!("phrases" in leaf)) return;
  const { exact, symbols, byWord, bySingular, byTypoKey } = phrasesOf(leaf);
  if (symbols.length > 0) index.always.push(leaf);
  for (const text of exact.keys()) file(index.exact, text, leaf);
  for (const [anchor, phrases] of byWord)
    for (const { words } of phrases) file(index.byWord, anchor, { words, leaf });
  for (const [singular, words] of bySingular)
    for (const word of words) fileOnce(index.bySingular, singular, word);
  for (const [key, spellings] of byTypoKey)
    for (const { word } of spellings) fileOnce(index.byTypoKey, key, word);
}

function file<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const filed = map.get(key);
  if (filed) filed.push(value);
  else map.set(key, [value]);
}

function fileOnce(map: Map<string, string[]>, key: string, word: string): void {
  if (!map.get(key)?.includes(word)) file(map, key, word);
}

/** The leaves that a text may match; any other surely does not. */
export function askableLeaves(index: PhraseIndex, text: string): Set<Leaf> {
  const found = new Set(index.always);
  if (index.exact.size > 0)
    for (const leaf of index.exact.get(exactText(text)) ?? []) found.add(leaf);
  if (index.byWord.size === 0) return found;
  const held = heldWords(index, text);
  for (const word of held)
    for (const { words, leaf } of index.byWord.get(word) ?? [])
      if (words.every((each) => held.has(each))) found.add(leaf);
  return found;
}

/** The words of the phrases that words of the text may stand for. */
function heldWords(index: PhraseIndex, text: string): Set<string> {
  const held = new Set<string>();
  for (const words of readings(text))
    for (const typed of words) for (const word of meantBy(index, typed)) held.add(word);
  return held;
}

function meantBy({ bySingular, byTypoKey, known }: PhraseIndex, typed: string): readonly string[] {
  const found = known.get(typed);
  if (found) return found;
  const keys = mayBeTypo(typed) ? typoKeys(typed) : [];
  const meant = [
    ...singulars(typed).flatMap((singular) => bySingular.get(singular) ?? []),
    ...keys.flatMap((key) => byTypoKey.get(key) ?? []),
  ];
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(typed, meant);
  return meant;
}

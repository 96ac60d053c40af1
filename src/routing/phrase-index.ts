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
  bySingular: Map<string, Leaf[]>;
  byTypoKey: Map<string, Leaf[]>;
  /** Phrases of emoji: asked by each text. */
  always: Leaf[];
}

export function indexPhrases(conditions: readonly Condition[]): PhraseIndex {
  const index: PhraseIndex = {
    exact: new Map(),
    bySingular: new Map(),
    byTypoKey: new Map(),
    always: [],
  };
  for (const condition of conditions) for (const leaf of leavesOf(condition)) addLeaf(index, leaf);
  return index;
}

function addLeaf(index: PhraseIndex, leaf: Leaf): void {
  if (!("phrases" in leaf)) return;
  const { exact, symbols, byWord, bySingular, byTypoKey } = phrasesOf(leaf);
  if (symbols.length > 0) index.always.push(leaf);
  for (const text of exact.keys()) file(index.exact, text, leaf);
  // A phrase is found by its longest word alone: `byWord` has those.
  for (const [singular, words] of bySingular)
    if (words.some((word) => byWord.has(word))) file(index.bySingular, singular, leaf);
  for (const [key, spellings] of byTypoKey)
    if (spellings.some(({ word }) => byWord.has(word))) file(index.byTypoKey, key, leaf);
}

function file(map: Map<string, Leaf[]>, key: string, leaf: Leaf): void {
  const filed = map.get(key);
  if (filed) filed.push(leaf);
  else map.set(key, [leaf]);
}

/** The leaves that a text may match; any other surely does not. */
export function askableLeaves(index: PhraseIndex, text: string): Set<Leaf> {
  const found = new Set(index.always);
  if (index.exact.size > 0) add(found, index.exact.get(exactText(text)));
  if (index.bySingular.size === 0) return found;
  for (const words of readings(text)) for (const word of words) addByWord(index, found, word);
  return found;
}

function addByWord({ bySingular, byTypoKey }: PhraseIndex, found: Set<Leaf>, word: string): void {
  for (const singular of singulars(word)) add(found, bySingular.get(singular));
  if (byTypoKey.size === 0 || !mayBeTypo(word)) return;
  for (const key of typoKeys(word)) add(found, byTypoKey.get(key));
}

function add(found: Set<Leaf>, leaves: readonly Leaf[] | undefined): void {
  if (leaves) for (const leaf of leaves) found.add(leaf);
}

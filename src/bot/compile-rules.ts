import type { Selectable } from "kysely";
import { isGreeting } from "../contacts/greetings.ts";
import type { BotRulesTable } from "../db/schema.ts";
import { fold, splitFolded } from "./fold.ts";
import { singulars } from "./plurals.ts";
import { isForgiving, shortestForgiving, typoKeys } from "./typos.ts";

/** What matching reads of a row of `bot_rules`. */
export type BotRule = Pick<
  Selectable<BotRulesTable>,
  "id" | "name" | "match" | "phrases" | "answers" | "action" | "is_enabled" | "position"
>;

export interface Phrase<R extends BotRule = BotRule> {
  rule: R;
  /** As the rule has it. */
  text: string;
  /** Folded; of emoji alone the bare emoji, of `exact` rules none. */
  words: readonly string[];
  /** Which of `words` the phrase is filed under: its longest. */
  anchor: number;
  /** The longer of two phrases wins. */
  length: number;
}

/** A spelling that a typo of `word` may be near: the word, or its singular or plural. */
export interface Spelling {
  form: string;
  word: string;
}

/** Rules filed for look-up: `matchRule` never walks through them. */
export interface CompiledRules<R extends BotRule = BotRule> {
  exact: Map<string, Phrase<R>[]>;
  /** Phrases of `message` and `contains` rules that fold to nothing, such as 👍. */
  symbols: Phrase<R>[];
  byWord: Map<string, Phrase<R>[]>;
  bySingular: Map<string, string[]>;
  byTypoKey: Map<string, Spelling[]>;
}

/** Compiles the enabled rules; once per change of them, not per message. */
export function compileRules<R extends BotRule>(rows: readonly R[]): CompiledRules<R> {
  const rules: CompiledRules<R> = {
    exact: new Map(),
    symbols: [],
    byWord: new Map(),
    bySingular: new Map(),
    byTypoKey: new Map(),
  };
  for (const rule of rows.filter((row) => row.is_enabled)) {
    for (const text of JSON.parse(rule.phrases) as string[]) addPhrase(rules, rule, text);
  }
  addVocabulary(rules);
  return rules;
}

/** Text for `exact`: as typed, whichever way its accents are encoded. */
export function exactText(text: string): string {
  return text.trim().normalize("NFC");
}

/**
 * A text as its folded words: in one way, or in two when it has hyphens, since "e-mail" is written
 * "e mail" and "email".
 */
export function readings(text: string): string[][] {
  const apart = fold(text);
  if (!text.includes("-")) return [splitFolded(apart)];
  const joined = fold(text.replaceAll(/(?<=\p{L})-(?=\p{L})/gu, ""));
  return joined === apart ? [splitFolded(apart)] : [splitFolded(apart), splitFolded(joined)];
}

/** 👍🏽 and 👍 are one answer, ❤ is one with or without its variation selector. */
export function bareSymbol(text: string): string {
  return text.replaceAll(/[\p{Emoji_Modifier}\p{Default_Ignorable_Code_Point}\p{Cc}\s]/gu, "");
}

function addPhrase<R extends BotRule>(rules: CompiledRules<R>, rule: R, text: string): void {
  const trimmed = exactText(text);
  if (trimmed === "") return;
  const phrase = { rule, text, words: [], anchor: 0, length: trimmed.length };
  if (rule.match === "exact") return file(rules.exact, trimmed, phrase);
  for (const words of readings(text)) {
    if (words.length === 0) addSymbol(rules, phrase);
    else addWords(rules, { ...phrase, words, anchor: longest(words), length: weight(rule, words) });
  }
}

function addWords<R extends BotRule>(rules: CompiledRules<R>, phrase: Phrase<R>): void {
  file(rules.byWord, phrase.words[phrase.anchor]!, phrase);
}

// What is invisible altogether would be found in every text.
function addSymbol<R extends BotRule>(rules: CompiledRules<R>, phrase: Phrase<R>): void {
  const symbol = bareSymbol(phrase.text);
  if (symbol !== "") rules.symbols.push({ ...phrase, words: [symbol] });
}

// "hello, prices?" is about prices: a greeting found inside a message gives way to all else.
function weight(rule: BotRule, words: readonly string[]): number {
  if (rule.match === "contains" && isGreeting(words)) return 0;
  return words.join(" ").length;
}

function longest(words: readonly string[]): number {
  return words.reduce((best, word, i) => (word.length > words[best]!.length ? i : best), 0);
}

function addVocabulary<R extends BotRule>(rules: CompiledRules<R>): void {
  const phrases = [...rules.byWord.values()].flat();
  for (const word of new Set(phrases.flatMap((phrase) => phrase.words))) {
    for (const singular of singulars(word)) file(rules.bySingular, singular, word);
    if (isForgiving(word)) addSpellings(rules.byTypoKey, word);
  }
}

// A plural with a typo ("oders") is as near to "order" as its singular with one.
function addSpellings(byTypoKey: Map<string, Spelling[]>, word: string): void {
  const isPlural = word.endsWith("s");
  const other = isPlural ? word.slice(0, -1) : `${word}s`;
  const forms = other.length >= shortestForgiving ? [word, other] : [word];
  for (const form of forms) {
    for (const key of new Set(typoKeys(form))) file(byTypoKey, key, { form, word });
  }
}

function file<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const filed = map.get(key);
  if (filed) filed.push(value);
  else map.set(key, [value]);
}

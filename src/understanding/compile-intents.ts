import type { Language } from "../db/schema.ts";
import { type Feature, featuresOf, meaningsOf } from "./features.ts";
import { fold } from "../bot/fold.ts";
import { type ReadWord, readText } from "./read-text.ts";
import { isForgiving, typoKeys } from "../bot/typos.ts";

/** What can be understood: an incident, a public article … */
export interface IntentSource {
  /** "incident:12", "article:3" */
  id: string;
  name: string;
  samples: Partial<Record<Language, readonly string[]>>;
}

/** Where a feature is found, and how much it counts there; the two lists run in step. */
export interface Postings {
  at: number[];
  values: number[];
}

export type Wording = Pick<ReadWord, "word" | "stem">;

export interface CompiledIntent {
  id: string;
  name: string;
  samples: { text: string; language: Language }[];
  /** By feature: in which samples, each sample's vector having the length 1. */
  bySample: Map<number, Postings>;
  /** By meaning, how the samples word it. */
  wordings: Map<string, Wording[]>;
}

/** Intents filed for look-up: `understand` never walks through all of them. */
export interface CompiledIntents {
  intents: CompiledIntent[];
  languages: Language[];
  features: Map<string, number>;
  /** 0 to 1: how much a feature tells intents apart. */
  rarities: number[];
  /** By feature: in which intents, by all samples together, each vector having the length 1. */
  byIntent: Postings[];
  /** Words of the samples: "en order". */
  words: Set<string>;
  /** The same, by what is left of them with a letter less. */
  byTypoKey: Map<string, KnownWord[]>;
  /** Folded sample → intents. */
  exact: Map<string, number[]>;
}

export interface KnownWord {
  word: string;
  language: Language;
}

interface ReadSample {
  intent: number;
  text: string;
  folded: string;
  language: Language;
  words: ReadWord[];
  features: Feature[];
}

export const languages: readonly Language[] = ["en", "fr", "pt", "es"];
// So that what the only intent of a small set says still counts.
const smoothing = 5;
// A feature that all samples say counts more than one of a few, but not in proportion.
const dampening = 0.5;
// Of stop words and pairs where rarity does not count.
const stopRarity = 0.15;

/**
 * Compiles intents; once per change of them, not per message. `even`: what many of them say counts
 * as much as what few say, for texts of which many ask the same.
 */
export function compileIntents(
  sources: readonly IntentSource[],
  { even = false }: { even?: boolean } = {},
): CompiledIntents {
  const samples = sources.flatMap(readSamples);
  const compiled: CompiledIntents = {
    intents: sources.map(({ id, name }) => ({
      id,
      name,
      samples: [],
      bySample: new Map(),
      wordings: new Map(),
    })),
    languages: languages.filter((one) => samples.some(({ language }) => language === one)),
    features: new Map(),
    rarities: [],
    byIntent: [],
    words: new Set(),
    byTypoKey: new Map(),
    exact: new Map(),
  };
  addRarities(compiled, samples, even);
  const sums = sources.map(() => new Map<number, number>());
  for (const sample of samples) addSample(compiled, sample, sums[sample.intent]!);
  sums.forEach((sum, intent) => addIntent(compiled, intent, sum));
  addVocabulary(compiled, samples);
  return compiled;
}

/** What a feature weighs. */
export function weightOf(rarity: number, part: number): number {
  return part * Math.sqrt(rarity);
}

/** The length of a vector. */
export function lengthOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

function readSamples({ samples }: IntentSource, intent: number): ReadSample[] {
  return languages.flatMap((language) =>
    (samples[language] ?? []).flatMap((text) => {
      const folded = fold(text);
      return folded === "" ? [] : [{ intent, text, folded, language, ...readOnce(text, language) }];
    }),
  );
}

// One phrasing changes at a time: all the others are not read again.
const mostRead = 12_000;
const read = new Map<string, Pick<ReadSample, "words" | "features">>();

function readOnce(text: string, language: Language): Pick<ReadSample, "words" | "features"> {
  const key = `${language}${text}`;
  const known = read.get(key);
  if (known) return known;
  const words = readText(text, language);
  const made = { words, features: featuresOf(words) };
  if (read.size >= mostRead) read.clear();
  read.set(key, made);
  return made;
}

function addRarities(
  compiled: CompiledIntents,
  samples: readonly ReadSample[],
  even: boolean,
): void {
  const saidBy = new Map<string, Set<number>>();
  const ofContent = new Set<string>();
  for (const { intent, features } of samples) {
    for (const { key, part } of features) {
      if (part === 1) ofContent.add(key);
      const intents = saidBy.get(key);
      if (intents) intents.add(intent);
      else saidBy.set(key, new Set([intent]));
    }
  }
  const all = compiled.intents.length + smoothing;
  for (const [key, intents] of saidBy) {
    compiled.features.set(key, compiled.rarities.length);
    const evenly = ofContent.has(key) ? 1 : stopRarity;
    compiled.rarities.push(even ? evenly : Math.log(all / intents.size) / Math.log(all));
    compiled.byIntent.push({ at: [], values: [] });
  }
}

function addSample(
  compiled: CompiledIntents,
  { intent, text, folded, language, features }: ReadSample,
  sum: Map<number, number>,
): void {
  const same = compiled.exact.get(folded) ?? [];
  if (!same.includes(intent)) compiled.exact.set(folded, [...same, intent]);
  const { samples, bySample } = compiled.intents[intent]!;
  const at = samples.push({ text, language }) - 1;
  const values = features.map(({ key, part }) => {
    const feature = compiled.features.get(key)!;
    return { feature, value: weightOf(compiled.rarities[feature]!, part) };
  });
  const length = lengthOf(values.map(({ value }) => value)) || 1;
  for (const { feature, value } of values) {
    const postings = bySample.get(feature) ?? { at: [], values: [] };
    postings.at.push(at);
    postings.values.push(value / length);
    bySample.set(feature, postings);
    sum.set(feature, (sum.get(feature) ?? 0) + value / length);
  }
}

function addIntent(compiled: CompiledIntents, intent: number, sum: Map<number, number>): void {
  const dampened = [...sum].map(([feature, value]) => [feature, value ** dampening] as const);
  const length = lengthOf(dampened.map(([, value]) => value)) || 1;
  for (const [feature, value] of dampened) {
    compiled.byIntent[feature]!.at.push(intent);
    compiled.byIntent[feature]!.values.push(value / length);
  }
}

function addVocabulary(compiled: CompiledIntents, samples: readonly ReadSample[]): void {
  for (const { intent, language, words } of samples) {
    const { wordings } = compiled.intents[intent]!;
    for (const read of words) {
      for (const meaning of meaningsOf(read)) {
        const filed = wordings.get(meaning);
        if (!filed) wordings.set(meaning, [read]);
        else if (filed.every(({ word }) => word !== read.word)) filed.push(read);
      }
      const key = `${language} ${read.word}`;
      if (compiled.words.has(key) || read.kind !== "content") continue;
      compiled.words.add(key);
      if (isForgiving(read.word)) fileTypoKeys(compiled.byTypoKey, { word: read.word, language });
    }
  }
}

/** Files a word under what is left of it with a letter less. */
export function fileTypoKeys(byTypoKey: Map<string, KnownWord[]>, known: KnownWord): void {
  for (const key of new Set(typoKeys(known.word))) {
    const filed = byTypoKey.get(key);
    if (filed) filed.push(known);
    else byTypoKey.set(key, [known]);
  }
}

import type { Language } from "../db/schema.ts";
import { fold } from "./fold.ts";
import { type ReadWord, readText } from "./read-text.ts";
import { isForgiving, typoKeys } from "./typos.ts";

/** What can be understood: an incident, a public article … */
export interface IntentSource {
  /** "incident:12", "article:3" */
  id: string;
  name: string;
  samples: Partial<Record<Language, readonly string[]>>;
}

/** A stem of one language, and where it is said. */
export interface Term {
  language: Language;
  /** How it was first written. */
  word: string;
  stem: string;
  /** 0 to 1: how much it tells intents apart. */
  weight: number;
  /** Intents that say it, and which part of their samples in this language does. */
  intents: number[];
  shares: number[];
}

export interface Sample {
  text: string;
  language: Language;
  terms: number[];
  isNegated: boolean[];
  /** Sum of its terms' weights. */
  weight: number;
}

export interface CompiledIntent {
  id: string;
  name: string;
  samples: Sample[];
}

/** Intents filed for look-up: `understand` never walks through all of them. */
export interface CompiledIntents {
  intents: CompiledIntent[];
  languages: Language[];
  terms: Term[];
  /** `en order` → terms. */
  byStem: Map<string, number>;
  byConcept: Map<number, number[]>;
  byTypoKey: Map<string, { word: string; term: number }[]>;
  /** Folded sample → intents. */
  exact: Map<string, number[]>;
}

export const languages: readonly Language[] = ["en", "fr", "pt", "es"];
// What stop words and courtesy weigh beside a word of content.
export const lightness = { content: 1, stop: 0.15, courtesy: 0.05 };
// So that a word said by the only intent of a small set still counts.
const smoothing = 20;

interface Draft extends CompiledIntents {
  kinds: ReadWord["kind"][];
  concepts: (readonly number[])[];
}

/** Compiles intents; once per change of them, not per message. */
export function compileIntents(sources: readonly IntentSource[]): CompiledIntents {
  const draft: Draft = {
    intents: [],
    languages: [],
    terms: [],
    byStem: new Map(),
    byConcept: new Map(),
    byTypoKey: new Map(),
    exact: new Map(),
    kinds: [],
    concepts: [],
  };
  for (const source of sources) addIntent(draft, source);
  draft.languages = languages.filter((language) =>
    draft.terms.some((term) => term.language === language),
  );
  weigh(draft, sources);
  addTypoKeys(draft);
  const { kinds: _kinds, concepts: _concepts, ...compiled } = draft;
  return compiled;
}

/** How rare something said by `count` of `all` intents is, 0 to 1. */
export function rarity(count: number, all: number): number {
  return Math.log((all + smoothing) / (count + 1)) / Math.log(all + smoothing);
}

function addIntent(draft: Draft, { id, name, samples }: IntentSource): void {
  const intent: CompiledIntent = { id, name, samples: [] };
  const index = draft.intents.push(intent) - 1;
  for (const language of languages) {
    for (const text of samples[language] ?? []) addSample(draft, intent, index, text, language);
  }
}

function addSample(
  draft: Draft,
  intent: CompiledIntent,
  index: number,
  text: string,
  language: Language,
): void {
  const folded = fold(text);
  if (folded === "") return;
  const filed = draft.exact.get(folded) ?? [];
  if (!filed.includes(index)) draft.exact.set(folded, [...filed, index]);
  const sample: Sample = { text, language, terms: [], isNegated: [], weight: 0 };
  for (const word of readText(text, language)) {
    const term = termOf(draft, word, language);
    if (sample.terms.includes(term)) continue;
    sample.terms.push(term);
    sample.isNegated.push(word.isNegated);
  }
  if (sample.terms.length === 0) return;
  intent.samples.push(sample);
}

function termOf(draft: Draft, word: ReadWord, language: Language): number {
  const key = `${language} ${word.stem}`;
  const known = draft.byStem.get(key);
  if (known !== undefined) return known;
  const term = draft.terms.length;
  draft.terms.push({
    language,
    word: word.word,
    stem: word.stem,
    weight: 0,
    intents: [],
    shares: [],
  });
  draft.kinds.push(word.kind);
  draft.concepts.push(word.concepts);
  draft.byStem.set(key, term);
  for (const concept of word.concepts) {
    draft.byConcept.set(concept, [...(draft.byConcept.get(concept) ?? []), term]);
  }
  return term;
}

function weigh(draft: Draft, sources: readonly IntentSource[]): void {
  draft.intents.forEach((intent, index) => {
    for (const language of draft.languages) addShares(draft, intent, index, language);
  });
  for (const language of draft.languages) {
    const all = sources.filter((source) => (source.samples[language]?.length ?? 0) > 0).length;
    draft.terms.forEach((term, i) => {
      if (term.language !== language) return;
      term.weight = rarity(said(draft, i), all) * lightness[draft.kinds[i]!];
    });
  }
  for (const intent of draft.intents) {
    for (const sample of intent.samples) {
      sample.weight = sample.terms.reduce((sum, term) => sum + draft.terms[term]!.weight, 0);
    }
  }
}

function addShares(draft: Draft, intent: CompiledIntent, index: number, language: Language): void {
  const samples = intent.samples.filter((sample) => sample.language === language);
  const counts = new Map<number, number>();
  for (const { terms } of samples) {
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  for (const [term, count] of counts) {
    draft.terms[term]!.intents.push(index);
    draft.terms[term]!.shares.push(count / samples.length);
  }
}

// Two words of one meaning are as common as both together.
function said(draft: Draft, term: number): number {
  const { language, intents } = draft.terms[term]!;
  const all = new Set(intents);
  for (const concept of draft.concepts[term]!) {
    for (const other of draft.byConcept.get(concept)!) {
      if (draft.terms[other]!.language !== language) continue;
      for (const intent of draft.terms[other]!.intents) all.add(intent);
    }
  }
  return all.size;
}

function addTypoKeys(draft: Draft): void {
  draft.terms.forEach(({ word }, term) => {
    if (draft.kinds[term] !== "content" || !isForgiving(word)) return;
    for (const key of new Set(typoKeys(word))) {
      const filed = draft.byTypoKey.get(key);
      if (filed) filed.push({ word, term });
      else draft.byTypoKey.set(key, [{ word, term }]);
    }
  });
}

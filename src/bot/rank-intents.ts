import type { Language } from "../db/schema.ts";
import {
  type CompiledIntent,
  type CompiledIntents,
  languages,
  lightness,
  type Sample,
} from "./compile-intents.ts";
import { conceptsOf } from "./concepts.ts";
import type { Candidate, ExplainedWord } from "./intents.ts";
import { type ReadWord, readText } from "./read-text.ts";
import { stem } from "./stem.ts";
import { isOneTypo, mayBeTypo, typoKeys } from "./typos.ts";

interface Meaning {
  term: number;
  how: ExplainedWord["how"];
  factor: number;
}

interface Asked extends ReadWord {
  weight: number;
  meanings: Meaning[];
}

/** What the measure is made of; set by cross-validation over the labelled training phrasings. */
export const measure = {
  stem: 0.97,
  synonym: 0.85,
  typo: 0.85,
  foreign: 0.9,
  /** What a word that no intent says weighs. */
  unknown: 0.6,
  /** Of a word that one of the two texts negates. */
  negated: 0.3,
  /** Part of the best sample, the rest being all samples of the intent together. */
  sample: 0.6,
  share: 0.35,
};
// Beyond this a word adds only to what rarer words have found.
const mostPostings = 120;
const mostRanked = 8;

/** Intents that come near a text, nearest first; those of `same` have it as a sample. */
export function rankIntents(
  compiled: CompiledIntents,
  text: string,
  language: Language,
  same: readonly number[] = [],
): Candidate[] {
  const asked = readText(text, language).map((word) => ask(compiled, word, language));
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const near = nearest(compiled, asked, same);
  return near
    .map(([index, sum]) => {
      const whole = total === 0 ? 0 : sum / total;
      return explain(
        compiled,
        compiled.intents[index]!,
        asked,
        language,
        whole,
        same.includes(index),
      );
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

function ask(compiled: CompiledIntents, word: ReadWord, language: Language): Asked {
  const meanings = meaningsOf(compiled, word, language);
  const known = Math.max(0, ...meanings.map(({ term }) => compiled.terms[term]!.weight));
  const weight = known || measure.unknown * lightness[word.kind];
  return { ...word, weight, meanings };
}

function meaningsOf(compiled: CompiledIntents, word: ReadWord, language: Language): Meaning[] {
  const found: Meaning[] = [];
  const own = compiled.byStem.get(`${language} ${word.stem}`);
  if (own !== undefined) {
    const isSame = compiled.terms[own]!.word === word.word;
    found.push({ term: own, how: isSame ? "same" : "stem", factor: isSame ? 1 : measure.stem });
  }
  if (word.kind !== "content") return found;
  let concepts = word.concepts;
  for (const other of compiled.languages) {
    if (other === language) continue;
    const stemmed = stem(word.word, other);
    const term = compiled.byStem.get(`${other} ${stemmed}`);
    if (term !== undefined)
      found.push({ term, how: "same", factor: measure.stem * measure.foreign });
    if (own === undefined && concepts.length === 0) concepts = conceptsOf(stemmed, other);
  }
  for (const concept of concepts) {
    for (const term of compiled.byConcept.get(concept) ?? []) {
      if (found.some((meaning) => meaning.term === term)) continue;
      const isForeign = compiled.terms[term]!.language !== language;
      const factor = measure.synonym * (isForeign ? measure.foreign : 1);
      found.push({ term, how: "synonym", factor });
    }
  }
  return found.length > 0 ? found : typosOf(compiled, word.word, language);
}

function typosOf(compiled: CompiledIntents, word: string, language: Language): Meaning[] {
  if (!mayBeTypo(word)) return [];
  const found = new Map<number, Meaning>();
  for (const key of typoKeys(word)) {
    for (const { word: meant, term } of compiled.byTypoKey.get(key) ?? []) {
      if (found.has(term) || !isOneTypo(word, meant)) continue;
      const isForeign = compiled.terms[term]!.language !== language;
      found.set(term, {
        term,
        how: "typo",
        factor: measure.typo * (isForeign ? measure.foreign : 1),
      });
    }
  }
  return [...found.values()];
}

/** Which intents say most of what is asked, by all their samples together: [intent, sum]. */
function nearest(
  { terms }: CompiledIntents,
  asked: readonly Asked[],
  same: readonly number[],
): [number, number][] {
  const sums = new Map<number, number>(same.map((index) => [index, 0]));
  for (const { meanings, weight } of [...asked].sort((a, b) => b.weight - a.weight)) {
    const ofWord = new Map<number, number>();
    for (const { term, factor } of meanings) {
      const { intents, shares } = terms[term]!;
      const isCommon = intents.length > mostPostings;
      for (let i = 0; i < intents.length; i++) {
        const intent = intents[i]!;
        if (isCommon && !sums.has(intent)) continue;
        const adds = weight * factor * shares[i]! ** measure.share;
        if (adds > (ofWord.get(intent) ?? 0)) ofWord.set(intent, adds);
      }
    }
    for (const [intent, adds] of ofWord) sums.set(intent, (sums.get(intent) ?? 0) + adds);
  }
  return [...sums]
    .sort((a, b) => Number(same.includes(b[0])) - Number(same.includes(a[0])) || b[1] - a[1])
    .slice(0, mostRanked);
}

function explain(
  compiled: CompiledIntents,
  intent: CompiledIntent,
  asked: readonly Asked[],
  language: Language,
  whole: number,
  isSame: boolean,
): Candidate {
  let best = 0;
  let sample = intent.samples[0];
  for (const one of intent.samples) {
    const likeness =
      likenessTo(compiled, one, asked) * (one.language === language ? 1 : measure.foreign);
    if (likeness > best) [best, sample] = [likeness, one];
  }
  const score = isSame ? 1 : measure.sample * best + (1 - measure.sample) * whole;
  const { words, missing } = explainWords(compiled, intent, asked);
  return {
    id: intent.id,
    name: intent.name,
    score: Math.round(score * 1000) / 1000,
    sample: sample?.text ?? "",
    language: sample?.language ?? languages[0]!,
    words,
    missing,
  };
}

/** How much two texts say of each other, 0 to 1. */
function likenessTo(compiled: CompiledIntents, sample: Sample, asked: readonly Asked[]): number {
  let ofText = 0;
  let total = 0;
  const covered = sample.terms.map(() => 0);
  for (const { meanings, weight, isNegated } of asked) {
    total += weight;
    let best = 0;
    for (const { term, factor } of meanings) {
      const at = sample.terms.indexOf(term);
      if (at === -1) continue;
      const fits = sample.isNegated[at] === isNegated ? factor : factor * measure.negated;
      if (fits > best) best = fits;
      if (fits > covered[at]!) covered[at] = fits;
    }
    ofText += best * weight;
  }
  const ofSample = covered.reduce(
    (sum, part, i) => sum + part * compiled.terms[sample.terms[i]!]!.weight,
    0,
  );
  return total === 0 || sample.weight === 0
    ? 0
    : Math.sqrt((ofText / total) * (ofSample / sample.weight));
}

function explainWords(
  { terms }: CompiledIntents,
  intent: CompiledIntent,
  asked: readonly Asked[],
): { words: ExplainedWord[]; missing: string[] } {
  const own = new Set(intent.samples.flatMap((sample) => sample.terms));
  const words: ExplainedWord[] = [];
  const missing: string[] = [];
  for (const { said, meanings, weight, kind } of asked) {
    const meaning = meanings.find(({ term }) => own.has(term));
    if (meaning) {
      const { term, how } = meaning;
      words.push({ said, meant: terms[term]!.word, how, weight: Math.round(weight * 1000) / 1000 });
    } else if (kind === "content") missing.push(said);
  }
  return { words, missing };
}

import type { Language } from "../db/schema.ts";
import {
  type CompiledIntent,
  type CompiledIntents,
  lengthOf,
  type Postings,
  type Wording,
  weightOf,
} from "./compile-intents.ts";
import { featuresOf, meaningsOf } from "./features.ts";
import { readText } from "./read-text.ts";
import { type RecognisedWord, recogniseWord } from "./recognise-word.ts";

/** An intent that came near, and why. JSON-serialisable: it is kept with the message. */
export interface Candidate {
  id: string;
  name: string;
  /** 0 to 1 */
  score: number;
  /** The sample that comes nearest, and its language. */
  sample: string;
  language: Language;
  words: ExplainedWord[];
  /** Words of the text that nothing explains. */
  missing: string[];
  /** Of a longer text the sentence that said it. */
  sentence?: string;
}

export interface ExplainedWord {
  said: string;
  meant: string;
  how: "same" | "stem" | "synonym" | "typo";
  /** The part of the text that it makes, 0 to 1. */
  weight: number;
}

interface Asked {
  words: RecognisedWord[];
  /** Those features that any intent knows. */
  features: { feature: number; value: number }[];
  /** By word, its part of the text's length. */
  weights: number[];
}

interface Near {
  intent: number;
  score: number;
  sample: number;
}

// What the likeness to all samples together, to the nearest one and to the next one count.
const parts = { together: 0.54, nearest: 0.3, next: 0.25 };
// What no intent says tells more than anything that some say; less so that a word is negated.
const unknown = { plain: 2.2, negated: 0.5 };
const typo = 0.85;
const foreign = 0.95;
// What more intents than these say adds only to what rarer words have found.
const mostPostings = 60;
const mostCompared = 12;

/** The intents that come nearest to a text, nearest first; those of `same` have it as a sample. */
export function rankIntents(
  compiled: CompiledIntents,
  text: string,
  language: Language,
  { same = [], most = 5 }: { same?: readonly number[]; most?: number } = {},
): Candidate[] {
  const asked = ask(compiled, text, language);
  const near = compareTogether(compiled, asked)
    .map(([intent, likeness]) => compareSamples(compiled, asked, language, intent, likeness))
    .filter(({ intent }) => !same.includes(intent));
  return [...same.map((intent) => exactly(compiled, intent, text)), ...near]
    .sort((a, b) => b.score - a.score || a.intent - b.intent)
    .slice(0, most)
    .map((one) => explain(compiled.intents[one.intent]!, asked, one));
}

function ask(compiled: CompiledIntents, text: string, language: Language): Asked {
  const words = readText(text, language).map((word) => recogniseWord(compiled, word, language));
  const valued = featuresOf(words).map(({ key, part, word }) => {
    const feature = compiled.features.get(key);
    const { isNegated, isRefused, isTypo } = words[word]!;
    const strange = isNegated && !isRefused ? unknown.negated : unknown.plain;
    const rarity = feature === undefined ? strange : compiled.rarities[feature]!;
    return { feature, value: weightOf(rarity, part) * (isTypo ? typo : 1), word };
  });
  const length = lengthOf(valued.map(({ value }) => value)) || 1;
  const weights = words.map(() => 0);
  const features: Asked["features"] = [];
  for (const { feature, value, word } of valued) {
    weights[word]! += (value / length) ** 2;
    if (feature !== undefined) features.push({ feature, value: value / length });
  }
  return { words, features, weights };
}

/** [intent, likeness of the text to all its samples together], the nearest. */
function compareTogether({ intents, byIntent }: CompiledIntents, asked: Asked): [number, number][] {
  const sums = new Float64Array(intents.length);
  const found: number[] = [];
  const rarestFirst = [...asked.features].sort(
    (a, b) => byIntent[a.feature]!.at.length - byIntent[b.feature]!.at.length,
  );
  for (const { feature, value } of rarestFirst) {
    const { at, values } = byIntent[feature]!;
    const isCommon = at.length > mostPostings && found.length > 0;
    for (let i = 0; i < at.length; i++) {
      const intent = at[i]!;
      if (sums[intent] === 0) {
        if (isCommon) continue;
        found.push(intent);
      }
      sums[intent]! += value * values[i]!;
    }
  }
  return found
    .map((intent) => [intent, sums[intent]!] as [number, number])
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, mostCompared);
}

function compareSamples(
  compiled: CompiledIntents,
  { features }: Asked,
  language: Language,
  intent: number,
  together: number,
): Near {
  const { samples, bySample } = compiled.intents[intent]!;
  const sums = new Float64Array(samples.length);
  for (const { feature, value } of features) addTo(sums, bySample.get(feature), value);
  let [best, next, sample] = [0, 0, 0];
  for (let i = 0; i < sums.length; i++) {
    const likeness = sums[i]! * (samples[i]!.language === language ? 1 : foreign);
    if (likeness > best) [best, next, sample] = [likeness, best, i];
    else if (likeness > next) next = likeness;
  }
  // A single sample has no next one to bear it out.
  if (samples.length === 1) next = best;
  const score = parts.together * together + parts.nearest * best + parts.next * next;
  return { intent, score: Math.min(0.999, Math.round(score * 1000) / 1000), sample };
}

function addTo(sums: Float64Array, postings: Postings | undefined, value: number): void {
  if (!postings) return;
  const { at, values } = postings;
  for (let i = 0; i < at.length; i++) sums[at[i]!]! += value * values[i]!;
}

function exactly(compiled: CompiledIntents, intent: number, text: string): Near {
  const sample = compiled.intents[intent]!.samples.findIndex((one) => one.text === text);
  return { intent, score: 1, sample: Math.max(0, sample) };
}

function explain(intent: CompiledIntent, asked: Asked, { score, sample }: Near): Candidate {
  const words: ExplainedWord[] = [];
  const missing: string[] = [];
  asked.words.forEach((word, i) => {
    const wordings = meaningsOf(word).flatMap((meaning) => intent.wordings.get(meaning) ?? []);
    if (wordings.length > 0) {
      const weight = Math.round(asked.weights[i]! * 1000) / 1000;
      words.push({ said: word.said, ...wordedAs(word, wordings), weight });
    } else if (word.kind === "content") missing.push(word.said);
  });
  const { text, language } = intent.samples[sample]!;
  const { id, name } = intent;
  return { id, name, score, sample: text, language, words, missing };
}

function wordedAs(
  { word, stem, isTypo }: RecognisedWord,
  wordings: readonly Wording[],
): Pick<ExplainedWord, "meant" | "how"> {
  const same = wordings.find((wording) => wording.word === word);
  const related = same ?? wordings.find((wording) => wording.stem === stem);
  const meant = (related ?? wordings[0]!).word;
  if (isTypo) return { meant, how: "typo" };
  if (same) return { meant, how: "same" };
  return { meant, how: related ? "stem" : "synonym" };
}

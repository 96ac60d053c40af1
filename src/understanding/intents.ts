import type { Language } from "../db/schema.ts";
import type { CompiledIntents } from "./compile-intents.ts";
import { fold } from "../bot/fold.ts";
import { type Candidate, rankIntents } from "./rank-intents.ts";

export { type CompiledIntents, compileIntents, type IntentSource } from "./compile-intents.ts";
export { groupByLikeness } from "./group-by-likeness.ts";
export type { Candidate, ExplainedWord } from "./rank-intents.ts";

export type Understanding =
  | { kind: "hit"; id: string; candidates: Candidate[] }
  /** Two or three, equally near: ask which is meant. */
  | { kind: "tie"; ids: string[]; candidates: Candidate[] }
  | { kind: "none"; candidates: Candidate[] };

/**
 * A score from here on is an answer. Set by cross-validation over the labelled training phrasings,
 * where 99 of 100 answers are right with it (test/understanding/labelled): a wrong answer costs more than none.
 */
export const threshold = 0.4;
/** How much nearer than the next one it has to be. */
export const margin = 0.12;
const mostCandidates = 5;
/** As many as WhatsApp shows as buttons (API.md §6). */
const mostTied = 3;

// A sentence among others has to be clearer than a text of its own.
const sentenceThreshold = 0.5;
const mostSentences = 8;

/**
 * What a text is understood as: the one intent that comes near enough and clearly nearer than the
 * others, two or three that tie, or none. Of a long text one sentence may say it, if no other one
 * says something else. A wrong answer costs more than a hand-over.
 */
export function understand(
  intents: CompiledIntents,
  text: string,
  language: Language,
): Understanding {
  const whole = weigh(intents, text, language);
  return whole.kind === "none" ? (understandSentence(intents, text, language) ?? whole) : whole;
}

function weigh(intents: CompiledIntents, text: string, language: Language): Understanding {
  const same = intents.exact.get(fold(text)) ?? [];
  const candidates = rankIntents(intents, text, language, { same, most: mostCandidates });
  const [best] = candidates;
  if (!best || best.score < threshold) return { kind: "none", candidates };
  // Who says the very words of a sample means that one.
  const least = same.length > 0 ? 1 : best.score - margin;
  const near = candidates.filter(({ score }) => score >= least);
  if (near.length === 1) return { kind: "hit", id: best.id, candidates };
  if (near.length > mostTied) return { kind: "none", candidates };
  return { kind: "tie", ids: near.map(({ id }) => id), candidates };
}

function understandSentence(
  intents: CompiledIntents,
  text: string,
  language: Language,
): Understanding | undefined {
  const sentences = text.split(/(?<=[.!?…])\s+|\n+/).filter((sentence) => fold(sentence) !== "");
  if (sentences.length < 2 || sentences.length > mostSentences) return undefined;
  const meant = sentences
    .map((sentence) => ({ sentence, ...weigh(intents, sentence, language) }))
    .filter(({ kind }) => kind !== "none");
  const [one] = meant;
  if (one?.kind !== "hit" || meant.length > 1) return undefined;
  const { id, sentence } = one;
  if (one.candidates[0]!.score < sentenceThreshold) return undefined;
  const candidates = one.candidates.map((candidate) => ({ ...candidate, sentence }));
  return { kind: "hit", id, candidates };
}

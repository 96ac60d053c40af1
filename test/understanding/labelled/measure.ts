import {
  type CompiledIntents,
  compileIntents,
  type IntentSource,
  understand,
} from "../../../src/understanding/intents.ts";
import type { Language } from "../../../src/db/schema.ts";
import * as en from "./en.ts";
import * as es from "./es.ts";
import * as fr from "./fr.ts";
import * as pt from "./pt.ts";

interface LabelledSet {
  intents: Record<string, readonly string[]>;
  outOfScope: readonly string[];
}

export interface Figures {
  language: Language;
  /** Texts of an intent. */
  asked: number;
  /** Of these: answered as what they are, asked about with the right one among two or three. */
  right: number;
  clarified: number;
  /** Texts of no intent, and how many of them were answered. */
  outside: number;
  answeredOutside: number;
  /** Right ones of all answers. */
  precision: number;
  /** Right ones of all that could be. */
  recall: number;
  /** Answers that were wrong. */
  confusions: { text: string; meant: string | null; taken: string }[];
}

export const sets: Record<Language, LabelledSet> = { en, fr, pt, es };
export const languages = Object.keys(sets) as Language[];
const trained = 8;

/** The first 8 phrasings of each intent, of all four languages in one set. */
export function trainingSources(): IntentSource[] {
  return Object.keys(en.intents).map((id) => ({
    id,
    name: id,
    samples: Object.fromEntries(
      languages.map((language) => [language, sets[language].intents[id]!.slice(0, trained)]),
    ),
  }));
}

/** Asks what is held out: the last 4 phrasings of each intent, each second text out of scope. */
export function measure(language: Language, compiled: CompiledIntents): Figures {
  const { intents, outOfScope } = sets[language];
  const inside = Object.entries(intents).flatMap(([meant, texts]) =>
    texts.slice(trained).map((text) => ({ text, meant })),
  );
  const outside = outOfScope
    .filter((_, index) => index % 2 === 1)
    .map((text) => ({ text, meant: null }));
  const taken = [...inside, ...outside].map((one) => ({
    ...one,
    taken: understand(compiled, one.text, language),
  }));
  const answers = taken.flatMap(({ text, meant, taken: by }) =>
    by.kind === "hit" ? [{ text, meant, taken: by.id }] : [],
  );
  const confusions = answers.filter((answer) => answer.meant !== answer.taken);
  const right = answers.length - confusions.length;
  return {
    language,
    asked: inside.length,
    right,
    clarified: taken.filter(
      ({ meant, taken: by }) => by.kind === "tie" && by.ids.some((id) => id === meant),
    ).length,
    outside: outside.length,
    answeredOutside: confusions.filter(({ meant }) => meant === null).length,
    precision: answers.length === 0 ? 0 : right / answers.length,
    recall: right / inside.length,
    confusions,
  };
}

export function measureAll(sources: readonly IntentSource[] = trainingSources()): Figures[] {
  const compiled = compileIntents(sources);
  return languages.map((language) => measure(language, compiled));
}

/** The table of the README. */
export function tableOf(figures: readonly Figures[]): string {
  const rows = figures.map(
    (one) =>
      `| ${one.language} | ${percent(one.precision)} | ${percent(one.recall)} | ${percent(one.clarified / one.asked)} | ${one.answeredOutside} of ${one.outside} |`,
  );
  return [
    "| language | precision | recall | asked which, rightly | answered out of scope |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

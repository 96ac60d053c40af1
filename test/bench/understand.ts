import { compileIntents, type IntentSource, understand } from "../../src/understanding/intents.ts";
import type { Language } from "../../src/db/schema.ts";
import {
  languages,
  measureAll,
  sets,
  tableOf,
  trainingSources,
} from "../understanding/labelled/measure.ts";
import { line, median, times, verdict } from "./figures.ts";

const PHRASINGS = 20;
const ASKED = 4_000;
const syllables = "ba ce di fo gu la me ni po ru sa te vi zo xu".split(" ");

/** Understanding: what a match costs among 500 intents × 20 phrasings, and how it grows from 50. */
export function benchUnderstand({ rounds }: { rounds: number }): void {
  console.log("\nunderstanding: the labelled set, what was held out of training");
  console.log(tableOf(measureAll()).replaceAll(/^/gm, "  "));
  console.log(`\nunderstanding: one match, ${PHRASINGS} phrasings each in four languages`);
  const texts = askedTexts();
  const sizes = [50, 500].map((size) => {
    const sources = generate(size);
    const start = performance.now();
    const intents = compileIntents(sources);
    return { size, intents, compiling: performance.now() - start, each: [] as number[] };
  });
  for (let round = 0; round <= rounds; round++) {
    for (const { intents, each } of sizes) {
      const start = performance.now();
      for (const { text, language } of texts) understand(intents, text, language);
      // The first round warms up.
      if (round > 0) each.push(((performance.now() - start) * 1000) / texts.length);
    }
  }
  for (const { size, each, compiling } of sizes)
    line(
      `${size} intents`,
      `${median(each).toFixed(0)} µs a match`.padStart(16),
      `${compiling.toFixed(0)} ms to compile, once per change`,
    );
  const [small, large] = sizes.map(({ each }) => median(each));
  const growth = large! / small!;
  line("growth, 50 to 500 intents", times(growth), verdict(growth < 5, "half of ten times"));
}

/** What was held out, and texts of nothing. */
function askedTexts(): { text: string; language: Language }[] {
  const all = languages.flatMap((language) =>
    [
      ...Object.values(sets[language].intents).flatMap((of) => of.slice(8)),
      ...sets[language].outOfScope,
    ].map((text) => ({ text, language })),
  );
  return Array.from({ length: ASKED }, (_, index) => all[(index * 37) % all.length]!);
}

/** The labelled intents, then variants of them about things of their own: same sentences, another noun. */
function generate(size: number): IntentSource[] {
  const trained = trainingSources();
  return Array.from({ length: size }, (_, index) => {
    const source = trained[index % trained.length]!;
    const thing = index < trained.length ? "" : ` ${nameOf(index)}`;
    return {
      id: `incident:${index}`,
      name: source.name,
      samples: Object.fromEntries(
        languages.map((language) => {
          const own = source.samples[language] ?? [];
          const texts = Array.from(
            { length: PHRASINGS / languages.length },
            (_, i) => own[i % own.length]!,
          );
          return [language, texts.map((text) => text + thing)];
        }),
      ),
    };
  });
}

function nameOf(index: number): string {
  const part = (n: number) => syllables[n % syllables.length]!;
  return part(index) + part(Math.floor(index / syllables.length)) + part(index * 7) + "lin";
}

import { describe, expect, test } from "bun:test";
import { fold } from "../../../src/bot/fold.ts";
import * as en from "./en.ts";
import * as es from "./es.ts";
import * as fr from "./fr.ts";
import * as pt from "./pt.ts";

const sets = Object.entries({ en, fr, pt, es });

function repeated(texts: readonly string[]): string[] {
  const folded = texts.map(fold);
  return texts.filter((_, index) => folded.indexOf(folded[index]!) !== index);
}

/** How many of their words two texts share, 0 to 1. */
function likeness(one: string, other: string): number {
  const [a, b] = [new Set(fold(one).split(" ")), new Set(fold(other).split(" "))];
  return a.intersection(b).size / a.union(b).size;
}

/** Of each text to the nearest of the others, on average. */
function meanLikeness(
  texts: readonly string[],
  others: (text: string) => readonly string[],
): number {
  const nearest = texts.map((text) => Math.max(...others(text).map((one) => likeness(text, one))));
  return nearest.reduce((sum, each) => sum + each, 0) / texts.length;
}

describe.each(sets)("%s", (_language, { intents, outOfScope }) => {
  const phrasings = Object.values(intents).flat();

  test("the same intents in the same order as in English", () => {
    expect(Object.keys(intents)).toEqual(Object.keys(en.intents));
    expect(Object.keys(intents).length).toBeGreaterThanOrEqual(60);
  });

  test("twelve phrasings of each intent, sixty texts outside all of them", () => {
    for (const of of Object.values(intents)) expect(of).toHaveLength(12);
    expect(outOfScope).toHaveLength(60);
  });

  test("no text twice: not in one intent, not in two, not trained and held out", () => {
    expect(repeated([...phrasings, ...outOfScope])).toEqual([]);
  });

  test("what is held out is as far from the samples as they are from each other", () => {
    const pairs = Object.values(intents).map((of) => {
      const [samples, heldOut] = [of.slice(0, 8), of.slice(8)];
      const among = meanLikeness(samples, (text) => samples.filter((one) => one !== text));
      return [among, meanLikeness(heldOut, () => samples)] as const;
    });
    const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
    expect(Math.abs(mean(0) - mean(1))).toBeLessThan(0.03);
  });

  test("no text is empty or longer than people write", () => {
    for (const text of [...phrasings, ...outOfScope]) {
      expect(fold(text)).not.toBe("");
      expect(text.length).toBeLessThan(100);
    }
  });
});

test("what looks for repeated texts finds one in other case and punctuation", () => {
  expect(repeated(["Hours?", "where", "hours"])).toEqual(["hours"]);
});

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

import { describe, expect, test } from "bun:test";
import type { Language } from "../../src/db/schema.ts";
import { graphErrorTexts } from "../../src/whatsapp/graph-error-texts.ts";
import { classify, type ErrorAction, explainError } from "../../src/whatsapp/graph-errors.ts";
import { payload, payloadNames } from "../payloads/read.ts";

/** The table of API.md §8, written down a second time. */
const actions: Partial<Record<ErrorAction, number[]>> = {
  retry: [1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004, 135000],
  "stop-channel": [
    0, 3, 10, 190, 200, 250, 299, 368, 131005, 131031, 131042, 131045, 131048, 131064, 130497,
    133010, 33,
  ],
  never: [131026, 131047, 131050, 130403, 131021, 131030, 130472, 131051, 131062],
  "wait-day": [131049],
  fix: [
    100, 131008, 131009, 131053, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018,
    131063,
  ],
  "ask-customer": [131052, 131060],
  identity: [137000],
  registration: [133005, 133006, 133008, 133009, 133015, 133016],
  unknown: [5, 199, 300, 999999, -1],
};

describe("an error code", () => {
  for (const [action, codes] of Object.entries(actions)) {
    test(`is of class ${action}: ${codes.join(" ")}`, () => {
      for (const code of codes)
        expect(classify(code).action, String(code)).toBe(action as ErrorAction);
    });
  }

  test("131056 concerns one person, 130429 the whole number", () => {
    expect(classify(131056)).toEqual({ action: "retry", scope: "pair" });
    expect(classify(130429)).toEqual({ action: "retry", scope: "channel" });
  });

  test("135000 is retried once", () => {
    expect(classify(135000)).toEqual({ action: "retry", scope: "message", once: true });
  });

  test("a template's subcode says more than its code 100", () => {
    expect(explainError(100, "en", 2388299)).not.toBe(explainError(100, "en"));
    expect(classify(100, 33).action).toBe("stop-channel");
    for (const subcode of [1, 190, 2494010]) expect(classify(100, subcode).action).toBe("fix");
  });

  test("every error among the payloads is known", async () => {
    const names = payloadNames("graph").filter((name) => name.startsWith("error_"));
    expect(names.length).toBeGreaterThan(45);
    for (const name of names) {
      const { error } = (await payload(`graph/${name}`)) as {
        error: { code: number; error_subcode?: number };
      };
      expect(classify(error.code, error.error_subcode).action, name).not.toBe("unknown");
    }
  });
});

describe("the words for people", () => {
  const languages: Language[] = ["en", "fr", "pt", "es"];

  test("exist in four languages, each different", () => {
    for (const [key, text] of Object.entries(graphErrorTexts)) {
      const words = languages.map((language) => text[language]);
      expect(new Set(words).size, key).toBe(4);
      for (const sentence of words) expect(sentence, key).toMatch(/^[\p{Lu}¿¡].{30,}\.$/u);
    }
  });

  test("name an unknown code and pretend nothing", () => {
    for (const language of languages) expect(explainError(424242, language)).toContain("424242");
  });

  test("say that nobody knows when there was no answer", () => {
    expect(explainError(null, "en")).toContain("cannot know");
    expect(explainError(null, "pt")).not.toContain("null");
  });

  test("say what to do about a closed window", () => {
    expect(explainError(131047, "fr")).toContain("modèle approuvé");
  });
});

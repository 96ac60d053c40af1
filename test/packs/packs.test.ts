import { describe, expect, test } from "bun:test";
import { fold } from "../../src/bot/fold.ts";
import { variablesIn } from "../../src/flows/fill-text.ts";
import type { Flow, Step } from "../../src/flows/flow.ts";
import { flowProblems } from "../../src/flows/flow-problems.ts";
import { promptLimits } from "../../src/flows/prompt.ts";
import { exampleValues } from "../../src/packs/example-values.ts";
import { fillDialogue } from "../../src/packs/fill-pack.ts";
import type { Four, Pack } from "../../src/packs/pack.ts";
import { packs } from "../../src/packs/packs.ts";
import { languages } from "../../views/i18n.ts";

/** Every object with texts by language in a value, wherever it stands. */
function textsIn(value: unknown): Partial<Four<unknown>>[] {
  if (typeof value !== "object" || value === null) return [];
  const isTexts = "en" in value || "fr" in value || "pt" in value || "es" in value;
  return isTexts ? [value] : Object.values(value).flatMap(textsIn);
}

function problemsOf(pack: Pack, flow: Flow): string[] {
  const keys = new Set((pack.contactFields ?? []).map(({ name }) => name));
  return (
    flowProblems(flow, { language: "en", fieldKeys: keys })
      // The system to ask is the owner's to choose.
      .filter(({ kind }) => kind !== "no-connection")
      .map(({ step, kind, values }) => `${step}: ${kind} ${JSON.stringify(values)}`)
  );
}

function filled(pack: Pack): Flow[] {
  return pack.dialogues.map((dialogue) => fillDialogue(pack, dialogue, exampleValues(pack)));
}

describe.each(packs.map((pack) => [pack.key, pack] as const))("%s", (_key, pack) => {
  test("nothing is wrong with its flows", () => {
    for (const flow of filled(pack)) expect(problemsOf(pack, flow)).toEqual([]);
  });

  test("nothing is wrong with them when only what is needed is filled in", () => {
    const values = exampleValues(pack);
    for (const { key, isOptional } of pack.fields) {
      if (!isOptional) continue;
      delete values.lines[key];
      delete values.texts[key];
    }
    for (const dialogue of pack.dialogues) {
      const flow = fillDialogue(pack, dialogue, values);
      const rest = problemsOf(pack, flow).filter((problem) => !problem.includes("unreachable"));
      if (flow.start !== "prices") expect(rest).toEqual([]);
    }
  });

  test("everything is there in all four languages", () => {
    for (const texts of textsIn(pack)) {
      for (const language of languages) {
        const text = texts[language];
        expect(typeof text === "string" || Array.isArray(text)).toBe(true);
      }
    }
  });

  test("at least eight phrasings a language, each one once", () => {
    for (const { phrasings } of pack.incidents) {
      for (const language of languages) {
        const folded = phrasings[language].map(fold);
        expect(folded.length).toBeGreaterThanOrEqual(8);
        expect(new Set(folded).size).toBe(folded.length);
      }
    }
  });

  test("three options fit their buttons, more their rows", () => {
    for (const step of filled(pack).flatMap(({ steps }) => steps)) {
      if (step.kind !== "choose") continue;
      const isList = step.options.length > promptLimits.buttons;
      const most = isList ? promptLimits.rowLabel : promptLimits.buttonLabel;
      for (const { label } of step.options)
        for (const text of Object.values(label))
          expect([text, text.length <= most]).toEqual([text, true]);
    }
  });

  test("messages are short enough to be read on a phone", () => {
    for (const text of filled(pack).flatMap(({ steps }) => steps.flatMap(said)))
      expect(text.length).toBeLessThan(320);
  });

  test("a text has the same placeholders in each language", () => {
    const all = [
      ...pack.dialogues.flatMap(({ flow }) => flow.steps.map((step) => textOf(step))),
      ...pack.incidents.map(({ answers }) => answers),
    ];
    for (const texts of all) {
      const names = Object.values(texts ?? {}).map((text) => variablesIn(text).toSorted().join());
      expect(new Set(names).size).toBeLessThanOrEqual(1);
    }
  });

  test("every placeholder of an answer is one of its fields", () => {
    const keys = new Set(pack.fields.map(({ key }) => key));
    for (const { answers = {}, link } of pack.incidents) {
      const used = Object.values(answers as Partial<Four>).flatMap(variablesIn);
      for (const name of link ? [...used, link] : used) expect(keys).toContain(name);
    }
  });
});

function textOf(step: Step) {
  return "text" in step ? step.text : undefined;
}

function said(step: Step): string[] {
  return Object.values(textOf(step) ?? {});
}

test("packs have keys of their own, and so have their dialogues", () => {
  const keys = packs.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toHaveLength(10);
});

test("no two incidents of all packs share a phrasing", () => {
  for (const language of languages) {
    const all = packs.flatMap(({ incidents }) =>
      incidents.flatMap(({ phrasings }) => phrasings[language].map(fold)),
    );
    const twice = all.filter((phrasing, index) => all.indexOf(phrasing) !== index);
    expect(twice).toEqual([]);
  }
});

test("no phrasing of a pack is one of the labelled set's held-out ones", async () => {
  for (const language of languages) {
    const set: { intents: Record<string, readonly string[]> } = await import(
      `../understanding/labelled/${language}.ts`
    );
    const heldOut = new Set(Object.values(set.intents).flatMap((of) => of.slice(8).map(fold)));
    const known = packs.flatMap(({ incidents }) =>
      incidents.flatMap(({ phrasings }) => phrasings[language]),
    );
    expect(known.filter((phrasing) => heldOut.has(fold(phrasing)))).toEqual([]);
  }
});

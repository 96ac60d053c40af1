import { expect, test } from "bun:test";
import fc from "fast-check";
import { type Condition, evaluate, type Facts } from "../../src/routing/conditions.ts";
import { askableLeaves, indexPhrases } from "../../src/routing/phrase-index.ts";

const factsOf = (text: string): Facts => ({
  text,
  choices: {},
  numbers: {},
  flags: {},
  isOpen: () => true,
});

const vocabulary = [
  "entrega", "entregas", "preço", "precos", "préço", "prazo", "pedido", "pedidos", "e-mail",
  "email", "cupom", "cupons", "delivery", "deliveries", "boxes", "box", "ok", "👍", "👍🏽", "42",
  "entrgea", "pedid", "cadeaux", "cadeau", "Olá!", "ça",
]; // prettier-ignore
const words = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 5 });
const phrase = words.map((list) => list.slice(0, 3).join(" "));
const leaf = fc.record({
  field: fc.constant("text" as const),
  test: fc.constantFrom("contains" as const, "message" as const, "exact" as const),
  phrases: fc.array(phrase, { minLength: 1, maxLength: 3 }),
});

test("a text finds every leaf that the matcher itself would match", () => {
  let matches = 0;
  const property = fc.property(
    fc.array(leaf, { minLength: 1, maxLength: 8 }),
    words,
    (leaves, text) => {
      const sentence = text.join(" ");
      const index = indexPhrases(leaves satisfies Condition[]);
      const askable = askableLeaves(index, sentence);
      for (const one of leaves) {
        const { holds } = evaluate(one, factsOf(sentence));
        matches += Number(holds);
        if (holds) expect(askable.has(one)).toBe(true);
      }
    },
  );
  fc.assert(property, { numRuns: 2_000 });
  expect(matches).toBeGreaterThan(100);
});

test("a text about something else asks no leaf", () => {
  const leaves: Condition[] = [{ field: "text", test: "contains", phrases: ["prazo de entrega"] }];
  expect(askableLeaves(indexPhrases(leaves), "bom dia, tudo bem?").size).toBe(0);
});

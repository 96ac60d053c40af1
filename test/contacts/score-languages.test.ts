import { expect, test } from "bun:test";
import fc from "fast-check";
import { languageNgrams } from "../../src/contacts/language-ngrams.ts";
import { scoreLanguages } from "../../src/contacts/score-languages.ts";
import { cutLanguageNgrams, loadEld } from "./cut-language-ngrams.ts";

const eld = await loadEld();

test("our n-grams are eld's for the four languages, all of them", async () => {
  expect(languageNgrams).toBe(await cutLanguageNgrams());
  expect(languageNgrams.split(",").length).toBe(10_855);
});

test.each([
  "where is my order?",
  "Où est ma commande ? L’adresse d'aujourd'hui…",
  "Vocês entregam amanhã? Promoções, pães e cupons.",
  "¿Dónde está mi pedido, señor Muñoz?",
  "ok merci",
  "привет 你好 👍🏽 123",
  "",
])("%p scores as with eld", (text) => {
  expect(scores(text)).toEqual(eld(text));
});

// eld drops letters beyond the basic plane, such as 𐀀; none of our languages has any.
test("any text scores as with eld", () => {
  const word = fc.constantFrom(
    "order",
    "pedido",
    "commande",
    "está",
    "não",
    "l’eau",
    "ñu",
    "a",
    "éé",
    "👍",
    "42",
  );
  const any = fc
    .string({ unit: "grapheme", maxLength: 9 })
    .filter((part) => !/[^\0-\uffff]/u.test(part));
  const text = fc.array(fc.oneof(word, any), { maxLength: 12 });
  fc.assert(
    fc.property(text, (parts) => {
      expect(scores(parts.join(" "))).toEqual(eld(parts.join(" ")));
    }),
    { numRuns: 300 },
  );
});

function scores(text: string): Record<string, number> {
  return Object.fromEntries(scoreLanguages(text).map(({ language, fit }) => [language, fit]));
}

import { expect, test } from "bun:test";
import { conceptsOf } from "../../src/understanding/concepts.ts";
import { fold } from "../../src/bot/fold.ts";
import { spellOut } from "../../src/understanding/spellings.ts";
import { stem } from "../../src/understanding/stem.ts";
import { isStopWord } from "../../src/understanding/stop-words.ts";
import { concepts } from "../../src/understanding/synonyms.ts";
import type { Language } from "../../src/db/schema.ts";

const languages = ["en", "fr", "pt", "es"] as const;
const entries = languages.flatMap((language) =>
  concepts.flatMap((concept) =>
    concept[language].map((entry) => ({ language, entry: entry.replace("!", "") })),
  ),
);

test("each line has words in all four languages", () => {
  for (const concept of concepts)
    for (const language of languages) expect(concept[language].filter(Boolean)).not.toEqual([]);
});

test("words are folded, without digits, as texts are read", () => {
  const odd = entries.filter(
    ({ entry }) => fold(entry.replaceAll("_", " ")).replaceAll(" ", "_") !== entry,
  );
  expect(odd).toEqual([]);
  expect(entries.filter(({ entry }) => /\d/.test(entry))).toEqual([]);
});

test("no single word is a stop word or a short spelling: it would never be found", () => {
  const lost = entries.filter(
    ({ language, entry }) =>
      !entry.includes("_") && (isStopWord(entry, language) || spellOut(entry, language) !== entry),
  );
  expect(lost).toEqual([]);
});

test("no expression has a word that is spelt out before it is looked for", () => {
  const lost = entries.filter(({ language, entry }) =>
    entry.split("_").some((word) => spellOut(word, language) !== word),
  );
  expect(lost).toEqual([]);
});

test("no word stands twice in one cell", () => {
  for (const concept of concepts)
    for (const language of languages)
      expect(concept[language].filter((entry, i, all) => all.indexOf(entry) !== i)).toEqual([]);
});

test("words of a line mean the same in each language; a word's own entry goes before its stem", () => {
  const meant = (word: string, language: Language) => conceptsOf(word, language)[0];
  expect(
    new Set([
      meant("parcels", "en"),
      meant("colis", "fr"),
      meant("pacote", "pt"),
      meant("paquete", "es"),
    ]).size,
  ).toBe(1);
  // Both have the stem "gar".
  expect(meant("gare", "fr")).not.toBe(meant("garer", "fr"));
});

test.each([
  ["devolucao", "devolucoes", "pt"],
  ["devolucion", "devoluciones", "es"],
  ["livree", "livrees", "fr"],
  ["orders", "ordered", "en"],
  ["reembolsaram", "reembolso", "pt"],
] as const)("%s and %s have one stem", (one, other, language) => {
  expect(stem(one, language)).toBe(stem(other, language));
});

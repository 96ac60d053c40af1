import type { Language } from "../db/schema.ts";
import { stem } from "./stem.ts";
import { concepts } from "./synonyms.ts";

interface Expression {
  stems: string[];
  concept: number;
}

interface ConceptTable {
  byWord: Map<string, number[]>;
  byStem: Map<string, number[]>;
  /** By the stem of their first word, the longest first. */
  expressions: Map<string, Expression[]>;
}

const tables = new Map<Language, ConceptTable>();

/** Which lines of the table of synonyms a folded word stands in, else its stem. */
export function conceptsOf(word: string, language: Language): readonly number[] {
  const { byWord, byStem } = tableOf(language);
  return byWord.get(word) ?? byStem.get(stem(word, language)) ?? [];
}

/** Whether the table has a folded word as it is written. */
export function hasSynonyms(word: string, language: Language): boolean {
  return tableOf(language).byWord.has(word);
}

/** The expression of several words that begins at `at`: "money back", "mot de passe". */
export function expressionAt(
  words: readonly string[],
  at: number,
  language: Language,
): { length: number; concept: number } | undefined {
  const { expressions } = tableOf(language);
  const beginning = expressions.get(stem(words[at]!, language));
  const found = beginning?.find(({ stems }) =>
    stems.every((one, i) => at + i < words.length && stem(words[at + i]!, language) === one),
  );
  return found && { length: found.stems.length, concept: found.concept };
}

/** Every single word of the table, for finding what a typo meant. */
export function synonymWords(language: Language): readonly string[] {
  return [...tableOf(language).byWord.keys()];
}

function tableOf(language: Language): ConceptTable {
  const known = tables.get(language);
  if (known) return known;
  const table: ConceptTable = { byWord: new Map(), byStem: new Map(), expressions: new Map() };
  concepts.forEach((concept, index) => {
    for (const entry of concept[language]) addEntry(table, entry, index, language);
  });
  for (const list of table.expressions.values()) {
    list.sort((a, b) => b.stems.length - a.stems.length);
  }
  tables.set(language, table);
  return table;
}

function addEntry(table: ConceptTable, entry: string, concept: number, language: Language): void {
  const words = entry.replace("!", "").split("_");
  const stems = words.map((word) => stem(word, language));
  const [word, stemmed] = [words[0]!, stems[0]!];
  if (stems.length > 1) {
    const filed = table.expressions.get(stemmed) ?? [];
    table.expressions.set(stemmed, [...filed, { stems, concept }]);
    return;
  }
  fileConcept(table.byWord, word, concept);
  if (!entry.endsWith("!")) fileConcept(table.byStem, stemmed, concept);
}

function fileConcept(map: Map<string, number[]>, key: string, concept: number): void {
  const filed = map.get(key) ?? [];
  if (!filed.includes(concept)) map.set(key, [...filed, concept]);
}

import type { Language } from "../db/schema.ts";
import { stem } from "./stem.ts";
import { concepts } from "./synonyms.ts";

interface Expression {
  stems: string[];
  concept: number;
}

interface ConceptTable {
  byStem: Map<string, number[]>;
  /** By the stem of their first word, the longest first. */
  expressions: Map<string, Expression[]>;
  /** Folded. */
  words: string[];
}

const tables = new Map<Language, ConceptTable>();

/** Which lines of the table of synonyms a stem stands in. */
export function conceptsOf(stemmed: string, language: Language): readonly number[] {
  return tableOf(language).byStem.get(stemmed) ?? [];
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
  return tableOf(language).words;
}

function tableOf(language: Language): ConceptTable {
  const known = tables.get(language);
  if (known) return known;
  const table: ConceptTable = { byStem: new Map(), expressions: new Map(), words: [] };
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
  const stems = entry.split("_").map((word) => stem(word, language));
  if (stems.length === 1) {
    table.words.push(entry);
    const filed = table.byStem.get(stems[0]!) ?? [];
    if (!filed.includes(concept)) table.byStem.set(stems[0]!, [...filed, concept]);
    return;
  }
  const filed = table.expressions.get(stems[0]!) ?? [];
  table.expressions.set(stems[0]!, [...filed, { stems, concept }]);
}

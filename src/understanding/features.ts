import type { ReadWord } from "./read-text.ts";

/** Something that two texts may have in common: a meaning, a stem, or a pair of them in a row. */
export interface Feature {
  key: string;
  /** How much it counts beside a word of content. */
  part: number;
  /** Which of the words it comes from. */
  word: number;
}

/** Set by cross-validation over the labelled training phrasings (test/understanding/labelled). */
const parts = {
  content: 1,
  stop: 0.5,
  courtesy: 0.1,
  /** The stem of a word that counts by its meaning. */
  stem: 0.2,
  pair: 0.3,
  pairWithStop: 0.21,
  /** A word that is negated, taken as if it were not. */
  unnegated: 0.5,
};

/** What a text says, each thing once. */
export function featuresOf(words: readonly ReadWord[]): Feature[] {
  const found = new Map<string, Feature>();
  let before: string | undefined;
  words.forEach((read, word) => {
    const part = parts[read.kind];
    const meanings = meaningsOf(read);
    for (const meaning of meanings) {
      if (read.isNegated) add(found, { key: `!${meaning}`, part, word });
      if (!read.isRefused) {
        add(found, { key: meaning, part: part * (read.isNegated ? parts.unnegated : 1), word });
      }
    }
    if (read.concepts.length > 0 && !read.isRefused)
      add(found, { key: read.stem, part: part * parts.stem, word });
    const first = meanings[0]!;
    const pair = read.kind === "content" ? parts.pair : parts.pairWithStop;
    if (before !== undefined) add(found, { key: `${before}_${first}`, part: pair, word });
    before = first;
  });
  return [...found.values()];
}

/** What a word counts by: the lines of synonyms that it stands in, else its stem. */
export function meaningsOf(read: ReadWord): string[] {
  return read.concepts.length > 0 ? read.concepts.map((concept) => `=${concept}`) : [read.stem];
}

function add(found: Map<string, Feature>, feature: Feature): void {
  const known = found.get(feature.key);
  if (!known || known.part < feature.part) found.set(feature.key, feature);
}

/** eld's n-gram table as it ships: byte strings to weights by language number. */
interface EldTable {
  languages: Record<string, string>;
  ngrams: Record<string, Record<string, number>>;
}

const kept = ["en", "fr", "pt", "es"];

/** eld's small set cut down to our four languages, as src/contacts/language-ngrams.ts keeps it. */
export async function cutLanguageNgrams(): Promise<string> {
  const { ngramsData } = (await import(eldFile("ngrams/small.js"))) as { ngramsData: EldTable };
  const { dictionary } = (await import(eldFile("dictionary.js"))) as { dictionary: string[] };
  const numbers = kept.map((code) =>
    Object.keys(ngramsData.languages).find((number) => ngramsData.languages[number] === code),
  );
  const entries = Object.entries(ngramsData.ngrams).flatMap(([ngram, weights]) => {
    const ours = numbers.map((number) => weights[number!] ?? 0);
    if (ours.every((weight) => weight === 0)) return [];
    return (
      bytes(ngram, dictionary) + ours.map((weight) => weight.toString(16).padStart(2, "0")).join("")
    );
  });
  return entries.sort().join(",");
}

/** eld itself, told to compare our four languages: its scores for a text. */
export async function loadEld(): Promise<(text: string) => Record<string, number>> {
  const { eld } = (await import(eldFile("entries/static.small.js"))) as {
    eld: {
      setLanguageSubset(languages: string[]): void;
      detect(text: string): { getScores(): Record<string, number> };
    };
  };
  eld.setLanguageSubset(kept);
  return (text) => eld.detect(text).getScores();
}

/** The module's text: `bun test/contacts/cut-language-ngrams.ts > src/contacts/language-ngrams.ts` */
async function writeModule(): Promise<string> {
  const table = JSON.stringify(await cutLanguageNgrams()).replaceAll(
    /[\x7f-\xff]/g,
    (byte) => `\\x${byte.charCodeAt(0).toString(16)}`,
  );
  return `/**
 * N-grams of English, French, Portuguese and Spanish: the small set of eld 2.1.0 (Copyright 2025
 * Nito T.M., Apache-2.0) without its 56 other languages. Made by
 * test/contacts/cut-language-ngrams.ts, whose test compares the two. Each entry is up to four
 * UTF-8 bytes with the spaces around the word, then the weight in en, fr, pt, es as two hex
 * digits each.
 */
export const languageNgrams =
  ${table};
`;
}

// eld writes bytes as characters of its own; ours are the bytes themselves.
function bytes(ngram: string, dictionary: string[]): string {
  return [...ngram]
    .map((character) =>
      character === " " ? " " : String.fromCharCode(dictionary.indexOf(character)),
    )
    .join("");
}

function eldFile(name: string): string {
  return new URL(name, new URL("../", import.meta.resolve("eld/small"))).href;
}

if (import.meta.main) console.log((await writeModule()).trimEnd());

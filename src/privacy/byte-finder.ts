/**
 * What is looked for: `identity` are numbers and ids, `name` a whole name, `part` one word of
 * it, `words` what was written, `phrase` what others have written, too. Names count as whole
 * words only.
 */
export type NeedleKind = "identity" | "name" | "part" | "words" | "phrase";

export interface Needle {
  kind: NeedleKind;
  text: string;
}

interface Pattern {
  needle: Needle;
  bytes: Uint8Array;
}

export interface Match {
  needle: Needle;
  start: number;
  end: number;
}

/** Shorter ones would be found everywhere. */
const SHORTEST = 3;
const BITS = 20;

/**
 * Finds any of thousands of needles in one pass over bytes (Rabin and Karp): a hash of the last
 * few bytes runs along, and only where it is that of a needle's beginning the bytes are compared.
 */
export class ByteFinder {
  readonly #byHash = new Map<number, Pattern[]>();
  readonly #marks = new Uint8Array(1 << BITS);
  readonly #window: number;
  /** What the byte that leaves the window weighs. */
  readonly #weight: number;
  /** The longest needle in bytes: how far two pieces of a file have to overlap. */
  readonly longest: number;

  constructor(needles: readonly Needle[]) {
    const patterns = needles.flatMap(patternsOf).filter(({ bytes }) => bytes.length >= SHORTEST);
    this.#window = Math.min(8, ...patterns.map(({ bytes }) => bytes.length));
    this.longest = Math.max(0, ...patterns.map(({ bytes }) => bytes.length));
    let weight = 1;
    for (let n = 1; n < this.#window; n += 1) weight = Math.imul(weight, BASE);
    this.#weight = weight;
    for (const pattern of patterns) this.#add(pattern);
  }

  #add(pattern: Pattern): void {
    let hash = 0;
    for (let n = 0; n < this.#window; n += 1)
      hash = (Math.imul(hash, BASE) + (pattern.bytes[n] as number)) | 0;
    this.#marks[markOf(hash)] = 1;
    this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), pattern]);
  }

  /** Calls `found` for each place of a needle, in order. */
  scan(bytes: Uint8Array, found: (match: Match) => void): void {
    const window = this.#window;
    if (this.#byHash.size === 0 || bytes.length < window) return;
    let hash = 0;
    for (let end = 0; end < bytes.length; end += 1) {
      if (end >= window) hash = (hash - Math.imul(bytes[end - window] as number, this.#weight)) | 0;
      hash = (Math.imul(hash, BASE) + (bytes[end] as number)) | 0;
      if (end < window - 1 || this.#marks[markOf(hash)] === 0) continue;
      this.#compare(bytes, end - window + 1, hash, found);
    }
  }

  #compare(bytes: Uint8Array, start: number, hash: number, found: (match: Match) => void): void {
    for (const { needle, bytes: wanted } of this.#byHash.get(hash) ?? []) {
      const end = start + wanted.length;
      if (end > bytes.length || !wanted.every((byte, n) => bytes[start + n] === byte)) continue;
      const isName = needle.kind === "name" || needle.kind === "part";
      if (isName && (isLetter(bytes[start - 1]) || isLetter(bytes[end]))) continue;
      found({ needle, start, end });
    }
  }

  /** All that stand in a text, each once. */
  needlesIn(text: string): Set<Needle> {
    const needles = new Set<Needle>();
    this.scan(encoder.encode(text), ({ needle }) => needles.add(needle));
    return needles;
  }
}

const BASE = 0x01000193;
const encoder = new TextEncoder();

function markOf(hash: number): number {
  return (hash ^ (hash >>> BITS)) & ((1 << BITS) - 1);
}

/** ASCII letters and digits, and whatever UTF-8 writes with more bytes. */
function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return byte >= 0x80 || /[0-9A-Za-z]/.test(String.fromCharCode(byte));
}

/** A needle as it may be written: as it is, in small letters, and as JSON escapes it. */
function patternsOf(needle: Needle): Pattern[] {
  const { text, kind } = needle;
  const cased = kind === "identity" ? [text] : [text, text.toLowerCase(), text.toUpperCase()];
  const forms = new Set(cased.flatMap((form) => [form, ...escapedForms(form)]));
  return [...forms].map((form) => ({ needle, bytes: encoder.encode(form) }));
}

/** JSON with and without Meta's escapes: `\u00e3`, `\/`. */
function escapedForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return [json, ascii, ascii.replaceAll("/", "\\/")];
}

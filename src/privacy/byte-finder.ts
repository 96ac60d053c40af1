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
/** Bytes that are hashed of the longer ones; shorter ones are looked for apart. */
const WINDOW = 8;
/** So many needles fill a small table of marks up: it would tell nothing. */
const MANY = 30_000;
const BASE = 0x01000193;
const encoder = new TextEncoder();

/** Finds any of thousands of needles in one pass over bytes, or two where some are very short. */
export class ByteFinder {
  readonly #passes: Pass[];
  /** The longest needle in bytes: how far two pieces of a file have to overlap. */
  readonly longest: number;

  constructor(needles: readonly Needle[]) {
    const patterns = needles.flatMap(patternsOf).filter(({ bytes }) => bytes.length >= SHORTEST);
    this.longest = Math.max(0, ...patterns.map(({ bytes }) => bytes.length));
    const isLong = ({ bytes }: Pattern) => bytes.length >= WINDOW;
    const groups = [patterns.filter(isLong), patterns.filter((pattern) => !isLong(pattern))];
    this.#passes = groups.filter((group) => group.length > 0).map((group) => new Pass(group));
  }

  /** Calls `found` for each place of a needle. */
  scan(bytes: Uint8Array, found: (match: Match) => void): void {
    for (const pass of this.#passes) pass.scan(bytes, found);
  }
}

/**
 * After Rabin and Karp: a hash of the last few bytes runs along, and only where it is that of a
 * needle's end the bytes are compared. The end, since ids of messages all begin alike.
 */
class Pass {
  readonly #byHash = new Map<number, Pattern[]>();
  /** Which hashes may be a needle's, by their last bits. */
  readonly #marks: Uint8Array;
  readonly #bits: number;
  readonly #window: number;
  /** What the byte that leaves the window weighs. */
  readonly #weight: number;

  constructor(patterns: readonly Pattern[]) {
    this.#bits = patterns.length > MANY ? 24 : 20;
    this.#marks = new Uint8Array(1 << this.#bits);
    this.#window = Math.min(WINDOW, ...patterns.map(({ bytes }) => bytes.length));
    let weight = 1;
    for (let n = 0; n < this.#window; n += 1) weight = Math.imul(weight, BASE);
    this.#weight = weight;
    for (const pattern of patterns) this.#add(pattern);
  }

  #add(pattern: Pattern): void {
    let hash = 0;
    for (const byte of pattern.bytes.subarray(-this.#window))
      hash = (Math.imul(hash, BASE) + byte) | 0;
    this.#marks[(hash ^ (hash >>> this.#bits)) & (this.#marks.length - 1)] = 1;
    this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), pattern]);
  }

  // The one loop that every byte of a data folder goes through: nothing is called in it.
  scan(bytes: Uint8Array, found: (match: Match) => void): void {
    const marks = this.#marks;
    const [window, weight, bits] = [this.#window, this.#weight, this.#bits];
    const mask = marks.length - 1;
    const size = bytes.length;
    let hash = 0;
    for (let end = 0; end < size; end += 1) {
      hash = (Math.imul(hash, BASE) + (bytes[end] as number)) | 0;
      if (end >= window) hash = (hash - Math.imul(bytes[end - window] as number, weight)) | 0;
      if (marks[(hash ^ (hash >>> bits)) & mask] === 0) continue;
      this.#compare(bytes, end + 1, hash, found);
    }
  }

  #compare(bytes: Uint8Array, end: number, hash: number, found: (match: Match) => void): void {
    for (const { needle, bytes: wanted } of this.#byHash.get(hash) ?? []) {
      const start = end - wanted.length;
      if (start < 0 || !isAt(bytes, start, wanted)) continue;
      const isName = needle.kind === "name" || needle.kind === "part";
      if (isName && (isLetter(bytes[start - 1]) || isLetter(bytes[end]))) continue;
      found({ needle, start, end });
    }
  }
}

function isAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let n = 0; n < wanted.length; n += 1) if (bytes[start + n] !== wanted[n]) return false;
  return true;
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

import { randomInt } from "node:crypto";
import { sha256 } from "../proof/commitment.ts";

/** No 0, O, 1, I or L: the code may be typed from another screen. */
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const HALF = 4;

/**
 * What a person sends us to confirm a form, such as `7K4M-2P9X`: 39 random bits. Who guesses one
 * agrees for themselves alone, with their own number, so nothing more is needed.
 */
export function newCode(): string {
  return `${half()}-${half()}`;
}

function half(): string {
  return Array.from({ length: HALF }, () => letters[randomInt(letters.length)]).join("");
}

const pattern = /(?<![\p{L}\d])([2-9A-HJKMNP-Z]{4})\s?[-–]\s?([2-9A-HJKMNP-Z]{4})(?![\p{L}\d])/gu;
/** More in one message are nobody's confirmation. */
const MOST = 3;

/** What may be codes in a message, as `hashOfCode` of each. */
export function readCodes(text: string): string[] {
  const found = [...text.toUpperCase().matchAll(pattern)].slice(0, MOST);
  return found.map(([, first, second]) => hashOfCode(`${first}-${second}`));
}

/** The code itself is kept nowhere. */
export function hashOfCode(code: string): string {
  return sha256(`consent-form:${code}`);
}

/** A word shorter than this forgives nothing: "para" and "pare", "size" and "site" are too near. */
export const shortestForgiving = 5;
/** No word of ours is longer. Keys grow with the square of the length: 65,536 letters took 10 seconds. */
const longestForgiving = 40;

const lettersOnly = /^\p{L}+$/u;

/** Whether a phrase's word forgives a typo. Numbers never do: order 1042 is not order 1043. */
export function isForgiving(word: string): boolean {
  return hasLength(word, shortestForgiving) && lettersOnly.test(word);
}

/** Whether a typed word may be a typo at all: one letter may be missing from a forgiving one. */
export function mayBeTypo(word: string): boolean {
  return hasLength(word, shortestForgiving - 1) && lettersOnly.test(word);
}

function hasLength(word: string, least: number): boolean {
  return word.length >= least && word.length <= longestForgiving;
}

/**
 * The word with each of its letters left out, and the word itself. Two words within one typo of
 * each other share at least one of these, so that a look-up finds what would else be a scan.
 */
export function typoKeys(word: string): string[] {
  const keys = [word];
  for (let i = 0; i < word.length; i++) keys.push(word.slice(0, i) + word.slice(i + 1));
  return keys;
}

/**
 * Whether `typed` is `meant` with one letter inserted, left out, replaced, or two neighbours
 * swapped. The first letter must be right unless it was swapped: people rarely miss it, and it
 * keeps "tours" from "hours", "looking" from "booking".
 */
export function isOneTypo(typed: string, meant: string): boolean {
  const shorter = Math.min(typed.length, meant.length);
  let same = 0;
  while (same < shorter && typed[same] === meant[same]) same++;
  if (isSwapped(typed, meant, same)) return true;
  if (same === 0) return false;
  const longer = typed.length - meant.length;
  if (longer === 1) return typed.slice(same + 1) === meant.slice(same);
  if (longer === -1) return typed.slice(same) === meant.slice(same + 1);
  return longer === 0 && same < shorter && typed.slice(same + 1) === meant.slice(same + 1);
}

function isSwapped(typed: string, meant: string, at: number): boolean {
  return (
    typed.length === meant.length &&
    at + 1 < typed.length &&
    typed[at] === meant[at + 1] &&
    typed[at + 1] === meant[at] &&
    typed.slice(at + 2) === meant.slice(at + 2)
  );
}

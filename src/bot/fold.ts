// Letters that NFKD leaves whole although people type them as one or two plain ones.
const plainLetters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
  ς: "σ",
};
const isPlain = /^[\x20-\x7e]*$/;
const apostrophes = /[’‘‛ʼ´`′＇]/g;
// Taken out before NFKD, which would turn ™ and ℹ into letters.
const pictures = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;
// Accents, zero-width and formatting characters, variation selectors, lone surrogates,
// control characters other than white space.
const invisible =
  /[\p{M}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/gu;
// "what's" stays one word, since it is written "whats" as often; "l'adresse" becomes two.
const englishContraction = /(?<=[a-z])'(?=(?:s|t|re|ve|ll|d|m)(?![a-z]))/g;

/**
 * What is left of a text when case, accents, punctuation, emoji, zero-width and control
 * characters don't count: lower-case letters and digits, single spaces between words. Empty
 * for a text of emoji alone.
 *
 * @example fold("  Où est ma commande ?! 🙏🏽") // "ou est ma commande"
 */
export function fold(text: string): string {
  return (isPlain.test(text) ? text.toLowerCase() : decompose(text))
    .replaceAll(englishContraction, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function decompose(text: string): string {
  return text
    .replaceAll(apostrophes, "'")
    .replaceAll(pictures, " ")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(invisible, "")
    .replaceAll(/[ßæœøđðłþıς]/g, (letter) => plainLetters[letter] ?? letter);
}

/** The folded words of a text in their order; none for emoji alone. */
export function words(text: string): string[] {
  return splitFolded(fold(text));
}

/** Splits what `fold` returned. */
export function splitFolded(folded: string): string[] {
  return folded === "" ? [] : folded.split(" ");
}

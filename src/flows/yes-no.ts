import { fold, splitFolded } from "../bot/fold.ts";

const yesWords = new Set([
  ...["yes", "y", "yeah", "yep", "yup", "sure", "ok", "okay", "of course", "please do", "correct"],
  ...["oui", "ouais", "d accord", "bien sur", "volontiers", "exact", "c est bon", "tout a fait"],
  ...["sim", "s", "claro", "isso", "com certeza", "pode ser", "ss", "aham"],
  ...["si", "vale", "por supuesto", "de acuerdo", "correcto", "dale"],
]);
const noWords = new Set([
  ...["no", "n", "nope", "nah", "not yet", "not really", "no way"],
  ...["non", "pas encore", "pas vraiment", "nan"],
  ...["nao", "ainda nao", "nn", "negativo"],
  ...["todavia no", "aun no"],
]);
/** They begin with a no and say none. */
const neither = new Set([
  ...["no problem", "no worries", "no idea", "no doubt", "sem problema", "no hay problema"],
  ...["si no", "no pasa nada", "nao sei", "no se", "no lo se", "non plus", "ok but", "yes and no"],
]);
/** A long sentence that begins with yes or no is a story. */
const MOST_WORDS = 6;

const signs: readonly [RegExp, "yes" | "no"][] = [
  [/^(?:👍|✅|✔️?|👌|☑️?)[\u{1F3FB}-\u{1F3FF}]?$/u, "yes"],
  [/^(?:👎|❌|✖️?|🚫)[\u{1F3FB}-\u{1F3FF}]?$/u, "no"],
];

/** What a whole message says in any of the four languages: "Sí", "yes please", "non merci", 👍. */
export function readYesNo(text: string): "yes" | "no" | undefined {
  const sign = signs.find(([pattern]) => pattern.test(text.trim()));
  if (sign) return sign[1];
  const folded = fold(text);
  if (yesWords.has(folded)) return "yes";
  if (noWords.has(folded)) return "no";
  const parts = splitFolded(folded);
  if (parts.length > MOST_WORDS || neither.has(parts.slice(0, 2).join(" "))) return undefined;
  return readStart(parts) ?? undefined;
}

function readStart(parts: readonly string[]): "yes" | "no" | undefined {
  for (const length of [3, 2, 1]) {
    const start = parts.slice(0, length).join(" ");
    // One letter, or "ok", may begin anything.
    if (start.length < 2 || start === "ok" || neither.has(start)) continue;
    if (noWords.has(start)) return "no";
    if (yesWords.has(start))
      return parts.slice(length).some((word) => denials.has(word)) ? undefined : "yes";
  }
  return undefined;
}

/** "yes but not today" is no yes. */
const denials = new Set(["not", "but", "mais", "pas", "nao", "mas", "no", "pero"]);

import { fold, splitFolded } from "../bot/fold.ts";

/** TRUST.md's words, of all four languages for everyone. A person may edit the list. */
export const stopWords: readonly string[] = [
  // English
  "STOP",
  "STOPALL",
  "UNSUBSCRIBE",
  "CANCEL",
  "END",
  "QUIT",
  "REVOKE",
  "OPTOUT",
  "OPT OUT",
  "REMOVE",
  // French
  "ARRET",
  "ARRETER",
  "DESABONNER",
  "ME DESABONNER",
  "DESINSCRIRE",
  // Portuguese
  "PARAR",
  "SAIR",
  "CANCELAR",
  "DESCADASTRAR",
  "CANCELAR INSCRICAO",
  // Spanish
  "BAJA",
  "ALTO",
  "DARME DE BAJA",
];

/** Each record of the log says that these end it (leaf.ts), and our texts name them: no list is without them. */
export const fixedStopWords: readonly string[] = ["STOP", "PARAR", "BAJA", "ARRET"];

/**
 * Only words that nobody sends for another reason: VOLTAR and COMMENCER are what people answer to
 * a menu. START leads to the question of consent, never to consent itself.
 */
export const startWords: readonly string[] = [
  "START",
  "UNSTOP",
  "REPRENDRE",
  "ME REABONNER",
  "INICIAR",
  "RETOMAR",
  "REANUDAR",
];

const yesWords = ["YES", "OUI", "SIM", "SI"];
const noWords = ["NO", "NON", "NAO"];

/** Words that give way to a running flow which asked for them (PRODUCT 39); STOP never does. */
export const flowWords: readonly string[] = ["CANCEL", "CANCELAR"];

export type ConsentWord = "stop" | "start";

/**
 * Whether the whole message is a word that ends or resumes what the business sends. Case, accents,
 * punctuation, emoji and zero-width characters don't count (TRUST.md, last paragraph).
 */
export function readConsentWord(
  text: string,
  lists: { stop?: readonly string[]; start?: readonly string[] } = {},
): ConsentWord | undefined {
  const said = spellings(text);
  if (isOneOf(said, lists.stop ?? stopWords) || isOneOf(said, fixedStopWords)) return "stop";
  if (isOneOf(said, lists.start ?? startWords)) return "start";
  return undefined;
}

/** Whether the whole message is yes, oui, sim or sí: the answer that gives consent. */
export function readYes(text: string): boolean {
  return isOneOf(spellings(text), yesWords);
}

/** Whether the whole message is no, non or não: the answer that refuses it. */
export function readNo(text: string): boolean {
  return isOneOf(spellings(text), noWords);
}

// The folded text; and for "S.T.O.P", "S T O P" and "opt-out" the word that they spell, where
// punctuation is taken out rather than read as a space.
function spellings(text: string): string[] {
  const folded = fold(text);
  const parts = splitFolded(folded);
  const isOneToken = !/\S\s+\S/.test(text);
  const isSpelled = parts.length > 1 && (isOneToken || parts.every((part) => part.length === 1));
  return isSpelled ? [folded, parts.join("")] : [folded];
}

function isOneOf(said: readonly string[], listed: readonly string[]): boolean {
  const words = foldedList(listed);
  return said.some((spelling) => words.has(spelling));
}

const foldedLists = new WeakMap<readonly string[], Set<string>>();

// An emoji folds to nothing: as a listed word it would be every message of emoji.
function foldedList(listed: readonly string[]): Set<string> {
  let folded = foldedLists.get(listed);
  if (!folded) {
    folded = new Set(listed.map(fold).filter((word) => word !== ""));
    foldedLists.set(listed, folded);
  }
  return folded;
}

import { fold, splitFolded } from "../bot/fold.ts";
import { isForgiving, isOneTypo } from "../bot/typos.ts";
import type { PromptOption } from "./prompt.ts";
import { readYesNo } from "./yes-no.ts";

/**
 * The option that a typed answer means beyond doubt: its label or one of its words, its digit, its
 * letter, or a yes or no where it is one. Undefined for what means none, or two.
 */
export function readChoice(
  options: readonly PromptOption[],
  text: string,
): PromptOption | undefined {
  const typed = fold(text);
  return (
    onlyOne(options, (option) => typed !== "" && namesOf(option).includes(typed)) ??
    byPlace(options, typed) ??
    byYesNo(options, text) ??
    onlyOne(options, (option) => namesOf(option).some((name) => isNear(typed, name)))
  );
}

/** The option that is named in a longer answer: "the red one please" for "Red". */
export function findNamedChoice(
  options: readonly PromptOption[],
  text: string,
): PromptOption | undefined {
  const parts = splitFolded(fold(text));
  if (parts.length > MOST_WORDS || parts.some((word) => denials.has(word))) return undefined;
  const typed = ` ${parts.join(" ")} `;
  return onlyOne(options, (option) =>
    namesOf(option).some((name) => name.length >= SHORTEST_NAMED && typed.includes(` ${name} `)),
  );
}

/** A longer sentence only mentions it. */
const MOST_WORDS = 8;
const SHORTEST_NAMED = 3;
/** "not the red one" */
const denials = new Set([
  ...["not", "no", "dont", "without", "pas", "sans", "ni", "nao", "sem", "sin", "nunca", "never"],
]);

function namesOf({ label, words = [] }: PromptOption): string[] {
  return [label, ...words].map(fold).filter(Boolean);
}

const numberWords: readonly (readonly string[])[] = [
  [
    ...["one", "first", "first one", "un", "une", "premier", "premiere"],
    ...["um", "uma", "primeiro", "primeira", "uno", "una", "primero", "primera"],
  ],
  [
    ...["two", "second", "second one", "deux", "deuxieme", "seconde"],
    ...["dois", "duas", "segundo", "segunda", "dos"],
  ],
  [
    ...["three", "third", "third one", "trois", "troisieme"],
    ...["tres", "terceiro", "terceira", "tercero", "tercera"],
  ],
];
const beforeDigit = /^(?:(?:option|choice|number|choix|numero|opcao|opcion|the|le|la|el|o|a|n) )+/;

/** "2", "2️⃣", "option 2", "b", "the second". */
function byPlace(options: readonly PromptOption[], typed: string): PromptOption | undefined {
  const bare = typed.replace(beforeDigit, "");
  if (/^\d{1,2}$/.test(bare)) return options[Number(bare) - 1];
  if (/^[a-j]$/.test(typed)) return options[typed.charCodeAt(0) - 97];
  const place = numberWords.findIndex((words) => words.includes(bare));
  return place < 0 ? undefined : options[place];
}

/** A yes or no in any language, where exactly one option is that. */
function byYesNo(options: readonly PromptOption[], text: string): PromptOption | undefined {
  const said = readYesNo(text);
  return said && onlyOne(options, (option) => sideOf(option) === said);
}

function sideOf({ id, label }: PromptOption): "yes" | "no" | undefined {
  return id === "yes" || id === "no" ? id : readYesNo(label);
}

/** One typo in the whole of it. */
function isNear(typed: string, name: string): boolean {
  const [own, meant] = [splitFolded(typed), splitFolded(name)];
  if (own.length !== meant.length) return false;
  const wrong = own.flatMap((word, index) => (word === meant[index] ? [] : [index]));
  const [at] = wrong;
  if (wrong.length !== 1 || at === undefined) return false;
  const word = meant[at] as string;
  return isForgiving(word) && isOneTypo(own[at] as string, word);
}

function onlyOne(
  options: readonly PromptOption[],
  isMeant: (option: PromptOption) => boolean,
): PromptOption | undefined {
  const meant = options.filter(isMeant);
  return meant.length === 1 ? meant[0] : undefined;
}

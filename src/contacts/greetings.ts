import { fold } from "../bot/fold.ts";
import type { Language } from "../db/schema.ts";

// Folded (bot/fold.ts), but for "olá": without its accent it may be a Spaniard's "hola". What two of
// the languages share stands in both.
const byLanguage: Record<Language, string> = {
  en: `hi hey hello hiya good morning afternoon evening night day thanks thank thx cheers please pls
    bye goodbye welcome yes yeah yep sorry`,
  fr: `bonjour bjr bonsoir salut slt coucou cc allo bonne bon journee soiree nuit merci mrc beaucoup
    svp stp plait oui ouais daccord revoir desole`,
  pt: `oi oie oii olá ola opa alo bom boa dia tarde noite tudo bem beleza blz obrigado obrigada obg brigado
    brigada valeu vlw por favor pfv sim nao tchau desculpa desculpe`,
  es: `hola ola holi buenos buenas buen dia dias tarde tardes noche noches gracias muchas por favor
    porfa si adios disculpe disculpa`,
};

// Part of a greeting only beside one of its words: "s'il vous plaît", "good day to you", "e aí".
const fillers = new Set(
  "s il vous te a au d accord e ai the there to you so much very que tal muito".split(" "),
);

/** Words of greeting, thanks and courtesy, with the languages that they may belong to. */
export const greetings: ReadonlyMap<string, readonly Language[]> = collect();

function collect(): Map<string, Language[]> {
  const found = new Map<string, Language[]>();
  for (const language of ["en", "fr", "pt", "es"] as const) {
    for (const word of byLanguage[language].split(/\s+/)) {
      found.set(word, [...(found.get(word) ?? []), language]);
    }
  }
  return found;
}

/** Whether folded words are courtesy and nothing else; none at all are not. */
export function isGreeting(words: readonly string[]): boolean {
  return (
    words.some((word) => greetings.has(word)) &&
    words.every((word) => greetings.has(word) || fillers.has(word))
  );
}

/** The languages that a text's words of courtesy agree on; none where they say nothing. */
export function greetingLanguages(text: string): readonly Language[] {
  const said = text
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .flatMap((word) => {
      const languages = greetings.get(word) ?? greetings.get(fold(word));
      return languages ? [languages] : [];
    });
  return said.reduce<readonly Language[]>(
    (agreed, languages) => agreed.filter((language) => languages.includes(language)),
    said[0] ?? [],
  );
}

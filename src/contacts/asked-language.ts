import type { Language } from "../db/schema.ts";
import { isGreeting } from "./greetings.ts";

// Folded: what each language is called in all four.
const names = new Map<string, Language>(
  Object.entries({
    english: "en",
    anglais: "en",
    ingles: "en",
    french: "fr",
    francais: "fr",
    frances: "fr",
    portuguese: "pt",
    portugais: "pt",
    portugues: "pt",
    spanish: "es",
    espagnol: "es",
    espanhol: "es",
    espanol: "es",
    castellano: "es",
  } as const),
);

// No word of negation is among them ("não" is one of courtesy, too), so that "I don't speak
// English" asks for nothing.
const askingWords = new Set(
  `in speak talk write answer reply continue switch change can could would do you we i me to want
  like need only prefer possible is it if does anyone someone somebody there who speaks this instead
  let s lets language plz brazilian
  en parle parler parles parlez ecrire ecrivez repondre repondez continuer passer peut peux pouvez
  tu on je j aime aimerais veux voudrais prefere seulement possible est ce s il vous te en au le l
  ne que quelqu un qui y a t la langue changer changez bresil bresilien
  em fala falar falam voce voces vcs vc pode podem posso queria quero prefiro escrever responder
  mudar para o so continuar se alguem quem que falo fale fales me atende atendem atender responda responde
  idioma lingua mude muda do brasil trocar
  habla hablar hablas hablan puede pueden puedo podemos quiero quisiera escribir contestar cambiar
  seguir al el solo usted hay alguien quien hable hablo hableme escriba escribame responda atiende
  atienda atender cambie cambia de a`.split(/\s+/),
);
const mostWords = 8;

/**
 * The language that somebody asks us to use: "English please", "en français svp", "pode falar em
 * português?". Only where the message says nothing else: "the menu in English" is about a menu.
 */
export function askedLanguage(words: readonly string[]): Language | undefined {
  if (words.length > mostWords) return undefined;
  const asked = new Set(words.flatMap((word) => names.get(word) ?? []));
  const isOnlyThat = words.every(
    (word) => names.has(word) || askingWords.has(word) || (word !== "nao" && isGreeting([word])),
  );
  return asked.size === 1 && isOnlyThat ? [...asked][0] : undefined;
}

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { readConsentWord, readYes, startWords, stopWords } from "../../src/consent/stop-words.ts";

// Written out a second time from TRUST.md: a word that leaves the list must fail here.
const promised = {
  en: [
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
  ],
  fr: ["STOP", "ARRET", "ARRETER", "DESABONNER", "ME DESABONNER", "DESINSCRIRE"],
  pt: ["PARAR", "SAIR", "CANCELAR", "DESCADASTRAR", "CANCELAR INSCRICAO"],
  es: ["BAJA", "ALTO", "PARAR", "CANCELAR", "DARME DE BAJA"],
};
const accented = [
  "arrêt",
  "Arrêter",
  "désabonner",
  "Me désabonner",
  "désinscrire",
  "cancelar inscrição",
];

/** How people and their keyboards may write a word. */
const spellings: [string, (word: string) => string][] = [
  ["as listed", (word) => word],
  ["lower case", (word) => word.toLowerCase()],
  ["capitalised", (word) => word[0] + word.slice(1).toLowerCase()],
  ["with spaces around", (word) => ` \n\t${word}\u00a0 `],
  ["with punctuation", (word) => `«${word}!!!».`],
  ["in WhatsApp's bold", (word) => `*${word}*`],
  ["with emoji", (word) => `🙏🏽${word} ❤️👨‍👩‍👧`],
  ["with very many emoji", (word) => word + "🙏🏽".repeat(500)],
  ["with zero-width characters inside", (word) => [...word].join("\u200b")],
  [
    "with accents as marks of their own",
    (word) => word.replace(/[AEIOU]/g, (vowel) => `${vowel}\u0301`),
  ],
  ["with control characters", (word) => `\u0000${word}\u0007`],
  ["in full-width letters", (word) => word.replace(/[A-Z]/g, toFullWidth)],
];

describe("stop", () => {
  test.each(spellings)("every word of TRUST.md, %s", (_, spell) => {
    for (const word of Object.values(promised).flat()) {
      expect({ word, read: readConsentWord(spell(word)) }).toEqual({ word, read: "stop" });
    }
  });

  test.each(accented)("%s", (word) => {
    expect(readConsentWord(word)).toBe("stop");
    expect(readConsentWord(word.toUpperCase())).toBe("stop");
    expect(readConsentWord(word.normalize("NFD"))).toBe("stop");
  });

  test("spelled out", () => {
    for (const text of ["S.T.O.P", "s t o p", "S-T-O-P!", "opt-out", "Opt_Out", "ST👍OP"]) {
      expect(readConsentWord(text)).toBe("stop");
    }
  });

  test("any punctuation, emoji and invisible character around and inside changes nothing", () => {
    const marks = fc.constantFrom(
      "!",
      ".",
      "…",
      "'",
      "🙏🏽",
      "❤️",
      "\u200b",
      "\ufe0f",
      "\u0000",
      "\u0301",
    );
    const noise = fc.array(marks, { maxLength: 4 }).map((found) => found.join(""));
    fc.assert(
      fc.property(
        fc.constantFrom(...stopWords),
        noise,
        noise,
        noise,
        (word, before, inside, after) => {
          const at = Math.floor(word.length / 2);
          const bare = !word.includes(" ") ? inside : "";
          expect(readConsentWord(before + word.slice(0, at) + bare + word.slice(at) + after)).toBe(
            "stop",
          );
        },
      ),
    );
  });
});

test.each([
  "stop it please",
  "please stop",
  "cancel my order",
  "cancelar meu pedido",
  "quiero cancelar",
  "the end",
  "when does it end",
  "bus stop",
  "baja california",
  "dar de baja mi cuenta de cliente",
  "onde posso sair",
  "arrête",
  "stopped",
  "sto p",
  "re move",
  "st op",
  "restart",
  "start my order",
  "",
  "   ",
  "👍",
  "?!",
  "ok",
  "STOP ".repeat(100),
])("%p is no word of consent", (text) => {
  expect(readConsentWord(text)).toBeUndefined();
});

test("start resumes, in every language and spelling", () => {
  for (const [, spell] of spellings) {
    for (const word of startWords) expect(readConsentWord(spell(word))).toBe("start");
  }
  expect(startWords).toContain("START");
});

test("what people answer to a menu neither stops nor starts", () => {
  for (const text of ["voltar", "commencer", "menu", "1", "sim", "não", "no", "oui"]) {
    expect(readConsentWord(text)).toBeUndefined();
  }
});

test("an edited list takes the place of ours", () => {
  const lists = { stop: ["Não quero mais", "STOP"] };
  expect(readConsentWord("NAO QUERO MAIS!", lists)).toBe("stop");
  expect(readConsentWord("sair", lists)).toBeUndefined();
  expect(readConsentWord("start", lists)).toBe("start");
  expect(readConsentWord("👍", { stop: ["👍", ""] })).toBeUndefined();
});

test("yes is yes, oui, sim or sí as the whole message", () => {
  for (const text of ["yes", "YES!", "Oui.", "sim 👍", "Sí", "si", "SÍ\u200b", "*sim*"]) {
    expect(readYes(text)).toBe(true);
  }
  for (const text of ["yes please", "oui mais non", "no", "não", "simples", "s", "👍", "", "ok"]) {
    expect(readYes(text)).toBe(false);
  }
});

function toFullWidth(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
}

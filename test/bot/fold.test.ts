import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { fold, words } from "../../src/bot/fold.ts";

const folded: [string, string, string][] = [
  ["case", "WHERE Is My ORDER", "where is my order"],
  ["French accents", "Où est ma commande à Noël, garçon ?", "ou est ma commande a noel garcon"],
  ["Portuguese accents", "Devolução, promoções e pães", "devolucao promocoes e paes"],
  ["Spanish signs", "¿Cuánto cuesta el envío a España? ¡Ya!", "cuanto cuesta el envio a espana ya"],
  ["accents typed as marks of their own", "cafe\u0301", "cafe"],
  ["ligatures and sharp s", "Œuvre, cæsar, STRAßE, STRAẞE", "oeuvre caesar strasse strasse"],
  ["Turkish i", "İSTANBUL Isparta ısı", "istanbul isparta isi"],
  ["emoji with skin tone and joiner", "ok 👍🏽 👩🏽‍🚀👨‍👩‍👧 bye", "ok bye"],
  ["emoji between words without a space", "hello👋world", "hello world"],
  ["flags, keycaps and hearts", "🇧🇷 1️⃣ ❤️ yes", "1 yes"],
  ["signs that NFKD would turn into letters", "Recado™ ©2026 ℹ️", "recado 2026"],
  ["zero-width characters inside a word", "S\u200bT\u200dO\u2060P\ufeff", "stop"],
  ["soft hyphen, Hangul filler and text direction", "st\u00ado\ufff9p\u3164\u202e", "stop"],
  ["control characters", "st\u0000op\u0007 now\tthen\r\nlater", "stop now then later"],
  ["a lone surrogate", "ok\ud83d", "ok"],
  ["WhatsApp's bold and struck text", "*STOP* ~no~ _maybe_", "stop no maybe"],
  ["full-width and styled letters", "ＳＴＯＰ 𝐬𝐭𝐨𝐩 𝓼𝓽𝓸𝓹", "stop stop stop"],
  ["no-break spaces", "10\u00a0h\u202f30", "10 h 30"],
  ["English apostrophes of either kind", "what's what’s don't", "whats whats dont"],
  ["French elision", "l'adresse d’aujourd'hui", "l adresse d aujourd hui"],
  ["numbers", "#1042, 1.000", "1042 1 000"],
  ["other scripts", "Привет, مرحبا!", "привет مرحبا"],
  ["nothing but emoji", " 👍🏽 ❤️ ", ""],
  ["nothing", "", ""],
];

describe("fold", () => {
  test.each(folded)("%s", (_, text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  test("folding twice changes nothing more, and no text breaks it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

test("words of a text come in their order, and emoji are none", () => {
  expect(words("Bom dia! Tudo bem?")).toEqual(["bom", "dia", "tudo", "bem"]);
  expect(words("👍")).toEqual([]);
});

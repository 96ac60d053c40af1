import { describe, expect, test } from "bun:test";
import type { Language } from "../../src/db/schema.ts";
import type { InputKind } from "../../src/flows/flow.ts";
import { readInput } from "../../src/flows/inputs.ts";
import { readYesNo } from "../../src/flows/yes-no.ts";

// A Monday, 11:00 in São Paulo.
const now = Date.UTC(2026, 8, 21, 14);
const read = (kind: InputKind, text: string, language: Language = "en", country = "BR") =>
  readInput(
    kind,
    { messageId: 7, text, isPhoto: false },
    { language, country, timezone: "America/Sao_Paulo", now },
  );

describe("a day", () => {
  test.each([
    ["today", "2026-09-21"],
    ["tomorrow please", "2026-09-22"],
    ["demain matin", "2026-09-22"],
    ["après-demain", "2026-09-23"],
    ["amanhã à tarde", "2026-09-22"],
    ["depois de amanhã", "2026-09-23"],
    ["mañana", "2026-09-22"],
    ["pasado mañana", "2026-09-23"],
    ["hier", "2026-09-20"],
    ["next Monday", "2026-09-28"],
    ["on friday", "2026-09-25"],
    ["vendredi prochain", "2026-09-25"],
    ["quarta-feira", "2026-09-23"],
    ["na próxima terça", "2026-09-22"],
    ["el jueves por la tarde", "2026-09-24"],
    ["sábado", "2026-09-26"],
    ["15/12", "2026-12-15"],
    ["15.12.", "2026-12-15"],
    ["20/09", "2026-09-20"],
    ["3/1", "2027-01-03"],
    ["15/12/27", "2027-12-15"],
    ["1-2-2027", "2027-02-01"],
    ["2026-10-05", "2026-10-05"],
    ["15 December", "2026-12-15"],
    ["December 15th, 2027", "2027-12-15"],
    ["le 1er octobre", "2026-10-01"],
    ["3 de março de 2027", "2027-03-03"],
    ["el 5 de enero", "2027-01-05"],
    ["in 3 days", "2026-09-24"],
    ["dans 2 semaines", "2026-10-05"],
    ["daqui a 10 dias", "2026-10-01"],
    ["dentro de 1 semana", "2026-09-28"],
    ["29/02/2028", "2028-02-29"],
  ])("%p is %s", (text, date) => expect(read("date", text)).toBe(date));

  test.each([
    "31/02",
    "99/99",
    "soon",
    "Monday or Tuesday",
    "I was there on Monday and nobody opened",
    "1042",
    "may I ask something?",
    "29/02/2027",
    "",
  ])("%p is none", (text) => expect(read("date", text)).toBeUndefined());

  test("has the month first where English is American", () => {
    expect(read("date", "3/4", "en", "US")).toBe("2027-03-04");
    expect(read("date", "3/4", "en", "GB")).toBe("2026-04-03");
    expect(read("date", "15/12", "en", "US")).toBe("2026-12-15");
    expect(read("date", "3/4", "es", "US")).toBe("2026-04-03");
  });

  test("goes by the business's wall clock", () => {
    const late = Date.UTC(2026, 8, 22, 1);
    const at = (timezone: string) =>
      readInput(
        "date",
        { messageId: 1, text: "tomorrow", isPhoto: false },
        { language: "en", country: null, timezone, now: late },
      );
    expect([at("America/Sao_Paulo"), at("Europe/Paris")]).toEqual(["2026-09-22", "2026-09-23"]);
  });
});

describe("a number", () => {
  test.each([
    ["2", "2"],
    ["1,5", "1.5"],
    ["1.5", "1.5"],
    ["1.234,56", "1234.56"],
    ["1,234.56", "1234.56"],
    ["1.200", "1200"],
    ["1 200", "1200"],
    ["R$ 1.200", "1200"],
    ["0,125", "0.125"],
    ["-3", "-3"],
    ["about 40 people", "40"],
  ])("%p is %s", (text, number) => expect(read("number", text)).toBe(number));
  test.each(["two", "2 or 3", "", "1.2.3,4,5", "9".repeat(20)])("%p is none", (text) =>
    expect(read("number", text)).toBeUndefined(),
  );
});

test.each([
  ["ana@Example.COM", "ana@example.com"],
  ["my mail is ana.souza+shop@loja-azul.com.br!", "ana.souza+shop@loja-azul.com.br"],
  ["josé@exemplo.com.br", "josé@exemplo.com.br"],
  ["ana@example", undefined],
  ["ana at example.com", undefined],
  ["a..b@example.com", undefined],
])("of an e-mail %p is kept %p", (text, email) => expect(read("email", text)).toBe(email));

test.each([
  ["Ana Souza", "Ana Souza"],
  ["my name is Ana", "Ana"],
  ["Je m'appelle Anne-Marie Léger.", "Anne-Marie Léger"],
  ["meu nome é João", "João"],
  ["Hola, me llamo Íñigo", "Íñigo"],
  ["O’Neill", "O’Neill"],
  ["42", undefined],
  ["a", undefined],
  ["why do you ask?", undefined],
  ["http://x.example", undefined],
])("of a name %p is kept %p", (text, name) => expect(read("name", text)).toBe(name));

test("a phone is kept as E.164, national numbers by the business's country", () => {
  expect(read("phone", "(11) 98765-4321")).toBe("+5511987654321");
  expect(read("phone", "+33 6 12 34 56 78")).toBe("+33612345678");
  expect(read("phone", "06 12 34 56 78", "fr", "FR")).toBe("+33612345678");
  expect(read("phone", "12")).toBeUndefined();
});

test("a postcode is kept as its country writes it", () => {
  expect(read("postcode", "CEP 01310100")).toBe("01310-100");
  expect(read("postcode", "75 002", "fr", "FR")).toBe("75002");
  expect(read("postcode", "sw1a1aa", "en", "GB")).toBe("SW1A 1AA");
  expect(read("postcode", "hello")).toBeUndefined();
  expect(read("postcode", "k1a 0b1", "en", "CA")).toBe("K1A 0B1");
});

test.each([
  ["#1042", "1042"],
  ["order nº br-2231", "BR-2231"],
  ["my order is 1042, thanks", "1042"],
  ["1042 and 1043", undefined],
  ["I don't have it", undefined],
])("of an order number %p is kept %p", (text, number) =>
  expect(read("order-number", text)).toBe(number),
);

test("a photo is kept by its message; words are none", () => {
  const place = { language: "en", country: null, timezone: "UTC", now } as const;
  expect(readInput("photo", { messageId: 7, text: "", isPhoto: true }, place)).toBe("photo:7");
  expect(read("photo", "here it is")).toBeUndefined();
});

test("a text is kept without what can't be seen, and not endlessly", () => {
  expect(read("text", "\u200B hello ")).toBe("hello");
  expect(read("text", " \u200B ")).toBeUndefined();
  expect(read("text", "x".repeat(1001))).toBeUndefined();
});

describe("yes and no", () => {
  test.each([
    ...["yes", "Yes please!", "yep", "ok", "sure", "oui", "Oui merci", "d'accord", "sim", "Claro!"],
    ...["sí", "si, gracias", "vale", "👍", "👍🏽", "✅", "Y", "of course"],
  ])("%p is yes", (text) => expect(readYesNo(text)).toBe("yes"));
  test.each([
    ...["no", "No thanks", "nope", "non merci", "pas encore", "não", "ainda não", "NAO OBRIGADA"],
    ...["todavía no", "👎", "❌", "not yet", "no, it still doesn't work"],
  ])("%p is no", (text) => expect(readYesNo(text)).toBe("no"));
  test.each([
    ...["maybe", "yes but not today", "no problem", "não sei", "no sé", "ok but", "", "🙂"],
    ...["yes I have been waiting for hours and nobody came", "sinon", "nous"],
  ])("%p is neither", (text) => expect(readYesNo(text)).toBeUndefined());
});

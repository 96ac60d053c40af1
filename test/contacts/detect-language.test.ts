import { describe, expect, test } from "bun:test";
import { detectLanguage, type LanguageHints } from "../../src/contacts/detect-language.ts";
import type { Language } from "../../src/db/schema.ts";

const nothingKnown: LanguageHints = { phone: null, current: null, business: "en" };

function detect(text: string, hints: Partial<LanguageHints> = {}) {
  return detectLanguage(text, { ...nothingKnown, ...hints });
}

const labelled: Record<Language, string[]> = {
  en: [
    "where is my order?",
    "hi, are you open today?",
    "how much is the delivery",
    "I want to return a dress",
    "can i pay by card",
    "my package has not arrived yet",
    "I'd like to book a table for two tomorrow",
    "it doesn't work",
    "still not working",
    "size M please",
    "hola, where is my order",
    "hi",
    "Thanks!! 🙏🏽",
    "ok thank you",
  ],
  fr: [
    "où est ma commande ?",
    "ou est mon colis svp",
    "vous êtes ouvert aujourd'hui ?",
    "c'est combien la livraison",
    "est-ce que vous livrez en Belgique",
    "ça marche pas",
    "je veux parler à un conseiller",
    "2 chemises bleues taille 42",
    "bjr je veux annuler ma commande",
    "ok merci",
    "salut",
    "Bonjour 👋",
    "s'il vous plaît",
  ],
  pt: [
    "cadê meu pedido?",
    "vocês estão abertos hoje?",
    "quanto custa o frete",
    "quero trocar o tamanho",
    "vcs entregam em curitiba?",
    "bom dia, queria reservar uma mesa",
    "preciso da nota fiscal",
    "aceita pix?",
    "tem em preto?",
    "oi",
    "olá",
    "BOM DIA",
    "obrigado",
    "valeu 👍🏽",
  ],
  es: [
    "¿dónde está mi pedido?",
    "están abiertos hoy?",
    "cuánto cuesta el envío",
    "quiero devolver un vestido",
    "todavía no me ha llegado nada",
    "hacen envíos a Perú?",
    "buenos días, quería reservar una mesa",
    "necesito la factura",
    "lo tienen en negro?",
    "hola",
    "hola buenas",
    "gracias!",
    "muchas gracias",
  ],
};

describe.each(Object.entries(labelled) as [Language, string[]][])("%s", (language, texts) => {
  test.each(texts)("%s", (text) => {
    for (const business of ["en", "fr", "pt", "es"] as const) {
      expect(detect(text, { business })).toEqual({ language, isSure: true });
    }
  });
});

describe("a text that says nothing", () => {
  const silent = [
    "ok",
    "👍",
    "123",
    "?",
    "",
    "#1042",
    "pizza",
    "Louise",
    "Rodrigues",
    "M",
    "Bruno",
    "no",
    "haha",
    "привет как дела",
    "ciao dove è il mio ordine",
  ];
  const addresses = [
    "https://example.com/where/is/my/order",
    "ana@where-is-my-order.com",
    "www.ouestmacommande.fr",
  ];

  test.each([...silent, ...addresses])(
    "%p leaves it to the phone, then to the business",
    (text) => {
      expect(detect(text, { business: "fr" })).toEqual({ language: "fr", isSure: false });
      const brazilian = { phone: "+5511988887777", business: "fr" } as const;
      expect(detect(text, brazilian)).toEqual({ language: "pt", isSure: false });
    },
  );

  test.each([
    ["+33612345678", "fr"],
    ["351912345678", "pt"],
    ["+525512345678", "es"],
    ["+447700900123", "en"],
    ["+4915112345678", "es"],
    ["+999123456789", "es"],
  ] as const)("from %s is taken for %s by a Spanish business", (phone, language) => {
    expect(detect("👍", { phone, business: "es" })).toEqual({ language, isSure: false });
  });

  test("a greeting that two languages share leaves these two", () => {
    expect(detect("por favor", { business: "es" })).toEqual({ language: "es", isSure: false });
    expect(detect("ola", { phone: "+34612345678" })).toEqual({ language: "es", isSure: false });
    expect(detect("ola")).toEqual({ language: "pt", isSure: false });
  });
});

describe("a known language", () => {
  test.each([
    "hi",
    "ok thank you",
    "where is it?",
    "merci",
    "👍",
    "https://example.com",
    "can I pay",
  ])("is kept through %p", (text) => {
    expect(detect(text, { current: "pt", phone: "+33612345678" })).toEqual({
      language: "pt",
      isSure: true,
    });
  });

  test("changes for a sentence that is clearly in another", () => {
    expect(
      detect("sorry, I don't understand, when will it arrive?", { current: "pt" }).language,
    ).toBe("en");
    expect(detect("cuánto cuesta el envío a Lima", { current: "pt" }).language).toBe("es");
    expect(detect("je voudrais retourner une robe", { current: "en" }).language).toBe("fr");
  });

  test("stays where two near languages can't be told apart", () => {
    expect(detect("quero trocar o tamanho", { current: "es" }).language).toBe("es");
    expect(detect("donde esta mi pedido", { current: "pt" }).language).toBe("pt");
  });
});

describe("a language that is asked for", () => {
  test.each([
    ["English please", "en"],
    ["in english pls", "en"],
    ["Do you speak English?", "en"],
    ["vous parlez anglais ?", "en"],
    ["fala inglês?", "en"],
    ["en français svp", "fr"],
    ["En français, s'il vous plaît !", "fr"],
    ["Français", "fr"],
    ["em português, por favor", "pt"],
    ["pode falar em português?", "pt"],
    ["en portugués", "pt"],
    ["en español", "es"],
    ["¿hablas español?", "es"],
    ["can we continue in Spanish", "es"],
    ["does anyone speak English?", "en"],
    ["let's do this in English instead", "en"],
    ["english plz", "en"],
    ["alguém fala inglês?", "en"],
    ["quelqu'un parle français ?", "fr"],
    ["je ne parle que français", "fr"],
    ["change language to French", "fr"],
    ["só falo português", "pt"],
    ["português do Brasil por favor", "pt"],
    ["me atende em espanhol", "es"],
    ["hay alguien que hable español", "es"],
    ["cambiar idioma a español", "es"],
  ] as const)("%s", (text, language) => {
    const current = language === "fr" ? "es" : "fr";
    expect(detect(text, { current })).toEqual({ language, isSure: true });
  });

  test.each([
    "no speak english",
    "não falo inglês",
    "pas en anglais",
    "menu in English",
    "livro em inglês",
    "the English teacher",
    "I am English",
    "my French dress",
    "no hablo español",
    "curso de inglês",
    "clase de español",
    "English? Français?",
  ])("is not asked for by: %s", (text) => {
    expect(detect(text, { current: "es" })).toEqual({ language: "es", isSure: true });
  });

  // "constructor" is Spanish for a builder; every JavaScript object knows the word, too.
  test.each(["constructor", "Constructor!", "constructor, hola"])(
    "is not a word of objects: %s",
    (text) => {
      expect(detect(text, { current: "es" })).toEqual({ language: "es", isSure: true });
    },
  );
});

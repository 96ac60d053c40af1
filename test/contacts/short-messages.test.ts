import { expect, test } from "bun:test";
import { detectLanguage } from "../../src/contacts/detect-language.ts";
import type { Language } from "../../src/db/schema.ts";
import { shortMessages } from "./short-messages.ts";

const languages = Object.keys(shortMessages) as Language[];

/** How often messages of a language were taken for each, or left to the phone and the business. */
function confusionOf(language: Language): Record<Language | "unsure", number> {
  const row = { en: 0, fr: 0, pt: 0, es: 0, unsure: 0 };
  // A business of another language, so that nothing is right by chance.
  const business = language === "en" ? "fr" : "en";
  for (const text of shortMessages[language]) {
    const { language: taken, isSure } = detectLanguage(text, {
      phone: null,
      current: null,
      business,
    });
    row[isSure ? taken : "unsure"]++;
  }
  return row;
}

test("a hundred short messages in four languages: none is taken for another, few leave it open", () => {
  const table = Object.fromEntries(languages.map((one) => [one, confusionOf(one)]));
  console.table(table);
  for (const language of languages) {
    const { [language]: right, unsure } = table[language]!;
    expect(shortMessages[language]).toHaveLength(25);
    expect({ language, taken: right + unsure }).toEqual({ language, taken: 25 });
    expect(unsure).toBeLessThanOrEqual(2);
  }
});

test("what leaves it open is settled by the phone", () => {
  const phones = {
    en: "+447700900123",
    fr: "+33612345678",
    pt: "+5511988887777",
    es: "+34612345678",
  };
  for (const language of languages) {
    for (const text of shortMessages[language]) {
      const hints = { phone: phones[language], current: null, business: "en" as const };
      expect([text, detectLanguage(text, hints).language]).toEqual([text, language]);
    }
  }
});

test("a language that is known stays through all hundred messages of it", () => {
  for (const current of languages) {
    const strays = shortMessages[current].filter(
      (text) => detectLanguage(text, { phone: null, current, business: "en" }).language !== current,
    );
    expect(strays).toEqual([]);
  }
});

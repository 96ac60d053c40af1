import type { Language } from "../db/schema.ts";

/** What the person's own message says before they send it. */
export const messageTexts: Record<Language, string> = {
  en: "Yes, I agree. My code: {code}",
  fr: "Oui, j'accepte. Mon code\u00a0: {code}",
  pt: "Sim, eu concordo. Meu código: {code}",
  es: "Sí, acepto. Mi código: {code}",
};

/** What we answer: that it is noted, and the text once more. */
export const confirmedTexts: Record<Language, { noted: string; stop: string }> = {
  en: {
    noted: "Thank you! {business} has noted what you agreed to:",
    stop: "You can end this at any time: answer STOP.",
  },
  fr: {
    noted: "Merci\u00a0! {business} a noté ce que vous avez accepté\u00a0:",
    stop: "Vous pouvez y mettre fin à tout moment\u00a0: répondez STOP.",
  },
  pt: {
    noted: "Obrigado! {business} anotou o que você aceitou:",
    stop: "Você pode encerrar quando quiser: responda PARAR.",
  },
  es: {
    noted: "¡Gracias! {business} ha anotado lo que aceptó:",
    stop: "Puede terminarlo cuando quiera: responda BAJA.",
  },
};

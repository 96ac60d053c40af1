import type { Texts } from "../flows/flow.ts";

/** What the customer reads after an article that helped. */
export const gladItHelped: Texts = {
  en: "Great, glad that helped! 🙂",
  fr: "Parfait, ravi d’avoir pu vous aider\u00a0! 🙂",
  pt: "Que bom que ajudou! 🙂",
  es: "¡Genial, me alegro de haber ayudado! 🙂",
};

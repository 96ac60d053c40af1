import type { Language } from "../db/schema.ts";

/** What customers read about who writes to them, and where they can complain. */
export const senderTexts: Record<Language, { withContact: string; alone: string }> = {
  en: {
    withContact: "Sent by {name}. Questions? Write here or to {contact}.",
    alone: "Sent by {name}. Questions? Write to us here.",
  },
  fr: {
    withContact:
      "Envoyé par {name}. Une question\u00a0? Écrivez-nous ici ou à l’adresse suivante\u00a0: {contact}.",
    alone: "Envoyé par {name}. Une question\u00a0? Écrivez-nous ici.",
  },
  pt: {
    withContact: "Enviado por {name}. Dúvidas? Escreva aqui ou para {contact}.",
    alone: "Enviado por {name}. Dúvidas? Escreva para nós aqui.",
  },
  es: {
    withContact: "Enviado por {name}. ¿Preguntas? Escriba aquí o a {contact}.",
    alone: "Enviado por {name}. ¿Preguntas? Escríbanos aquí.",
  },
};

export const complaintTexts: Record<Language, string> = {
  en: "You can complain to {name}: {web}; {address}.",
  fr: "Vous pouvez adresser une réclamation à\u00a0: {name}, {web}\u00a0; {address}.",
  pt: "Você pode reclamar junto a: {name}, {web}; {address}.",
  es: "Puede reclamar ante: {name}, {web}; {address}.",
};

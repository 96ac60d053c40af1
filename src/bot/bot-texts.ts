import type { Language } from "../db/schema.ts";

/** The bot's own words; rules, greeting and away text are the business's. */
export const botTexts = {
  handOver: {
    en: "A person will answer you here. Your number is #{number}.",
    fr: "Une personne va vous répondre ici. Votre numéro est le n° {number}.",
    pt: "Uma pessoa vai responder aqui. Seu número é #{number}.",
    es: "Una persona le responderá aquí. Su número es el #{number}.",
  },
  handOverClosed: {
    en: "A person will answer you here as soon as we open ({opening}). Your number is #{number}.",
    fr: "Une personne vous répondra ici dès l'ouverture ({opening}). Votre numéro est le n° {number}.",
    pt: "Uma pessoa vai responder aqui assim que abrirmos ({opening}). Seu número é #{number}.",
    es: "Una persona le responderá aquí en cuanto abramos ({opening}). Su número es el #{number}.",
  },
  clarify: {
    en: "Which one do you mean?",
    fr: "Que voulez-vous dire ?",
    pt: "Qual destes você quer dizer?",
    es: "¿A cuál se refiere?",
  },
} satisfies Record<string, Record<Language, string>>;

/** Words that bring a person (PRODUCT 29), matched folded at word borders; the business adds its own. */
export const handOverWords = [
  "agent",
  "human",
  "real person",
  "operator",
  "urgent",
  "emergency",
  "speak to someone",
  "talk to someone",
  "conseiller",
  "conseillere",
  "humain",
  "parler a quelqu un",
  "une vraie personne",
  "urgence",
  "urgente",
  "bug",
  "atendente",
  "humano",
  "humana",
  "falar com alguem",
  "falar com uma pessoa",
  "urgencia",
  "agente",
  "asesor",
  "asesora",
  "hablar con alguien",
  "hablar con una persona",
] as const;

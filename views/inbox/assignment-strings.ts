/** How somebody came to have a ticket, in its history. */
export const assignmentStrings = {
  "event.by.round-robin": {
    en: "by turns",
    fr: "à tour de rôle",
    pt: "por rodízio",
    es: "por turnos",
  },
  "event.by.least-busy": {
    en: "had the fewest",
    fr: "en avait le moins",
    pt: "tinha menos tickets",
    es: "tenía menos",
  },
  "event.by.last-agent": {
    en: "knows the contact",
    fr: "connaît le contact",
    pt: "conhece o contato",
    es: "conoce al contacto",
  },
  "event.lacks": {
    en: "nobody present had: {list}",
    fr: "personne de présent n’avait\u00a0: {list}",
    pt: "ninguém presente tinha: {list}",
    es: "nadie presente tenía: {list}",
  },
  "event.lacks.language": {
    en: "the language",
    fr: "la langue",
    pt: "o idioma",
    es: "el idioma",
  },
  "event.lacks.product": {
    en: "the subject",
    fr: "le sujet",
    pt: "o assunto",
    es: "el tema",
  },
  "event.lacks.level": { en: "the level", fr: "le niveau", pt: "o nível", es: "el nivel" },
} as const;

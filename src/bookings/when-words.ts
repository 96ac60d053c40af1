/**
 * Words for days and times in the four languages, folded: lower case, without accents. A word that
 * means the same everywhere stands once; "manana" alone is tomorrow, "por la manana" the morning.
 */
export const monthWords: readonly (readonly string[])[] = [
  ["january", "jan", "janvier", "janv", "janeiro", "enero", "ene"],
  ["february", "feb", "fevrier", "fevr", "fev", "fevereiro", "febrero"],
  ["march", "mars", "marco", "marzo", "mar"],
  ["april", "apr", "avril", "avr", "abril", "abr"],
  ["may", "mai", "maio", "mayo"],
  ["june", "jun", "juin", "junho", "junio"],
  ["july", "jul", "juillet", "juil", "julho", "julio"],
  ["august", "aug", "aout", "agosto", "ago"],
  ["september", "sept", "sep", "septembre", "setembro", "set", "septiembre"],
  ["october", "oct", "octobre", "outubro", "out", "octubre"],
  ["november", "nov", "novembre", "novembro", "noviembre"],
  ["december", "dec", "decembre", "dezembro", "dez", "diciembre", "dic"],
];

/** From Monday on. Short ones count in short messages alone: they mean other things, too. */
export const weekdayWords: readonly { names: readonly string[]; short: readonly string[] }[] = [
  { names: ["monday", "lundi", "segunda", "lunes"], short: ["mon", "lun", "seg"] },
  { names: ["tuesday", "mardi", "terca", "martes"], short: ["tue", "tues", "mar", "ter"] },
  { names: ["wednesday", "mercredi", "quarta", "miercoles"], short: ["wed", "mer", "qua", "mie"] },
  {
    names: ["thursday", "jeudi", "quinta", "jueves"],
    short: ["thu", "thur", "thurs", "jeu", "qui", "jue"],
  },
  { names: ["friday", "vendredi", "sexta", "viernes"], short: ["fri", "ven", "sex", "vie"] },
  { names: ["saturday", "samedi", "sabado"], short: ["sat", "sam", "sab"] },
  { names: ["sunday", "dimanche", "domingo"], short: ["sun", "dim", "dom"] },
];

/** Longer ones first: "day after tomorrow" is not "tomorrow". */
export const dayWords: readonly { words: readonly string[]; days: number; part?: Part }[] = [
  {
    words: ["day after tomorrow", "apres demain", "depois de amanha", "pasado manana"],
    days: 2,
  },
  {
    words: ["tonight", "ce soir", "hoje a noite", "hoje de noite", "esta noche"],
    days: 0,
    part: "evening",
  },
  { words: ["this morning", "ce matin", "hoje de manha", "esta manana"], days: 0, part: "morning" },
  {
    words: ["this afternoon", "cet apres midi", "hoje a tarde", "esta tarde"],
    days: 0,
    part: "afternoon",
  },
  { words: ["tomorrow", "tmrw", "tomorow", "demain", "amanha", "manana"], days: 1 },
  { words: ["today", "aujourd hui", "aujourdhui", "hoje", "hoy"], days: 0 },
];

export type Part = "morning" | "afternoon" | "evening";

/** Looked for before the days: "por la manana" must not read as tomorrow. */
export const partWords: readonly { words: readonly string[]; part: Part }[] = [
  {
    words: [
      "afternoon",
      "apres midi",
      "aprem",
      "a tarde",
      "de tarde",
      "da tarde",
      "por la tarde",
      "de la tarde",
      "tarde",
    ],
    part: "afternoon",
  },
  {
    words: [
      "por la manana",
      "de la manana",
      "en la manana",
      "a la manana",
      "morning",
      "matinee",
      "matin",
      "de manha",
      "pela manha",
      "da manha",
      "manha",
    ],
    part: "morning",
  },
  {
    words: [
      "evening",
      "soiree",
      "soir",
      "a noite",
      "da noite",
      "de noite",
      "noite",
      "por la noche",
      "de la noche",
      "noche",
    ],
    part: "evening",
  },
];

export const noonWords = ["noon", "midday", "midi", "meio dia", "mediodia", "medio dia"] as const;

export const nextWords = [
  "next",
  "prochain",
  "prochaine",
  "que vem",
  "proximo",
  "proxima",
  "que viene",
] as const;

export const weekWords = [
  "next week",
  "la semaine prochaine",
  "semaine prochaine",
  "semana que vem",
  "proxima semana",
  "semana que viene",
] as const;

/** "in 3 days": the words around the number. */
export const inWords = "in|dans|em|en|daqui a|dentro de|de aqui a";
export const dayUnits = "days?|jours?|dias?";
export const weekUnits = "weeks?|semaines?|semanas?";
export const oneWords = "a|an|one|un|une|um|uma|una|uno";
/** Before a bare hour: "at 3", "a las 15". */
export const atWords =
  "at|a las|a la|as|a|vers|around|about|sobre las|por volta das|las|pelas|les|la";
export const hourUnits = "h|hs|hrs?|horas?|hours?|heures?|o clock|oclock";
/** "9 e meia" */
export const halfWords = "e meia|y media|et demie?";

import { fold } from "../bot/fold.ts";
import type { InputPlace } from "./inputs.ts";

const months: readonly string[][] = [
  ["january", "jan", "janvier", "janv", "janeiro", "enero", "ene"],
  ["february", "feb", "fevrier", "fevr", "fev", "fevereiro", "febrero"],
  ["march", "mar", "mars", "marco", "marzo"],
  ["april", "apr", "avril", "avr", "abril", "abr"],
  ["may", "mai", "maio", "mayo"],
  ["june", "jun", "juin", "junho", "junio"],
  ["july", "jul", "juillet", "juil", "julho", "julio"],
  ["august", "aug", "aout", "agosto", "ago"],
  ["september", "sep", "sept", "septembre", "setembro", "set", "septiembre"],
  ["october", "oct", "octobre", "outubro", "out", "octubre"],
  ["november", "nov", "novembre", "novembro", "noviembre"],
  ["december", "dec", "decembre", "dezembro", "dez", "diciembre", "dic"],
];
const weekdays: readonly string[][] = [
  ["monday", "mon", "lundi", "segunda", "segunda feira", "lunes"],
  ["tuesday", "tue", "tues", "mardi", "terca", "terca feira", "martes"],
  ["wednesday", "wed", "mercredi", "quarta", "quarta feira", "miercoles"],
  ["thursday", "thu", "thurs", "jeudi", "quinta", "quinta feira", "jueves"],
  ["friday", "fri", "vendredi", "sexta", "sexta feira", "viernes"],
  ["saturday", "sat", "samedi", "sabado"],
  ["sunday", "sun", "dimanche", "domingo"],
];
const relative: Record<string, number> = {
  ...of(0, [
    "today",
    "tonight",
    "aujourd hui",
    "aujourdhui",
    "ce soir",
    "hoje",
    "hoje a noite",
    "hoy",
    "esta noche",
  ]),
  ...of(1, ["tomorrow", "tmrw", "tmr", "demain", "amanha", "manana"]),
  ...of(2, ["day after tomorrow", "apres demain", "depois de amanha", "pasado manana"]),
  ...of(-1, ["yesterday", "hier", "ontem", "ayer"]),
  ...of(-2, [
    "day before yesterday",
    "avant hier",
    "anteontem",
    "antes de ontem",
    "anteayer",
    "antes de ayer",
  ]),
};
/** Words that may stand around a day without changing it. */
const aside = new Set([
  ...[
    "on",
    "the",
    "this",
    "next",
    "coming",
    "of",
    "please",
    "morning",
    "afternoon",
    "evening",
    "for",
    "at",
  ],
  ...[
    "le",
    "ce",
    "prochain",
    "de",
    "du",
    "pour",
    "matin",
    "apres",
    "midi",
    "soir",
    "svp",
    "s",
    "il",
    "vous",
    "plait",
  ],
  ...[
    "na",
    "no",
    "a",
    "o",
    "dia",
    "proxima",
    "proximo",
    "essa",
    "esse",
    "esta",
    "este",
    "que",
    "vem",
    "do",
    "da",
    "por",
    "favor",
    "feira",
    "manha",
    "tarde",
    "noite",
    "para",
    "pra",
  ],
  ...["el", "la", "del", "viene", "lunes", "noche", "para", "en"],
]);

function of(days: number, words: string[]): Record<string, number> {
  return Object.fromEntries(words.map((word) => [word, days]));
}

/**
 * A day as people write it, as "YYYY-MM-DD" by the business's wall clock: "tomorrow", "15/12",
 * "next Monday", "3 de março", "in 2 days". A day without a year is the nearest one; in English the
 * month comes first where the business is in the United States. Undefined for what is no one day.
 */
export function readDate(text: string, place: InputPlace): string | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(place.now)
    .toZonedDateTimeISO(place.timezone)
    .toPlainDate();
  const folded = fold(text);
  const date =
    numericDate(text, today, place) ??
    relativeDate(folded, today) ??
    namedMonth(folded, today) ??
    namedWeekday(folded, today);
  return date?.toString();
}

function numericDate(
  text: string,
  today: Temporal.PlainDate,
  { language, country }: InputPlace,
): Temporal.PlainDate | undefined {
  const iso = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?![\d/-])/.exec(text);
  if (!parts) return undefined;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  const isMonthFirst = (language === "en" && country === "US" && first <= 12) || second > 12;
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return parts[3] ? dateOf(fullYear(parts[3]), month, day) : nearest(month, day, today);
}

function relativeDate(folded: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const plain = folded.split(" ");
  const known = Object.keys(relative)
    .filter((phrase) => ` ${folded} `.includes(` ${phrase} `))
    .toSorted((one, other) => other.length - one.length)[0];
  if (known && plain.length - known.split(" ").length <= 3)
    return today.add({ days: relative[known] as number });
  const counted =
    /^(?:in|within|dans|em|daqui a|en|dentro de) (\d{1,3}) (days?|jours?|dias?|weeks?|semaines?|semanas?)$/.exec(
      folded,
    );
  if (!counted) return undefined;
  const isWeeks = /^(?:week|sem)/.test(counted[2] as string);
  return today.add({ days: Number(counted[1]) * (isWeeks ? 7 : 1) });
}

function namedMonth(folded: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const parts = folded.split(" ");
  const at = parts.findIndex((word) => indexIn(months, word) >= 0);
  if (at < 0) return undefined;
  const numbers = parts.flatMap((word) => {
    const number = /^(\d{1,4})(?:st|nd|rd|th|er|o|a)?$/.exec(word)?.[1];
    return number ? [Number(number)] : [];
  });
  const day = numbers.find((number) => number >= 1 && number <= 31);
  if (day === undefined || parts.length > 8) return undefined;
  const year = numbers.find((number) => number >= 1900 && number <= 2200);
  const month = indexIn(months, parts[at] as string) + 1;
  return year === undefined ? nearest(month, day, today) : dateOf(year, month, day);
}

/** The next one after today. */
function namedWeekday(folded: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const parts = folded.split(" ");
  const named = parts.filter((word) => indexIn(weekdays, word) >= 0);
  const isBare = parts.every((word) => aside.has(word) || indexIn(weekdays, word) >= 0);
  if (named.length !== 1 || !isBare) return undefined;
  const weekday = indexIn(weekdays, named[0] as string) + 1;
  return today.add({ days: (weekday - today.dayOfWeek + 7) % 7 || 7 });
}

function indexIn(lists: readonly string[][], word: string): number {
  return lists.findIndex((list) => list.includes(word));
}

/** Of last, this and next year, the one that is nearest to today. */
function nearest(
  month: number,
  day: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  return [today.year - 1, today.year, today.year + 1]
    .flatMap((year) => dateOf(year, month, day) ?? [])
    .toSorted((one, other) => daysFrom(today, one) - daysFrom(today, other))[0];
}

function daysFrom(today: Temporal.PlainDate, date: Temporal.PlainDate): number {
  return Math.abs(today.until(date).days);
}

function fullYear(year: string): number {
  return year.length === 4 ? Number(year) : 2000 + Number(year);
}

/** Undefined for 31 February. */
function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return undefined;
  }
}

import type { Language } from "../db/schema.ts";

/** Countries whose public holidays we know. */
export const holidayCountries = ["FR", "BR", "PT", "ES", "GB", "US", "AU"] as const;
export type HolidayCountry = (typeof holidayCountries)[number];

export interface Holiday {
  /** "YYYY-MM-DD". */
  date: string;
  /** In the language of the country. */
  name: string;
}

/**
 * What happens to a day that falls on a weekend. `nearest`: Saturday's is kept on Friday, Sunday's
 * on Monday, too (US). `after`: the next weekday that is no holiday, too (GB, AU). `moved`: that
 * weekday instead.
 */
type Observed = "nearest" | "after" | "moved";

interface Rule {
  name: string;
  day:
    | { month: number; day: number }
    /** Days after Easter Sunday. */
    | { easter: number }
    /** The nth of that weekday (1: Monday) in the month; -1: the last. */
    | { month: number; weekday: number; nth: number };
  observed?: Observed;
  since?: number;
  except?: readonly number[];
}

const on = (month: number, day: number, name: string, rest: Partial<Rule> = {}): Rule => ({
  name,
  day: { month, day },
  ...rest,
});
const easter = (days: number, name: string): Rule => ({ name, day: { easter: days } });
const nth = (
  nthOne: number,
  weekday: number,
  month: number,
  name: string,
  rest: Partial<Rule> = {},
): Rule => ({ name, day: { month, weekday, nth: nthOne }, ...rest });

/**
 * Those of the whole country. Left out, to be entered as own days where they matter: FR Good Friday
 * and 26 December (Alsace-Moselle), days of the overseas departments; BR Carnival and Corpus
 * Christi (optional days by law), days of states and cities; PT Carnival, days of the cities and of
 * the islands; ES days of the communities and cities (Maundy Thursday, Mondays instead of Sundays);
 * GB is England and Wales, so without the days of Scotland and Northern Ireland; US days of the
 * states, Inauguration Day; AU days of the states and territories (Labour Day, King's Birthday,
 * Easter Saturday, a Monday for Anzac Day).
 */
const rules: Record<HolidayCountry, readonly Rule[]> = {
  FR: [
    on(1, 1, "Jour de l’an"),
    easter(1, "Lundi de Pâques"),
    on(5, 1, "Fête du Travail"),
    on(5, 8, "Victoire 1945"),
    easter(39, "Ascension"),
    easter(50, "Lundi de Pentecôte"),
    on(7, 14, "Fête nationale"),
    on(8, 15, "Assomption"),
    on(11, 1, "Toussaint"),
    on(11, 11, "Armistice 1918"),
    on(12, 25, "Noël"),
  ],
  BR: [
    on(1, 1, "Confraternização Universal"),
    easter(-2, "Paixão de Cristo"),
    on(4, 21, "Tiradentes"),
    on(5, 1, "Dia do Trabalho"),
    on(9, 7, "Independência do Brasil"),
    on(10, 12, "Nossa Senhora Aparecida"),
    on(11, 2, "Finados"),
    on(11, 15, "Proclamação da República"),
    on(11, 20, "Dia Nacional de Zumbi e da Consciência Negra", { since: 2024 }),
    on(12, 25, "Natal"),
  ],
  PT: [
    on(1, 1, "Ano Novo"),
    easter(-2, "Sexta-Feira Santa"),
    easter(0, "Domingo de Páscoa"),
    on(4, 25, "Dia da Liberdade"),
    on(5, 1, "Dia do Trabalhador"),
    easter(60, "Corpo de Deus"),
    on(6, 10, "Dia de Portugal"),
    on(8, 15, "Assunção de Nossa Senhora"),
    on(10, 5, "Implantação da República"),
    on(11, 1, "Todos os Santos"),
    on(12, 1, "Restauração da Independência"),
    on(12, 8, "Imaculada Conceição"),
    on(12, 25, "Natal"),
  ],
  ES: [
    on(1, 1, "Año Nuevo"),
    on(1, 6, "Epifanía del Señor"),
    easter(-2, "Viernes Santo"),
    on(5, 1, "Fiesta del Trabajo"),
    on(8, 15, "Asunción de la Virgen"),
    on(10, 12, "Fiesta Nacional de España"),
    on(11, 1, "Todos los Santos"),
    on(12, 6, "Día de la Constitución Española"),
    on(12, 8, "Inmaculada Concepción"),
    on(12, 25, "Natividad del Señor"),
  ],
  GB: [
    on(1, 1, "New Year’s Day", { observed: "after" }),
    easter(-2, "Good Friday"),
    easter(1, "Easter Monday"),
    nth(1, 1, 5, "Early May bank holiday", { except: [2020] }),
    nth(-1, 1, 5, "Spring bank holiday", { except: [2022] }),
    nth(-1, 1, 8, "Summer bank holiday"),
    on(12, 25, "Christmas Day", { observed: "after" }),
    on(12, 26, "Boxing Day", { observed: "after" }),
  ],
  US: [
    on(1, 1, "New Year’s Day", { observed: "nearest" }),
    nth(3, 1, 1, "Martin Luther King Jr. Day"),
    nth(3, 1, 2, "Washington’s Birthday"),
    nth(-1, 1, 5, "Memorial Day"),
    on(6, 19, "Juneteenth", { observed: "nearest", since: 2021 }),
    on(7, 4, "Independence Day", { observed: "nearest" }),
    nth(1, 1, 9, "Labor Day"),
    nth(2, 1, 10, "Columbus Day"),
    on(11, 11, "Veterans Day", { observed: "nearest" }),
    nth(4, 4, 11, "Thanksgiving Day"),
    on(12, 25, "Christmas Day", { observed: "nearest" }),
  ],
  AU: [
    on(1, 1, "New Year’s Day", { observed: "after" }),
    on(1, 26, "Australia Day", { observed: "moved" }),
    easter(-2, "Good Friday"),
    easter(1, "Easter Monday"),
    on(4, 25, "Anzac Day"),
    on(12, 25, "Christmas Day", { observed: "after" }),
    on(12, 26, "Boxing Day", { observed: "after" }),
  ],
};

/** Proclaimed for one year. */
const once: Partial<Record<HolidayCountry, readonly Holiday[]>> = {
  GB: [
    { date: "2020-05-08", name: "Early May bank holiday (VE Day)" },
    { date: "2022-06-02", name: "Spring bank holiday" },
    { date: "2022-06-03", name: "Platinum Jubilee bank holiday" },
    { date: "2022-09-19", name: "Bank Holiday for the State Funeral of Queen Elizabeth II" },
    { date: "2023-05-08", name: "Bank holiday for the coronation of King Charles III" },
  ],
  AU: [{ date: "2022-09-22", name: "National Day of Mourning" }],
};

const observedName: Record<Observed, string> = {
  nearest: "observed",
  after: "additional day",
  moved: "substitute day",
};

const known = new Map<string, ReadonlyMap<string, string>>();

/** Whether the whole country rests on a day, "YYYY-MM-DD". */
export function isHoliday(country: HolidayCountry, date: string): boolean {
  return datesOf(country, Number(date.slice(0, 4))).has(date);
}

/** The public holidays of a country in a year, by date; see above which ones those are. */
export function holidaysOf(country: HolidayCountry, year: number): Holiday[] {
  return [...datesOf(country, year)].map(([date, name]) => ({ date, name }));
}

/** The next `n` from a day on, "YYYY-MM-DD", that day included. */
export function nextHolidays(country: HolidayCountry, from: string, n: number): Holiday[] {
  const year = Number(from.slice(0, 4));
  return [year, year + 1, year + 2]
    .flatMap((each) => holidaysOf(country, each))
    .filter(({ date }) => date >= from)
    .slice(0, n);
}

/** A date in words: "Fri, November 20, 2026". */
export function dayWords(date: string, language: Language): string {
  return Temporal.PlainDate.from(date).toLocaleString(language === "pt" ? "pt-BR" : language, {
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

function datesOf(country: HolidayCountry, year: number): ReadonlyMap<string, string> {
  const key = `${country}${year}`;
  const found = known.get(key);
  if (found) return found;
  // The next year's first day may be observed on the last day of this one.
  const days = [
    ...daysOf(country, year),
    ...daysOf(country, year + 1),
    ...(once[country] ?? []),
  ].filter(({ date }) => date.startsWith(`${year}-`));
  days.sort((a, b) => a.date.localeCompare(b.date));
  const dates = new Map<string, string>();
  for (const { date, name } of days) if (!dates.has(date)) dates.set(date, name);
  known.set(key, dates);
  return dates;
}

function daysOf(country: HolidayCountry, year: number): Holiday[] {
  const due = rules[country].filter(
    ({ since = 0, except = [] }) => year >= since && !except.includes(year),
  );
  const days = due.map((rule) => ({ rule, date: dateOf(rule.day, year) }));
  const taken = new Set(days.map(({ date }) => date.toString()));
  return days.flatMap(({ rule, date }) => {
    const own = { date: date.toString(), name: rule.name };
    const other = rule.observed && observedDate(date, rule.observed, taken);
    if (!rule.observed || !other) return [own];
    const word = country === "GB" ? "substitute day" : observedName[rule.observed];
    const moved = { date: other.toString(), name: `${rule.name} (${word})` };
    return rule.observed === "moved" ? [moved] : [own, moved];
  });
}

/** Undefined for a day that is no weekend. Takes the day it finds out of what is free. */
function observedDate(
  date: Temporal.PlainDate,
  observed: Observed,
  taken: Set<string>,
): Temporal.PlainDate | undefined {
  if (date.dayOfWeek < 6) return undefined;
  if (observed === "nearest") return date.add({ days: date.dayOfWeek === 6 ? -1 : 1 });
  let next = date;
  while (next.dayOfWeek >= 6 || taken.has(next.toString())) next = next.add({ days: 1 });
  taken.add(next.toString());
  return next;
}

function dateOf(day: Rule["day"], year: number): Temporal.PlainDate {
  if ("easter" in day) return easterOf(year).add({ days: day.easter });
  if ("day" in day) return Temporal.PlainDate.from({ year, month: day.month, day: day.day });
  const first = Temporal.PlainDate.from({ year, month: day.month, day: 1 });
  if (day.nth > 0) {
    const offset = (day.weekday - first.dayOfWeek + 7) % 7;
    return first.add({ days: offset + 7 * (day.nth - 1) });
  }
  const last = first.with({ day: first.daysInMonth });
  return last.subtract({ days: (last.dayOfWeek - day.weekday + 7) % 7 });
}

/** Western Easter Sunday by Butcher's algorithm, good for every Gregorian year. */
function easterOf(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return Temporal.PlainDate.from({ year, month, day });
}

import type { Instant, Language } from "../db/schema.ts";

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type Weekday = (typeof weekdays)[number];

/** Wall-clock times "HH:MM". `to` up to "24:00"; not after `from`: it ends on the next day. */
export interface Span {
  from: string;
  to: string;
}

/** A weekday that is missing or empty is closed. */
export type OpeningHours = Partial<Record<Weekday, Span[]>>;

export interface Opening {
  opensAt: Instant;
  closesAt: Instant;
}

/**
 * An opening as said in the middle of a sentence: "today at 14:00", "tomorrow at 09:00", "on Monday
 * at 09:00", from a week on with its date.
 */
export function formatOpening(
  instant: Instant,
  zone: string,
  language: Language,
  now: Instant,
): string {
  const opening = zoned(instant, zone);
  const days = zoned(now, zone).toPlainDate().until(opening.toPlainDate()).days;
  const time = `${String(opening.hour).padStart(2, "0")}:${String(opening.minute).padStart(2, "0")}`;
  return `${formatDay(opening, days, language)} ${at(opening.hour, language)} ${time}`;
}

/** Whether a value from a form or the API is opening hours: known weekdays, times that exist. */
export function isOpeningHours(value: unknown): value is OpeningHours {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([day, spans]) =>
      (weekdays as readonly string[]).includes(day) && Array.isArray(spans) && spans.every(isSpan),
  );
}

function isSpan(value: unknown): value is Span {
  if (typeof value !== "object" || value === null) return false;
  const { from, to } = value as Partial<Record<keyof Span, unknown>>;
  return isTime(from) && (isTime(to) || to === "24:00");
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** The openings that begin on a date, by the wall clock of a zone. */
export function openingsOn(
  date: Temporal.PlainDate,
  spans: readonly Span[],
  zone: string,
): Opening[] {
  return spans.map((span) => {
    const isNextDay = span.to === "24:00" || span.to <= span.from;
    const lastDate = isNextDay ? date.add({ days: 1 }) : date;
    return {
      opensAt: instantAt(date, span.from, zone),
      closesAt: instantAt(lastDate, span.to === "24:00" ? "00:00" : span.to, zone),
    };
  });
}

const known = new Map<string, Instant>();
const MOST_KNOWN = 4096;

// A time that the clocks skip is taken as much later, one that they repeat the first time.
// Asked for the same days with every message, and slow to reckon: kept.
function instantAt(date: Temporal.PlainDate, time: string, zone: string): Instant {
  const key = `${zone} ${date.toString()} ${time}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const plainTime = Temporal.PlainTime.from(time);
  const instant = date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, instant);
  return instant;
}

function zoned(instant: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

function formatDay(opening: Temporal.ZonedDateTime, days: number, language: Language): string {
  if (days === 0 || days === 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day");
  }
  const date = days < weekdays.length ? {} : ({ day: "numeric", month: "long" } as const);
  const day = opening.toLocaleString(locale(language), { weekday: "long", ...date });
  return `${onDay(opening.dayOfWeek, language)}${day}`;
}

function locale(language: Language): string {
  return { en: "en-GB", fr: "fr", pt: "pt-BR", es: "es" }[language];
}

// In Portuguese Saturday and Sunday are masculine.
function onDay(dayOfWeek: number, language: Language): string {
  const isWeekend = dayOfWeek >= 6;
  return { en: "on ", fr: "", pt: isWeekend ? "no " : "na ", es: "el " }[language];
}

// One o'clock is singular in Portuguese and Spanish.
function at(hour: number, language: Language): string {
  const isOne = hour === 1;
  return { en: "at", fr: "à", pt: isOne ? "à" : "às", es: isOne ? "a la" : "a las" }[language];
}

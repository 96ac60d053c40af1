import type { Translate } from "../../views/i18n.ts";
import type { TimeText } from "../../views/ui/time.tsx";
import { DAY, HOUR, MINUTE } from "../clock.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { Me } from "../http/me.ts";

/** Whose words and clock an instant is told in. */
export interface Reader {
  t: Translate;
  language: Language;
  /** IANA: the business's, not the server's. */
  timezone: string;
  now: Instant;
}

/** A reader as a person with rights: whose tickets they see, and whether numbers are shown whole. */
export interface TicketReader extends Reader, Pick<Me, "scope" | "can"> {}

const tags: Record<Language, string> = { en: "en-GB", fr: "fr-FR", pt: "pt-BR", es: "es-ES" };

const styles = {
  clock: { hour: "2-digit", minute: "2-digit" },
  weekday: { weekday: "long" },
  dayAndMonth: { day: "2-digit", month: "2-digit" },
  date: { day: "2-digit", month: "2-digit", year: "numeric" },
  longDate: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  full: { dateStyle: "full", timeStyle: "short" },
  dayKey: { year: "numeric", month: "2-digit", day: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// A formatter costs more to make than fifty rows to format.
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(
  instant: Instant,
  { language, timezone }: Reader,
  style: keyof typeof styles,
): string {
  const tag = style === "dayKey" ? "en-CA" : tags[language];
  const key = `${tag} ${timezone} ${style}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(tag, { ...styles[style], timeZone: timezone });
    formatters.set(key, formatter);
  }
  return formatter.format(instant);
}

function timeOf(instant: Instant, reader: Reader, text: string): TimeText {
  return { iso: new Date(instant).toISOString(), text, title: format(instant, reader, "full") };
}

/** In the reader's zone, such as 2026-11-20. */
export function dayKey(instant: Instant, reader: Reader): string {
  return format(instant, reader, "dayKey");
}

/** For a list: the clock today, then "Yesterday", the weekday, the date. */
export function listTime(instant: Instant, reader: Reader): TimeText {
  return timeOf(instant, reader, listWords(instant, reader));
}

function listWords(instant: Instant, reader: Reader): string {
  const day = dayKey(instant, reader);
  if (day === dayKey(reader.now, reader)) return format(instant, reader, "clock");
  if (day === dayKey(reader.now - DAY, reader)) return reader.t("day.yesterday");
  const age = reader.now - instant;
  if (age > 0 && age < 6 * DAY) return format(instant, reader, "weekday");
  return format(instant, reader, Math.abs(age) < 300 * DAY ? "dayAndMonth" : "date");
}

/** For a bubble: the day stands above it. */
export function clockTime(instant: Instant, reader: Reader): TimeText {
  return timeOf(instant, reader, format(instant, reader, "clock"));
}

/** For a fact: the date alone. */
export function dateTime(instant: Instant, reader: Reader): TimeText {
  return timeOf(instant, reader, format(instant, reader, "date"));
}

/** For what is to come: the clock today, else day and clock. */
export function untilTime(instant: Instant, reader: Reader): TimeText {
  const clock = format(instant, reader, "clock");
  const isToday = dayKey(instant, reader) === dayKey(reader.now, reader);
  return timeOf(
    instant,
    reader,
    isToday ? clock : `${format(instant, reader, "dayAndMonth")} ${clock}`,
  );
}

/** "Today", "Yesterday", or the date in words. */
export function dayName(instant: Instant, reader: Reader): string {
  const day = dayKey(instant, reader);
  if (day === dayKey(reader.now, reader)) return reader.t("day.today");
  if (day === dayKey(reader.now - DAY, reader)) return reader.t("day.yesterday");
  return format(instant, reader, "longDate");
}

/** "5 h" or "12 min", rounded down; app.js says it the same way. */
export function durationWords(milliseconds: number, reader: Reader): string {
  const isHours = milliseconds >= HOUR;
  return numberWords(
    Math.floor(milliseconds / (isHours ? HOUR : MINUTE)),
    isHours ? "hour" : "minute",
    reader,
  );
}

/** "1.2 MB" */
export function sizeWords(bytes: number, reader: Reader): string {
  if (bytes >= 1_000_000) return numberWords(bytes / 1_000_000, "megabyte", reader);
  return numberWords(Math.max(1, Math.round(bytes / 1000)), "kilobyte", reader);
}

const units = new Map<string, Intl.NumberFormat>();

function numberWords(number: number, unit: string, { language }: Reader): string {
  const key = `${language} ${unit}`;
  let formatter = units.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(tags[language], {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: 1,
    });
    units.set(key, formatter);
  }
  return formatter.format(number);
}

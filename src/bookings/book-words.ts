import type { Instant, Language } from "../db/schema.ts";
import type { Business } from "../settings/settings.ts";
import { freeTimes } from "./book-texts.ts";

/** Whose clock and language times are told in. */
export interface SlotStyle {
  language: Language;
  business: Pick<Business, "timezone" | "country">;
}

function localeOf({ language, business }: SlotStyle): string {
  if (language === "en") return business.country === "US" ? "en-US" : "en-GB";
  return { fr: "fr-FR", pt: "pt-BR", es: "es-ES" }[language];
}

export function zonedAt(instant: Instant, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
}

/** "15:00" */
export function timeWords(instant: Instant, { business }: SlotStyle): string {
  return zonedAt(instant, business.timezone).toPlainTime().toString({ smallestUnit: "minute" });
}

/** "Tue 24 Nov" */
export function dayWords(date: Temporal.PlainDate, style: SlotStyle): string {
  return date.toLocaleString(localeOf(style), { weekday: "short", day: "numeric", month: "short" });
}

/** "Tuesday 24 November" */
export function longDayWords(date: Temporal.PlainDate, style: SlotStyle): string {
  return date.toLocaleString(localeOf(style), { weekday: "long", day: "numeric", month: "long" });
}

/** "Tue 24/11 15:00": fits a row or a button. */
export function shortWords(instant: Instant, style: SlotStyle): string {
  const date = zonedAt(instant, style.business.timezone).toPlainDate();
  const day = date.toLocaleString(localeOf(style), {
    weekday: "short",
    day: "2-digit",
    month: "2-digit",
  });
  return `${day.replaceAll(",", "")} ${timeWords(instant, style)}`;
}

/** "Tuesday 24 November at 15:00" */
export function whenWords(instant: Instant, style: SlotStyle): string {
  const zoned = zonedAt(instant, style.business.timezone);
  const isOne = zoned.hour === 1;
  const at = { en: "at", fr: "à", pt: isOne ? "à" : "às", es: isOne ? "a la" : "a las" };
  return `${longDayWords(zoned.toPlainDate(), style)} ${at[style.language]} ${timeWords(instant, style)}`;
}

/** "Tomorrow · 6 free times" */
export function roomWords(
  date: Temporal.PlainDate,
  count: number,
  now: Instant,
  style: SlotStyle,
): string {
  const { language, business } = style;
  const days = zonedAt(now, business.timezone).toPlainDate().until(date).days;
  const isOne = new Intl.PluralRules(language).select(count) === "one";
  const room = freeTimes[language][isOne ? "one" : "other"].replace("{n}", String(count));
  if (days > 1) return room;
  const near = new Intl.RelativeTimeFormat(localeOf(style), { numeric: "auto" }).format(
    days,
    "day",
  );
  return `${near.charAt(0).toUpperCase()}${near.slice(1)} · ${room}`;
}

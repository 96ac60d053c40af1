import { type OpeningHours, type Span, type Weekday, weekdays } from "../bot/opening-hours.ts";
import type { Language } from "../db/schema.ts";
import type { Four } from "./pack.ts";

const locales: Four = { en: "en-GB", fr: "fr-FR", pt: "pt-BR", es: "es-ES" };
const until: Four = { en: "to", fr: "à", pt: "a", es: "a" };
/** A Monday. */
const monday = Temporal.PlainDate.from("2026-01-05");

/**
 * The opening hours as customers read them, a line for each run of days with the same ones.
 *
 * @example hoursWords({ monday: nine, tuesday: nine }, "en") // "Monday to Tuesday: 09:00–18:00"
 */
export function hoursWords(hours: OpeningHours, language: Language): string {
  const runs: { days: Weekday[]; times: string }[] = [];
  for (const day of weekdays) {
    const times = timesOf(hours[day] ?? []);
    const last = runs.at(-1);
    if (last?.times === times) last.days.push(day);
    else runs.push({ days: [day], times });
  }
  return runs
    .filter(({ times }) => times)
    .map(({ days, times }) => `${daysOf(days, language)}: ${times}`)
    .map((line) => (language === "fr" ? line.replace(": ", "\u00a0: ") : line))
    .join("\n");
}

function timesOf(spans: readonly Span[]): string {
  return spans.map(({ from, to }) => `${from}–${to}`).join(", ");
}

function daysOf(days: readonly Weekday[], language: Language): string {
  const names = days.map((day) => dayName(day, language));
  const words =
    days.length > 2
      ? `${names[0]} ${until[language]} ${names.at(-1)}`
      : new Intl.ListFormat(locales[language]).format(names);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function dayName(day: Weekday, language: Language): string {
  return monday
    .add({ days: weekdays.indexOf(day) })
    .toLocaleString(locales[language], { weekday: "long" });
}

import type { TimeText } from "../../views/ui/time.tsx";
import { DAY, HOUR, MINUTE } from "../clock.ts";
import type { Instant, Language } from "../db/schema.ts";

/** Whose clock and words an instant is told in. */
export interface TimeStyle {
  language: Language;
  /** IANA. */
  timezone: string;
  now: Instant;
}

const tags: Record<Language, string> = { en: "en-GB", fr: "fr-FR", pt: "pt-BR", es: "es-ES" };

/** "5 minutes ago" for the last day, then the date; in full as a tooltip. */
export function timeText(instant: Instant, style: TimeStyle): TimeText {
  const { timezone: timeZone, now } = style;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tags[style.language], { timeZone, ...options }).format(instant);
  const age = now - instant;
  const day = format({
    day: "numeric",
    month: "short",
    ...(age > 300 * DAY ? { year: "numeric" } : {}),
  });
  return {
    iso: new Date(instant).toISOString(),
    title: format({ dateStyle: "full", timeStyle: "long" }),
    text:
      Math.abs(age) < DAY
        ? relative(age, style.language)
        : `${day}, ${format({ timeStyle: "short" })}`,
  };
}

/** With seconds: for the journal, where the order matters. */
export function exactTimeText(instant: Instant, style: TimeStyle): TimeText {
  const options = { dateStyle: "short", timeStyle: "medium", timeZone: style.timezone } as const;
  return {
    ...timeText(instant, style),
    text: new Intl.DateTimeFormat(tags[style.language], options).format(instant),
  };
}

const justNow: Record<Language, string> = {
  en: "just now",
  fr: "à l’instant",
  pt: "agora mesmo",
  es: "ahora mismo",
};

function relative(age: number, language: Language): string {
  if (age < MINUTE) return justNow[language];
  const format = new Intl.RelativeTimeFormat(tags[language], { numeric: "auto" });
  if (age < HOUR) return format.format(-Math.floor(age / MINUTE), "minute");
  return format.format(-Math.floor(age / HOUR), "hour");
}

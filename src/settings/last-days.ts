import type { TextKey } from "../../views/i18n.ts";
import type { Instant } from "../db/schema.ts";

/** Where days begin and end for the business. */
export interface Calendar {
  /** IANA zone. */
  timezone: string;
  now: Instant;
}

const MOST_DAYS = 366;

/** Today or some days later, as a date field has it: YYYY-MM-DD. */
export function dayAfter({ timezone, now }: Calendar, days: number): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timezone);
  return today.toPlainDate().add({ days }).toString();
}

/** The last day at which an instant of `endOfDay` still holds. */
export function lastDayOf(end: Instant, timezone: string): string {
  const last = Temporal.Instant.fromEpochMilliseconds(end - 1).toZonedDateTimeISO(timezone);
  return last.toPlainDate().toString();
}

/** The end of a day from today on, within a year; undefined for anything else. */
export function endOfDay(day: string, calendar: Calendar): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  if (day < dayAfter(calendar, 0) || day > dayAfter(calendar, MOST_DAYS)) return undefined;
  try {
    const next = Temporal.PlainDate.from(day).add({ days: 1 });
    return next.toZonedDateTime(calendar.timezone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

export function dayProblem(day: string, calendar: Calendar): TextKey | undefined {
  return endOfDay(day, calendar) === undefined ? "people.invite.date" : undefined;
}

import type { Opening } from "../bot/opening-hours.ts";
import type { Instant } from "../db/schema.ts";
import { type Calendar, dateAt, openingsOfDay } from "../routing/calendar.ts";

/** A calendar that is closed for longer than this never opens, in days. */
const HORIZON = 1100;
const DAY = 24 * 60 * 60 * 1000;

/**
 * The first instant by which the calendar was open for `ms` milliseconds since `from`; `from`
 * itself for 0. Time that ends with an opening ends there, not with the next. Null: the calendar
 * is not open for so long within three years.
 */
export function addWorkTime(calendar: Calendar, from: Instant, ms: number): Instant | null {
  if (ms <= 0) return from;
  if (isAlwaysOpen(calendar)) return from + ms;
  let left = ms;
  let reached = from;
  const days = daysOf(calendar);
  const first = dayAt(calendar, from) - 1;
  for (let day = first; day < first + HORIZON; day++) {
    for (const { opensAt, closesAt } of openingsOf(days, calendar, day)) {
      const start = Math.max(opensAt, reached);
      if (closesAt <= start) continue;
      if (left <= closesAt - start) return start + left;
      left -= closesAt - start;
      reached = closesAt;
    }
  }
  return null;
}

/** How long the calendar is open between two instants, in milliseconds; 0 if `to` is not later. */
export function workTimeBetween(calendar: Calendar, from: Instant, to: Instant): number {
  if (to <= from) return 0;
  if (isAlwaysOpen(calendar)) return to - from;
  let open = 0;
  let reached = from;
  const days = daysOf(calendar);
  const last = dayAt(calendar, to);
  for (let day = dayAt(calendar, from) - 1; day <= last; day++) {
    for (const { opensAt, closesAt } of openingsOf(days, calendar, day)) {
      const start = Math.max(opensAt, reached);
      const end = Math.min(closesAt, to);
      if (end <= start) continue;
      open += end - start;
      reached = end;
    }
  }
  return open;
}

function isAlwaysOpen({ hours, country, days }: Calendar): boolean {
  return hours === null && country === null && days.length === 0;
}

type Days = Map<number, readonly Opening[]>;

/** What a calendar's days come to is asked again and again: reckoned once for each. */
const known = new WeakMap<Calendar, Days>();
const MOST_DAYS = 5_000;

function daysOf(calendar: Calendar): Days {
  let days = known.get(calendar);
  if (!days || days.size > MOST_DAYS) known.set(calendar, (days = new Map()));
  return days;
}

/** Days since 1970 of the date on the calendar's wall. */
function dayAt(calendar: Calendar, instant: Instant): number {
  const { year, month, day } = dateAt(calendar, instant);
  return Date.UTC(year, month - 1, day) / DAY;
}

/** In order. A night may reach into the openings of the next day: what was counted is not again. */
function openingsOf(days: Days, calendar: Calendar, day: number): readonly Opening[] {
  const found = days.get(day);
  if (found) return found;
  const date = Temporal.PlainDate.from("1970-01-01").add({ days: day });
  const openings = openingsOfDay(calendar, date).sort((a, b) => a.opensAt - b.opensAt);
  days.set(day, openings);
  return openings;
}

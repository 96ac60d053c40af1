import { DAY } from "../clock.ts";
import type { Instant } from "../db/schema.ts";
import { type Calendar, dateAt, openingsOfDay } from "./calendar.ts";

/**
 * Whether a calendar is open, for many instants of a stretch of time: its openings are reckoned
 * once, each answer is a search among them. Outside the stretch it is closed.
 */
export function openBetween(
  calendar: Calendar,
  from: Instant,
  to: Instant,
): (instant: Instant) => boolean {
  const openings = [];
  // A span may last until the day after the one it begins on.
  let date = dateAt(calendar, from).subtract({ days: 2 });
  const days = Math.ceil((to - from) / DAY) + 4;
  for (let day = 0; day < days; day++, date = date.add({ days: 1 }))
    openings.push(...openingsOfDay(calendar, date));
  openings.sort((a, b) => a.opensAt - b.opensAt);
  const begins = openings.map((opening) => opening.opensAt);
  const ends: Instant[] = [];
  for (const { closesAt } of openings) ends.push(Math.max(ends.at(-1) ?? 0, closesAt));
  return (instant) => {
    const index = lastNotAfter(begins, instant);
    return index >= 0 && instant < (ends[index] as Instant);
  };
}

/** The index of the last of some sorted instants that is not after `instant`; -1: none. */
function lastNotAfter(sorted: readonly Instant[], instant: Instant): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as Instant) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

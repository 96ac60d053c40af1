import { openingsOn, type Weekday, weekdays } from "../bot/opening-hours.ts";
import type { Instant } from "../db/schema.ts";

/** How the shifts of a team repeat. */
export interface Rotation {
  /** IANA zone, by whose wall clock shifts begin and end. */
  timezone: string;
  /** Weeks until it begins again. */
  weeks: number;
  /** A Monday, "YYYY-MM-DD", on which week 1 begins; null: one long ago. */
  from: string | null;
}

export interface ShiftSpan {
  user_id: number;
  /** 0: each week of the rotation. */
  week: number;
  weekday: string;
  starts: string;
  ends: string;
}

/** A shift on one certain day. */
export interface ShiftTime {
  userId: number;
  startsAt: Instant;
  endsAt: Instant;
}

/** Monday, 5 January 1970. */
const longAgo = "1970-01-05";

/** Which week of the rotation a day is in: 1 to `weeks`. Before its beginning it is counted back. */
export function rotationWeek({ weeks, from }: Rotation, date: Temporal.PlainDate): number {
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  const passed = Temporal.PlainDate.from(from ?? longAgo).until(monday).days / 7;
  return (((Math.floor(passed) % weeks) + weeks) % weeks || 0) + 1;
}

/** The shifts that begin on a date of the team's wall clock. A span to its own beginning is 24 hours. */
export function shiftsOn(
  rotation: Rotation,
  spans: readonly ShiftSpan[],
  date: Temporal.PlainDate,
): ShiftTime[] {
  const week = rotationWeek(rotation, date);
  const weekday: Weekday = weekdays[date.dayOfWeek - 1]!;
  return spans
    .filter((span) => span.weekday === weekday && (span.week === 0 || span.week === week))
    .flatMap(({ user_id, starts, ends }) =>
      openingsOn(date, [{ from: starts, to: ends }], rotation.timezone).map(
        ({ opensAt, closesAt }) => ({ userId: user_id, startsAt: opensAt, endsAt: closesAt }),
      ),
    )
    .filter(({ startsAt, endsAt }) => startsAt < endsAt);
}

/**
 * The stretches of work that touch the time from `from` up to `to`, of each person; spans that
 * meet or overlap are one stretch. Public holidays change nothing: the rotation says who works.
 */
export function shiftsBetween(
  rotation: Rotation,
  spans: readonly ShiftSpan[],
  from: Instant,
  to: Instant,
): ShiftTime[] {
  // A stretch that began the day before yesterday may last until now: 24 hours at most each.
  const first = dateIn(rotation.timezone, from).subtract({ days: 2 });
  const last = dateIn(rotation.timezone, to).add({ days: 1 });
  const times: ShiftTime[] = [];
  for (
    let date = first;
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    times.push(...shiftsOn(rotation, spans, date));
  }
  return joined(times).filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from);
}

/** Who is on shift at an instant, and until when. */
export function shiftsAt(
  rotation: Rotation,
  spans: readonly ShiftSpan[],
  instant: Instant,
): ShiftTime[] {
  return shiftsBetween(rotation, spans, instant, instant + 1);
}

function joined(times: ShiftTime[]): ShiftTime[] {
  const stretches: ShiftTime[] = [];
  for (const time of times.toSorted((a, b) => a.userId - b.userId || a.startsAt - b.startsAt)) {
    const last = stretches.at(-1);
    if (last?.userId === time.userId && time.startsAt <= last.endsAt)
      last.endsAt = Math.max(last.endsAt, time.endsAt);
    else stretches.push({ ...time });
  }
  return stretches;
}

function dateIn(timezone: string, instant: Instant): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone).toPlainDate();
}

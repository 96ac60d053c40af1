import { DAY, MINUTE } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { type Calendar, dateAt, openingsOfDay } from "../routing/calendar.ts";
import type { ServiceRow } from "./services.ts";
import type { StaffMember } from "./staff.ts";

/** The grain of everything that is booked: lengths are multiples of it. */
const CELL = 5 * MINUTE;

/** What a service's terms say about its slots. */
export type SlotTerms = Pick<
  ServiceRow,
  | "id"
  | "minutes"
  | "buffer_minutes"
  | "every_minutes"
  | "capacity"
  | "days_ahead"
  | "notice_minutes"
>;

/** A person and a beginning at which somebody can be booked. */
export interface Slot {
  staffId: number;
  startsAt: Instant;
  endsAt: Instant;
  /** With the pause after it. */
  busyUntil: Instant;
  /** The lowest one that is free. */
  seat: number;
}

/** Which days are looked at. */
export interface SlotRange {
  /** The business's, IANA. */
  timezone: string;
  first: Temporal.PlainDate;
  /** How many days with room are enough. */
  most: number;
  now: Instant;
  /** A booking that is to be moved: its own time counts as free. */
  except?: number | undefined;
  /** For a customer of the simulator: what simulated ones have booked counts, too. */
  isSimulated?: boolean;
}

export interface FreeDay {
  date: Temporal.PlainDate;
  slots: Slot[];
}

/** A person's time that is taken, held slots included. */
export interface Taken {
  staff_id: number;
  service_id: number;
  starts_at: Instant;
  busy_until: Instant;
  seat: number;
}

/** The five minutes that a booking takes, from the first up to, not including, the last. */
export function cellsOf(startsAt: Instant, busyUntil: Instant): { from: number; to: number } {
  return { from: Math.floor(startsAt / CELL), to: Math.ceil(busyUntil / CELL) };
}

/** From when to when a service can be booked. */
function bookableTime(
  { days_ahead, notice_minutes }: Pick<SlotTerms, "days_ahead" | "notice_minutes">,
  now: Instant,
): { from: Instant; to: Instant } {
  return { from: now + notice_minutes * MINUTE, to: now + days_ahead * DAY };
}

/** Of one person on one date of their own wall clock, in order. */
function slotsOfDay(
  service: SlotTerms,
  { id: staffId, calendar }: { id: number; calendar: Calendar },
  date: Temporal.PlainDate,
  taken: readonly Taken[],
  now: Instant,
): Slot[] {
  const { from, to } = bookableTime(service, now);
  const own = taken.filter((one) => one.staff_id === staffId);
  const slots: Slot[] = [];
  for (const { opensAt, closesAt } of openingsOfDay(calendar, date)) {
    const last = closesAt - service.minutes * MINUTE;
    for (let startsAt = opensAt; startsAt <= last; startsAt += service.every_minutes * MINUTE) {
      if (startsAt < from || startsAt > to) continue;
      const slot = slotAt(service, staffId, startsAt);
      const seat = freeSeat(service, slot, own);
      if (seat !== null) slots.push({ ...slot, seat });
    }
  }
  // Spans that overlap offer a beginning once.
  const byStart = new Map(slots.map((slot) => [slot.startsAt, slot]));
  return [...byStart.values()].sort((a, b) => a.startsAt - b.startsAt);
}

export function slotAt(service: SlotTerms, staffId: number, startsAt: Instant): Slot {
  const endsAt = startsAt + service.minutes * MINUTE;
  return {
    staffId,
    startsAt,
    endsAt,
    busyUntil: endsAt + service.buffer_minutes * MINUTE,
    seat: 0,
  };
}

/**
 * The lowest free seat; null: there is none. Who serves one thing serves nothing else meanwhile;
 * several customers share a time only where service and beginning are the same.
 */
export function freeSeat(
  service: Pick<SlotTerms, "id" | "capacity">,
  { startsAt, busyUntil }: Pick<Slot, "startsAt" | "busyUntil">,
  taken: readonly Taken[],
): number | null {
  const { from, to } = cellsOf(startsAt, busyUntil);
  const seats = new Set<number>();
  for (const one of taken) {
    const cells = cellsOf(one.starts_at, one.busy_until);
    if (cells.to <= from || cells.from >= to) continue;
    if (one.service_id !== service.id || one.starts_at !== startsAt) return null;
    seats.add(one.seat);
  }
  for (let seat = 0; seat < service.capacity; seat++) if (!seats.has(seat)) return seat;
  return null;
}

/**
 * The days on which somebody of these has room, from `first` on, at most `most` of them, by the
 * business's wall clock. One beginning is offered once for each person who has room then.
 */
export async function listFreeDays(
  db: Db,
  service: SlotTerms,
  staff: readonly StaffMember[],
  range: SlotRange,
): Promise<FreeDay[]> {
  const { timezone, first, most, now, except, isSimulated } = range;
  const end = bookableTime(service, now).to;
  const span = { from: startOf(first, timezone), to: end };
  const taken = await listTaken(db, staff, span, now, { except, isSimulated });
  const until = dateAt({ timezone }, end);
  const days: FreeDay[] = [];
  for (
    let date = first;
    days.length < most && Temporal.PlainDate.compare(date, until) <= 0;
    date = date.add({ days: 1 })
  ) {
    const slots = freeSlotsOn(service, staff, { timezone, date, now }, taken);
    if (slots.length > 0) days.push({ date, slots });
  }
  return days;
}

/** Pure: a person whose wall is in another zone is looked at a day before and after, too. */
export function freeSlotsOn(
  service: SlotTerms,
  staff: readonly { id: number; calendar: Calendar }[],
  { timezone, date, now }: { timezone: string; date: Temporal.PlainDate; now: Instant },
  taken: readonly Taken[],
): Slot[] {
  const [from, to] = [startOf(date, timezone), startOf(date.add({ days: 1 }), timezone)];
  return staff
    .flatMap((person) =>
      [-1, 0, 1].flatMap((days) =>
        // A night that began the day before reaches into this one.
        days === 1 && person.calendar.timezone === timezone
          ? []
          : slotsOfDay(service, person, date.add({ days }), taken, now),
      ),
    )
    .filter(({ startsAt }) => startsAt >= from && startsAt < to)
    .sort((a, b) => a.startsAt - b.startsAt);
}

function startOf(date: Temporal.PlainDate, timezone: string): Instant {
  return date.toZonedDateTime(timezone).epochMilliseconds;
}

/** No booking lasts longer than this with its pause. */
const LONGEST = 2 * DAY;

/**
 * What is booked or held of these people between two instants. A hold ends with its time or its
 * dialogue. Nobody is kept from a time by the simulator.
 */
export async function listTaken(
  db: Db,
  staff: readonly { id: number }[],
  { from, to }: { from: Instant; to: Instant },
  now: Instant,
  { except = 0, isSimulated = false }: { except?: number; isSimulated?: boolean } = {},
): Promise<Taken[]> {
  if (staff.length === 0) return [];
  return db
    .selectFrom("bookings")
    .innerJoin("contacts", "contacts.id", "bookings.contact_id")
    .leftJoin("flow_runs", "flow_runs.id", "bookings.run_id")
    .select(["staff_id", "service_id", "starts_at", "busy_until", "seat"])
    .where(
      "staff_id",
      "in",
      staff.map(({ id }) => id),
    )
    .where("starts_at", ">", from - LONGEST)
    .where("starts_at", "<", to)
    .where("busy_until", ">", from)
    .where("bookings.id", "<>", except)
    .where("contacts.is_simulated", "in", isSimulated ? [0, 1] : [0])
    .where((where) =>
      where.or([
        where("bookings.state", "in", ["booked", "done"]),
        where.and([
          where("bookings.state", "=", "held"),
          where("bookings.held_until", ">", now),
          where("flow_runs.ended_at", "is", null),
        ]),
      ]),
    )
    .execute();
}

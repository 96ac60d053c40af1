import type { TicketStatus } from "../../src/db/schema.ts";
import type { Calendar } from "../../src/routing/calendar.ts";
import type { PausingStatus, Reminder } from "../../src/sla/terms.ts";
import { dice } from "./battery.ts";
import { openMinutes, readWall, type Wall, weeks } from "./sla-walls.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Hours at a place, and the same minute by minute. */
export interface Place {
  wall: Wall;
  calendar: Calendar;
  open: Uint8Array;
}

/** What a clock runs under until it is changed. */
export interface Deal {
  place: Place;
  targetMs: number;
  pausesOn: PausingStatus[];
  reminders: Reminder[];
  /** Minutes after the breach. */
  ladder: number[];
}

export type Happening =
  | { at: number; kind: "tick" }
  | { at: number; kind: "status"; to: TicketStatus }
  | { at: number; kind: "deal"; deal: Deal };

export interface Case {
  startedAt: number;
  first: Deal;
  /** In order, at different milliseconds; the last is a tick. */
  happenings: Happening[];
}

type Dice = (below: number) => number;

/** Places with their hours, so many a wall. */
export function makePlaces(each: number, seed: number): Place[][] {
  const roll = dice(seed);
  return weeks.map((those) => {
    const wall = readWall(those);
    return Array.from({ length: each }, () => {
      const calendar = makeCalendar(wall, roll);
      return { wall, calendar, open: openMinutes(wall, calendar) };
    });
  });
}

const days = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

function makeCalendar(wall: Wall, roll: Dice): Calendar {
  const hours: NonNullable<Calendar["hours"]> = {};
  for (const day of days) if (roll(7) > 0) hours[day] = makeSpans(roll);
  const own = Array.from({ length: roll(4) }, () => {
    const date = new Date(wall.from + (3 + roll(40)) * DAY).toISOString().slice(0, 10);
    return { date, name: "", ...(roll(2) === 0 ? {} : { hours: makeSpans(roll) }) };
  });
  return {
    hours: roll(8) === 0 ? null : hours,
    timezone: wall.zone,
    country: roll(3) === 0 ? null : wall.country,
    days: own,
  };
}

/** A day, one with a break, one in three parts, a night, and hours around the change of the clocks. */
function makeSpans(roll: Dice): { from: string; to: string }[] {
  const time = (from: number, to: number) => {
    const minutes = (from * 60 + roll((to - from) * 60)) % 1440;
    return `${two(Math.floor(minutes / 60))}:${two(roll(2) === 0 ? 0 : minutes % 60)}`;
  };
  switch (roll(6)) {
    case 0:
      return [{ from: time(7, 10), to: time(16, 20) }];
    case 1:
      return [
        { from: time(7, 10), to: time(11, 13) },
        { from: time(13, 15), to: time(16, 20) },
      ];
    case 2:
      return [
        { from: "06:00", to: "08:30" },
        { from: time(9, 11), to: time(12, 14) },
        { from: "20:00", to: "24:00" },
      ];
    case 3:
      return [{ from: time(18, 23), to: time(1, 9) }];
    case 4:
      return [{ from: time(0, 3), to: time(3, 12) }];
    default:
      return [{ from: "00:00", to: "24:00" }];
  }
}

const two = (value: number) => String(value).padStart(2, "0");

function makeDeal(places: readonly Place[], roll: Dice): Deal {
  const minutes = [1 + roll(30), 30 + roll(240), 480 + roll(2400)][roll(3)] as number;
  const reminders: Reminder[] = [];
  if (roll(2) === 0) reminders.push({ share: [0.5, 0.8, 0.25][roll(3)] as number });
  if (roll(2) === 0) reminders.push({ minutesBefore: [5, 30, 60][roll(3)] as number });
  return {
    place: places[roll(places.length)] as Place,
    targetMs: minutes * MINUTE,
    pausesOn: (["pending", "snoozed"] as const).filter(() => roll(4) > 0),
    reminders,
    ladder: [30, 120, 600].filter(() => roll(2) === 0),
  };
}

/** Everything that can happen to one clock within some days, ending in a tick. */
export function makeCase(all: readonly (readonly Place[])[], roll: Dice): Case {
  const places = all[roll(all.length)] as readonly Place[];
  const { from } = (places[0] as Place).wall;
  const startedAt = from + 3 * DAY + roll(22 * 24 * 60) * MINUTE + instantWithin(roll);
  const happenings: Happening[] = [];
  let status: TicketStatus = "open";
  let at = startedAt;
  for (let left = 2 + roll(9); left > 0; left--) {
    at += 1 + gap(roll);
    const what = roll(10);
    if (what < 4) happenings.push({ at, kind: "tick" });
    else if (what < 8 || status === "resolved") {
      status = nextStatus(status, roll);
      happenings.push({ at, kind: "status", to: status });
    } else happenings.push({ at, kind: "deal", deal: makeDeal(places, roll) });
  }
  happenings.push({ at: at + 1 + gap(roll), kind: "tick" });
  return { startedAt, first: makeDeal(places, roll), happenings };
}

/** Often on the minute, where clocks open and close. */
const instantWithin = (roll: Dice) => (roll(2) === 0 ? 0 : roll(MINUTE));

function gap(roll: Dice): number {
  const longest = [10 * MINUTE, 3 * HOUR, DAY, 2 * DAY][roll(4)] as number;
  return roll(2) === 0 ? roll(longest) : roll(longest / MINUTE) * MINUTE - 1;
}

function nextStatus(from: TicketStatus, roll: Dice): TicketStatus {
  const others = (["open", "pending", "snoozed", "resolved"] as const).filter(
    (one) => one !== from,
  );
  return from === "resolved" ? "open" : (others[roll(3)] as TicketStatus);
}

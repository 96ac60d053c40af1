import type { Calendar, OwnDay } from "../../src/routing/calendar.ts";

const MINUTE = 60_000;
const DAY_MINUTES = 1440;

/** What a clock on the wall showed in each minute of some weeks: read off, not reckoned. */
export interface Wall {
  zone: string;
  country: Calendar["country"];
  /** Written down from the laws of the country for these weeks. */
  holidays: readonly string[];
  /** The first minute, in milliseconds. */
  from: number;
  minutes: number;
  /** Days since 1970 × 1440 + minute of the day, of each minute. */
  shown: Int32Array;
  /** At which minute a reading was shown first. */
  firstShown: Map<number, number>;
}

interface Weeks {
  zone: string;
  country?: Calendar["country"];
  holidays?: readonly string[];
  from: string;
}

const DAYS = 48;

/** Weeks in which the clocks of these places were changed, by an hour or by half of one. */
export const weeks: readonly Weeks[] = [
  {
    zone: "Europe/Paris",
    country: "FR",
    holidays: ["2026-04-06", "2026-05-01"],
    from: "2026-03-15",
  },
  {
    zone: "Europe/Paris",
    country: "FR",
    holidays: ["2026-11-01", "2026-11-11"],
    from: "2026-10-10",
  },
  {
    zone: "America/Sao_Paulo",
    country: "BR",
    holidays: ["2018-11-02", "2018-11-15"],
    from: "2018-10-22",
  },
  { zone: "America/Sao_Paulo", country: "BR", from: "2018-02-01" },
  {
    zone: "Australia/Lord_Howe",
    country: "AU",
    holidays: ["2026-04-03", "2026-04-06", "2026-04-25"],
    from: "2026-03-22",
  },
  { zone: "Australia/Lord_Howe", country: "AU", from: "2026-09-18" },
  { zone: "Africa/Casablanca", from: "2026-02-05" },
  {
    zone: "Australia/Sydney",
    country: "AU",
    holidays: ["2026-04-03", "2026-04-06", "2026-04-25"],
    from: "2026-03-22",
  },
  { zone: "Australia/Sydney", country: "AU", from: "2026-09-18" },
];

export function readWall({ zone, country = null, holidays = [], from }: Weeks): Wall {
  const start = Date.parse(`${from}T00:00:00Z`);
  const minutes = DAYS * DAY_MINUTES;
  const shown = new Int32Array(minutes);
  const firstShown = new Map<number, number>();
  const wall = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  for (let minute = 0; minute < minutes; minute++) {
    // "29/03/2026, 03:00"
    const text = wall.format(start + minute * MINUTE);
    const date = Date.UTC(+text.slice(6, 10), +text.slice(3, 5) - 1, +text.slice(0, 2));
    const reading = date / MINUTE + +text.slice(12, 14) * 60 + +text.slice(15, 17);
    shown[minute] = reading;
    if (!firstShown.has(reading)) firstShown.set(reading, minute);
  }
  return { zone, country, holidays, from: start, minutes, shown, firstShown };
}

/** For each minute of a wall whether a calendar is open, set minute by minute. */
export function openMinutes(wall: Wall, calendar: Calendar): Uint8Array {
  const open = new Uint8Array(wall.minutes);
  const isAlways = calendar.hours === null && !calendar.country && calendar.days.length === 0;
  if (isAlways) return open.fill(1);
  const first = Math.floor((wall.shown[0] as number) / DAY_MINUTES) - 1;
  for (let day = first; day <= first + DAYS + 2; day++) {
    for (const { from, to } of spansOn(calendar, wall, day)) {
      const begins = day * DAY_MINUTES + minutesOf(from);
      const isNextDay = to <= from;
      const ends = (isNextDay ? day + 1 : day) * DAY_MINUTES + minutesOf(to);
      const last = minuteOf(wall, ends);
      for (let minute = minuteOf(wall, begins); minute < last; minute++) open[minute] = 1;
    }
  }
  return open;
}

const names = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

function spansOn(calendar: Calendar, wall: Wall, day: number): NonNullable<OwnDay["hours"]> {
  const date = new Date(day * DAY_MINUTES * MINUTE);
  const text = date.toISOString().slice(0, 10);
  for (const own of calendar.days) if (own.date === text) return own.hours ?? [];
  if (calendar.country && wall.holidays.includes(text)) return [];
  if (calendar.hours === null) return [{ from: "00:00", to: "24:00" }];
  return calendar.hours[names[date.getUTCDay()] as "monday"] ?? [];
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Which minute first shows a reading; one that is skipped is taken as much later. */
function minuteOf(wall: Wall, reading: number): number {
  const found = wall.firstShown.get(reading);
  if (found !== undefined) return found;
  if (reading < (wall.shown[0] as number)) return 0;
  if (reading > (wall.shown[wall.minutes - 1] as number)) return wall.minutes;
  let before = reading;
  while (!wall.firstShown.has(before)) before--;
  let after = reading;
  while (!wall.firstShown.has(after)) after++;
  return wall.firstShown.get(reading + (after - before - 1)) ?? wall.minutes;
}

import {
  type Opening,
  type OpeningHours,
  openingsOn,
  type Span,
  weekdays,
} from "../bot/opening-hours.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Json } from "../db/schema.ts";
import { type BotSettings, type Business, getSetting } from "../settings/settings.ts";
import { type HolidayCountry, holidayCountries, isHoliday } from "./holidays.ts";

/** When somebody works: weekly hours by the wall clock of a zone, without holidays and own days. */
export interface Calendar {
  /** Null: round the clock. */
  hours: OpeningHours | null;
  /** IANA zone. */
  timezone: string;
  /** Public holidays of this country are closed; null: none. */
  country: HolidayCountry | null;
  /** Own days, "YYYY-MM-DD": closed without `hours`, or open at these instead. They win over holidays. */
  days: OwnDay[];
}

export interface OwnDay {
  date: string;
  name: string;
  hours?: Span[];
}

const wholeDay: Span[] = [{ from: "00:00", to: "24:00" }];

/** How far ahead an opening is looked for: a year and its longest holidays. */
const FURTHEST_DAYS = 400;

/**
 * Whether the calendar is open at an instant. A span over midnight belongs to the day on which it
 * begins: the night into a holiday is worked, the night out of one is not.
 */
export function isCalendarOpen(calendar: Calendar, instant: Instant): boolean {
  const today = dateAt(calendar, instant);
  return [today.subtract({ days: 1 }), today]
    .flatMap((date) => openingsOfDay(calendar, date))
    .some(({ opensAt, closesAt }) => opensAt <= instant && instant < closesAt);
}

/**
 * When a calendar that is closed at `instant` opens next; null if it does not within 400 days.
 * While it is open: when its next opening begins; one that follows without a gap is the same.
 */
export function nextCalendarOpening(calendar: Calendar, instant: Instant): Instant | null {
  if (calendar.hours === null && calendar.country === null && calendar.days.length === 0)
    return null;
  const today = dateAt(calendar, instant);
  let closesAt = Number.NEGATIVE_INFINITY;
  for (let offset = -1; offset <= FURTHEST_DAYS; offset++) {
    for (const opening of sorted(openingsOfDay(calendar, today.add({ days: offset })))) {
      if (opening.opensAt > instant && opening.opensAt > closesAt) return opening.opensAt;
      closesAt = Math.max(closesAt, opening.closesAt);
    }
  }
  return null;
}

/** The openings that begin on a date of the calendar's own wall clock, without those of no length. */
export function openingsOfDay(calendar: Calendar, date: Temporal.PlainDate): Opening[] {
  return openingsOn(date, spansOf(calendar, date), calendar.timezone).filter(
    ({ opensAt, closesAt }) => opensAt < closesAt,
  );
}

/** The date on the calendar's wall at an instant. */
export function dateAt(
  { timezone }: Pick<Calendar, "timezone">,
  instant: Instant,
): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone).toPlainDate();
}

function spansOf({ hours, country, days }: Calendar, date: Temporal.PlainDate): readonly Span[] {
  const text = days.length > 0 || country ? date.toString() : "";
  const own = days.find((day) => day.date === text);
  if (own) return own.hours ?? [];
  if (country && isHoliday(country, text)) return [];
  return hours === null ? wholeDay : (hours[weekdays[date.dayOfWeek - 1]!] ?? []);
}

function sorted(openings: Opening[]): Opening[] {
  return openings.toSorted((a, b) => a.opensAt - b.opensAt);
}

/** The team's calendar, else the business's own. Of a team, only its column is needed. */
export async function calendarOf(
  db: Db,
  team: { calendar: Json | null } | null,
): Promise<Calendar> {
  if (team?.calendar) return JSON.parse(team.calendar) as Calendar;
  const business = await getSetting(db, "business");
  return businessCalendar(business, await getSetting(db, "bot"));
}

/**
 * When the business is open: its bot, its rules and its promises go by the same hours, zone and
 * holidays. A business that never said when it is open is open on holidays, too.
 */
export function businessCalendar(
  business: Pick<Business, "timezone" | "country"> | null,
  { hours, isOpenOnHolidays = false }: Pick<BotSettings, "hours" | "isOpenOnHolidays">,
): Calendar {
  const isAlwaysOpen = hours === null || isOpenOnHolidays;
  return {
    hours,
    timezone: business?.timezone ?? "UTC",
    country: isAlwaysOpen ? null : knownCountry(business?.country),
    days: [],
  };
}

/** Null for a country whose holidays we don't know. */
export function knownCountry(country: string | null | undefined): HolidayCountry | null {
  return holidayCountries.find((each) => each === country) ?? null;
}

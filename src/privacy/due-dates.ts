import type { Instant } from "../db/schema.ts";
import { type HolidayCountry, isHoliday } from "../routing/holidays.ts";
import type {
  JurisdictionCode,
  JurisdictionProfile,
  RequestKind,
  Term,
} from "./jurisdiction-profiles.ts";

/**
 * The last millisecond of the day on which a request has to be answered, in the business's
 * zone. The day on which it came in does not count; a month ends on the same day of the next
 * one, or on its last. A weekend at the end does not lengthen it, although some laws let it.
 */
export function dueAt(
  profile: Pick<JurisdictionProfile, "code" | "terms">,
  kind: RequestKind,
  { receivedAt, timezone }: { receivedAt: Instant; timezone: string },
): Instant {
  return endOfTerm(profile.terms[kind], profile.code, { from: receivedAt, timezone });
}

/** The day until which an answer may be put off; null where the law does not let it be. */
export function extendedDueAt(
  profile: Pick<JurisdictionProfile, "code" | "extension" | "neverExtended">,
  kind: RequestKind,
  { dueAt: from, timezone }: { dueAt: Instant; timezone: string },
): Instant | null {
  if (!profile.extension || profile.neverExtended.includes(kind)) return null;
  return endOfTerm(profile.extension, profile.code, { from, timezone });
}

function endOfTerm(
  term: Term,
  code: JurisdictionCode,
  { from, timezone }: { from: Instant; timezone: string },
): Instant {
  const day = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  const last = lastDay(day, term, code);
  return last.add({ days: 1 }).toZonedDateTime(timezone).epochMilliseconds - 1;
}

function lastDay(day: Temporal.PlainDate, term: Term, code: JurisdictionCode): Temporal.PlainDate {
  if (!("workingDays" in term)) return day.add(term);
  let last = day;
  for (let left = term.workingDays; left > 0;) {
    last = last.add({ days: 1 });
    if (isWorkingDay(last, holidaysIn(code))) left -= 1;
  }
  return last;
}

function isWorkingDay(day: Temporal.PlainDate, country: HolidayCountry): boolean {
  return day.dayOfWeek <= 5 && !isHoliday(country, day.toString());
}

function holidaysIn(code: JurisdictionCode): HolidayCountry {
  return code === "UK" ? "GB" : code;
}

import type { OpeningHours } from "../bot/opening-hours.ts";

/** Countries whose public holidays we know (routing/holidays.ts). */
export const holidayCountries = ["FR", "BR", "PT", "ES", "GB", "US", "AU"] as const;
export type HolidayCountry = (typeof holidayCountries)[number];

/** When somebody works: weekly hours by the wall clock of a zone, without holidays and own days. */
export interface Calendar {
  /** Null: round the clock. */
  hours: OpeningHours | null;
  /** IANA zone. */
  timezone: string;
  /** Public holidays of this country are closed; null: none. */
  country: HolidayCountry | null;
  /** Own days, "YYYY-MM-DD": closed without `hours`, or open at these instead. */
  days: { date: string; name: string; hours?: { from: string; to: string }[] }[];
}

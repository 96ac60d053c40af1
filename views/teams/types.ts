import type { HolidayCountry } from "../../src/routing/holidays.ts";
import type { Presence } from "../../src/users/presence.ts";
import type { AssignmentMode } from "../../src/db/schema.ts";
import type { HoursDraft } from "../bot/hours-fields.tsx";

export interface MemberItem {
  id: number;
  name: string;
  isLead: boolean;
  presence: Presence;
}

/** A team as the list shows it. */
export interface TeamItem {
  id: number;
  name: string;
  assignment: AssignmentMode;
  members: MemberItem[];
  isOpen: boolean;
  /** "tomorrow at 09:00"; null while open, or when it never opens. */
  opening: string | null;
  /** Tickets that are new or open and have no owner. */
  waiting: number;
  mayChange: boolean;
}

/** An own day as the form has it: without hours it is closed. */
export interface OwnDayDraft {
  date: string;
  name: string;
  from: string;
  to: string;
}

/** When a team works, as the form has it. */
export interface CalendarDraft {
  isOwn: boolean;
  timezone: string;
  country: HolidayCountry | null;
  hours: HoursDraft;
  days: OwnDayDraft[];
}

/** What the form of a team holds, saved or not. */
export interface TeamDraft {
  name: string;
  assignment: AssignmentMode;
  isSticky: boolean;
  members: { id: number; isLead: boolean }[];
  calendar: CalendarDraft;
}

export type TeamErrors = Partial<Record<"name" | "hours" | "days", string>>;

/** What the form offers. */
export interface TeamChoices {
  people: { id: number; name: string; presence: Presence }[];
  zones: readonly string[];
  /** Names of countries in the reader's language. */
  countries: { value: HolidayCountry; label: string }[];
  /** Of the draft's country, with their dates in words. */
  holidays: { date: string; words: string; name: string }[];
}

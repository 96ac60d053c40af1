import type { BookingState } from "../../src/db/schema.ts";

/** A booking as lists and its own page show it. */
export interface BookingLine {
  id: number;
  /** "09:00" */
  from: string;
  to: string;
  /** ISO 8601, UTC. */
  startsAt: string;
  /** "Tuesday 24 November at 15:00" */
  when: string;
  /** Null: not within the reader's scope. */
  customer: { name: string; ticket: number | null } | null;
  service: string;
  staff: string;
  state: BookingState;
  isConfirmed: boolean;
  /** Of the simulator: it takes no real seat. */
  isSimulated: boolean;
  /** It has begun: then somebody came, or did not. */
  hasBegun: boolean;
  note: string;
}

export interface BookingDay {
  /** "YYYY-MM-DD" */
  date: string;
  /** "Tuesday 24 November" */
  title: string;
  isToday: boolean;
  lines: BookingLine[];
}

export type BookingsView = "day" | "week";

/** What a page of bookings is about; also its query string. */
export interface BookingsQuery {
  view: BookingsView;
  date: string;
  /** Null: everybody. */
  staff: number | null;
}

export interface BookingsList extends BookingsQuery {
  days: BookingDay[];
  earlier: string;
  later: string;
  today: string;
  people: { id: number; name: string }[];
  /** What is still to be set up. */
  lacks: { services: boolean; staff: boolean };
}

export interface BookingRights {
  mayBook: boolean;
  maySetUp: boolean;
}

/** The form to book by hand, or to move a booking, as far as it is filled in. */
export interface BookingDraft {
  /** Null: a new one. */
  id: number | null;
  typed: string;
  contact: { id: number; name: string; phone: string | null } | null;
  found: { id: number; name: string; phone: string | null }[];
  services: { value: string; label: string }[];
  service: string;
  people: { value: string; label: string }[];
  /** An id, or "any". */
  person: string;
  date: string;
  times: { value: string; label: string }[];
  time: string;
  /** The next day with room, where this one has none. */
  next: { date: string; label: string } | null;
  note: string;
}

export function queryOf({ view, date, staff }: BookingsQuery): string {
  return `view=${view}&date=${date}${staff === null ? "" : `&staff=${staff}`}`;
}

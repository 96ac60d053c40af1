import type { Tx } from "../db/open.ts";
import type { Instant, Json, Language } from "../db/schema.ts";
import type { Prompt } from "../flows/prompt.ts";
import type { Business } from "../settings/settings.ts";
import type { SlotStyle } from "./book-words.ts";
import type { ServiceRow } from "./services.ts";
import type { StaffMember } from "./staff.ts";

/** Whose dialogue it is, and when. */
export interface BookingContext {
  contactId: number;
  ticketId: number | null;
  runId: number | null;
  language: Language;
  now: Instant;
  business: Business;
}

/**
 * What comes of a step: a question, an end, or nothing to book. Where it ends, `text` says what
 * became of it, and the variable `booking_state` is `booked`, `moved`, `cancelled`, `confirmed` or
 * `kept`: what the flow says after it need not repeat it.
 */
export type BookingTurn =
  | { kind: "ask"; prompt: Prompt; state: Json }
  | { kind: "done"; variables: Record<string, string>; text?: string }
  | { kind: "none" };

/** Where the dialogue stands: the JSON that the flow's run keeps. */
export interface Dialogue {
  act: "choose" | "move";
  stage: "act" | "cancel" | "service" | "staff" | "day" | "time" | "confirm";
  service: number | null;
  staff: number | "any" | null;
  /** "YYYY-MM-DD" by the business's wall clock. */
  date: string | null;
  /** The first day that is offered; null: today. */
  from: string | null;
  /** How many services or times stand on earlier pages. */
  skip: number;
  /** The booking that is to be moved, cancelled or confirmed. */
  old: number | null;
  held: number | null;
  slot: { staffId: number; startsAt: Instant } | null;
  offered: { id: string; label: string }[];
  /** Answers in a row that were none. */
  misses: number;
}

/** A dialogue with all that its answers need. */
export interface Talk {
  tx: Tx;
  ctx: BookingContext;
  style: SlotStyle;
  at: Dialogue;
}

/** A service, and who can be booked for it. */
export interface Bookable {
  service: ServiceRow;
  staff: StaffMember[];
}

export const beginning: Dialogue = {
  act: "choose",
  stage: "service",
  service: null,
  staff: null,
  date: null,
  from: null,
  skip: 0,
  old: null,
  held: null,
  slot: null,
  offered: [],
  misses: 0,
};

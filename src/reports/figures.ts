import { DAY } from "../clock.ts";
import type { Instant, RunOutcome } from "../db/schema.ts";
import { isThanks } from "../inbox/find-or-open-ticket.ts";

/** What somebody asked the bot, and what the bot had for it. */
export interface Ask {
  /** "incident:3", "flow:2", "article:5", "rule:1" */
  subject: string;
  /** The Monday of its week, "YYYY-MM-DD". */
  week: string;
  /** Of the dialogue; null: it still goes on. A keyword rule is done at once. */
  outcome: RunOutcome | null;
  endedAt: Instant | null;
}

/** A message of the thread within 24 hours after the end. */
export interface Later {
  direction: "in" | "out";
  author_type: string;
  text: string | null;
}

/**
 * What became of it. `solved`: the customer said so. `quiet`: the bot answered, and within 24 hours
 * no person wrote and the customer did not come back. `returned`: answered, but one of them did.
 * `abandoned`: the customer left the dialogue. `open`: it goes on, or the 24 hours do.
 */
export type Fate = "solved" | "quiet" | "returned" | "handed-over" | "abandoned" | "open";

export const FATE_TIME = DAY;

/** A word of thanks is no return. */
export function fateOf({ outcome, endedAt }: Ask, later: readonly Later[], now: Instant): Fate {
  switch (outcome) {
    case "solved":
      return "solved";
    case "handed-over":
    case "taken-over":
    case "failed":
      return "handed-over";
    case "timed-out":
    case "left":
    case "stopped":
      return "abandoned";
    default:
  }
  if (outcome === null || endedAt === null) return "open";
  const isBack = later.some(({ direction, author_type, text }) =>
    direction === "in" ? !isThanks(text ?? "") : author_type === "agent",
  );
  if (isBack) return "returned";
  return now < endedAt + FATE_TIME ? "open" : "quiet";
}

/** Sums of asks; the definitions stand on the page. */
export interface Tally {
  asked: number;
  answered: number;
  solved: number;
  deflected: number;
  abandoned: number;
  handedOver: number;
  open: number;
}

export function tallyOf(fates: readonly Fate[]): Tally {
  const count = (...kinds: Fate[]) => fates.filter((fate) => kinds.includes(fate)).length;
  return {
    asked: fates.length,
    answered: count("solved", "quiet", "returned"),
    solved: count("solved"),
    deflected: count("solved", "quiet"),
    abandoned: count("abandoned"),
    handedOver: count("handed-over"),
    open: count("open"),
  };
}

/** The share of what is settled that took no person; null: nothing is settled. */
export function deflectionOf({ asked, open, deflected }: Tally): number | null {
  return asked === open ? null : deflected / (asked - open);
}

/** The Monday of an instant's week on the wall of a zone. */
export function weekOf(instant: Instant, timezone: string): Temporal.PlainDate {
  const date = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 });
}

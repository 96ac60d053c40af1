import type { Instant, TicketStatus } from "../db/schema.ts";
import type { Calendar } from "../routing/calendar.ts";
import type { ClockRow } from "./open-clocks.ts";
import { reckon, runsOf, type StatusChange } from "./reckon-clock.ts";
import { type Step, stepsOf, type Terms } from "./terms.ts";
import { addWorkTime } from "./work-time.ts";

/** What a clock is reckoned from, besides its own row. */
export interface Reckoning {
  terms: Terms;
  calendar: Calendar;
  history: { changes: readonly StatusChange[]; status: TicketStatus };
  /** Steps that it has set off. */
  fired: ReadonlySet<string>;
  now: Instant;
}

export interface ReckonedClock {
  row: ClockRow;
  /** What it sets off next, and when; undefined: nothing more. */
  next: { step: Step; at: Instant } | undefined;
}

/**
 * A clock from its start, by the whole history of its ticket: after a pause it goes on with the
 * rest, after a change of priority, team, policy or terms it is as if these had always been so.
 * Only steps that have not fired come; one that was due before a pause or the end still does.
 */
export function reckonRow(clock: ClockRow, reckoning: Reckoning): ReckonedClock {
  const { terms, calendar, history, fired, now } = reckoning;
  const steps = stepsOf(terms, clock.target_ms);
  const made = { at: clock.created_at, afterId: clock.after_event_id };
  const times = { startedAt: clock.started_at, endedAt: clock.ended_at, made };
  const runs = runsOf(times, history, [...terms.pausesOn, "resolved"], now);
  const { at, ranMs, isRunning } = reckon(
    calendar,
    runs,
    steps.map((step) => step.atMs),
  );
  const breach = at[steps.findIndex((step) => step.kind === "breach")] ?? null;
  const isOver = clock.ended_at !== null;
  const next = steps
    .map((step, index) => ({ step, index, at: at[index] ?? null }))
    .find((one) => one.at !== null && (!fired.has(one.step.name) || isPutOff(one, now)));
  const isLate = breach !== null && breach <= now;
  return {
    next: next && { step: next.step, at: next.at as Instant },
    row: {
      ...clock,
      state: isOver ? clock.state : isRunning ? "running" : "paused",
      due_at: isOver ? (breach ?? projected(clock, calendar, ranMs)) : isRunning ? breach : null,
      remaining_ms: isRunning ? null : clock.target_ms - ranMs,
      next_step: next?.index ?? steps.length,
      next_at: next?.at ?? null,
      breached_at: isLate ? breach : null,
    },
  };
}

/** A breach that has been told of, and whose deadline is later now: it is noted, not told again. */
function isPutOff({ step, at }: { step: Step; at: Instant | null }, now: Instant): boolean {
  return step.kind === "breach" && at !== null && at > now;
}

/** When it would have been late, had it gone on. */
function projected(clock: ClockRow, calendar: Calendar, ranMs: number): Instant | null {
  return addWorkTime(calendar, clock.ended_at ?? clock.started_at, clock.target_ms - ranMs);
}

import type { Instant, TicketStatus } from "../db/schema.ts";
import type { Calendar } from "../routing/calendar.ts";
import { addWorkTime, workTimeBetween } from "./work-time.ts";

/** A stretch during which a clock runs; `to` null: it is running. */
export interface Run {
  from: Instant;
  to: Instant | null;
}

/** A line of a ticket's history. */
export interface StatusChange {
  at: Instant;
  from: TicketStatus;
  to: TicketStatus;
}

/**
 * When a clock ran: from its start, not while the ticket had one of the statuses `pausing`, and
 * until its end. `changes` is the whole history in its order, `status` what holds now. A clock
 * of the machine that was set back makes no time run twice.
 */
export function runsOf(
  clock: { startedAt: Instant; endedAt: Instant | null },
  { changes, status }: { changes: readonly StatusChange[]; status: TicketStatus },
  pausing: readonly TicketStatus[],
): Run[] {
  const { startedAt, endedAt } = clock;
  const before = changes.findLast(({ at }) => at <= startedAt);
  const after = changes.filter(({ at }) => at > startedAt);
  const initial = before?.to ?? after[0]?.from ?? changes[0]?.from ?? status;
  const runs: Run[] = [];
  let since = pausing.includes(initial) ? null : startedAt;
  let latest = startedAt;
  for (const change of after) {
    latest = Math.max(latest, change.at);
    if (endedAt !== null && latest >= endedAt) break;
    const pauses = pausing.includes(change.to);
    if (since !== null && pauses) {
      runs.push({ from: since, to: latest });
      since = null;
    } else if (since === null && !pauses) since = latest;
  }
  if (since !== null) runs.push({ from: since, to: endedAt && Math.max(endedAt, since) });
  return runs;
}

export interface Reckoned {
  /** For each mark the first instant by which the clock has run so long; null: not yet, or never. */
  at: (Instant | null)[];
  /** How long it has run in the runs that are over, in milliseconds of the calendar. */
  ranMs: number;
  isRunning: boolean;
}

/** When a clock has run for each of `marks` (milliseconds of the calendar, ascending, above 0). */
export function reckon(
  calendar: Calendar,
  runs: readonly Run[],
  marks: readonly number[],
): Reckoned {
  const at: (Instant | null)[] = [];
  let ranMs = 0;
  for (const { from, to } of runs) {
    const length = to === null ? Infinity : workTimeBetween(calendar, from, to);
    for (let mark = marks[at.length]; mark !== undefined; mark = marks[at.length]) {
      if (mark - ranMs > length) break;
      at.push(addWorkTime(calendar, from, mark - ranMs));
    }
    if (to !== null) ranMs += length;
  }
  const isRunning = runs.at(-1)?.to === null;
  while (at.length < marks.length) at.push(null);
  return { at, ranMs, isRunning };
}

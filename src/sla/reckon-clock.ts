import type { Instant, TicketStatus } from "../db/schema.ts";
import type { Calendar } from "../routing/calendar.ts";
import { addWorkTime, workTimeBetween } from "./work-time.ts";

/** A stretch during which a clock runs; `to` null: it is running. */
export interface Run {
  from: Instant;
  to: Instant | null;
}

export interface Times {
  startedAt: Instant;
  endedAt: Instant | null;
  /** When the clock was made, and after which line of the history; undefined: with the first. */
  made?: { at: Instant; afterId: number };
}

/** A line of a ticket's history. */
export interface StatusChange {
  id: number;
  at: Instant;
  from: TicketStatus;
  to: TicketStatus;
}

/**
 * When a clock ran: from its start, not while the ticket had one of the statuses `pausing`, and
 * until its end. `changes` is the whole history in its order, `status` what holds now. Where the
 * machine's clock was set back, what came before was no later than what came after, or now.
 */
export function runsOf(
  clock: Times,
  history: { changes: readonly StatusChange[]; status: TicketStatus },
  pausing: readonly TicketStatus[],
  now: Instant,
): Run[] {
  const { startedAt, endedAt } = clock;
  const changes = inOrder(history.changes, clock, now);
  const before = changes.findLast(({ at }) => at <= startedAt);
  const after = changes.filter(({ at }) => at > startedAt);
  const initial = before?.to ?? after[0]?.from ?? changes[0]?.from ?? history.status;
  const runs: Run[] = [];
  let since = pausing.includes(initial) ? null : startedAt;
  for (const { at, to } of after) {
    if (endedAt !== null && at >= endedAt) break;
    const pauses = pausing.includes(to);
    if (since !== null && pauses) {
      runs.push({ from: since, to: at });
      since = null;
    } else if (since === null && !pauses) since = at;
  }
  if (since !== null) runs.push({ from: since, to: endedAt && Math.max(endedAt, since) });
  return runs;
}

function inOrder(
  changes: readonly StatusChange[],
  { made }: Times,
  now: Instant,
): readonly StatusChange[] {
  const latest = ({ id }: StatusChange) => (made && id <= made.afterId ? made.at : now);
  const isOrdered = changes.every(
    (change, index) => change.at <= Math.min(latest(change), changes[index + 1]?.at ?? now),
  );
  if (isOrdered) return changes;
  let earliest = now;
  return changes
    .toReversed()
    .map((change) => {
      earliest = Math.min(earliest, latest(change), change.at);
      return { ...change, at: earliest };
    })
    .toReversed();
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

import type { TicketStatus } from "../../src/db/schema.ts";
import type { Case, Deal } from "./sla-cases.ts";

const MINUTE = 60_000;

/** What a clock set off, and how it stands at the end. */
export interface Verdict {
  fired: { name: string; dueAt: number; firedAt: number }[];
  isRunning: boolean;
  isResolved: boolean;
  /** When it ran for its whole target; null: not until the end, or (running) within the weeks. */
  lateAt: number | null;
  /** Of the target, at the end. */
  leftMs: number;
}

interface Mark {
  name: string;
  atMs: number;
}

/**
 * Goes through a case minute by minute, counting those in which the place is open and the ticket
 * does not stand still. Shares nothing with what it checks but the types.
 */
export function judge(one: Case): Verdict {
  const statuses = one.happenings.filter((what) => what.kind === "status");
  const done = new Set<string>();
  const fired: Verdict["fired"] = [];
  let deal = one.first;
  let passed = walk(one.startedAt, deal, statuses);
  for (const what of one.happenings) {
    if (what.kind === "deal") {
      deal = what.deal;
      passed = walk(one.startedAt, deal, statuses);
    } else if (what.kind === "tick") {
      for (const { name, at } of passed.marks) {
        if (at === null || at > what.at || done.has(name)) continue;
        done.add(name);
        fired.push({ name, dueAt: at, firedAt: what.at });
      }
    }
  }
  const end = one.happenings.at(-1)?.at ?? one.startedAt;
  const last = statuses.at(-1)?.to ?? "open";
  const lateAt = passed.marks.find(({ name }) => name === "breach")?.at ?? null;
  const isRunning = !stands(last, deal);
  return {
    fired,
    isRunning,
    isResolved: last === "resolved",
    lateAt: isRunning || (lateAt !== null && lateAt <= end) ? lateAt : null,
    leftMs: deal.targetMs - countUntil(one.startedAt, end, deal, statuses),
  };
}

type Statuses = readonly { at: number; to: TicketStatus }[];

const stands = (status: TicketStatus, deal: Deal) =>
  status === "resolved" || (deal.pausesOn as readonly TicketStatus[]).includes(status);

function marksOf({ targetMs, reminders, ladder }: Deal): Mark[] {
  const marks: Mark[] = [];
  for (const reminder of reminders) {
    if ("share" in reminder)
      marks.push({
        name: `reminder:${reminder.share}`,
        atMs: Math.round(targetMs * reminder.share),
      });
    else
      marks.push({
        name: `reminder:-${reminder.minutesBefore}`,
        atMs: targetMs - reminder.minutesBefore * MINUTE,
      });
  }
  const kept = marks.filter(({ atMs }) => atMs > 0 && atMs < targetMs);
  kept.push({ name: "breach", atMs: targetMs });
  for (const after of ladder)
    kept.push({ name: `escalation:${after}`, atMs: targetMs + after * MINUTE });
  return kept.sort((a, b) => a.atMs - b.atMs);
}

/** When each mark was passed, walking to the end of the weeks. */
function walk(startedAt: number, deal: Deal, statuses: Statuses) {
  const marks = marksOf(deal).map((mark) => ({ ...mark, at: null as number | null }));
  let next = 0;
  let ran = 0;
  eachPart(startedAt, Infinity, deal, statuses, (from, to) => {
    for (let mark = marks[next]; mark && mark.atMs <= ran + (to - from); mark = marks[next]) {
      mark.at = from + (mark.atMs - ran);
      next++;
    }
    ran += to - from;
    return next < marks.length;
  });
  return { marks };
}

function countUntil(startedAt: number, end: number, deal: Deal, statuses: Statuses): number {
  let ran = 0;
  eachPart(startedAt, end, deal, statuses, (from, to) => {
    ran += to - from;
    return true;
  });
  return ran;
}

/** Each minute that counts, or the part of it that does; `take` answers whether to go on. */
function eachPart(
  startedAt: number,
  end: number,
  deal: Deal,
  statuses: Statuses,
  take: (from: number, to: number) => boolean,
): void {
  const { wall, open } = deal.place;
  let index = 0;
  let status: TicketStatus = "open";
  let isCounting = !stands(status, deal);
  const first = Math.floor((startedAt - wall.from) / MINUTE);
  for (let minute = first; minute < wall.minutes; minute++) {
    const begins = wall.from + minute * MINUTE;
    if (begins >= end) return;
    let from = Math.max(begins, startedAt);
    const to = Math.min(begins + MINUTE, end);
    for (let change = statuses[index]; change && change.at < to; change = statuses[index]) {
      if (isCounting && open[minute] === 1 && change.at > from) if (!take(from, change.at)) return;
      from = Math.max(from, change.at);
      status = change.to;
      isCounting = !stands(status, deal);
      index++;
    }
    if (isCounting && open[minute] === 1 && to > from && !take(from, to)) return;
  }
}

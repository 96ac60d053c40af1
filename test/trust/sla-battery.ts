import { join } from "node:path";
import type { TicketStatus } from "../../src/db/schema.ts";
import type { ClockRow } from "../../src/sla/open-clocks.ts";
import type { StatusChange } from "../../src/sla/reckon-clock.ts";
import type { Terms } from "../../src/sla/terms.ts";
import { dice, root as ours } from "./battery.ts";
import { type Case, type Deal, makeCase, makePlaces } from "./sla-cases.ts";
import { judge, type Verdict } from "./sla-oracle.ts";

type Reckoning = typeof import("../../src/sla/reckon-row.ts");

export interface Differences {
  cases: number;
  fired: number;
  late: number;
  differences: number;
  /** The first few, to look at. */
  seen: { seed: number; ours: Verdict; oracle: Verdict }[];
}

/** So many random cases by the program's own reckoning and by the oracle. */
export async function compareCases(
  cases: number,
  { root = ours, seed = 1 }: { root?: string; seed?: number } = {},
): Promise<Differences> {
  const reckoning = (await import(join(root, "src/sla/reckon-row.ts"))) as Reckoning;
  const places = makePlaces(40, seed);
  const result: Differences = { cases, fired: 0, late: 0, differences: 0, seen: [] };
  for (let index = 0; index < cases; index++) {
    const one = makeCase(places, dice(seed * 1_000_003 + index));
    const oracle = judge(one);
    const own = play(one, reckoning);
    result.fired += oracle.fired.length;
    if (oracle.lateAt !== null) result.late += 1;
    if (isSame(own, oracle, one)) continue;
    result.differences += 1;
    if (result.seen.length < 3) result.seen.push({ seed: index, ours: own, oracle });
  }
  return result;
}

/** A deadline that the oracle's weeks don't reach is one that lies after them. */
function isSame(own: Verdict, oracle: Verdict, one: Case): boolean {
  const { wall } = one.first.place;
  const after = wall.from + wall.minutes * 60_000;
  const isBeyond =
    oracle.lateAt === null && oracle.isRunning && (own.lateAt === null || own.lateAt >= after);
  return Bun.deepEquals({ ...own, lateAt: isBeyond ? null : own.lateAt }, oracle);
}

/** What the clock does in the program, one thing after the other as it happens. */
function play(one: Case, { reckonRow }: Reckoning): Verdict {
  const changes: StatusChange[] = [];
  const done = new Set<string>();
  const fired: Verdict["fired"] = [];
  let deal = one.first;
  let status: TicketStatus = "open";
  let clock: ClockRow = { ...newClock, started_at: one.startedAt, target_ms: deal.targetMs };
  const reckon = (now: number) => {
    const { calendar } = deal.place;
    const history = { changes, status };
    return reckonRow(clock, { terms: termsOf(deal), calendar, history, fired: done, now });
  };
  clock = reckon(one.startedAt).row;
  for (const what of one.happenings) {
    if (what.kind === "status") {
      changes.push({ id: changes.length + 1, at: what.at, from: status, to: what.to });
      status = what.to;
      clock = { ...clock, ended_at: status === "resolved" ? what.at : null };
    } else if (what.kind === "deal") {
      deal = what.deal;
      clock = { ...clock, target_ms: deal.targetMs };
    }
    while (what.kind === "tick" && clock.next_at !== null && clock.next_at <= what.at) {
      const { next } = reckon(what.at);
      if (next && next.at <= what.at && !done.has(next.step.name)) {
        done.add(next.step.name);
        fired.push({ name: next.step.name, dueAt: next.at, firedAt: what.at });
      }
      const { row } = reckon(what.at);
      if (row.next_at === clock.next_at && !next) break;
      clock = row;
    }
    clock = reckon(what.at).row;
  }
  const end = one.happenings.at(-1)?.at ?? one.startedAt;
  const isRunning = clock.state === "running" && clock.ended_at === null;
  return {
    fired,
    isRunning,
    isResolved: clock.ended_at !== null,
    lateAt: isRunning ? clock.due_at : clock.breached_at,
    leftMs: clock.remaining_ms ?? leftOf(clock, deal, end, reckonRow, { changes, status }),
  };
}

/** Of a clock that runs: what would be left if it stood still now. */
function leftOf(
  clock: ClockRow,
  deal: Deal,
  now: number,
  reckonRow: Reckoning["reckonRow"],
  history: { changes: StatusChange[]; status: TicketStatus },
): number {
  const reckoning = { terms: termsOf(deal), calendar: deal.place.calendar, history, now };
  const stopped = { ...clock, ended_at: now };
  return reckonRow(stopped, { ...reckoning, fired: new Set() }).row.remaining_ms ?? Number.NaN;
}

function termsOf({ pausesOn, reminders, ladder }: Deal): Terms {
  const none = { low: null, normal: null, high: null, urgent: null };
  return {
    targets: {
      "first-response": none,
      "next-response": none,
      resolution: none,
      "hand-over": none,
    },
    calendar: "always",
    pausesOn,
    countsBot: false,
    reminders,
    escalation: ladder.map((afterMinutes) => ({ afterMinutes, actions: [] })),
  };
}

const newClock: ClockRow = {
  id: 1,
  ticket_id: 1,
  policy_id: 1,
  metric: "resolution",
  state: "running",
  target_ms: 0,
  started_at: 0,
  due_at: null,
  remaining_ms: null,
  next_step: 0,
  next_at: null,
  breached_at: null,
  ended_at: null,
  team_id: null,
  assignee_id: null,
  created_at: 0,
  after_event_id: 0,
};

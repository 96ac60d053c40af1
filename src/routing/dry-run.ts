import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Facts } from "./conditions.ts";
import { prospectOf } from "./may-hold.ts";
import { openBetween } from "./open-between.ts";
import { type Cursor, listPastTickets, readPast } from "./past-tickets.ts";
import { askableLeaves } from "./phrase-index.ts";
import { type Occasion, type Replay, replayTicket } from "./replay-ticket.ts";
import { compileDesk, type LiveRule, needsOf, type RoutingDesk } from "./routing-desk.ts";
import { conflictOf, type Disputed, type Settings, settingsOf } from "./rule-conflicts.ts";
import { inputOf, listRoutingRules, type RoutingRuleInput } from "./rules.ts";

/** A rule to be tried; one that is not saved yet has no id. */
export type Candidate = RoutingRuleInput & { id?: number };

export interface DryRunRule {
  /** -1, -2 … for candidates that are not saved. */
  id: number;
  name: string;
  /** How often it would have acted. */
  fired: number;
  /** How often its condition held; more than `fired` where an earlier rule was the last. */
  matched: number;
  /** The latest 20 on which it would have acted. */
  tickets: number[];
}

export interface DryRunConflict {
  rules: [{ id: number; name: string }, { id: number; name: string }];
  /** What they set differently on the same event. */
  what: Disputed;
  count: number;
  /** The latest 20. */
  tickets: number[];
}

export interface DryRun {
  from: Instant;
  to: Instant;
  mode: RoutingDesk["mode"];
  tickets: number;
  events: number;
  /** In their order. */
  rules: DryRunRule[];
  /** Most frequent first. Where only the first match acts, it is the order that decides them. */
  conflicts: DryRunConflict[];
  neverFired: { id: number; name: string }[];
}

const SHOWN = 20;

/**
 * What rules would have done in the last `days`, without doing any of it: the live ones, or
 * candidates in their place.
 *
 * As it was then: texts, referrals, status, owner, team, priority, category, language and tags of
 * the ticket, how long the customer had waited, hours, the contact's other tickets. As it is now:
 * the contact (tags, fields, value, VIP, manager, zone), who has the other tickets, calendars. What
 * the rules themselves would have changed is not played on, and a bot's answer ends no waiting.
 */
export async function dryRun(
  db: Db,
  { days, rules }: { days: number; rules?: readonly Candidate[] },
  now: Instant,
): Promise<DryRun> {
  const from = now - days * DAY;
  const candidates =
    rules ?? (await listRoutingRules(db)).map((row) => ({ ...inputOf(row), id: row.id }));
  const trial = await openTrial(db, candidates, from, now);
  let after: Cursor | undefined;
  for (;;) {
    const tickets = await listPastTickets(db, from, after);
    after = tickets.at(-1);
    if (!after) break;
    const pasts = await readPast(db, tickets, trial.needs, trial.routing);
    for (const past of pasts) {
      for (const occasion of replayTicket(past, trial.replay))
        tryOn(trial, past.ticket.id, occasion);
    }
    trial.result.tickets += tickets.length;
    // Requests have their turn between the pages.
    await new Promise(setImmediate);
  }
  return finish(trial);
}

interface Trial {
  routing: RoutingDesk;
  needs: ReturnType<typeof needsOf>;
  replay: Replay;
  result: DryRun;
  byRule: Map<LiveRule, Tally>;
  conflicts: Map<string, DryRunConflict>;
}

interface Tally {
  row: DryRunRule;
  settings: Settings;
}

async function openTrial(
  db: Db,
  candidates: readonly Candidate[],
  from: Instant,
  to: Instant,
): Promise<Trial> {
  const rows = candidates.filter((rule) => rule.isEnabled).map(rowOf);
  const routing = await compileDesk(db, rows);
  const live = rows.flatMap(({ id }) => routing.rulesById.get(id) ?? []);
  const needs = needsOf(live.map((rule) => rule.condition));
  const calendars = new Map(
    [...routing.calendars].map(([name, each]) => [name, openBetween(each, from, to)]),
  );
  const timers = rows.flatMap(({ id, unanswered_minutes: minutes }) =>
    minutes === null ? [] : [{ ruleId: id, minutes }],
  );
  const replay: Replay = {
    from,
    to,
    asks: (...fields) => fields.some((field) => needs.has(field)),
    routing,
    isAsked: (event) => routing.asked[event].rules.length > 0,
    isOpenAt: (name, instant) => calendars.get(name)?.(instant) ?? false,
    timers,
  };
  const { mode } = routing;
  const byRule = new Map(live.map((rule) => [rule, tallyOf(rule)]));
  const nothing = { tickets: 0, events: 0, rules: [], conflicts: [], neverFired: [] };
  return {
    ...{ routing, needs, byRule, replay, conflicts: new Map() },
    result: { from, to, mode, ...nothing },
  };
}

function tallyOf({ id, name, actions }: LiveRule): Tally {
  return { row: { id, name, fired: 0, matched: 0, tickets: [] }, settings: settingsOf(actions) };
}

function rowOf(rule: Candidate, index: number) {
  return {
    id: rule.id ?? -index - 1,
    name: rule.name,
    events: JSON.stringify(rule.events),
    condition: JSON.stringify(rule.condition),
    actions: JSON.stringify(rule.actions),
    unanswered_minutes: rule.unansweredMinutes,
    is_enabled: 1 as const,
    stops: rule.stops ? (1 as const) : (0 as const),
    position: index + 1,
    version: 1,
  };
}

function tryOn(trial: Trial, ticketId: number, { event, ruleId, facts }: Occasion): void {
  trial.result.events += 1;
  const matched = matchedBy(trial, event, ruleId, facts);
  if (matched.length === 0) return;
  const last = trial.result.mode === "first" ? 0 : matched.findIndex((rule) => rule.stops);
  const acting = last < 0 ? matched : matched.slice(0, last + 1);
  for (const rule of matched) {
    const { row } = trial.byRule.get(rule)!;
    row.matched += 1;
    if (!acting.includes(rule)) continue;
    row.fired += 1;
    show(row.tickets, ticketId);
  }
  noteConflicts(trial, ticketId, trial.result.mode === "first" ? matched : acting);
}

function matchedBy(
  { routing }: Trial,
  event: Occasion["event"],
  ruleId: number | undefined,
  facts: Facts,
): LiveRule[] {
  if (ruleId !== undefined) {
    const rule = routing.rulesById.get(ruleId);
    return rule && holds(rule, facts) ? [rule] : [];
  }
  const { rules, phrases } = routing.asked[event];
  if (facts.text) facts.askable = askableLeaves(phrases, facts.text);
  return rules.filter((rule) => holds(rule, facts));
}

/** Why is not asked here. */
function holds({ condition }: LiveRule, facts: Facts): boolean {
  return prospectOf(condition, facts, isKnown) === "yes";
}
const isKnown = () => true;

function noteConflicts({ byRule, conflicts }: Trial, ticketId: number, rules: LiveRule[]): void {
  for (const [index, one] of rules.entries()) {
    for (const other of rules.slice(index + 1)) {
      const what = conflictOf(byRule.get(one)!.settings, byRule.get(other)!.settings);
      if (!what) continue;
      const key = `${one.id} ${other.id} ${what}`;
      const named = ({ id, name }: LiveRule) => ({ id, name });
      const known = conflicts.get(key) ?? {
        rules: [named(one), named(other)],
        what,
        count: 0,
        tickets: [],
      };
      known.count += 1;
      show(known.tickets, ticketId);
      conflicts.set(key, known);
    }
  }
}

function show(tickets: number[], id: number): void {
  if (tickets.length < SHOWN && tickets.at(-1) !== id) tickets.push(id);
}

function finish({ result, byRule, conflicts }: Trial): DryRun {
  const rules = [...byRule.values()].map(({ row }) => row);
  return {
    ...result,
    rules,
    conflicts: [...conflicts.values()].sort((a, b) => b.count - a.count),
    neverFired: rules.filter((row) => row.fired === 0).map(({ id, name }) => ({ id, name })),
  };
}

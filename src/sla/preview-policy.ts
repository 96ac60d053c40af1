import type { Db } from "../db/open.ts";
import type { Instant, SlaMetric } from "../db/schema.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import { evaluate } from "../routing/conditions.ts";
import { factsOf } from "../routing/facts.ts";
import { needsOf, readRoutingDesk, type RoutingDesk } from "../routing/routing-desk.ts";
import { everything, isVisible, type Scope } from "../users/ticket-scope.ts";
import type { PolicyInput } from "./policies.ts";
import { readLines } from "./read-lines.ts";
import { reckon, runsOf } from "./reckon-clock.ts";
import {
  type Line,
  type Replayed,
  replayTicket,
  statusChangesOf,
  valueAt,
} from "./replay-ticket.ts";
import { calendarFor } from "./sla-desk.ts";
import { slaMetrics, targetOf } from "./terms.ts";

/** `open`: neither is said yet. `void`: resolved before anybody had to answer. */
export type Outcome = "met" | "breached" | "open" | "void";

/** One promise of one ticket: under the policy, and as it was. */
export interface PreviewPromise {
  ticketId: number;
  metric: SlaMetric;
  outcome: Outcome;
  startedAt: Instant;
  targetMs: number;
  /** When it would have been late; null: never, or it stands still. */
  dueAt: Instant | null;
  endedAt: Instant | null;
  /** Time of the policy's calendar that it took, or has taken so far, in milliseconds. */
  tookMs: number;
}

export interface PreviewSum {
  clocks: number;
  met: number;
  breached: number;
  /** Of those that ended, in milliseconds of the calendar; null: none did. */
  medianMs: number | null;
}

export interface Preview {
  /** Tickets opened in the time, and how many of them the policy is for. */
  tickets: number;
  matched: number;
  /** There were more than are replayed: the newest are. */
  isCut: boolean;
  promises: PreviewPromise[];
  under: Record<SlaMetric, PreviewSum>;
  /** By the clocks that these tickets really had. */
  actual: Record<SlaMetric, PreviewSum>;
}

const MOST_TICKETS = 5_000;
const CHUNK = 200;

/**
 * A policy on the tickets that were opened from `from` until before `to`: what it would have
 * promised, what of that would have been kept, and what happened under the policies of that time.
 * Reads only. Conditions are asked about the tickets as they are today; priority and team are those
 * of each promise's end. Statuses, pauses and answers are taken from the history.
 */
export async function previewPolicy(
  db: Db,
  policy: Pick<PolicyInput, "condition" | "terms">,
  { from, to, now }: { from: Instant; to: Instant; now: Instant },
  scope: Scope = everything,
): Promise<Preview> {
  const tickets = await listOpened(db, from, to, scope);
  const isCut = tickets.length > MOST_TICKETS;
  if (isCut) tickets.pop();
  const routing = await readRoutingDesk(db);
  const promises: PreviewPromise[] = [];
  const actual: PreviewPromise[] = [];
  let matched = 0;
  for (let index = 0; index < tickets.length; index += CHUNK) {
    const chunk = await matching(db, policy, tickets.slice(index, index + CHUNK), routing);
    if (chunk.length === 0) continue;
    matched += chunk.length;
    const ids = chunk.map((ticket) => ticket.id);
    const lines = await readLines(db, ids);
    for (const ticket of chunk)
      promises.push(...promisesOf(ticket, lines.get(ticket.id) ?? [], policy, routing, now));
    actual.push(...(await listActual(db, ids)));
  }
  const sums = { under: sumsOf(promises), actual: sumsOf(actual) };
  return { tickets: tickets.length, matched, isCut, promises, ...sums };
}

async function listOpened(db: Db, from: Instant, to: Instant, scope: Scope): Promise<TicketRow[]> {
  return db
    .selectFrom("tickets")
    .selectAll()
    .where("created_at", ">=", from)
    .where("created_at", "<", to)
    .where("is_spam", "=", 0)
    .where("merged_into_id", "is", null)
    .where((where) => isVisible(where, scope))
    .orderBy("id", "desc")
    .limit(MOST_TICKETS + 1)
    .execute();
}

async function matching(
  db: Db,
  { condition }: Pick<PolicyInput, "condition">,
  tickets: TicketRow[],
  routing: RoutingDesk,
): Promise<TicketRow[]> {
  const needs = needsOf([condition]);
  const found: TicketRow[] = [];
  for (const ticket of tickets) {
    const facts = await factsOf(db, ticket, "ticket", ticket.created_at, { needs, routing });
    if (evaluate(condition, facts).holds) found.push(ticket);
  }
  return found;
}

function promisesOf(
  ticket: TicketRow,
  lines: readonly Line[],
  { terms }: Pick<PolicyInput, "terms">,
  { calendars }: RoutingDesk,
  now: Instant,
): PreviewPromise[] {
  const history = { changes: statusChangesOf(lines), status: ticket.status };
  const priorities = lines.filter((line) => line.kind === "priority");
  const teams = lines.filter((line) => line.kind === "team");
  const pausing = [...terms.pausesOn, "resolved"] as const;
  const replayed = replayTicket({ createdAt: ticket.created_at }, lines, terms);
  return replayed.flatMap((one): PreviewPromise[] => {
    const end = one.endedAt ?? now;
    const targetMs = targetOf(terms, one.metric, valueAt(priorities, end, ticket.priority));
    if (targetMs === null) return [];
    const team = valueAt(teams, end, ticket.team_id);
    const calendar = calendarFor(terms, team, calendars);
    const { at } = reckon(calendar, runsOf(one, history, pausing, now), [targetMs]);
    const soFar = reckon(calendar, runsOf({ ...one, endedAt: end }, history, pausing, now), []);
    const dueAt = at[0] ?? null;
    const { metric, startedAt, endedAt } = one;
    const outcome = outcomeOf(one, dueAt !== null && dueAt <= end);
    const tookMs = soFar.ranMs;
    return [{ ticketId: ticket.id, metric, outcome, startedAt, targetMs, dueAt, endedAt, tookMs }];
  });
}

function outcomeOf({ endedAt, isVoid }: Replayed, isLate: boolean): Outcome {
  if (isLate) return "breached";
  if (endedAt === null) return "open";
  return isVoid ? "void" : "met";
}

async function listActual(db: Db, ticketIds: readonly number[]): Promise<PreviewPromise[]> {
  const rows = await db
    .selectFrom("sla_clocks")
    .selectAll()
    .where("ticket_id", "in", ticketIds)
    .execute();
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    metric: row.metric,
    outcome: row.ended_at !== null ? (row.state as Outcome) : row.breached_at ? "breached" : "open",
    startedAt: row.started_at,
    targetMs: row.target_ms,
    dueAt: row.due_at,
    endedAt: row.ended_at,
    tookMs: row.target_ms - (row.remaining_ms ?? 0),
  }));
}

function sumsOf(promises: readonly PreviewPromise[]): Record<SlaMetric, PreviewSum> {
  const rows = slaMetrics.map((metric) => {
    const own = promises.filter((one) => one.metric === metric && one.outcome !== "void");
    const count = (outcome: Outcome) => own.filter((one) => one.outcome === outcome).length;
    const took = own
      .filter((one) => one.endedAt !== null)
      .map((one) => one.tookMs)
      .sort((a, b) => a - b);
    const medianMs = took[Math.floor((took.length - 1) / 2)] ?? null;
    return [
      metric,
      { clocks: own.length, met: count("met"), breached: count("breached"), medianMs },
    ] as const;
  });
  return Object.fromEntries(rows) as Record<SlaMetric, PreviewSum>;
}

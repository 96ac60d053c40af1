import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, SlaMetric } from "../db/schema.ts";
import { findTicket, type TicketRow } from "../inbox/tickets.ts";
import {
  earliestDeadline,
  firedStepsOf,
  insertClock,
  listClocks,
  listStatusChanges,
  noteDeadline,
  outcomeOf,
  updateClock,
} from "./clocks.ts";
import type { Happening } from "./happenings.ts";
import type { ClockRow } from "./open-clocks.ts";
import type { Policy } from "./policies.ts";
import type { StatusChange } from "./reckon-clock.ts";
import { type ReckonedClock, reckonRow } from "./reckon-row.ts";
import { calendarFor, findPolicy, readSlaDesk, type SlaDesk, startUnder } from "./sla-desk.ts";
import { slaMetrics, targetOf } from "./terms.ts";

/** One pass over a ticket's clocks. */
interface Pass {
  tx: Tx;
  desk: SlaDesk;
  ticket: TicketRow;
  policy: Policy | undefined;
  changes: StatusChange[];
  clocks: ClockRow[];
  happening: Happening;
  now: Instant;
}

/**
 * Brings the clocks of a ticket to what the ticket is now. Called after whatever changed it, as
 * often as one likes:
 *
 * - `first-response` runs from the customer's first message until a person or program answers (the
 *   bot, where the policy counts it), `next-response` from the first message after an answer.
 * - `resolution` runs from the ticket's opening until it is resolved. Reopened, the same clock goes
 *   on with the rest of its time; a deadline that was missed stays missed.
 * - `hand-over` runs from the moment the bot gives the ticket to people until one of them answers
 *   or takes it.
 * - Resolving asks for no answer any more: open response and hand-over clocks end as `void`, or as
 *   `breached` where they were late already. Spam asks for nothing at all.
 * - A change of priority, team, policy or terms reckons the open clocks anew from their start; one
 *   of which nothing is promised any more ends as `void`, and comes back if it is again.
 *
 * Nothing is set off here: steps that are due are left to `runDueSteps`, also those of a clock that
 * ended after them.
 */
export async function keepClocks(
  tx: Tx,
  ticketId: number,
  now: Instant,
  happening: Happening = "changed",
  { evenUnused = false }: { evenUnused?: boolean } = {},
): Promise<void> {
  const desk = await readSlaDesk(tx);
  if (desk.live.length === 0 && !evenUnused) return;
  const ticket = await findTicket(tx, ticketId);
  if (!ticket) return;
  const isOver = ticket.status === "resolved";
  const policy = isOver
    ? desk.byId.get(ticket.sla_policy_id ?? 0)
    : await findPolicy(tx, desk, ticket);
  const clocks = await listClocks(tx, ticketId);
  const changes = await listStatusChanges(tx, ticketId);
  const pass = { tx, desk, ticket, policy, changes, clocks, happening, now };
  for (const metric of slaMetrics) await keepMetric(pass, metric);
  await keepDeadline(pass);
}

async function keepMetric(pass: Pass, metric: SlaMetric): Promise<void> {
  const { ticket, policy, clocks } = pass;
  const open = clocks.find((clock) => clock.metric === metric && clock.ended_at === null);
  const target = policy ? targetOf(policy.terms, metric, ticket.priority) : null;
  if (!open) {
    if (policy && target !== null && (await isToStart(pass, metric)))
      await start(pass, policy, metric, target);
    return;
  }
  if (!isAsked(pass, metric)) return end(pass, open);
  if (!policy || target === null) return drop(pass, open);
  await reckonAnew(pass, { ...open, policy_id: policy.id, target_ms: target });
}

/** Whether a clock that is open goes on. */
function isAsked({ ticket, happening }: Pass, metric: SlaMetric): boolean {
  if (ticket.status === "resolved") return false;
  if (metric === "resolution") return true;
  if (metric === "hand-over") return happening !== "answered" && happening !== "taken";
  return ticket.waiting_since !== null;
}

async function isToStart(pass: Pass, metric: SlaMetric): Promise<boolean> {
  const { tx, ticket, clocks, happening } = pass;
  if (ticket.status === "resolved" || ticket.is_spam === 1) return false;
  if (metric === "resolution") return true;
  if (metric === "hand-over") return happening === "handed-over";
  if (ticket.waiting_since === null) return false;
  const other = metric === "first-response" ? "next-response" : "first-response";
  if (clocks.some((clock) => clock.metric === other && clock.ended_at === null)) return false;
  const isAnswered = await wasAnswered(tx, pass);
  return (metric === "next-response") === isAnswered;
}

const findAnswer = hot((db, p: { ticketId: number; before: Instant }) =>
  db
    .selectFrom("messages")
    .select("id")
    .where("ticket_id", "=", p.ticketId)
    .where("author_type", "in", ["agent", "api"])
    .where("type", "!=", "reaction")
    .where("created_at", "<", p.before)
    .limit(1),
);

/** Whether the customer has had a first answer before the message that waits now. */
async function wasAnswered(db: Db, { ticket, clocks }: Pass): Promise<boolean> {
  const first = clocks.filter((clock) => clock.metric === "first-response");
  if (first.some((clock) => clock.state === "met")) return true;
  const found = await findAnswer(db, { ticketId: ticket.id, before: ticket.waiting_since ?? 0 });
  return found.length > 0;
}

/**
 * A clock that was given up for the same reason goes on, so that what it has set off is not set
 * off again: the one resolution clock of a ticket, or one of the customer's same waiting.
 */
async function start(
  pass: Pass,
  policy: Policy,
  metric: SlaMetric,
  targetMs: number,
): Promise<void> {
  const { tx, ticket, now, clocks, changes } = pass;
  const began = metric === "hand-over" ? now : (ticket.waiting_since ?? ticket.created_at);
  const startedAt = startUnder(policy, metric === "resolution" ? ticket.created_at : began);
  const former = findFormer(clocks, metric, began, now);
  const terms = { policy_id: policy.id, target_ms: targetMs };
  if (former) return reckonAnew(pass, { ...former, ...terms, ended_at: null, state: "running" });
  const clock = await insertClock(tx, {
    ticketId: ticket.id,
    policyId: policy.id,
    metric,
    targetMs,
    startedAt,
    createdAt: now,
    afterEventId: changes.at(-1)?.id ?? 0,
  });
  await reckonAnew(pass, clock);
}

/** Of a waiting only the latest clock: one from before the machine's clock was set back is another's. */
function findFormer(
  clocks: readonly ClockRow[],
  metric: SlaMetric,
  began: Instant,
  now: Instant,
): ClockRow | undefined {
  if (metric === "hand-over") return undefined;
  if (metric === "resolution") return clocks.findLast((clock) => clock.metric === metric);
  const last = clocks.findLast((clock) => clock.metric.endsWith("-response"));
  if (last?.metric !== metric || last.state === "met") return undefined;
  return last.started_at >= began && last.started_at <= now ? last : undefined;
}

async function end(pass: Pass, clock: ClockRow): Promise<void> {
  const { ticket, now } = pass;
  if (ticket.is_spam === 1) return drop(pass, clock);
  const isStillAsked = clock.metric === "resolution" || ticket.status !== "resolved";
  const ended = {
    ...clock,
    ended_at: Math.max(now, clock.started_at),
    team_id: ticket.team_id,
    assignee_id: ticket.assignee_id,
  };
  const { row } = await reckoned(pass, ended);
  await store(pass, { ...row, state: outcomeOf(row.breached_at !== null, isStillAsked) });
}

/** Nothing is promised any more: it sets off nothing that it has not yet. */
async function drop({ tx, clocks, now, ticket }: Pass, clock: ClockRow): Promise<void> {
  const { team_id, assignee_id } = ticket;
  const dropped: ClockRow = {
    ...clock,
    state: "void",
    ended_at: now,
    next_at: null,
    team_id,
    assignee_id,
  };
  await updateClock(tx, dropped);
  replace(clocks, dropped);
}

async function reckonAnew(pass: Pass, clock: ClockRow): Promise<void> {
  await store(pass, (await reckoned(pass, clock)).row);
}

async function reckoned(pass: Pass, clock: ClockRow): Promise<ReckonedClock> {
  const { tx, desk, ticket, changes, now } = pass;
  const policy = desk.byId.get(clock.policy_id) ?? pass.policy;
  if (!policy) return { row: { ...clock, next_at: null }, next: undefined };
  return reckonRow(clock, {
    terms: policy.terms,
    calendar: calendarFor(policy.terms, ticket.team_id, desk.calendars),
    history: { changes, status: ticket.status },
    fired: await firedStepsOf(tx, clock.id),
    now,
  });
}

async function store({ tx, clocks }: Pass, clock: ClockRow): Promise<void> {
  await updateClock(tx, clock);
  replace(clocks, clock);
}

function replace(clocks: ClockRow[], clock: ClockRow): void {
  const index = clocks.findIndex(({ id }) => id === clock.id);
  if (index < 0) clocks.push(clock);
  else clocks[index] = clock;
}

async function keepDeadline({ tx, ticket, policy, clocks }: Pass): Promise<void> {
  const dueAt = earliestDeadline(clocks);
  const policyId = policy?.id ?? null;
  if (ticket.sla_due_at === dueAt && ticket.sla_policy_id === policyId) return;
  await noteDeadline(tx, ticket.id, dueAt, policyId);
}

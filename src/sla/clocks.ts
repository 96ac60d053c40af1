import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { ClockState, Instant, SlaMetric, TicketStatus } from "../db/schema.ts";
import type { ClockRow } from "./open-clocks.ts";
import type { StatusChange } from "./reckon-clock.ts";

const listOpen = hot((db, p: { ticketId: number }) =>
  db
    .selectFrom("sla_clocks")
    .selectAll()
    .where("ticket_id", "=", p.ticketId)
    .where("ended_at", "is", null),
);

export async function listOpenClocks(db: Db, ticketId: number): Promise<ClockRow[]> {
  return listOpen(db, { ticketId });
}

const listAll = hot((db, p: { ticketId: number }) =>
  db.selectFrom("sla_clocks").selectAll().where("ticket_id", "=", p.ticketId).orderBy("id"),
);

/** Also those that have ended, the oldest first. */
export async function listClocks(db: Db, ticketId: number): Promise<ClockRow[]> {
  return listAll(db, { ticketId });
}

const findOne = hot((db, p: { id: number }) =>
  db.selectFrom("sla_clocks").selectAll().where("id", "=", p.id),
);

export async function findClock(db: Db, id: number): Promise<ClockRow | undefined> {
  return (await findOne(db, { id }))[0];
}

const findDue = hot((db, p: { now: Instant; limit: number }) =>
  db
    .selectFrom("sla_clocks")
    .selectAll()
    .where("next_at", "is not", null)
    .where("next_at", "<=", p.now)
    .orderBy("next_at")
    .limit(p.limit),
);

/** Clocks of which a step is due, by the index of what comes next alone. */
export async function listDueClocks(db: Db, now: Instant, limit: number): Promise<ClockRow[]> {
  return findDue(db, { now, limit });
}

const listChanges = hot((db, p: { ticketId: number }) =>
  db
    .selectFrom("ticket_events")
    .select(["id", "detail", "created_at"])
    .where("ticket_id", "=", p.ticketId)
    .where("kind", "in", ["status", "merged"])
    .orderBy("id"),
);

/**
 * The history of a ticket's status, in its order. Where another was merged into it, that line says
 * how the two stood together until then (merging/join-histories.ts).
 */
export async function listStatusChanges(db: Db, ticketId: number): Promise<StatusChange[]> {
  const rows = await listChanges(db, { ticketId });
  let changes: StatusChange[] = [];
  for (const { id, detail, created_at } of rows) {
    const line = JSON.parse(detail) as StatusLine;
    if (!("ticket" in line)) changes.push({ id, at: created_at, from: line.from, to: line.to });
    else if (line.statuses) changes = line.statuses.map((status) => ({ id, ...status }));
  }
  return changes;
}

type StatusLine =
  | { from: TicketStatus; to: TicketStatus }
  | { ticket: number; statuses?: Omit<StatusChange, "id">[] };

const listFired = hot((db, p: { clockId: number }) =>
  db.selectFrom("sla_events").select("step").where("clock_id", "=", p.clockId),
);

/** The names of the steps that a clock has set off. */
export async function firedStepsOf(db: Db, clockId: number): Promise<Set<string>> {
  return new Set((await listFired(db, { clockId })).map(({ step }) => step));
}

export interface NewClock {
  ticketId: number;
  policyId: number;
  metric: SlaMetric;
  targetMs: number;
  startedAt: Instant;
  createdAt: Instant;
  /** The last line of the ticket's history. */
  afterEventId: number;
}

const insertOne = hot((db, p: NewClock) =>
  db
    .insertInto("sla_clocks")
    .values({
      ticket_id: p.ticketId,
      policy_id: p.policyId,
      metric: p.metric,
      state: "running",
      target_ms: p.targetMs,
      started_at: p.startedAt,
      due_at: null,
      remaining_ms: null,
      next_at: null,
      breached_at: null,
      ended_at: null,
      team_id: null,
      assignee_id: null,
      created_at: p.createdAt,
      after_event_id: p.afterEventId,
    })
    .returningAll(),
);

export async function insertClock(tx: Tx, clock: NewClock): Promise<ClockRow> {
  return (await insertOne(tx, clock))[0] as ClockRow;
}

const updateOne = hot((db, p: ClockRow) =>
  db
    .updateTable("sla_clocks")
    .set({
      policy_id: p.policy_id,
      state: p.state,
      target_ms: p.target_ms,
      due_at: p.due_at,
      remaining_ms: p.remaining_ms,
      next_step: p.next_step,
      next_at: p.next_at,
      breached_at: p.breached_at,
      ended_at: p.ended_at,
      team_id: p.team_id,
      assignee_id: p.assignee_id,
    })
    .where("id", "=", p.id),
);

export async function updateClock(tx: Tx, clock: ClockRow): Promise<void> {
  await updateOne(tx, clock);
}

const noteOne = hot((db, p: ClockRow) =>
  db
    .updateTable("sla_clocks")
    .set({
      state: p.state,
      due_at: p.due_at,
      remaining_ms: p.remaining_ms,
      next_step: p.next_step,
      next_at: p.next_at,
      breached_at: p.breached_at,
    })
    .where("id", "=", p.id),
);

/** What a tick changes, and no more: each column of an index costs a page. */
export async function noteProgressOf(tx: Tx, clock: ClockRow): Promise<void> {
  await noteOne(tx, clock);
}

const insertStep = hot((db, p: { clockId: number; step: string; dueAt: Instant; now: Instant }) =>
  db
    .insertInto("sla_events")
    .values({ clock_id: p.clockId, step: p.step, due_at: p.dueAt, fired_at: p.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id"),
);

/** False: this step has fired before. */
export async function insertSlaEvent(
  tx: Tx,
  clockId: number,
  step: string,
  dueAt: Instant,
  now: Instant,
): Promise<boolean> {
  return (await insertStep(tx, { clockId, step, dueAt, now })).length > 0;
}

const noteOnTicket = hot((db, p: { id: number; dueAt: Instant | null; policyId: number | null }) =>
  db
    .updateTable("tickets")
    .set({ sla_due_at: p.dueAt, sla_policy_id: p.policyId })
    .where("id", "=", p.id),
);

/** The ticket's next deadline, and the policy that sets it. */
export async function noteDeadline(
  tx: Tx,
  id: number,
  dueAt: Instant | null,
  policyId: number | null,
): Promise<void> {
  await noteOnTicket(tx, { id, dueAt, policyId });
}

/** Of clocks that run: what is earliest. A clock that stands still has no deadline. */
export function earliestDeadline(clocks: readonly ClockRow[]): Instant | null {
  const deadlines = clocks
    .filter((clock) => clock.ended_at === null)
    .map((clock) => clock.due_at)
    .filter((due) => due !== null);
  return deadlines.length > 0 ? Math.min(...deadlines) : null;
}

/** Whether a clock has ended in time. */
export function outcomeOf(isLate: boolean, isStillAsked: boolean): ClockState {
  if (isLate) return "breached";
  return isStillAsked ? "met" : "void";
}

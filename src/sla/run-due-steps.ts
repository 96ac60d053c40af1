import { MINUTE } from "../clock.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { savepoint } from "../db/write-queue.ts";
import { announce } from "../inbox/announce.ts";
import { findTicket, type TicketRow } from "../inbox/tickets.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import {
  earliestDeadline,
  findClock,
  firedStepsOf,
  insertSlaEvent,
  listDueClocks,
  listOpenClocks,
  listStatusChanges,
  noteDeadline,
  noteProgressOf,
} from "./clocks.ts";
import { keepClocks } from "./keep-clocks.ts";
import type { ClockRow } from "./open-clocks.ts";
import { reckonRow } from "./reckon-row.ts";
import { findRefreshed, refreshTickets } from "./refresh-tickets.ts";
import { calendarFor, readSlaDesk } from "./sla-desk.ts";
import { fireStep } from "./step-effects.ts";

/** Clocks in one transaction: an acknowledgement waits for one at most. */
const BATCH = 50;
/** Batches in one tick; what is left is due with the next. */
const MOST_BATCHES = 40;

/**
 * The tick of every second: reckons anew what a changed policy or calendar asks for, then sets off
 * each reminder, breach and escalation that is due. It asks the index of what comes next, so it
 * costs what is due, not what is there. A tick that comes late, after a restart or a jump of the
 * machine's clock, sets off all that was missed, in order, each once: `sla_events` is unique, and is
 * written with the effects. Answers with how many clocks had something due.
 */
export async function runDueSteps(recado: Recado): Promise<number> {
  await refreshTickets(recado);
  let fired = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const now = recado.clock.now();
    if ((await listDueClocks(recado.db, now, 1)).length === 0) break;
    const touched = await recado.write((tx) => fireDueClocks(tx, now, recado));
    fired += touched.length;
    for (const ticket of touched)
      announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
  }
  return fired;
}

async function fireDueClocks(tx: Tx, now: Instant, { log }: Recado): Promise<TicketRow[]> {
  const touched: TicketRow[] = [];
  const isStale = (await findRefreshed(tx)) !== null;
  for (const clock of await listDueClocks(tx, now, BATCH)) {
    const result = await savepoint(tx, () => fireClock(tx, clock, isStale, now));
    if (result.ok) {
      if (result.value) touched.push(result.value);
      continue;
    }
    // It must not stand in the way of the others, nor be forgotten.
    await noteProgressOf(tx, { ...clock, next_at: now + MINUTE });
    log.error("sla.step-failed", { clock: clock.id, error: errorText(result.error) });
  }
  return touched;
}

/** All steps of a clock that are due, each under the state that the one before has left. */
async function fireClock(
  tx: Tx,
  due: ClockRow,
  isStale: boolean,
  now: Instant,
): Promise<TicketRow | undefined> {
  // A policy was changed and this ticket's turn has not come yet: nothing fires by the old one.
  if (isStale) await keepClocks(tx, due.ticket_id, now, "changed", { evenUnused: true });
  let hasFired = true;
  while (hasFired) hasFired = await fireNext(tx, due.id, now);
  const ticket = await findTicket(tx, due.ticket_id);
  if (!ticket) return undefined;
  const deadline = earliestDeadline(await listOpenClocks(tx, ticket.id));
  if (deadline !== ticket.sla_due_at)
    await noteDeadline(tx, ticket.id, deadline, ticket.sla_policy_id);
  return ticket;
}

/** False: no step of this clock is due any more. */
async function fireNext(tx: Tx, clockId: number, now: Instant): Promise<boolean> {
  const clock = await findClock(tx, clockId);
  if (!clock || clock.next_at === null || clock.next_at > now) return false;
  const ticket = await findTicket(tx, clock.ticket_id);
  const desk = await readSlaDesk(tx);
  const policy = desk.byId.get(clock.policy_id);
  if (!ticket || !policy?.isEnabled) {
    await noteProgressOf(tx, { ...clock, next_at: null });
    return false;
  }
  const fired = await firedStepsOf(tx, clock.id);
  const reckoning = {
    terms: policy.terms,
    calendar: calendarFor(policy.terms, ticket.team_id, desk.calendars),
    history: { changes: await listStatusChanges(tx, ticket.id), status: ticket.status },
    fired,
    now,
  };
  const { next } = reckonRow(clock, reckoning);
  const isDue = next !== undefined && next.at <= now;
  const isNew = isDue && (await insertSlaEvent(tx, clock.id, next.step.name, next.at, now));
  if (isDue) fired.add(next.step.name);
  // Before the effects: they may change the ticket, and so this very clock.
  const { row } = reckonRow(clock, reckoning);
  await noteProgressOf(tx, row);
  if (isNew) await fireStep(tx, next.step, { clock: row, ticket, policy }, now);
  return isDue;
}

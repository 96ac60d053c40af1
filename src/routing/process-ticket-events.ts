import { MINUTE } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import { savepoint } from "../db/write-queue.ts";
import type { Instant } from "../db/schema.ts";
import { announceAll } from "../inbox/announce.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import type { Place } from "../inbox/receive-message.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { findTicket } from "../inbox/tickets.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { evaluate } from "./conditions.ts";
import { factsOf } from "./facts.ts";
import { fire, routeTicket } from "./route-ticket.ts";
import { routingOf } from "./routing-desk.ts";
import { hasDueTimers, listDueTimers, type RuleTimer, settleTimer } from "./rule-timers.ts";

/** So many events or timers in one transaction. */
const BATCH = 100;

/**
 * What rules react to besides messages: changes of status and owner by anybody but a rule, and
 * customers who have waited long enough. How far it came is committed with what was done, so that
 * a kill at any moment neither loses nor repeats one. `onDone`: there may be something to send.
 */
export async function runRules(recado: Recado, onDone: () => void): Promise<void> {
  while (await hasNews(recado.db)) await runBatch(recado, reactToHistory, onDone);
  while (await hasDueTimers(recado.db, recado.clock.now()))
    await runBatch(recado, reactToWaiting, onDone);
}

type Batch = (tx: Tx, recado: Recado, desk: DeskRules, now: Instant) => Promise<Place[]>;

async function runBatch(recado: Recado, batch: Batch, onDone: () => void): Promise<void> {
  const now = recado.clock.now();
  const places = await recado.write(async (tx) => batch(tx, recado, await readDeskRules(tx), now));
  if (places.length === 0) return;
  announceAll(recado.live, places);
  onDone();
}

const findNewest = hot((db, _: object) =>
  db.selectFrom("ticket_events").select("id").orderBy("id", "desc").limit(1),
);
const findProgress = hot((db, _: object) =>
  db.selectFrom("routing_progress").select("ticket_event_id"),
);
const saveProgress = hot((db, p: { id: number }) =>
  db.updateTable("routing_progress").set({ ticket_event_id: p.id }),
);

async function hasNews(db: Db): Promise<boolean> {
  const [newest] = await findNewest(db, {});
  const [progress] = await findProgress(db, {});
  return (newest?.id ?? 0) > (progress?.ticket_event_id ?? 0);
}

const listAfter = hot((db, p: { after: number; limit: number }) =>
  db
    .selectFrom("ticket_events")
    .select(["id", "ticket_id", "kind", "detail"])
    .where("id", ">", p.after)
    .orderBy("id")
    .limit(p.limit),
);
type EventRow = Awaited<ReturnType<typeof listAfter>>[number];

async function reactToHistory(
  tx: Tx,
  recado: Recado,
  desk: DeskRules,
  now: Instant,
): Promise<Place[]> {
  const { asked } = await routingOf(tx, desk);
  const [progress] = await findProgress(tx, {});
  if (asked.status.rules.length + asked.assignee.rules.length === 0) {
    const [newest] = await findNewest(tx, {});
    await saveProgress(tx, { id: newest?.id ?? 0 });
    return [];
  }
  const events = await listAfter(tx, { after: progress?.ticket_event_id ?? 0, limit: BATCH });
  const places: Place[] = [];
  for (const event of events) {
    const result = await savepoint(tx, () => reactToEvent(tx, event, desk, now));
    if (result.ok && result.value) places.push(result.value);
    if (!result.ok) logFailure(recado, { event: event.id }, result.error);
  }
  const last = events.at(-1);
  if (last) await saveProgress(tx, { id: last.id });
  return places;
}

/** Rules that undo what something else does by itself, again and again, end here. */
const MOST_ROUNDS = 20;
const WITHIN = 10 * MINUTE;

const findEarlierRound = hot((db, p: { ticketId: number }) =>
  db
    .selectFrom("rule_firings")
    .select("fired_at")
    .where("ticket_id", "=", p.ticketId)
    .where("event", "in", ["status", "assignee"])
    .orderBy("id", "desc")
    .limit(1)
    .offset(MOST_ROUNDS - 1),
);

async function isGoingRound(tx: Tx, ticketId: number, now: Instant): Promise<boolean> {
  const [earlier] = await findEarlierRound(tx, { ticketId });
  return earlier !== undefined && earlier.fired_at > now - WITHIN;
}

async function reactToEvent(
  tx: Tx,
  { ticket_id, kind, detail }: EventRow,
  desk: DeskRules,
  now: Instant,
): Promise<Place | undefined> {
  if (kind !== "status" && kind !== "assignee") return undefined;
  if ((JSON.parse(detail) as { rule?: string }).rule !== undefined) return undefined;
  const ticket = await findTicket(tx, ticket_id);
  if (!ticket || ticket.merged_into_id !== null) return undefined;
  if (await isGoingRound(tx, ticket.id, now)) return undefined;
  const routed = await routeTicket(tx, { ticket, event: kind }, desk, now);
  return routed === ticket ? undefined : placeOf(ticket);
}

async function reactToWaiting(
  tx: Tx,
  recado: Recado,
  desk: DeskRules,
  now: Instant,
): Promise<Place[]> {
  const places: Place[] = [];
  for (const timer of await listDueTimers(tx, now, BATCH)) {
    const result = await savepoint(tx, () => reactToTimer(tx, timer, desk, now));
    if (result.ok && result.value) places.push(result.value);
    if (!result.ok) {
      logFailure(recado, { rule: timer.rule_id, ticket: timer.ticket_id }, result.error);
      await settleTimer(tx, timer);
    }
  }
  return places;
}

/** Each rule has minutes of its own, so that neither the order nor `stops` matter here. */
async function reactToTimer(
  tx: Tx,
  timer: RuleTimer,
  desk: DeskRules,
  now: Instant,
): Promise<Place | undefined> {
  await settleTimer(tx, timer);
  const routing = await routingOf(tx, desk);
  const rule = routing.rulesById.get(timer.rule_id);
  const ticket = await findTicket(tx, timer.ticket_id);
  if (!rule || !ticket || ticket.waiting_since !== timer.waiting_since) return undefined;
  if (ticket.status === "resolved" || ticket.is_spam === 1) return undefined;
  const { needs } = rule;
  const facts = await factsOf(tx, ticket, "unanswered", now, { needs, routing });
  const { holds, because } = evaluate(rule.condition, facts);
  if (!holds) return undefined;
  await fire(tx, rule, ticket, "unanswered", because, now);
  return placeOf(ticket);
}

function placeOf(ticket: { id: number; thread_id: number }): Place {
  return { ticket: ticket.id, thread: ticket.thread_id };
}

function logFailure(recado: Recado, about: Record<string, number>, error: Error): void {
  recado.log.error("routing.failed", { ...about, error: errorText(error) });
}

import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { findTicket, type TicketRow } from "../inbox/tickets.ts";
import type { Effect } from "./actions.ts";
import { evaluate, type Facts, type Match, type RoutingEvent } from "./conditions.ts";
import { addFacts, isOfTicket, ticketFacts } from "./facts.ts";
import { prospectOf } from "./may-hold.ts";
import { askableLeaves } from "./phrase-index.ts";
import { type LiveRule, type RoutingDesk, routingOf } from "./routing-desk.ts";
import { runActions } from "./run-actions.ts";

/** Something that rules may react to. */
export interface Happening {
  ticket: TicketRow;
  /**
   * `ticket` is a new one with its first message: rules on messages look at it, too. One call per
   * event; a reaction and a thank-you that leaves the ticket resolved are no event.
   */
  event: RoutingEvent;
  /** What the customer wrote, where a message is the reason. */
  text?: string | null;
}

/**
 * Asks the rules in their order and does what those say that match: the first one alone, or each,
 * as the desk has it; one that `stops` is the last. All of them look at the ticket as it was when
 * the event came. What rules do starts no rule (the lines of the history carry the rule's name).
 * Without a rule for the event nothing is read. Answers with the ticket as it is then.
 */
export async function routeTicket(
  tx: Tx,
  { ticket, event, text = null }: Happening,
  desk: DeskRules,
  now: Instant,
): Promise<TicketRow> {
  const routing = await routingOf(tx, desk);
  const { rules, phrases } = routing.asked[event];
  if (rules.length === 0 || ticket.is_spam === 1) return ticket;
  const known = ticketFacts(ticket, event, text, now, routing.calendars);
  if (text) known.askable = askableLeaves(phrases, text);
  const likely = likelyRules(rules, known, routing.mode);
  if (likely.length === 0) return ticket;
  const needs = new Set(likely.flatMap((rule) => [...rule.needs]));
  const facts = await addFacts(tx, known, ticket, now, { needs, routing });
  const matched = matchRules(likely, facts, routing.mode);
  if (matched.length === 0) return ticket;
  for (const { rule, because } of matched) await fire(tx, rule, ticket, event, because, now);
  return (await findTicket(tx, ticket.id)) ?? ticket;
}

/** The rules that are not out already by what the ticket and the message say themselves. */
function likelyRules(
  rules: readonly LiveRule[],
  known: Facts,
  mode: RoutingDesk["mode"],
): LiveRule[] {
  const likely: LiveRule[] = [];
  for (const rule of rules) {
    const prospect = prospectOf(rule.condition, known, isOfTicket);
    if (prospect === "no") continue;
    likely.push(rule);
    if (prospect === "yes" && (mode === "first" || rule.stops)) break;
  }
  return likely;
}

export interface Matched {
  rule: LiveRule;
  because: Match[];
}

/** Which rules act on an event, in their order. */
export function matchRules(
  rules: readonly LiveRule[],
  facts: Facts,
  mode: RoutingDesk["mode"],
): Matched[] {
  const matched: Matched[] = [];
  for (const rule of rules) {
    const { holds, because } = evaluate(rule.condition, facts);
    if (!holds) continue;
    matched.push({ rule, because });
    if (mode === "first" || rule.stops) break;
  }
  return matched;
}

const countHit = hot((db, p: { id: number }) =>
  db
    .updateTable("routing_rules")
    .set((set) => ({ hit_count: set("hit_count", "+", 1) }))
    .where("id", "=", p.id),
);
const insertFiring = hot(
  (
    db,
    p: {
      ruleId: number;
      name: string;
      version: number;
      ticketId: number;
      event: string;
      because: string;
      effects: string;
      now: Instant;
    },
  ) =>
    db.insertInto("rule_firings").values({
      rule_id: p.ruleId,
      rule_name: p.name,
      rule_version: p.version,
      ticket_id: p.ticketId,
      event: p.event,
      because: p.because,
      effects: p.effects,
      fired_at: p.now,
    }),
);

/** Does what the rule says, and keeps why. The ticket is read anew: an earlier rule may have changed it. */
export async function fire(
  tx: Tx,
  rule: LiveRule,
  { id }: Pick<TicketRow, "id">,
  event: RoutingEvent,
  because: readonly Match[],
  now: Instant,
): Promise<void> {
  const ticket = await findTicket(tx, id);
  if (!ticket) return;
  const effects: Effect[] = await runActions(tx, ticket, rule.actions, { name: rule.name }, now);
  await countHit(tx, { id: rule.id });
  await insertFiring(tx, {
    ruleId: rule.id,
    name: rule.name,
    version: rule.version,
    ticketId: id,
    event,
    because: JSON.stringify(because),
    effects: JSON.stringify(effects),
    now,
  });
}

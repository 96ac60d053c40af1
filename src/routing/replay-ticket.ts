import { DAY, MINUTE } from "../clock.ts";
import type { Instant, Priority, TicketStatus } from "../db/schema.ts";
import { isThanks } from "../inbox/find-or-open-ticket.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import type { Facts, RoutingEvent } from "./conditions.ts";
import { addContact, type Asks, listed, setOwnField, setReferral, ticketFacts } from "./facts.ts";
import type { PastEvent, PastMessage, PastTicket } from "./past-tickets.ts";
import type { RoutingDesk } from "./routing-desk.ts";

/** A moment at which rules would have been asked. */
export interface Occasion {
  event: RoutingEvent;
  /** For `unanswered`: the rule whose minutes were over. */
  ruleId: number | undefined;
  facts: Facts;
}

export interface Replay {
  from: Instant;
  to: Instant;
  asks: Asks;
  routing: Pick<RoutingDesk, "ownFields" | "calendars">;
  isOpenAt(calendar: string, instant: Instant): boolean;
  /** Whether any rule is on this event: others need no facts. */
  isAsked(event: RoutingEvent): boolean;
  /** The rules on waiting, with their minutes. */
  timers: readonly { ruleId: number; minutes: number }[];
}

/** What of a ticket its history tells. */
type Then = Pick<
  TicketRow,
  "status" | "assignee_id" | "team_id" | "priority" | "category" | "language" | "waiting_since"
> & { tags: string[] };

const columns = {
  status: "status",
  assignee: "assignee_id",
  team: "team_id",
  priority: "priority",
  category: "category",
  language: "language",
  tags: "tags",
} as const satisfies Record<string, keyof Then>;
type Kind = keyof typeof columns;

const isKind = (kind: string): kind is Kind => Object.hasOwn(columns, kind);

interface Detail {
  from?: unknown;
  to?: unknown;
  rule?: string;
}

/** Every occasion between `from` and `to` in the order of time, with the ticket as it was then. */
export function* replayTicket(past: PastTicket, replay: Replay): Generator<Occasion> {
  const then = beginning(past);
  const { messages, events } = past;
  const fired = new Set<string>();
  let referral: MessageContent = {};
  let text: string | null = null;
  const occasion = (event: RoutingEvent, at: Instant, ruleId?: number): Occasion => ({
    event,
    ruleId,
    facts: factsThen(past, then, { event, at, text, referral }, replay),
  });
  function* waitUntil(at: Instant): Generator<Occasion> {
    const since = then.waiting_since;
    if (since === null) return;
    for (const { ruleId, minutes } of replay.timers) {
      const due = since + minutes * MINUTE;
      const key = `${ruleId} ${since}`;
      if (due > at || due < replay.from || fired.has(key)) continue;
      fired.add(key);
      yield occasion("unanswered", due, ruleId);
    }
  }
  let nextEvent = 0;
  function* historyUntil(at: Instant): Generator<Occasion> {
    for (let event = events[nextEvent]; event && event.created_at < at; event = events[nextEvent]) {
      nextEvent += 1;
      yield* waitUntil(event.created_at);
      text = null;
      if (applyEvent(then, event, replay) && isWithin(event.created_at, replay))
        yield occasion(event.kind as "status" | "assignee", event.created_at);
    }
  }
  for (const [index, message] of messages.entries()) {
    const at = message.created_at;
    yield* historyUntil(at);
    yield* waitUntil(at);
    if (isAnswer(message)) then.waiting_since = null;
    if (message.direction !== "in" || !reopens(then, events.slice(nextEvent, nextEvent + 4)))
      continue;
    text = message.text;
    if (message.content.includes('"referral":'))
      referral = JSON.parse(message.content) as MessageContent;
    if (!isThankYou(message)) then.waiting_since ??= at;
    const event = index === 0 ? "ticket" : "message";
    if (replay.isAsked(event) && isWithin(at, replay)) yield occasion(event, at);
    text = null;
  }
  yield* historyUntil(replay.to);
  yield* waitUntil(replay.to);
}

const isWithin = (at: Instant, { from, to }: Replay) => at >= from && at <= to;

/** No thank-you is long; reading the others would take its time. */
function isThankYou({ type, text }: PastMessage): boolean {
  return type === "text" && text !== null && text.length < 60 && isThanks(text);
}

function isAnswer({ direction, author_type }: PastMessage): boolean {
  return direction === "out" && (author_type === "agent" || author_type === "api");
}

/** As it was before its first line of history: what a change came from, else what it still is. */
function beginning({ ticket, events, tags }: PastTicket): Then {
  const { assignee_id, team_id, priority, category, language } = ticket;
  const then: Then = {
    ...{ assignee_id, team_id, priority, category, language, tags },
    status: "new",
    waiting_since: null,
  };
  const seen = new Set<Kind>();
  for (const { kind, detail } of events) {
    if (!isKind(kind) || seen.has(kind)) continue;
    seen.add(kind);
    set(then, kind, (JSON.parse(detail) as Detail).from);
  }
  return then;
}

/** Whether rules are asked about it. */
function applyEvent(then: Then, { kind, detail }: PastEvent, { isAsked }: Replay): boolean {
  if (!isKind(kind)) return false;
  const { to, rule } = JSON.parse(detail) as Detail;
  set(then, kind, to);
  if (then.status === "resolved") then.waiting_since = null;
  return (kind === "status" || kind === "assignee") && rule === undefined && isAsked(kind);
}

function set(then: Then, kind: Kind, value: unknown): void {
  if (kind === "tags") then.tags = Array.isArray(value) ? (value as string[]) : [];
  else if (kind === "status") then.status = (value as TicketStatus | undefined) ?? "new";
  else if (kind === "priority") then.priority = (value as Priority | undefined) ?? "normal";
  else Object.assign(then, { [columns[kind]]: value ?? null });
}

/** The customer wrote: what waited is open again, what was resolved only where the history says so. */
function reopens(then: Then, next: readonly PastEvent[]): boolean {
  if (then.status === "resolved") {
    const change = next.find((event) => event.kind === "status");
    if (change?.actor_type !== "contact") return false;
    then.status = "open";
  }
  if (then.status === "pending" || then.status === "snoozed") then.status = "open";
  return true;
}

interface Moment {
  event: RoutingEvent;
  at: Instant;
  text: string | null;
  referral: MessageContent;
}

function factsThen(
  past: PastTicket,
  then: Then,
  { event, at, text, referral }: Moment,
  { asks, routing, isOpenAt }: Replay,
): Facts {
  const { tags, ...columnsThen } = then;
  const ticket = { ...past.ticket, ...columnsThen };
  const facts = ticketFacts(ticket, event, text, at, routing.calendars);
  facts.isOpen = (calendar) => isOpenAt(calendar, at);
  facts.choices.tag = tags;
  facts.choices["contact-tag"] = past.contactTags;
  setReferral(facts, referral);
  if (past.contact) addContact(facts, past.contact, at, asks);
  if (past.tickets.length > 0) addHistoryThen(facts, past, at);
  for (const { field_id, value } of past.values) {
    const field = routing.ownFields.find(({ id }) => id === field_id);
    if (field) setOwnField(facts, field, value);
  }
  return facts;
}

function addHistoryThen({ choices, numbers }: Facts, past: PastTicket, at: Instant): void {
  const others = past.tickets.filter(
    ({ id, created_at }) => id !== past.ticket.id && created_at <= at,
  );
  numbers["ticket-count"] = others.length + 1;
  choices["last-agent"] = listed(
    others.findLast((other) => other.assignee_id !== null)?.assignee_id ?? null,
  );
  const resolved = Math.max(
    ...others.map(({ resolved_at }) =>
      resolved_at !== null && resolved_at <= at ? resolved_at : 0,
    ),
  );
  if (resolved > 0) numbers["days-since-resolved"] = Math.floor((at - resolved) / DAY);
}

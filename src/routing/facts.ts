import { DAY, MINUTE } from "../clock.ts";
import { type ContactRow, findContact } from "../contacts/contacts.ts";
import { zoneOfCountry } from "../contacts/country-zone.ts";
import { HUNDREDTHS } from "../contacts/money.ts";
import { countryOf } from "../contacts/phone.ts";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import { isCalendarOpen } from "./calendar.ts";
import type { Facts, Field, RoutingEvent } from "./conditions.ts";
import { type Calendars, readRoutingDesk, type RoutingDesk } from "./routing-desk.ts";

export interface FactsOptions {
  /** What the customer wrote, where a message is the reason. */
  text?: string | null;
  /** The fields that will be asked; all when absent. Queries are made for these alone. */
  needs?: ReadonlySet<Field>;
  /** At hand already. */
  routing?: RoutingDesk;
}

/**
 * Everything that conditions can ask about a ticket at an instant. The zone and country of a
 * contact who has none come from their number; `ticket-count` counts this ticket, `last-agent`
 * and `days-since-resolved` look at the contact's other tickets.
 */
export async function factsOf(
  db: Db,
  ticket: TicketRow,
  event: RoutingEvent,
  now: Instant,
  { text = null, needs, routing }: FactsOptions = {},
): Promise<Facts> {
  const desk = routing ?? (await readRoutingDesk(db));
  const facts = ticketFacts(ticket, event, text, now, desk.calendars);
  return addFacts(db, facts, ticket, now, { needs, routing: desk });
}

/** Adds what has to be looked up to what the ticket says itself. */
export async function addFacts(
  db: Db,
  facts: Facts,
  ticket: TicketRow,
  now: Instant,
  { needs, routing }: { needs?: ReadonlySet<Field>; routing: RoutingDesk },
): Promise<Facts> {
  const asks = (...fields: Field[]) => !needs || fields.some((field) => needs.has(field));
  if (asks(...contactFields)) {
    const contact = await findContact(db, ticket.contact_id);
    if (contact) addContact(facts, contact, now, asks);
  }
  if (asks("tag")) facts.choices.tag = (await tagsOf(db, { id: ticket.id })).map((row) => row.tag);
  if (asks("contact-tag"))
    facts.choices["contact-tag"] = (await contactTagsOf(db, { id: ticket.contact_id })).map(
      (row) => row.tag,
    );
  if (asks(...historyFields)) await addHistory(db, facts, ticket, now, asks);
  if (asks("from-ad", "referral-source")) await addReferral(db, facts, ticket);
  const own = routing.ownFields.filter(({ key }) => asks(`contact.${key}`));
  if (own.length > 0) await addOwnFields(db, facts, ticket.contact_id, own);
  return facts;
}

export const contactFields = [
  "language",
  "contact-zone",
  "contact-country",
  "contact-hour",
  "manager",
  "value",
  "vip",
] as const satisfies Field[];
export const historyFields = [
  "last-agent",
  "ticket-count",
  "days-since-resolved",
] as const satisfies Field[];

export type Asks = (...fields: Field[]) => boolean;

const ticketFields = new Set<Field>([
  "text",
  "event",
  "status",
  "priority",
  "channel",
  "category",
  "team",
  "assignee",
  "minutes-unanswered",
]);

/** Whether the row of the ticket and the message say it, without a look-up or a reckoning. */
export function isOfTicket(field: Field): boolean {
  return ticketFields.has(field);
}

/** What the row of the ticket itself says. */
export function ticketFacts(
  ticket: TicketRow,
  event: RoutingEvent,
  text: string | null,
  now: Instant,
  calendars: Calendars,
): Facts {
  const { waiting_since } = ticket;
  return {
    text,
    choices: {
      // A new ticket begins with a message.
      event: event === "ticket" ? ["ticket", "message"] : [event],
      status: [ticket.status],
      priority: [ticket.priority],
      channel: [String(ticket.channel_id)],
      category: listed(ticket.category),
      language: listed(ticket.language),
      team: listed(ticket.team_id),
      assignee: listed(ticket.assignee_id),
    },
    numbers:
      waiting_since === null
        ? {}
        : { "minutes-unanswered": Math.max(0, Math.floor((now - waiting_since) / MINUTE)) },
    flags: {},
    isOpen: onceEach((name) => {
      const calendar = calendars.get(name);
      return calendar !== undefined && isCalendarOpen(calendar, now);
    }),
  };
}

/** Many rules ask the same calendar about the same moment. */
function onceEach(ask: (name: string) => boolean): (name: string) => boolean {
  const answers = new Map<string, boolean>();
  return (name) => {
    const answer = answers.get(name) ?? ask(name);
    answers.set(name, answer);
    return answer;
  };
}

export const listed = (value: string | number | null) =>
  value === null ? undefined : [String(value)];

export function addContact(facts: Facts, contact: ContactRow, now: Instant, asks: Asks): void {
  const { choices, numbers, flags } = facts;
  flags.vip = contact.is_vip === 1;
  choices.manager = listed(contact.manager_id);
  choices.language ??= listed(contact.language);
  // Rules are written in whole units of the currency.
  if (contact.value !== null) numbers.value = contact.value / HUNDREDTHS;
  if (!asks("contact-country", "contact-zone", "contact-hour")) return;
  const { country, zone } = placeOf(contact);
  choices["contact-country"] = listed(country);
  choices["contact-zone"] = listed(zone);
  if (zone !== null && asks("contact-hour")) numbers["contact-hour"] = hourIn(zone, now);
}

interface Place {
  country: string | null;
  zone: string | null;
}
const countries = new Map<string, string | null>();
/** Numbers whose country is kept: reading one takes longer than all else that is asked. */
const MOST_COUNTRIES = 10_000;

/** Where the contact lives, by what is known or by their number. */
function placeOf({ phone, timezone }: ContactRow): Place {
  const country = phone === null ? null : knownCountry(phone);
  return { country, zone: timezone ?? (country === null ? null : zoneOfCountry(country)) };
}

function knownCountry(phone: string): string | null {
  const known = countries.get(phone);
  if (known !== undefined) return known;
  if (countries.size >= MOST_COUNTRIES) countries.clear();
  const country = countryOf(phone);
  countries.set(phone, country);
  return country;
}

/** The hour, 0 to 23, on a wall clock of the zone. */
function hourIn(zone: string, instant: Instant): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).hour;
}

const tagsOf = hot((db, p: { id: number }) =>
  db.selectFrom("ticket_tags").select("tag").where("ticket_id", "=", p.id),
);
const contactTagsOf = hot((db, p: { id: number }) =>
  db.selectFrom("contact_tags").select("tag").where("contact_id", "=", p.id),
);

const findLastOwned = hot((db, p: { contactId: number; ticketId: number }) =>
  db
    .selectFrom("tickets")
    .select("assignee_id")
    .where("contact_id", "=", p.contactId)
    .where("id", "!=", p.ticketId)
    .where("merged_into_id", "is", null)
    .where("assignee_id", "is not", null)
    .orderBy("id", "desc")
    .limit(1),
);
const countTickets = hot((db, p: { contactId: number }) =>
  db
    .selectFrom("tickets")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("contact_id", "=", p.contactId)
    .where("merged_into_id", "is", null),
);
const findLastResolved = hot((db, p: { contactId: number; ticketId: number }) =>
  db
    .selectFrom("tickets")
    .select((select) => select.fn.max("resolved_at").as("at"))
    .where("contact_id", "=", p.contactId)
    .where("merged_into_id", "is", null)
    .where("id", "!=", p.ticketId),
);

async function addHistory(
  db: Db,
  { choices, numbers }: Facts,
  ticket: TicketRow,
  now: Instant,
  asks: Asks,
): Promise<void> {
  const of = { contactId: ticket.contact_id, ticketId: ticket.id };
  if (asks("last-agent")) {
    const [last] = await findLastOwned(db, of);
    choices["last-agent"] = listed(last?.assignee_id ?? null);
  }
  if (asks("ticket-count")) numbers["ticket-count"] = (await countTickets(db, of))[0]?.n ?? 1;
  if (!asks("days-since-resolved")) return;
  const [resolved] = await findLastResolved(db, of);
  if (resolved?.at) numbers["days-since-resolved"] = Math.floor((now - resolved.at) / DAY);
}

// Within one ticket's messages, by their index.
const findReferral = hot((db, p: { id: number }) =>
  db
    .selectFrom("messages")
    .select("content")
    .where("ticket_id", "=", p.id)
    .where("direction", "=", "in" as const)
    .where("content", "like", '%"referral":%')
    .orderBy("id", "desc")
    .limit(1),
);

async function addReferral(db: Db, facts: Facts, ticket: TicketRow): Promise<void> {
  const [row] = await findReferral(db, { id: ticket.id });
  if (row) setReferral(facts, JSON.parse(row.content) as MessageContent);
}

/** An ad is called by its id, its headline or its address. */
export function setReferral({ choices, flags }: Facts, { referral }: MessageContent): void {
  if (!referral) return;
  flags["from-ad"] = true;
  const { sourceId, headline, sourceUrl, sourceType } = referral;
  choices["referral-source"] = [sourceId, headline, sourceUrl, sourceType].filter(
    (word) => word !== undefined,
  );
}

const ownValuesOf = hot((db, p: { contactId: number }) =>
  db
    .selectFrom("contact_values")
    .select(["field_id", "value"])
    .where("contact_id", "=", p.contactId),
);

async function addOwnFields(
  db: Db,
  facts: Facts,
  contactId: number,
  fields: RoutingDesk["ownFields"],
): Promise<void> {
  for (const { field_id, value } of await ownValuesOf(db, { contactId })) {
    const field = fields.find(({ id }) => id === field_id);
    if (field) setOwnField(facts, field, value);
  }
}

export function setOwnField(
  { choices, numbers }: Facts,
  { key, type }: RoutingDesk["ownFields"][number],
  value: string,
): void {
  if (type === "number") numbers[`contact.${key}`] = Number(value);
  else choices[`contact.${key}`] = [value];
}

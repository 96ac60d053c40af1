import type { ContactRow } from "../contacts/contacts.ts";
import type { Db } from "../db/open.ts";
import type { AuthorType, Direction, Instant } from "../db/schema.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import type { Field } from "./conditions.ts";
import { type Asks, contactFields, historyFields } from "./facts.ts";
import type { RoutingDesk } from "./routing-desk.ts";

export interface PastMessage {
  id: number;
  ticket_id: number | null;
  direction: Direction;
  author_type: AuthorType;
  type: string;
  text: string | null;
  content: string;
  created_at: Instant;
}

export interface PastEvent {
  ticket_id: number;
  kind: string;
  actor_type: AuthorType;
  detail: string;
  created_at: Instant;
}

/** A ticket with its history, and what is known of its contact. */
export interface PastTicket {
  ticket: TicketRow;
  messages: PastMessage[];
  events: PastEvent[];
  tags: string[];
  contact: ContactRow | undefined;
  contactTags: string[];
  /** Of the contact, this one included, by their numbers. */
  tickets: Pick<TicketRow, "id" | "contact_id" | "assignee_id" | "resolved_at" | "created_at">[];
  values: { field_id: number; value: string }[];
}

/** So many tickets are read at once: what one page costs is what others wait for. */
const PAGE = 100;

/** Where the next page begins. */
export interface Cursor {
  last_message_at: Instant;
  id: number;
}

/** Tickets with a message since `from`, the latest first, by key. */
export async function listPastTickets(
  db: Db,
  from: Instant,
  after: Cursor | undefined,
): Promise<TicketRow[]> {
  let rows = db
    .selectFrom("tickets")
    .selectAll()
    .where("last_message_at", ">=", from)
    .where("is_spam", "=", 0)
    .where("merged_into_id", "is", null)
    .orderBy("last_message_at", "desc")
    .orderBy("id", "desc")
    .limit(PAGE);
  if (after)
    rows = rows.where((where) =>
      where(
        where.refTuple("last_message_at", "id"),
        "<",
        where.tuple(after.last_message_at, after.id),
      ),
    );
  return rows.execute();
}

/** The history of some tickets; of their contacts only what is asked. */
export async function readPast(
  db: Db,
  tickets: TicketRow[],
  needs: ReadonlySet<Field>,
  { ownFields }: Pick<RoutingDesk, "ownFields">,
): Promise<PastTicket[]> {
  const asks: Asks = (...fields) => fields.some((field) => needs.has(field));
  const ids = tickets.map((ticket) => ticket.id);
  const people = [...new Set(tickets.map((ticket) => ticket.contact_id))];
  const messages = group(await readMessages(db, ids), (row) => row.ticket_id ?? 0);
  const events = group(await readEvents(db, ids), (row) => row.ticket_id);
  const tags = group(asks("tag") ? await readTags(db, ids) : [], (row) => row.ticket_id);
  const contacts = new Map(
    asks(...contactFields) ? (await readContacts(db, people)).map((row) => [row.id, row]) : [],
  );
  const asksTags = asks("contact-tag");
  const contactTags = group(
    asksTags ? await readContactTags(db, people) : [],
    (row) => row.contact_id,
  );
  const asksHistory = asks(...historyFields);
  const others = group(asksHistory ? await readTickets(db, people) : [], (row) => row.contact_id);
  const asksOwn = ownFields.some(({ key }) => asks(`contact.${key}`));
  const values = group(asksOwn ? await readValues(db, people) : [], (row) => row.contact_id);
  return tickets.map((ticket) => ({
    ticket,
    messages: messages.get(ticket.id) ?? [],
    events: events.get(ticket.id) ?? [],
    tags: (tags.get(ticket.id) ?? []).map((row) => row.tag),
    contact: contacts.get(ticket.contact_id),
    contactTags: (contactTags.get(ticket.contact_id) ?? []).map((row) => row.tag),
    tickets: others.get(ticket.contact_id) ?? [],
    values: values.get(ticket.contact_id) ?? [],
  }));
}

function group<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  return Map.groupBy(rows, keyOf);
}

function readMessages(db: Db, ids: number[]): Promise<PastMessage[]> {
  return db
    .selectFrom("messages")
    .select(["id", "ticket_id", "direction", "author_type", "type", "text", "content"])
    .select("created_at")
    .where("ticket_id", "in", ids)
    .where("type", "!=", "reaction")
    .orderBy("ticket_id")
    .orderBy("id")
    .execute();
}

function readEvents(db: Db, ids: number[]): Promise<PastEvent[]> {
  return db
    .selectFrom("ticket_events")
    .select(["ticket_id", "kind", "actor_type", "detail", "created_at"])
    .where("ticket_id", "in", ids)
    .orderBy("ticket_id")
    .orderBy("id")
    .execute();
}

const readTags = (db: Db, ids: number[]) =>
  db.selectFrom("ticket_tags").selectAll().where("ticket_id", "in", ids).execute();

const readContacts = (db: Db, ids: number[]) =>
  db.selectFrom("contacts").selectAll().where("id", "in", ids).execute();

const readContactTags = (db: Db, ids: number[]) =>
  db.selectFrom("contact_tags").selectAll().where("contact_id", "in", ids).execute();

const readValues = (db: Db, ids: number[]) =>
  db.selectFrom("contact_values").selectAll().where("contact_id", "in", ids).execute();

const readTickets = (db: Db, ids: number[]) =>
  db
    .selectFrom("tickets")
    .select(["id", "contact_id", "assignee_id", "resolved_at", "created_at"])
    .where("contact_id", "in", ids)
    .where("merged_into_id", "is", null)
    .orderBy("contact_id")
    .orderBy("id")
    .execute();

import type { SearchResults, SnippetPart } from "../../views/inbox/types.ts";
import { foldQuery } from "../contacts/fold-name.ts";
import { formatPhone } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import { MATCH_END, MATCH_START, searchMessages } from "../db/search.ts";
import { findTicket } from "./tickets.ts";
import { listTime, type Reader } from "./time-words.ts";

/** Contacts by name, username, phone or ticket number, and every message, newest first. */
export async function searchInbox(
  db: Db,
  typed: string,
  reader: Reader,
  { contacts = 8, messages = 30 } = {},
): Promise<SearchResults> {
  const query = typed.trim().slice(0, 200);
  if (!query) return { query, contacts: [], messages: [] };
  const [byNumber, people, found] = await Promise.all([
    findByNumber(db, query),
    findContacts(db, query, contacts),
    findMessages(db, query, reader, messages),
  ]);
  return { query, contacts: [...byNumber, ...people], messages: found };
}

/** "12" and "#12" are the ticket, too. */
async function findByNumber(db: Db, query: string): Promise<SearchResults["contacts"]> {
  const number = /^#?(\d{1,9})$/.exec(query)?.[1];
  const ticket = number ? await findTicket(db, Number(number)) : undefined;
  if (!ticket) return [];
  const contact = await db
    .selectFrom("contacts")
    .select(["id", "name"])
    .where("id", "=", ticket.contact_id)
    .executeTakeFirst();
  return contact
    ? [{ id: contact.id, name: contact.name, subtitle: `#${ticket.id}`, ticket: ticket.id }]
    : [];
}

async function findContacts(
  db: Db,
  query: string,
  limit: number,
): Promise<SearchResults["contacts"]> {
  const sought = foldQuery(query);
  if (!sought) return [];
  const rows = await db
    .selectFrom("contacts")
    .select((select) => [
      "contacts.id",
      "contacts.name",
      "contacts.phone",
      "contacts.username",
      select
        .selectFrom("tickets")
        .select("tickets.id")
        .whereRef("tickets.contact_id", "=", "contacts.id")
        .orderBy("tickets.id", "desc")
        .limit(1)
        .as("ticket"),
    ])
    .where("contacts.name_folded", "like", `%${sought}%`)
    .orderBy("contacts.updated_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    subtitle: row.phone ? formatPhone(row.phone) : row.username ? `@${row.username}` : "",
    ticket: row.ticket,
  }));
}

async function findMessages(
  db: Db,
  query: string,
  reader: Reader,
  limit: number,
): Promise<SearchResults["messages"]> {
  const found = await searchMessages(db, query, limit);
  if (found.length === 0) return [];
  const rows = await db
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .innerJoin("contacts", "contacts.id", "threads.contact_id")
    .select(["messages.id", "messages.ticket_id", "messages.sent_at", "contacts.name"])
    .where(
      "messages.id",
      "in",
      found.map((message) => message.id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, snippet }) => {
    const row = byId.get(id);
    if (!row?.ticket_id) return [];
    const time = listTime(row.sent_at, reader);
    return [{ id, ticket: row.ticket_id, name: row.name, time, snippet: partsOf(snippet) }];
  });
}

function partsOf(snippet: string): SnippetPart[] {
  return snippet.split(MATCH_START).flatMap((piece, index) => {
    if (index === 0) return piece ? [{ text: piece, isMatch: false }] : [];
    const [word = "", rest = ""] = piece.split(MATCH_END);
    return [{ text: word, isMatch: true }, ...(rest ? [{ text: rest, isMatch: false }] : [])];
  });
}

import type { SearchResults, SnippetPart } from "../../views/inbox/types.ts";
import { foldQuery, hasDigits } from "../contacts/fold-name.ts";
import { showName, showPhone } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import { MATCH_END, MATCH_START, searchMessages } from "../db/search.ts";
import { isOfVisibleTicket, isVisible, isVisibleContact } from "../users/ticket-scope.ts";
import { hasArchivedTicket } from "./list-tickets.ts";
import { listTime, type TicketReader } from "./time-words.ts";

/** Contacts by name, username, phone or ticket number, and every message, newest first. */
export async function searchInbox(
  db: Db,
  typed: string,
  reader: TicketReader,
  { contacts = 8, messages = 30, withArchive = false } = {},
): Promise<SearchResults> {
  const query = typed.trim().slice(0, 200);
  const hasArchive = await hasArchivedTicket(db);
  const archive = !hasArchive ? "none" : withArchive ? "searched" : "left-out";
  if (!query) return { query, archive, contacts: [], messages: [] };
  const [byNumber, people, found] = await Promise.all([
    findByNumber(db, query, reader),
    findContacts(db, query, reader, contacts),
    findMessages(db, query, reader, messages, archive === "left-out"),
  ]);
  return { query, archive, contacts: [...byNumber, ...people], messages: found };
}

/** "12" and "#12" are the ticket, too. */
async function findByNumber(
  db: Db,
  query: string,
  reader: TicketReader,
): Promise<SearchResults["contacts"]> {
  const number = /^#?(\d{1,9})$/.exec(query)?.[1];
  if (!number) return [];
  const found = await db
    .selectFrom("tickets")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["contacts.id", "contacts.name", "tickets.id as ticket"])
    .where("tickets.id", "=", Number(number))
    .where((where) => isVisible(where, reader.scope))
    .executeTakeFirst();
  if (!found) return [];
  const name = showName(found.name, reader.can("phones"));
  return [{ id: found.id, name, subtitle: `#${found.ticket}`, ticket: found.ticket }];
}

async function findContacts(
  db: Db,
  query: string,
  reader: TicketReader,
  limit: number,
): Promise<SearchResults["contacts"]> {
  const sought = foldQuery(query);
  const seesPhones = reader.can("phones");
  if (!sought || (!seesPhones && hasDigits(sought))) return [];
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
        .where("tickets.merged_into_id", "is", null)
        .where((where) => isVisible(where, reader.scope))
        .orderBy("tickets.id", "desc")
        .limit(1)
        .as("ticket"),
    ])
    .where("contacts.name_folded", "like", `%${sought}%`)
    .where((where) => isVisibleContact(where, reader.scope))
    .orderBy("contacts.updated_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: showName(row.name, seesPhones),
    subtitle: row.phone ? showPhone(row.phone, seesPhones) : row.username ? `@${row.username}` : "",
    ticket: row.ticket,
  }));
}

async function findMessages(
  db: Db,
  query: string,
  reader: TicketReader,
  limit: number,
  isWithoutArchive: boolean,
): Promise<SearchResults["messages"]> {
  const found = await searchMessages(db, query, reader.scope, limit, { isWithoutArchive });
  if (found.length === 0) return [];
  const rows = await db
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .innerJoin("contacts", "contacts.id", "threads.contact_id")
    .select(["messages.id", "messages.ticket_id", "messages.sent_at", "contacts.name"])
    .where((where) => isOfVisibleTicket(where, "messages", reader.scope))
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
    return [
      {
        id,
        ticket: row.ticket_id,
        name: showName(row.name, reader.can("phones")),
        time,
        snippet: partsOf(snippet),
      },
    ];
  });
}

function partsOf(snippet: string): SnippetPart[] {
  return snippet.split(MATCH_START).flatMap((piece, index) => {
    if (index === 0) return piece ? [{ text: piece, isMatch: false }] : [];
    const [word = "", rest = ""] = piece.split(MATCH_END);
    return [{ text: word, isMatch: true }, ...(rest ? [{ text: rest, isMatch: false }] : [])];
  });
}

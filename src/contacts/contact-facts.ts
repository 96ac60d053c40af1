import { sql } from "kysely";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Facts, Field } from "../routing/conditions.ts";
import { addContact, setOwnField } from "../routing/facts.ts";
import { listContactFields } from "./contact-fields.ts";
import { listTagsOf } from "./contact-tags.ts";
import { listContactValues } from "./contact-values.ts";
import type { ContactRow } from "./contacts.ts";

/**
 * What conditions can ask about contacts without a ticket, as routing/facts.ts says it of a
 * ticket's contact. Queries are made for what is asked alone, each for all contacts at once.
 */
export async function contactFactsOf(
  db: Db,
  contacts: readonly ContactRow[],
  asked: ReadonlySet<Field>,
  now: Instant,
): Promise<Map<number, Facts>> {
  const asks = (...fields: Field[]) => fields.some((field) => asked.has(field));
  const found = new Map(
    contacts.map((contact) => {
      const facts: Facts = { text: null, choices: {}, numbers: {}, flags: {}, isOpen: () => false };
      addContact(facts, contact, now, asks);
      return [contact.id, facts];
    }),
  );
  const ids = [...found.keys()];
  if (asks("contact-tag"))
    for (const [id, tags] of await listTagsOf(db, ids))
      (found.get(id) as Facts).choices["contact-tag"] = tags;
  if ([...asked].some((field) => field.startsWith("contact."))) await addOwnValues(db, ids, found);
  if (asks("ticket-count", "last-agent", "days-since-resolved"))
    await addTickets(db, ids, found, now);
  return found;
}

async function addOwnValues(db: Db, ids: number[], found: Map<number, Facts>): Promise<void> {
  const fields = new Map((await listContactFields(db)).map((field) => [field.id, field]));
  for (const [id, values] of await listContactValues(db, ids))
    for (const [fieldId, value] of values) {
      const field = fields.get(fieldId);
      if (field) setOwnField(found.get(id) as Facts, field, value);
    }
}

async function addTickets(
  db: Db,
  ids: number[],
  found: Map<number, Facts>,
  now: Instant,
): Promise<void> {
  const rows = await db
    .selectFrom("tickets")
    .select((select) => [
      "contact_id",
      select.fn.countAll<number>().as("n"),
      select.fn.max("resolved_at").as("resolved_at"),
      // The newest that anybody had.
      sql<number | null>`max(CASE WHEN assignee_id IS NOT NULL THEN id END)`.as("owned_id"),
    ])
    .where("contact_id", "in", ids)
    .groupBy("contact_id")
    .execute();
  const owners = await ownersOf(
    db,
    rows.map((row) => row.owned_id).filter((id) => id !== null),
  );
  for (const { numbers } of found.values()) numbers["ticket-count"] = 0;
  for (const { contact_id, n, resolved_at, owned_id } of rows) {
    const { choices, numbers } = found.get(contact_id) as Facts;
    numbers["ticket-count"] = n;
    if (resolved_at) numbers["days-since-resolved"] = Math.floor((now - resolved_at) / DAY);
    const owner = owned_id === null ? undefined : owners.get(owned_id);
    if (owner) choices["last-agent"] = [String(owner)];
  }
}

async function ownersOf(db: Db, ticketIds: number[]): Promise<Map<number, number | null>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("tickets")
    .select(["id", "assignee_id"])
    .where("id", "in", ticketIds)
    .execute();
  return new Map(rows.map((row) => [row.id, row.assignee_id]));
}

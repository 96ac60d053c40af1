import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { type Condition, evaluate } from "../routing/conditions.ts";
import { needsOf } from "../routing/routing-desk.ts";
import type { Scope } from "../users/ticket-scope.ts";
import { contactFactsOf } from "./contact-facts.ts";
import type { ContactRow } from "./contacts.ts";
import { type ContactKey, type ContactsPage, listContacts } from "./list-contacts.ts";
import { narrow } from "./narrow-segment.ts";

/** Contacts asked at a time: a turn of the loop lies between, for whoever waits. */
const CHUNK = 500;

interface Asked {
  condition: Condition;
  scope: Scope;
  now: Instant;
}

/** How many contacts of the scope are in a segment at this moment. */
export async function countMembers(db: Db, asked: Asked): Promise<number> {
  let n = 0;
  for await (const members of membersOf(db, asked, {})) n += members.length;
  return n;
}

/** A page of a segment's contacts by name, with the words that are sought in them. */
export async function listMembers(
  db: Db,
  asked: Asked,
  {
    typed,
    after,
    limit = 50,
    seesPhones,
  }: { typed: string; after: ContactKey | null; limit?: number; seesPhones: boolean },
): Promise<ContactsPage> {
  const contacts: ContactRow[] = [];
  for await (const members of membersOf(db, asked, { typed, after, seesPhones })) {
    contacts.push(...members);
    if (contacts.length > limit) break;
  }
  const last = contacts[limit - 1];
  return {
    contacts: contacts.slice(0, limit),
    next: contacts.length > limit && last ? { folded: last.name_folded, id: last.id } : null,
  };
}

/** In the order of their names, as many as each chunk of contacts has. */
async function* membersOf(
  db: Db,
  { condition, scope, now }: Asked,
  {
    typed,
    after = null,
    seesPhones,
  }: { typed?: string; after?: ContactKey | null; seesPhones?: boolean },
): AsyncGenerator<ContactRow[]> {
  const asked = needsOf([condition]);
  const narrowed = narrow(condition);
  let key: ContactKey | null = after;
  do {
    const page: ContactsPage = await listContacts(db, {
      typed,
      after: key,
      limit: CHUNK,
      scope,
      seesPhones,
      narrowed,
    });
    const facts = await contactFactsOf(db, page.contacts, asked, now);
    yield page.contacts.filter((contact) => {
      const of = facts.get(contact.id);
      return of !== undefined && evaluate(condition, of).holds;
    });
    key = page.next;
    await new Promise(setImmediate);
  } while (key);
}

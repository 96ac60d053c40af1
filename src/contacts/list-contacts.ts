import { sql } from "kysely";
import type { Db } from "../db/open.ts";
import { everything, isVisibleContact, type Scope } from "../users/ticket-scope.ts";
import type { ContactRow } from "./contacts.ts";
import { foldQuery, hasDigits } from "./fold-name.ts";
import type { Narrowing } from "./narrow-segment.ts";

/** Where a page of contacts goes on: the last one's place in the alphabet. */
export interface ContactKey {
  folded: string;
  id: number;
}

export interface ContactsPage {
  contacts: ContactRow[];
  /** Null on the last page. */
  next: ContactKey | null;
}

/**
 * Contacts by name, a page at a time. Every word of `typed` has to be found in the name, the
 * username or the phone, without regard to accents; a number in any of its written forms.
 * Who sees numbers masked finds nobody by digits: each guess would tell one more of them.
 */
export async function listContacts(
  db: Db,
  {
    typed = "",
    after = null,
    limit = 50,
    scope = everything,
    seesPhones = true,
    narrowed,
  }: {
    typed?: string;
    after?: ContactKey | null;
    limit?: number;
    scope?: Scope;
    seesPhones?: boolean;
    /** What of a segment the database can ask. */
    narrowed?: Narrowing;
  },
): Promise<ContactsPage> {
  if (!seesPhones && hasDigits(foldQuery(typed))) return { contacts: [], next: null };
  let query = db
    .selectFrom("contacts")
    .selectAll()
    .where((where) => isVisibleContact(where, scope))
    .orderBy("name_folded")
    .orderBy("id")
    .limit(limit + 1);
  // name_folded holds no % and no _, and neither does what foldQuery returns.
  for (const word of foldQuery(typed).split(" ").filter(Boolean)) {
    query = query.where("name_folded", "like", `%${word}%`);
  }
  if (narrowed) query = query.where(narrowed);
  if (after) query = query.where(sql<boolean>`(name_folded, id) > (${after.folded}, ${after.id})`);
  const rows = await query.execute();
  const contacts = rows.slice(0, limit);
  const last = contacts.at(-1);
  return {
    contacts,
    next: rows.length > limit && last ? { folded: last.name_folded, id: last.id } : null,
  };
}

/** As one word for addresses. */
export function writeKey({ folded, id }: ContactKey): string {
  return `${id}.${Buffer.from(folded).toString("base64url")}`;
}

/** Null for anything that writeKey did not write. */
export function readKey(word: string | undefined): ContactKey | null {
  const [, id, folded] = /^(\d{1,15})\.([\w-]*)$/.exec(word ?? "") ?? [];
  if (id === undefined || folded === undefined) return null;
  return { id: Number(id), folded: Buffer.from(folded, "base64url").toString() };
}

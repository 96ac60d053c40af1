import type { Sender } from "./updates.ts";
import { id, list, record, type WireRecord, word } from "./wire-values.ts";

/** The `contacts[]` of one webhook value, found by identifier, never by position. */
export interface People {
  /** Fills what the item itself does not say (name, username, missing ids). */
  complete(known: Identifiers): Sender;
  /** The one contact of a value that has exactly one. */
  only: Sender | null;
}

export interface Identifiers {
  waId: string | null;
  userId: string | null;
  parentUserId?: string | null;
}

export function peopleOf(value: WireRecord): People {
  const contacts = list(value.contacts).map(contactOf);
  const byWaId = firstBy(contacts, (contact) => contact.waId);
  const byUserId = firstBy(contacts, (contact) => contact.userId);
  const only = contacts.length === 1 && contacts[0] && isSomebody(contacts[0]) ? contacts[0] : null;
  return {
    only,
    complete({ waId, userId, parentUserId = null }) {
      const byNumber = waId ? byWaId.get(waId) : undefined;
      // Another BSUID at the same number is another person (API.md §2).
      const isSamePerson = !userId || !byNumber?.userId || byNumber.userId === userId;
      const contact = (userId && byUserId.get(userId)) || (isSamePerson ? byNumber : undefined);
      return {
        waId: waId ?? contact?.waId ?? null,
        userId: userId ?? contact?.userId ?? null,
        parentUserId: parentUserId ?? contact?.parentUserId ?? null,
        name: contact?.name ?? null,
        username: contact?.username ?? null,
      };
    },
  };
}

export function isSomebody(sender: Sender): boolean {
  return sender.waId !== null || sender.userId !== null;
}

/** A sender of whom only identifiers are known. */
export function stranger({ waId, userId, parentUserId = null }: Identifiers): Sender {
  return { waId, userId, parentUserId, name: null, username: null };
}

function contactOf(value: unknown): Sender {
  const contact = record(value);
  const profile = record(contact.profile);
  return {
    waId: id(contact.wa_id),
    userId: id(contact.user_id),
    parentUserId: id(contact.parent_user_id),
    name: word(profile.name)?.trim() || null,
    username: word(profile.username),
  };
}

function firstBy(
  contacts: Sender[],
  keyOf: (contact: Sender) => string | null,
): Map<string, Sender> {
  const found = new Map<string, Sender>();
  for (const contact of contacts) {
    const key = keyOf(contact);
    if (key && !found.has(key)) found.set(key, contact);
  }
  return found;
}

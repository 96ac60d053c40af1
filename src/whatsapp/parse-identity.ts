import { isSomebody, type People, stranger } from "./people.ts";
import type { Addressed, IdentityChange, Sender } from "./updates.ts";
import { id, instant, record, text, type WireRecord, word } from "./wire-values.ts";

const systemTypes = new Set([
  "user_changed_number",
  "user_changed_user_id",
  "customer_identity_changed",
]);

/** Whether a message of type `system` speaks of who somebody is (API.md §3). */
export function isIdentityMessage(item: WireRecord): boolean {
  return item.type === "system" && systemTypes.has(word(record(item.system).type) ?? "");
}

/**
 * `system` messages: the old identifiers are the message's sender or `previous_…`,
 * the new ones lie in `system`. Documented without contacts[]. Null when both sides
 * are unknown.
 */
export function parseIdentityMessage(
  item: WireRecord,
  address: Addressed,
  people: People,
): IdentityChange | null {
  const system = record(item.system);
  const previous = people.complete({
    waId: id(item.from) ?? id(system.customer),
    userId: id(system.previous_user_id) ?? id(item.from_user_id),
    parentUserId: id(system.previous_parent_user_id) ?? id(item.from_parent_user_id),
  });
  const next = stranger({
    waId: id(system.wa_id) ?? id(system.new_wa_id),
    userId: id(system.user_id),
    parentUserId: id(system.parent_user_id),
  });
  return change(address, {
    wamid: id(item.id),
    timestamp: instant(item.timestamp),
    type: word(system.type) ?? "",
    body: text(system.body) ?? "",
    previous,
    current: isSomebody(next) ? next : previous,
  });
}

/**
 * One item of field `user_id_update`:
 * `{ wa_id?, detail, user_id: { previous, current }, parent_user_id?: {…}, timestamp }`
 * (Meta's page on business-scoped user IDs).
 */
export function parseUserIdUpdate(
  item: WireRecord,
  address: Addressed,
  people: People,
): IdentityChange | null {
  const userId = record(item.user_id);
  const parent = record(item.parent_user_id);
  const waId = id(item.wa_id) ?? people.only?.waId ?? null;
  const previous = stranger({
    waId,
    userId: id(userId.previous),
    parentUserId: id(parent.previous),
  });
  const current = stranger({
    waId,
    userId: id(userId.current) ?? id(item.user_id),
    parentUserId: id(parent.current),
  });
  return change(address, {
    wamid: null,
    timestamp: instant(item.timestamp),
    type: "user_id_update",
    body: text(item.detail) ?? "",
    previous,
    current: {
      ...current,
      name: people.only?.name ?? null,
      username: people.only?.username ?? null,
    },
  });
}

type Change = Omit<IdentityChange, keyof Addressed>;

function change(address: Addressed, found: Change): IdentityChange | null {
  const isKnown = (person: Sender) => isSomebody(person);
  return isKnown(found.previous) && isKnown(found.current) ? { ...address, ...found } : null;
}

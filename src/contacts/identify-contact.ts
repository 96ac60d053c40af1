import type { Tx } from "../db/open.ts";
import type { Flag, Instant } from "../db/schema.ts";
import type { Sender } from "../whatsapp/updates.ts";
import {
  type ContactRow,
  fallbackName,
  findContact,
  insertContact,
  isUnnamed,
  updateContact,
} from "./contacts.ts";
import {
  claimFormerIdentity,
  claimIdentity,
  findContactId,
  findNewestIdentity,
} from "./identities.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { canonicalPhone } from "./phone.ts";

/** `at`: when it was so, by Meta's clock; deliveries come in any order. */
export interface Evidence {
  isSimulated: Flag;
  at: Instant;
  now: Instant;
}

/**
 * The one contact behind a phone, a BSUID or both (API.md §2, Identity; PRODUCT 3).
 * A sender seen first without a phone and later with one stays the same contact.
 */
export async function findOrCreateContact(
  tx: Tx,
  sender: Sender,
  evidence: Evidence,
): Promise<ContactRow> {
  const phone = sender.waId ? canonicalPhone(sender.waId) : null;
  const contact = await findBySender(tx, sender, phone, evidence);
  if (contact) return learn(tx, contact, sender, phone, evidence);
  const { isSimulated, at, now } = evidence;
  const name = sender.name ?? fallbackName(phone, sender.username, sender.userId);
  const created = await insertContact(
    tx,
    {
      name,
      phone,
      waId: sender.waId,
      userId: sender.userId,
      username: sender.username,
      isSimulated,
    },
    now,
  );
  await claimIdentity(tx, created.id, "phone", phone, isSimulated, at);
  await claimIdentity(tx, created.id, "user_id", sender.userId, isSimulated, at);
  return created;
}

async function findBySender(
  tx: Tx,
  sender: Sender,
  phone: string | null,
  { isSimulated, now }: Evidence,
): Promise<ContactRow | undefined> {
  const byUser = await findContactId(tx, "user_id", sender.userId, isSimulated);
  const byPhone = await findContactId(tx, "phone", phone, isSimulated);
  if (byUser === undefined && byPhone === undefined) return undefined;
  if (byUser === undefined || byPhone === undefined || byUser === byPhone) {
    return findContact(tx, (byUser ?? byPhone) as number);
  }
  const [user, owner] = [await findContact(tx, byUser), await findContact(tx, byPhone)];
  if (!user || !owner) return user ?? owner;
  // Two people with a BSUID each: the number changed hands, and goes to who writes from it now.
  if (owner.user_id && owner.user_id !== sender.userId) return user;
  return mergeContacts(tx, user, owner, now);
}

/** Takes over what this message says of its sender. */
async function learn(
  tx: Tx,
  contact: ContactRow,
  sender: Sender,
  phone: string | null,
  { at, now }: Evidence,
): Promise<ContactRow> {
  const isSimulated = contact.is_simulated;
  const isOtherPhone = phone !== null && phone !== contact.phone;
  const isOtherUser = sender.userId !== null && sender.userId !== contact.user_id;
  if (isOtherPhone) await takeNumber(tx, contact, phone, { isSimulated, at, now });
  if (isOtherUser) await claimIdentity(tx, contact.id, "user_id", sender.userId, isSimulated, at);
  // A late message from a number that the person has left since does not bring it back.
  const isPhoneNow =
    phone !== null &&
    (!isOtherPhone || (await findNewestIdentity(tx, contact.id, "phone")) === phone);
  const isUserNow =
    isOtherUser && (await findNewestIdentity(tx, contact.id, "user_id")) === sender.userId;
  const next = {
    phone: isPhoneNow ? phone : contact.phone,
    wa_id: isPhoneNow ? sender.waId : contact.wa_id,
    user_id: isUserNow ? sender.userId : contact.user_id,
    username: sender.username ?? contact.username,
  };
  return updateContact(tx, contact, { ...next, name: nameAfter(contact, sender, next) }, now);
}

/**
 * The number is this person's now. Whoever had it before is not written to there any more: what
 * they agreed to is nothing that its new owner agreed to.
 */
async function takeNumber(
  tx: Tx,
  { id }: ContactRow,
  phone: string,
  { isSimulated, at, now }: Evidence,
): Promise<void> {
  const formerId = await findContactId(tx, "phone", phone, isSimulated);
  await claimIdentity(tx, id, "phone", phone, isSimulated, at);
  const isTheirs = (await findContactId(tx, "phone", phone, isSimulated)) === id;
  const former = formerId === undefined ? undefined : await findContact(tx, formerId);
  if (!isTheirs || !former || former.id === id || former.phone !== phone) return;
  const left = await findNewestIdentity(tx, former.id, "phone");
  const name = isUnnamed(former)
    ? fallbackName(left, former.username, former.user_id)
    : former.name;
  await updateContact(tx, former, { phone: left, wa_id: left?.slice(1) ?? null, name }, now);
}

/** The profile's name, unless an agent typed another; who has none is called by what we know now. */
function nameAfter(
  contact: ContactRow,
  sender: Sender,
  next: Pick<ContactRow, "phone" | "user_id" | "username">,
): string {
  if (contact.is_name_edited === 1) return contact.name;
  if (sender.name) return sender.name;
  return isUnnamed(contact) ? fallbackName(next.phone, next.username, next.user_id) : contact.name;
}

/**
 * A person took another number or got another BSUID: everybody known under one of the
 * identifiers becomes one contact, with the history of all (API.md §2; `user_changed_number`,
 * `user_changed_user_id`, `user_id_update`). Works in any order of arrival: also before the
 * first message from either end.
 */
export async function changeIdentity(
  tx: Tx,
  change: { previous: Sender; current: Sender },
  evidence: Evidence,
): Promise<ContactRow | undefined> {
  const { isSimulated, at, now } = evidence;
  const { previous, current } = change;
  const phone = current.waId ? canonicalPhone(current.waId) : null;
  const previousPhone = previous.waId ? canonicalPhone(previous.waId) : null;
  const isChange = phone !== previousPhone || current.userId !== previous.userId;
  const known = await listKnown(tx, [current, previous], isSimulated);
  // That somebody's keys are new says nothing about whom we have never heard of.
  if (known.length === 0 && !isChange) return undefined;
  let contact = known[0] ?? (await findOrCreateContact(tx, current, evidence));
  for (const other of known.slice(1)) contact = await mergeContacts(tx, contact, other, now);
  await claimFormerIdentity(tx, contact.id, "phone", previousPhone, isSimulated);
  await claimFormerIdentity(tx, contact.id, "user_id", previous.userId, isSimulated);
  await claimIdentity(tx, contact.id, "phone", phone, isSimulated, at);
  await claimIdentity(tx, contact.id, "user_id", current.userId, isSimulated, at);
  return learn(tx, contact, current, phone, evidence);
}

/** The contacts behind all these identifiers, each once, in their order. */
async function listKnown(tx: Tx, senders: Sender[], isSimulated: Flag): Promise<ContactRow[]> {
  const ids = new Set<number>();
  for (const sender of senders) {
    const phone = sender.waId ? canonicalPhone(sender.waId) : null;
    const found = [
      await findContactId(tx, "user_id", sender.userId, isSimulated),
      await findContactId(tx, "phone", phone, isSimulated),
    ];
    for (const id of found) if (id !== undefined) ids.add(id);
  }
  const contacts = await Promise.all([...ids].map((id) => findContact(tx, id)));
  return contacts.filter((contact) => contact !== undefined);
}

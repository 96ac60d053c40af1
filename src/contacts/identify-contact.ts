import type { Tx } from "../db/open.ts";
import type { Flag, Instant } from "../db/schema.ts";
import type { Sender } from "../whatsapp/updates.ts";
import { type ContactRow, fallbackName, findContact, insertContact, updateContact } from "./contacts.ts";
import { claimIdentity, findContactId } from "./identities.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { canonicalPhone } from "./phone.ts";

/**
 * The one contact behind a phone, a BSUID or both (API.md §2, Identity; PRODUCT 3).
 * A sender seen first without a phone and later with one stays the same contact.
 */
export async function findOrCreateContact(
  tx: Tx,
  sender: Sender,
  { isSimulated, now }: { isSimulated: Flag; now: Instant },
): Promise<ContactRow> {
  const phone = sender.waId ? canonicalPhone(sender.waId) : null;
  const contact = await findBySender(tx, sender, phone, isSimulated, now);
  if (!contact) {
    const name = sender.name ?? fallbackName(phone, sender.username, sender.userId);
    const created = await insertContact(
      tx,
      { name, phone, waId: sender.waId, userId: sender.userId, username: sender.username, isSimulated },
      now,
    );
    await claimIdentity(tx, created.id, "phone", phone, isSimulated, now);
    await claimIdentity(tx, created.id, "user_id", sender.userId, isSimulated, now);
    return created;
  }
  return learn(tx, contact, sender, phone, now);
}

async function findBySender(
  tx: Tx,
  sender: Sender,
  phone: string | null,
  isSimulated: Flag,
  now: Instant,
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
  now: Instant,
): Promise<ContactRow> {
  const isSimulated = contact.is_simulated;
  if (phone && phone !== contact.phone) await claimIdentity(tx, contact.id, "phone", phone, isSimulated, now);
  if (sender.userId && sender.userId !== contact.user_id) {
    await claimIdentity(tx, contact.id, "user_id", sender.userId, isSimulated, now);
  }
  const isUnnamed = contact.name === fallbackName(contact.phone, contact.username, contact.user_id);
  const takesName = sender.name !== null && (isUnnamed || contact.is_name_edited === 0);
  return updateContact(
    tx,
    contact,
    {
      name: takesName && sender.name ? sender.name : contact.name,
      phone: phone ?? contact.phone,
      wa_id: sender.waId ?? contact.wa_id,
      user_id: sender.userId ?? contact.user_id,
      username: sender.username ?? contact.username,
    },
    now,
  );
}

/**
 * A person took another number or got another BSUID: both ends become one contact,
 * with the history of both (API.md §2; `user_changed_number`, `user_changed_user_id`,
 * `user_id_update`). Works in any order of arrival.
 */
export async function changeIdentity(
  tx: Tx,
  change: { previous: Sender; current: Sender },
  { isSimulated, now }: { isSimulated: Flag; now: Instant },
): Promise<ContactRow | undefined> {
  const before = await findKnown(tx, change.previous, isSimulated);
  const after = await findKnown(tx, change.current, isSimulated);
  if (!before && !after) return undefined;
  const contact = before && after && before.id !== after.id
    ? await mergeContacts(tx, after, before, now)
    : ((before ?? after) as ContactRow);
  const phone = change.current.waId ? canonicalPhone(change.current.waId) : null;
  const previousPhone = change.previous.waId ? canonicalPhone(change.previous.waId) : null;
  await claimIdentity(tx, contact.id, "phone", previousPhone, isSimulated, now);
  await claimIdentity(tx, contact.id, "user_id", change.previous.userId, isSimulated, now);
  return learn(tx, contact, change.current, phone, now);
}

async function findKnown(tx: Tx, sender: Sender, isSimulated: Flag): Promise<ContactRow | undefined> {
  const phone = sender.waId ? canonicalPhone(sender.waId) : null;
  const id =
    (await findContactId(tx, "user_id", sender.userId, isSimulated)) ??
    (await findContactId(tx, "phone", phone, isSimulated));
  return id === undefined ? undefined : findContact(tx, id);
}

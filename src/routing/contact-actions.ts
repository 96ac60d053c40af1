import { changeDetails } from "../contacts/change-details.ts";
import type { ContactFieldRow } from "../contacts/contact-fields.ts";
import { addContactTag, listContactTags } from "../contacts/contact-tags.ts";
import {
  listContactValues,
  readFieldValue,
  saveContactValues,
} from "../contacts/contact-values.ts";
import { getContact } from "../contacts/contacts.ts";
import { readMoney } from "../contacts/money.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import { keepContactClocks } from "../sla/keep-contact-clocks.ts";
import type { Action } from "./actions.ts";

/** Of a rule's actions those that write down what is known of the customer. */
export type ContactAction = Extract<Action, { do: "set-field" | "contact-vip" | "contact-tags" }>;

interface Written {
  to?: string;
  skipped?: string;
}

export function isContactAction(action: Action): action is ContactAction {
  return action.do === "set-field" || action.do === "contact-vip" || action.do === "contact-tags";
}

/** Policies that ask about the customer are found anew. @throws AppError `invalid` for a value that does not fit. */
export async function writeContact(
  tx: Tx,
  { contact_id }: Pick<TicketRow, "contact_id">,
  action: ContactAction,
  now: Instant,
): Promise<Written> {
  const written = await write(tx, contact_id, action, now);
  if (written.skipped === undefined) await keepContactClocks(tx, contact_id, now);
  return written;
}

async function write(
  tx: Tx,
  contactId: number,
  action: ContactAction,
  now: Instant,
): Promise<Written> {
  if (action.do === "contact-vip") return setVip(tx, contactId, action.state === "on", now);
  if (action.do === "contact-tags") return addTags(tx, contactId, action.tags);
  if (action.field === "value") return setValue(tx, contactId, action.value, now);
  return setField(tx, contactId, action.field.slice("contact.".length), action.value);
}

async function setVip(tx: Tx, id: number, isVip: boolean, now: Instant): Promise<Written> {
  const contact = await getContact(tx, id);
  const to = isVip ? "on" : "off";
  if ((contact.is_vip === 1) === isVip) return { to, skipped: "unchanged" };
  await changeDetails(tx, contact, { isVip }, now);
  return { to };
}

async function addTags(tx: Tx, id: number, tags: readonly string[]): Promise<Written> {
  const before = await listContactTags(tx, id);
  for (const tag of tags) await addContactTag(tx, id, tag);
  const isSame = (await listContactTags(tx, id)).length === before.length;
  return { to: tags.join(", "), ...(isSame ? { skipped: "unchanged" } : {}) };
}

async function setValue(tx: Tx, id: number, typed: string, now: Instant): Promise<Written> {
  const value = readMoney(typed);
  if (value === undefined) throw new AppError("invalid", "value: give an amount.");
  const contact = await getContact(tx, id);
  if (contact.value === value) return { to: typed, skipped: "unchanged" };
  await changeDetails(tx, contact, { value }, now);
  return { to: typed };
}

async function setField(tx: Tx, id: number, key: string, typed: string): Promise<Written> {
  const field: ContactFieldRow | undefined = await tx
    .selectFrom("contact_fields")
    .selectAll()
    .where("key", "=", key)
    .executeTakeFirst();
  if (!field) return { skipped: "gone" };
  const current = (await listContactValues(tx, [id])).get(id)?.get(field.id);
  const value = readFieldValue(field, typed, current);
  const to = `${field.label}: ${typed}`;
  if (value === (current ?? null)) return { to, skipped: "unchanged" };
  await saveContactValues(tx, id, new Map([[field.id, value]]));
  return { to };
}

import type { PurposeItem } from "../../views/contacts/contact-consent.tsx";
import type { ContactView } from "../../views/contacts/contact-page.tsx";
import type { ContactItem } from "../../views/contacts/contacts-page.tsx";
import { builtinPurposes } from "../consent/purposes.ts";
import { listConsentRecords } from "../consent/records.ts";
import { listConsentStates } from "../consent/states.ts";
import type { Db } from "../db/open.ts";
import { readTicketLinks } from "../inbox/ticket-links.ts";
import type { TicketReader } from "../inbox/time-words.ts";
import { isOfVisibleTicket, type Scope } from "../users/ticket-scope.ts";
import { timeText, type TimeStyle } from "../settings/time-text.ts";
import type { ContactRow } from "./contacts.ts";
import { listContactTags, listUsedContactTags } from "./contact-tags.ts";
import { showName, showPhone } from "./phone.ts";
import { readKnowledge } from "./read-knowledge.ts";

const MOST_TICKETS = 50;

/** A line of the list. */
export function itemOf(contact: ContactRow, tags: string[], seesPhones: boolean): ContactItem {
  const phone = contact.phone ? showPhone(contact.phone, seesPhones) : "";
  const name = showName(contact.name, seesPhones);
  const username = contact.username ? `@${contact.username}` : "";
  return {
    id: contact.id,
    name,
    subtitle: [phone, username].filter((part) => part && part !== name).join(" · "),
    tags,
    isBlocked: contact.blocked_at !== null,
    isSimulated: contact.is_simulated === 1,
    isVip: contact.is_vip === 1,
  };
}

/** Everything of one contact, in the reader's words and the business's time. */
export async function readContact(
  db: Db,
  contact: ContactRow,
  reader: Pick<TicketReader, "t" | "language" | "scope" | "can">,
  style: TimeStyle,
): Promise<ContactView> {
  const seesPhones = reader.can("phones");
  const name = showName(contact.name, seesPhones);
  const [known, tags, knownTags, consent, tickets] = await Promise.all([
    readKnowledge(db, contact, reader),
    listContactTags(db, contact.id),
    listUsedContactTags(db),
    readConsent(db, contact.id, reader.scope, style),
    readTicketLinks(db, contact.id, {
      reader,
      timeOf: (instant) => timeText(instant, style),
      most: MOST_TICKETS,
    }),
  ]);
  return {
    id: contact.id,
    name,
    typedName: name,
    language: contact.language,
    phone: contact.phone
      ? {
          text: showPhone(contact.phone, seesPhones),
          href: seesPhones ? `tel:${contact.phone}` : null,
        }
      : null,
    username: contact.username,
    userId: contact.user_id,
    since: timeText(contact.created_at, style),
    isBlocked: contact.blocked_at !== null,
    isSimulated: contact.is_simulated === 1,
    isVip: contact.is_vip === 1,
    known,
    tags,
    knownTags: knownTags.filter((tag) => !tags.includes(tag)),
    consent,
    tickets,
  };
}

async function readConsent(
  db: Db,
  contactId: number,
  scope: Scope,
  style: TimeStyle,
): Promise<PurposeItem[]> {
  const states = (await listConsentStates(db, [contactId], style.now)).get(contactId);
  const records = await listConsentRecords(db, contactId);
  const tickets = await ticketsOfMessages(
    db,
    records.map((record) => record.message_id),
    scope,
  );
  return builtinPurposes.map((purpose) => ({
    id: purpose,
    state: states?.[purpose] ?? "none",
    records: records
      .filter((record) => record.purpose === purpose)
      .map((record) => ({
        id: record.seq,
        event: record.event,
        source: record.method,
        time: timeText(record.event_at, style),
        textShown: record.text_shown,
        evidence: evidenceOf(record.message_id, tickets),
      })),
  }));
}

async function ticketsOfMessages(
  db: Db,
  messageIds: (number | null)[],
  scope: Scope,
): Promise<Map<number, number | null>> {
  const ids = messageIds.filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("messages")
    .select(["id", "ticket_id"])
    .where("id", "in", ids)
    .where((where) => isOfVisibleTicket(where, "messages", scope))
    .execute();
  return new Map(rows.map((row) => [row.id, row.ticket_id]));
}

function evidenceOf(messageId: number | null, tickets: Map<number, number | null>): string | null {
  const ticket = messageId === null ? null : tickets.get(messageId);
  return ticket ? `/tickets/${ticket}?message=${messageId}#m-${messageId}` : null;
}

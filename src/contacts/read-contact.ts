import type { ContactView } from "../../views/contacts/contact-page.tsx";
import type { ContactItem } from "../../views/contacts/contacts-page.tsx";
import { readTimeline } from "../consent-log/read-timeline.ts";
import type { Db } from "../db/open.ts";
import { readTicketLinks } from "../inbox/ticket-links.ts";
import type { TicketReader } from "../inbox/time-words.ts";
import { readContactPrivacy } from "../privacy/present-contact-privacy.ts";
import { timeText, type TimeStyle } from "../settings/time-text.ts";
import type { ContactRow } from "./contacts.ts";
import { listContactTags, listUsedContactTags } from "./contact-tags.ts";
import { showName, showPhone } from "./phone.ts";
import { readKnowledge } from "./read-knowledge.ts";

const MOST_TICKETS = 50;
/** The rest of what was agreed to stands on a page of its own. */
const MOST_CONSENT = 3;

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
  const [known, tags, knownTags, consent, privacy, tickets] = await Promise.all([
    readKnowledge(db, contact, reader),
    listContactTags(db, contact.id),
    listUsedContactTags(db),
    readTimeline(db, contact.id, reader, { style, most: MOST_CONSENT }),
    readContactPrivacy(db, contact, reader, style),
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
    privacy,
    tickets,
  };
}

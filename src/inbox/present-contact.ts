import type { ContactPane } from "../../views/inbox/types.ts";
import { languageNames } from "../../views/ui/languages.ts";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import { readStates } from "../consent-log/read-states.ts";
import { listContactTags } from "../contacts/contact-tags.ts";
import type { ContactRow } from "../contacts/contacts.ts";
import { listKnownFacts } from "../contacts/read-knowledge.ts";
import { showName, showPhone } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import { readTicketLinks } from "./ticket-links.ts";
import { dateTime, listTime, type Reader, type TicketReader } from "./time-words.ts";

const tones = { given: "good", withdrawn: "danger", none: "neutral" } as const;

/** Who this is: the pane beside the thread. */
export async function readContactPane(
  db: Db,
  contact: ContactRow,
  channel: ChannelRow,
  reader: TicketReader,
): Promise<Omit<ContactPane, "clocks" | "why" | "askHref">> {
  const [known, tags, consent, tickets] = await Promise.all([
    listKnownFacts(db, contact, reader),
    listContactTags(db, contact.id),
    readConsent(db, contact.id, reader),
    readTicketLinks(db, contact.id, {
      reader,
      timeOf: (instant) => listTime(instant, reader),
      most: 10,
    }),
  ]);
  return {
    contactId: contact.id,
    name: showName(contact.name, reader.can("phones")),
    mayOpen: reader.can("contacts"),
    mayRequest: reader.can("privacy"),
    isVip: contact.is_vip === 1,
    fields: [...fieldsOf(contact, channel, reader), ...known],
    tags,
    consent,
    tickets,
    isBlocked: contact.blocked_at !== null,
  };
}

function fieldsOf(
  contact: ContactRow,
  channel: ChannelRow,
  reader: TicketReader,
): ContactPane["fields"] {
  const { t } = reader;
  const fields: (ContactPane["fields"][number] | false)[] = [
    contact.phone !== null && {
      label: t("contact.phone"),
      value: showPhone(contact.phone, reader.can("phones")),
      href: reader.can("phones") ? `tel:${contact.phone}` : undefined,
    },
    contact.username !== null && { label: t("contact.username"), value: `@${contact.username}` },
    contact.language !== null && {
      label: t("contact.language"),
      value: languageNames[contact.language],
    },
    { label: t("contact.since"), value: dateTime(contact.created_at, reader).text },
    { label: t("contact.channel"), value: channel.name },
  ];
  return fields.filter((field) => field !== false);
}

/** Every purpose that is asked for or was answered, with what holds now. */
async function readConsent(
  db: Db,
  contactId: number,
  reader: Reader,
): Promise<ContactPane["consent"]> {
  const names = await readPurposeNames(db, reader);
  return (await readStates(db, contactId, names, reader.now)).map((purpose) => ({
    purpose: purpose.name,
    state: reader.t(
      purpose.pending ? `consent-log.event.${purpose.pending}` : `contact.consent.${purpose.state}`,
    ),
    tone: tones[purpose.state],
    time: purpose.since === null ? null : dateTime(purpose.since, reader),
  }));
}

import type { ContactPane } from "../../views/inbox/types.ts";
import { languageNames } from "../../views/ui/languages.ts";
import { findLastConsent, listConsentStates } from "../consent/consent.ts";
import type { ContactRow } from "../contacts/contacts.ts";
import { formatPhone } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import { wordsOf } from "./line-words.ts";
import { dateTime, listTime, type Reader } from "./time-words.ts";

const tones = { given: "good", withdrawn: "danger", none: "neutral" } as const;

/** Who this is: the pane beside the thread. */
export async function readContactPane(
  db: Db,
  contact: ContactRow,
  channel: ChannelRow,
  reader: Reader,
): Promise<ContactPane> {
  const [tags, consent, tickets] = await Promise.all([
    db
      .selectFrom("contact_tags")
      .select("tag")
      .where("contact_id", "=", contact.id)
      .orderBy("tag")
      .execute(),
    readConsent(db, contact.id, reader),
    readTickets(db, contact.id, reader),
  ]);
  return {
    contactId: contact.id,
    name: contact.name,
    fields: fieldsOf(contact, channel, reader),
    tags: tags.map((row) => row.tag),
    consent,
    tickets,
    isBlocked: contact.blocked_at !== null,
  };
}

function fieldsOf(contact: ContactRow, channel: ChannelRow, reader: Reader): ContactPane["fields"] {
  const { t } = reader;
  const fields: (ContactPane["fields"][number] | false)[] = [
    contact.phone !== null && {
      label: t("contact.phone"),
      value: formatPhone(contact.phone),
      href: `tel:${contact.phone}`,
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

async function readConsent(
  db: Db,
  contactId: number,
  reader: Reader,
): Promise<ContactPane["consent"]> {
  const { t } = reader;
  const state = (await listConsentStates(db, [contactId])).get(contactId)?.marketing ?? "none";
  const last = await findLastConsent(db, contactId, "marketing");
  return [
    {
      purpose: t("contact.consent.marketing"),
      state: t(`contact.consent.${state}`),
      tone: tones[state],
      time: last ? dateTime(last.event_at, reader) : null,
    },
  ];
}

async function readTickets(
  db: Db,
  contactId: number,
  reader: Reader,
): Promise<ContactPane["tickets"]> {
  const rows = await db
    .selectFrom("tickets")
    .leftJoin("messages", "messages.id", "tickets.last_message_id")
    .select([
      "tickets.id",
      "tickets.status",
      "tickets.last_message_at",
      "messages.type",
      "messages.text",
    ])
    .where("tickets.contact_id", "=", contactId)
    .orderBy("tickets.id", "desc")
    .limit(10)
    .execute();
  return rows.map((row) => ({
    number: row.id,
    status: row.status,
    time: listTime(row.last_message_at, reader),
    line: row.type === null ? "" : wordsOf(reader.t, row.type, row.text),
  }));
}

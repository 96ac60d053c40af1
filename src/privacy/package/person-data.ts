import { listContactFields } from "../../contacts/contact-fields.ts";
import { listContactValues } from "../../contacts/contact-values.ts";
import { listContactTags } from "../../contacts/contact-tags.ts";
import { getContact } from "../../contacts/contacts.ts";
import { listConsentRecords } from "../../consent/records.ts";
import type { Db } from "../../db/open.ts";
import type { Instant } from "../../db/schema.ts";

/** ISO 8601, UTC. */
export function iso(instant: Instant): string;
export function iso(instant: Instant | null): string | null;
export function iso(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

export type PersonData = Awaited<ReturnType<typeof readPersonData>>;

/** All that is kept of a person but their messages and notes, which there may be any number of. */
export async function readPersonData(db: Db, contactId: number) {
  const [contact, consent, tickets, bookings, dialogues, requests] = await Promise.all([
    readContactData(db, contactId),
    readConsentData(db, contactId),
    readTicketData(db, contactId),
    readBookingData(db, contactId),
    readDialogueData(db, contactId),
    readRequestData(db, contactId),
  ]);
  return { contact, consent, tickets, bookings, dialogues, requests };
}

async function readContactData(db: Db, id: number) {
  const contact = await getContact(db, id);
  const values = (await listContactValues(db, [id])).get(id);
  const identities = await db
    .selectFrom("contact_identities")
    .select(["kind", "value", "since_at"])
    .where("contact_id", "=", id)
    .orderBy("id")
    .execute();
  const fields = (await listContactFields(db)).flatMap(({ id: field, label }) => {
    const value = values?.get(field);
    return value === undefined ? [] : [{ label, value }];
  });
  return {
    name: contact.name,
    phone: contact.phone,
    user_id: contact.user_id,
    username: contact.username,
    language: contact.language,
    timezone: contact.timezone,
    is_vip: contact.is_vip === 1,
    value: contact.value,
    known_since: iso(contact.created_at),
    blocked_at: iso(contact.blocked_at),
    restricted_at: iso(contact.restricted_at),
    tags: await listContactTags(db, id),
    fields,
    identities: identities.map(({ kind, value, since_at }) => ({
      kind,
      value,
      since: iso(since_at),
    })),
  };
}

async function readConsentData(db: Db, contactId: number) {
  return (await listConsentRecords(db, contactId)).map((record) => ({
    number: record.seq,
    purpose: record.purpose,
    event: record.event,
    method: record.method,
    at: iso(record.event_at),
    text_shown: record.text_shown,
    evidence: record.evidence === null ? null : (JSON.parse(record.evidence) as object),
  }));
}

async function readTicketData(db: Db, contactId: number) {
  const rows = await db
    .selectFrom("tickets")
    .select(["id", "status", "priority", "category", "created_at", "resolved_at"])
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .execute();
  return rows.map(({ id, created_at, resolved_at, ...ticket }) => ({
    number: id,
    ...ticket,
    created_at: iso(created_at),
    resolved_at: iso(resolved_at),
  }));
}

async function readBookingData(db: Db, contactId: number) {
  const rows = await db
    .selectFrom("bookings")
    .innerJoin("booking_services", "booking_services.id", "bookings.service_id")
    .innerJoin("booking_staff", "booking_staff.id", "bookings.staff_id")
    .select(["booking_services.name as service", "booking_staff.name as staff"])
    .select(["bookings.state", "bookings.starts_at", "bookings.ends_at", "bookings.note"])
    .where("bookings.contact_id", "=", contactId)
    .orderBy("bookings.starts_at")
    .execute();
  return rows.map(({ service, starts_at, ends_at, ...booking }) => ({
    service: JSON.parse(service) as Record<string, string>,
    ...booking,
    starts_at: iso(starts_at),
    ends_at: iso(ends_at),
  }));
}

/** What the bot asked them and what they answered. */
async function readDialogueData(db: Db, contactId: number) {
  const rows = await db
    .selectFrom("flow_runs")
    .select(["name", "variables", "outcome", "started_at", "ended_at"])
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .execute();
  return rows.map(({ variables, started_at, ended_at, ...run }) => ({
    ...run,
    gathered: JSON.parse(variables) as Record<string, unknown>,
    started_at: iso(started_at),
    ended_at: iso(ended_at),
  }));
}

async function readRequestData(db: Db, contactId: number) {
  const rows = await db
    .selectFrom("privacy_requests")
    .select(["id", "kind", "state", "source", "note", "received_at", "due_at", "closed_at"])
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .execute();
  return rows.map(({ id, received_at, due_at, closed_at, ...request }) => ({
    number: id,
    ...request,
    received_at: iso(received_at),
    due_at: iso(due_at),
    closed_at: iso(closed_at),
  }));
}

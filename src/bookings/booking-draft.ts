import type { BookingDraft } from "../../views/bookings/types.ts";
import type { Translate } from "../../views/i18n.ts";
import { showName, showPhone } from "../contacts/phone.ts";
import { listContacts } from "../contacts/list-contacts.ts";
import type { Instant } from "../db/schema.ts";
import { type Form, idOf } from "../http/form.ts";
import { dateAt } from "../routing/calendar.ts";
import { isVisibleContact } from "../users/ticket-scope.ts";
import { longDayWords, timeWords, zonedAt } from "./book-words.ts";
import type { BookingRow } from "./bookings.ts";
import { type FreeDay, listFreeDays, type SlotTerms } from "./free-slots.ts";
import type { BookingReader } from "./present-bookings.ts";
import { getService, listServices, textIn } from "./services.ts";
import { listStaffFor } from "./staff.ts";

/** What a form says so far. */
export interface DraftInput {
  id: number | null;
  typed: string;
  contact: number | null;
  service: number | null;
  /** An id, or "any". */
  person: string;
  date: string;
  time: string;
  note: string;
}

export function readDraft(form: Form): DraftInput {
  const number = (name: string) => idOf(form.text(name)) || null;
  return {
    id: number("id"),
    // Who was picked from the list is chosen: what was typed has done its work.
    typed: form.has("found") ? "" : form.text("typed", 60),
    contact: number("found") ?? number("contact"),
    service: number("service"),
    person: form.text("person") || "any",
    date: form.text("date", 10),
    time: form.text("time", 20),
    note: form.raw("note").trim().slice(0, 500),
  };
}

/** The form of a booking that is to be moved. */
export function draftOf(booking: BookingRow, { business }: BookingReader): DraftInput {
  return {
    id: booking.id,
    typed: "",
    contact: booking.contact_id,
    service: booking.service_id,
    person: String(booking.staff_id),
    date: zonedAt(booking.starts_at, business.timezone).toPlainDate().toString(),
    time: "",
    note: booking.note,
  };
}

const MOST_FOUND = 8;

/** The form with all that can be chosen: those who do the service, the times that are free. */
export async function presentDraft(
  reader: BookingReader,
  t: Translate,
  input: DraftInput,
): Promise<BookingDraft> {
  const { db, style, business } = reader;
  const services = await servicesFor(reader, input);
  const service = services.find(({ id }) => id === input.service) ?? services[0];
  const staff = service ? await listStaffFor(db, service.id) : [];
  const person = staff.find(({ id }) => String(id) === input.person);
  const date = dayOf(input.date) ?? dateAt(business, reader.now);
  const days = service
    ? await freeDays(reader, service, person ? [person] : staff, date, input.id)
    : [];
  const own = days.find((day) => day.date.equals(date));
  const next = days.find((day) => !day.date.equals(date));
  const starts = [...new Set((own?.slots ?? []).map(({ startsAt }) => startsAt))];
  return {
    id: input.id,
    typed: input.typed,
    contact: await readContact(reader, input.contact),
    found: input.typed ? await findContacts(reader, input.typed) : [],
    services: services.map(({ id, name }) => ({
      value: String(id),
      label: textIn(name, style.language, business.language),
    })),
    service: String(service?.id ?? ""),
    people: [
      { value: "any", label: t("bookings.anyone") },
      ...staff.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    person: person ? String(person.id) : "any",
    date: date.toString(),
    times: starts.map((at) => ({ value: String(at), label: timeWords(at, style) })),
    time: input.time,
    next:
      !own && next ? { date: next.date.toString(), label: longDayWords(next.date, style) } : null,
    note: input.note,
  };
}

/** A booking can be moved within a service that can no longer be booked. */
async function servicesFor({ db }: BookingReader, { id, service }: DraftInput) {
  const services = await listServices(db);
  const isGone = id !== null && service !== null && services.every((each) => each.id !== service);
  return isGone ? [await getService(db, service), ...services] : services;
}

function dayOf(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return null;
  }
}

/** By hand there is no notice to keep: what is free in five minutes can be booked. */
export function withoutNotice(service: SlotTerms): SlotTerms {
  return { ...service, notice_minutes: 0 };
}

async function freeDays(
  { db, business, now }: BookingReader,
  service: SlotTerms,
  staff: Awaited<ReturnType<typeof listStaffFor>>,
  first: Temporal.PlainDate,
  except: number | null,
): Promise<FreeDay[]> {
  const today = dateAt(business, now);
  const from = Temporal.PlainDate.compare(first, today) < 0 ? today : first;
  return listFreeDays(db, withoutNotice(service), staff, {
    timezone: business.timezone,
    first: from,
    most: 2,
    now,
    except: except ?? undefined,
  });
}

/** Who is free at a beginning: the chosen person, else whoever has most room on that day. */
export async function staffFreeAt(
  reader: BookingReader,
  service: SlotTerms,
  person: string,
  startsAt: Instant,
  except: number | null,
): Promise<number[]> {
  const staff = (await listStaffFor(reader.db, service.id)).filter(
    ({ id }) => person === "any" || String(id) === person,
  );
  const date = zonedAt(startsAt, reader.business.timezone).toPlainDate();
  const [day] = await freeDays(reader, service, staff, date, except);
  if (!day?.date.equals(date)) return [];
  const room = Map.groupBy(day.slots, ({ staffId }) => staffId);
  return day.slots
    .filter((slot) => slot.startsAt === startsAt)
    .toSorted(
      (a, b) =>
        b.seat - a.seat || (room.get(b.staffId)?.length ?? 0) - (room.get(a.staffId)?.length ?? 0),
    )
    .map(({ staffId }) => staffId);
}

/** Null: there is none within the reader's scope. */
export async function readContact({ db, me }: BookingReader, id: number | null) {
  if (id === null) return null;
  const row = await db
    .selectFrom("contacts")
    .select(["id", "name", "phone"])
    .where("id", "=", id)
    .where((where) => isVisibleContact(where, me.scope))
    .executeTakeFirst();
  return row ? shown(row, me.can("phones")) : null;
}

async function findContacts({ db, me }: BookingReader, typed: string) {
  const seesPhones = me.can("phones");
  const { contacts } = await listContacts(db, {
    typed,
    limit: MOST_FOUND,
    scope: me.scope,
    seesPhones,
  });
  return contacts.map((row) => shown(row, seesPhones));
}

function shown(row: { id: number; name: string; phone: string | null }, seesPhones: boolean) {
  return {
    id: row.id,
    name: showName(row.name, seesPhones),
    phone: row.phone ? showPhone(row.phone, seesPhones) : null,
  };
}

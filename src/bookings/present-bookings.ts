import type { Translate } from "../../views/i18n.ts";
import type {
  BookingDay,
  BookingLine,
  BookingsList,
  BookingsQuery,
} from "../../views/bookings/types.ts";
import { showName } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import { dateAt } from "../routing/calendar.ts";
import type { Recado } from "../recado.ts";
import { type Business, getSetting } from "../settings/settings.ts";
import { isVisible, isVisibleContact } from "../users/ticket-scope.ts";
import { longDayWords, type SlotStyle, timeWords, whenWords } from "./book-words.ts";
import { listServices, textIn } from "./services.ts";
import { listStaff } from "./staff.ts";

/** Who reads, and what they may see. */
export interface BookingReader {
  db: Db;
  me: Pick<Me, "scope" | "can" | "language">;
  business: Business;
  now: Instant;
  style: SlotStyle;
}

const nobodyYet: Business = { name: "Recado", language: "en", timezone: "UTC", country: null };

export async function bookingReader(recado: Recado, me: Me): Promise<BookingReader> {
  const business = (await getSetting(recado.db, "business")) ?? nobodyYet;
  const style = { language: me.language, business };
  return { db: recado.db, me, business, now: recado.clock.now(), style };
}

/** What an address asks for; nonsense is today. */
export function readQuery(
  { view, date, staff }: Record<string, string | undefined>,
  { business, now }: Pick<BookingReader, "business" | "now">,
): BookingsQuery {
  const today = dateAt(business, now).toString();
  const isDate = /^20\d\d-\d\d-\d\d$/.test(date ?? "") && !Number.isNaN(Date.parse(date ?? ""));
  return {
    view: view === "week" ? "week" : "day",
    date: isDate ? Temporal.PlainDate.from(date ?? today).toString() : today,
    staff: /^\d{1,9}$/.test(staff ?? "") ? Number(staff) : null,
  };
}

/** The bookings of a day or a week by the business's wall clock, held ones too. */
export async function readBookings(
  reader: BookingReader,
  query: BookingsQuery,
): Promise<BookingsList> {
  const { db, business, now, style } = reader;
  const date = Temporal.PlainDate.from(query.date);
  const count = query.view === "week" ? 7 : 1;
  const first = query.view === "week" ? date.subtract({ days: date.dayOfWeek - 1 }) : date;
  const today = dateAt(business, now);
  const dates = Array.from({ length: count }, (_, days) => first.add({ days }));
  const from = startOf(first, business.timezone);
  const to = startOf(first.add({ days: count }), business.timezone);
  const lines = await readLines(reader, { from, to, staff: query.staff });
  const days: BookingDay[] = dates.map((day) => ({
    date: day.toString(),
    title: capital(longDayWords(day, style)),
    isToday: day.equals(today),
    lines: lines.filter(({ at }) => dateAt(business, at).equals(day)).map(({ line }) => line),
  }));
  const staff = await listStaff(db);
  return {
    ...query,
    days,
    earlier: date.subtract({ days: count }).toString(),
    later: date.add({ days: count }).toString(),
    today: today.toString(),
    people: staff.map(({ id, name }) => ({ id, name })),
    lacks: { services: (await listServices(db)).length === 0, staff: staff.length === 0 },
  };
}

interface Wanted {
  from?: Instant;
  to?: Instant;
  staff?: number | null;
  id?: number;
}

/** One booking; undefined: its customer is not within the reader's scope. */
export async function readLine(
  reader: BookingReader,
  id: number,
): Promise<BookingLine | undefined> {
  const [found] = await readLines(reader, { id });
  return found?.line.customer ? found.line : undefined;
}

const MOST_LINES = 1_000;

async function readLines(reader: BookingReader, { from, to, staff, id }: Wanted) {
  const { db, me, now } = reader;
  let query = db
    .selectFrom("bookings")
    .innerJoin("booking_services", "booking_services.id", "bookings.service_id")
    .innerJoin("booking_staff", "booking_staff.id", "bookings.staff_id")
    .leftJoin("contacts", (join) =>
      join
        .onRef("contacts.id", "=", "bookings.contact_id")
        .on((where) => isVisibleContact(where, me.scope)),
    )
    .leftJoin("flow_runs", "flow_runs.id", "bookings.run_id")
    .leftJoin("tickets", (join) =>
      join.onRef("tickets.id", "=", "bookings.ticket_id").on((where) => isVisible(where, me.scope)),
    )
    .select(["bookings.id", "bookings.state", "starts_at", "ends_at", "confirmed_at", "note"])
    .select(["booking_services.name as service", "booking_staff.name as staff"])
    .select(["contacts.name as customer", "contacts.is_simulated", "tickets.id as ticket"])
    .where((where) =>
      where.or([
        where("bookings.state", "<>", "held"),
        where.and([
          where("bookings.held_until", ">", now),
          where("flow_runs.ended_at", "is", null),
        ]),
      ]),
    )
    .where("bookings.state", "<>", "moved")
    .orderBy("starts_at")
    .orderBy("bookings.id")
    .limit(MOST_LINES);
  if (id !== undefined) query = query.where("bookings.id", "=", id);
  if (from !== undefined) query = query.where("starts_at", ">=", from);
  if (to !== undefined) query = query.where("starts_at", "<", to);
  if (staff) query = query.where("staff_id", "=", staff);
  const rows = await query.execute();
  return rows.map((row) => ({ at: row.starts_at, line: lineOf(row, reader) }));
}

interface LineRow {
  id: number;
  state: BookingLine["state"];
  starts_at: Instant;
  ends_at: Instant;
  confirmed_at: Instant | null;
  note: string;
  service: string;
  staff: string;
  customer: string | null;
  ticket: number | null;
  is_simulated: number | null;
}

function lineOf(row: LineRow, { me, style, business, now }: BookingReader): BookingLine {
  const isSeen = row.customer !== null;
  return {
    id: row.id,
    from: timeWords(row.starts_at, style),
    to: timeWords(row.ends_at, style),
    startsAt: new Date(row.starts_at).toISOString(),
    when: capital(whenWords(row.starts_at, style)),
    customer: isSeen
      ? { name: showName(row.customer ?? "", me.can("phones")), ticket: row.ticket }
      : null,
    service: textIn(row.service, style.language, business.language),
    staff: row.staff,
    state: row.state,
    isConfirmed: row.confirmed_at !== null,
    isSimulated: row.is_simulated === 1,
    hasBegun: row.starts_at <= now,
    note: isSeen ? row.note : "",
  };
}

function startOf(date: Temporal.PlainDate, timezone: string): Instant {
  return date.toZonedDateTime(timezone).epochMilliseconds;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** "45 min · 1 at a time", and whether somebody does it. */
export async function readServiceItems(db: Db, t: Translate, language: Language, own: Language) {
  const staff = await listStaff(db);
  return (await listServices(db)).map((service) => {
    const people = staff.filter(({ service_ids }) =>
      (JSON.parse(service_ids) as number[]).includes(service.id),
    );
    const terms = t("bookings.services.terms", {
      minutes: service.minutes,
      capacity: service.capacity,
    });
    const who = people.map(({ name }) => name).join(", ") || t("bookings.services.nobody");
    return {
      id: service.id,
      name: textIn(service.name, language, own),
      detail: `${terms} · ${who}`,
    };
  });
}

export async function readStaffItems(db: Db, language: Language, own: Language) {
  const services = new Map(
    (await listServices(db)).map(({ id, name }) => [id, textIn(name, language, own)]),
  );
  return (await listStaff(db)).map(({ id, name, service_ids }) => ({
    id,
    name,
    detail: (JSON.parse(service_ids) as number[])
      .flatMap((service) => services.get(service) ?? [])
      .join(", "),
  }));
}

import { Elysia } from "elysia";
import { translator } from "../../views/i18n.ts";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { hideNumbers, showName } from "../contacts/phone.ts";
import { callerOf } from "../http/edge.ts";
import { AppError } from "../http/errors.ts";
import { callLimit } from "../http/limit-calls.ts";
import type { Recado } from "../recado.ts";
import { type Business, getSetting } from "../settings/settings.ts";
import { findBookingByToken } from "./bookings.ts";
import { icsText, isOff } from "./ics.ts";
import { getService, textIn } from "./services.ts";
import { findStaffByFeed, getStaff, type StaffRow } from "./staff.ts";

/** Requests a minute from one address; calendars ask every quarter of an hour. */
const MOST_CALLS = 60;
const FEED_BACK = 30 * DAY;
const MOST_EVENTS = 2_000;

/** What anybody may fetch who has the address: one booking, and what somebody is booked for. */
export function calendarFiles(recado: Recado) {
  const limit = callLimit(MOST_CALLS);
  const answer = async (request: Request, file: string, read: Reader) => {
    limit(callerOf(request).address, recado.clock.now());
    const token = /^([\w-]{20,64})\.ics$/.exec(file)?.[1];
    const text = token && (await read(recado.db, token, recado.clock.now()));
    if (!text) throw new AppError("not-found", "There is no calendar at this address.");
    return calendarFile(text);
  };
  return new Elysia()
    .get("/c/booking/:file", ({ request, params }) => answer(request, params.file, oneBooking))
    .get("/c/calendar/:file", ({ request, params }) => answer(request, params.file, feed));
}

type Reader = (db: Db, token: string, now: Instant) => Promise<string | undefined>;

function calendarFile(text: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="booking.ics"',
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    },
  });
}

/** For the customer: what, with whom, when. Nothing in it names them. */
async function oneBooking(db: Db, token: string): Promise<string | undefined> {
  const booking = await findBookingByToken(db, token);
  if (!booking) return undefined;
  const [service, staff, business, language] = await Promise.all([
    getService(db, booking.service_id),
    getStaff(db, booking.staff_id),
    getSetting(db, "business"),
    languageOf(db, booking.contact_id),
  ]);
  const reader = language ?? business?.language ?? "en";
  const what = textIn(service.name, reader, business?.language ?? "en");
  return icsText([
    {
      uid: booking.uid,
      sequence: booking.sequence,
      startsAt: booking.starts_at,
      endsAt: booking.ends_at,
      updatedAt: booking.updated_at,
      summary: business ? `${what} · ${business.name}` : what,
      description: translator(reader)("bookings.line", { service: what, staff: staff.name }),
      isCancelled: isOff(booking.state),
    },
  ]);
}

async function languageOf(db: Db, contactId: number): Promise<Language | null> {
  const contact = await db
    .selectFrom("contacts")
    .select("language")
    .where("id", "=", contactId)
    .executeTakeFirst();
  return contact?.language ?? null;
}

/** For who is booked: the customers' names and times, without their numbers. */
async function feed(db: Db, token: string, now: Instant): Promise<string | undefined> {
  const staff = await findStaffByFeed(db, token);
  if (!staff) return undefined;
  const business = await getSetting(db, "business");
  return icsText(await listEvents(db, staff, business, now), staff.name);
}

async function listEvents(db: Db, staff: StaffRow, business: Business | null, now: Instant) {
  const rows = await db
    .selectFrom("bookings")
    .innerJoin("contacts", "contacts.id", "bookings.contact_id")
    .innerJoin("booking_services", "booking_services.id", "bookings.service_id")
    .select(["uid", "sequence", "starts_at", "ends_at", "bookings.updated_at", "note"])
    .select(["contacts.name", "booking_services.name as service"])
    .where("staff_id", "=", staff.id)
    .where("contacts.is_simulated", "=", 0)
    .where("state", "in", ["booked", "done", "no-show"])
    .where("starts_at", ">", now - FEED_BACK)
    .orderBy("starts_at")
    .limit(MOST_EVENTS)
    .execute();
  const language = business?.language ?? "en";
  return rows.map((row) => ({
    uid: row.uid,
    sequence: row.sequence,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    updatedAt: row.updated_at,
    summary: `${textIn(row.service, language, language)}: ${showName(row.name, false)}`,
    description: hideNumbers(row.note),
    isCancelled: false,
  }));
}

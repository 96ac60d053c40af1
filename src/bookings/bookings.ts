import type { Selectable } from "kysely";
import type { Db } from "../db/open.ts";
import type { BookingsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

export type BookingRow = Selectable<BookingsTable>;

/** @throws AppError `not-found`; also for one that is only held. */
export async function getBooking(db: Db, id: number): Promise<BookingRow> {
  const row = Number.isSafeInteger(id)
    ? await db
        .selectFrom("bookings")
        .selectAll()
        .where("id", "=", id)
        .where("state", "<>", "held")
        .executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no booking with this id.");
  return row;
}

/** What the contact has booked next. */
export async function findNextBooking(
  db: Db,
  contactId: number,
  now: Instant,
): Promise<BookingRow | undefined> {
  return db
    .selectFrom("bookings")
    .selectAll()
    .where("contact_id", "=", contactId)
    .where("state", "=", "booked")
    .where("starts_at", ">", now)
    .orderBy("starts_at")
    .limit(1)
    .executeTakeFirst();
}

/** What a booking was before it was moved. */
export async function findMovedFrom(db: Db, id: number): Promise<BookingRow | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  return db
    .selectFrom("bookings")
    .selectAll()
    .where("moved_to_id", "=", id)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** What the calendar file behind a link is about. */
export async function findBookingByToken(db: Db, token: string): Promise<BookingRow | undefined> {
  return db
    .selectFrom("bookings")
    .selectAll()
    .where("token", "=", token)
    .where("state", "<>", "held")
    .executeTakeFirst();
}

import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { BookingStaffTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Calendar, calendarOf } from "../routing/calendar.ts";
import { type Direction, moveOnePlace } from "../settings/one-place.ts";
import { randomToken } from "../settings/secrets.ts";

export type StaffRow = Selectable<BookingStaffTable>;

/** Who can be booked, with the hours they work by: their own, else the business's. */
export interface StaffMember {
  id: number;
  name: string;
  calendar: Calendar;
  serviceIds: number[];
}

export interface StaffInput {
  name: string;
  /** Null: the business's hours. */
  calendar: Calendar | null;
  serviceIds: number[];
}

/** In their order, without those that were deleted. */
export async function listStaff(db: Db): Promise<StaffRow[]> {
  return db
    .selectFrom("booking_staff")
    .selectAll()
    .where("archived_at", "is", null)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

/** Who can be booked for a service. */
export async function listStaffFor(db: Db, serviceId: number): Promise<StaffMember[]> {
  const business = await calendarOf(db, null);
  return (await listStaff(db))
    .map((row) => memberOf(row, business))
    .filter(({ serviceIds }) => serviceIds.includes(serviceId));
}

export function memberOf(row: StaffRow, business: Calendar): StaffMember {
  return {
    id: row.id,
    name: row.name,
    calendar: row.calendar ? (JSON.parse(row.calendar) as Calendar) : business,
    serviceIds: JSON.parse(row.service_ids) as number[],
  };
}

/** Also one who was deleted: their bookings still name them. @throws AppError `not-found`. */
export async function getStaff(db: Db, id: number): Promise<StaffRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("booking_staff").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is nobody with this id to book.");
  return row;
}

/** Whose calendar feed a token opens. */
export async function findStaffByFeed(db: Db, token: string): Promise<StaffRow | undefined> {
  return db
    .selectFrom("booking_staff")
    .selectAll()
    .where("feed_token", "=", token)
    .where("archived_at", "is", null)
    .executeTakeFirst();
}

/** @throws AppError `invalid`. */
export async function insertStaff(tx: Tx, input: StaffInput, now: Instant): Promise<StaffRow> {
  const columns = requireStaff(input);
  const { last } = await tx
    .selectFrom("booking_staff")
    .select((select) => select.fn.coalesce(select.fn.max("position"), select.lit(0)).as("last"))
    .executeTakeFirstOrThrow();
  return tx
    .insertInto("booking_staff")
    .values({
      ...columns,
      feed_token: randomToken(),
      position: last + 1,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What is booked stays booked. @throws AppError `not-found`, `invalid`. */
export async function updateStaff(
  tx: Tx,
  id: number,
  input: StaffInput,
  now: Instant,
): Promise<StaffRow> {
  return change(tx, id, requireStaff(input), now);
}

/** @throws AppError `not-found`. */
export async function archiveStaff(
  tx: Tx,
  id: number,
  isArchived: boolean,
  now: Instant,
): Promise<StaffRow> {
  return change(tx, id, { archived_at: isArchived ? now : null }, now);
}

export async function moveStaff(tx: Tx, id: number, direction: Direction): Promise<void> {
  const ids = (await listStaff(tx)).map((row) => row.id);
  for (const [index, rowId] of (moveOnePlace(ids, id, direction) ?? []).entries()) {
    await tx
      .updateTable("booking_staff")
      .set({ position: index + 1 })
      .where("id", "=", rowId)
      .execute();
  }
}

/** The old address of the feed opens nothing any more. @throws AppError `not-found`. */
export async function renewFeed(tx: Tx, id: number, now: Instant): Promise<StaffRow> {
  return change(tx, id, { feed_token: randomToken() }, now);
}

async function change(
  tx: Tx,
  id: number,
  columns: Partial<Omit<StaffRow, "id">>,
  now: Instant,
): Promise<StaffRow> {
  await getStaff(tx, id);
  return tx
    .updateTable("booking_staff")
    .set({ ...columns, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Of a list row, 24 characters at most (API.md §6). */
const LONGEST_STAFF_NAME = 24;

function requireStaff({ name, calendar, serviceIds }: StaffInput) {
  if (name.length === 0 || name.length > LONGEST_STAFF_NAME)
    throw new AppError("invalid", "name: 1 to 24 characters.", { key: "error.booking-staff-name" });
  return {
    name,
    calendar: calendar && JSON.stringify(calendar),
    service_ids: JSON.stringify(serviceIds),
  };
}

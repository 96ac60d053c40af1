import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { BookingServicesTable, Instant, Json, Language } from "../db/schema.ts";
import type { Texts } from "../flows/flow.ts";
import { AppError } from "../http/errors.ts";
import { type Direction, moveOnePlace } from "../settings/one-place.ts";

export type ServiceRow = Selectable<BookingServicesTable>;

export interface ServiceInput {
  name: Texts;
  price: Texts;
  minutes: number;
  bufferMinutes: number;
  everyMinutes: number;
  capacity: number;
  daysAhead: number;
  noticeMinutes: number;
}

/** Within which a service's numbers lie; lengths are multiples of 5 minutes. */
export const serviceLimits = {
  minutes: { least: 5, most: 720, step: 5 },
  bufferMinutes: { least: 0, most: 240, step: 5 },
  everyMinutes: { least: 5, most: 720, step: 5 },
  capacity: { least: 1, most: 200, step: 1 },
  daysAhead: { least: 1, most: 120, step: 1 },
  noticeMinutes: { least: 0, most: 20_160, step: 1 },
} as const;
export type ServiceNumber = keyof typeof serviceLimits;

/** A text of a row in the customer's language, else the business's, else the first there is. */
export function textIn(json: Json, language: Language, fallback: Language): string {
  const texts = JSON.parse(json) as Texts;
  return texts[language] || texts[fallback] || Object.values(texts).find(Boolean) || "";
}

/** In their order, without those that were deleted. */
export async function listServices(db: Db): Promise<ServiceRow[]> {
  return db
    .selectFrom("booking_services")
    .selectAll()
    .where("archived_at", "is", null)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

/** Also one that was deleted: its bookings still name it. @throws AppError `not-found`. */
export async function getService(db: Db, id: number): Promise<ServiceRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("booking_services").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no service with this id.");
  return row;
}

/** @throws AppError `invalid`. */
export async function insertService(
  tx: Tx,
  input: ServiceInput,
  now: Instant,
): Promise<ServiceRow> {
  const columns = requireService(input);
  const { last } = await tx
    .selectFrom("booking_services")
    .select((select) => select.fn.coalesce(select.fn.max("position"), select.lit(0)).as("last"))
    .executeTakeFirstOrThrow();
  return tx
    .insertInto("booking_services")
    .values({ ...columns, position: last + 1, created_at: now, updated_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What is booked keeps its length. @throws AppError `not-found`, `invalid`. */
export async function updateService(
  tx: Tx,
  id: number,
  input: ServiceInput,
  now: Instant,
): Promise<ServiceRow> {
  await getService(tx, id);
  return tx
    .updateTable("booking_services")
    .set({ ...requireService(input), updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What is booked stays booked. @throws AppError `not-found`. */
export async function archiveService(
  tx: Tx,
  id: number,
  isArchived: boolean,
  now: Instant,
): Promise<ServiceRow> {
  await getService(tx, id);
  return tx
    .updateTable("booking_services")
    .set({ archived_at: isArchived ? now : null, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function moveService(tx: Tx, id: number, direction: Direction): Promise<void> {
  const ids = (await listServices(tx)).map((row) => row.id);
  for (const [index, rowId] of (moveOnePlace(ids, id, direction) ?? []).entries()) {
    await tx
      .updateTable("booking_services")
      .set({ position: index + 1 })
      .where("id", "=", rowId)
      .execute();
  }
}

const LONGEST_NAME = 60;

function requireService(input: ServiceInput) {
  const names = Object.values(input.name).filter(Boolean);
  if (names.length === 0 || names.some((name) => name.length > LONGEST_NAME))
    throw new AppError("invalid", "name: 1 to 60 characters, in at least one language.", {
      key: "error.booking-name",
    });
  for (const [name, { least, most, step }] of Object.entries(serviceLimits)) {
    const n = input[name as ServiceNumber];
    if (!Number.isInteger(n) || n < least || n > most || n % step !== 0)
      throw new AppError("invalid", `${name}: ${least} to ${most}, in steps of ${step}.`, {
        key: `error.booking-number`,
        values: { field: name, least, most, step },
      });
  }
  return {
    name: JSON.stringify(input.name),
    price: JSON.stringify(input.price),
    minutes: input.minutes,
    buffer_minutes: input.bufferMinutes,
    every_minutes: input.everyMinutes,
    capacity: input.capacity,
    days_ahead: input.daysAhead,
    notice_minutes: input.noticeMinutes,
  };
}

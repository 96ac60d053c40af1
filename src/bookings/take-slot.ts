import { sql } from "kysely";
import { MINUTE } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { BookingState, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { randomToken } from "../settings/secrets.ts";
import { type BookingRow, getBooking } from "./bookings.ts";
import { cellsOf, freeSeat, listTaken, type SlotTerms, slotAt } from "./free-slots.ts";

/** How long a slot is kept for a customer who is asked whether to book it. */
const HOLD = 10 * MINUTE;

export interface Taker {
  contactId: number;
  ticketId: number | null;
  runId: number | null;
  /** The person who books by hand. */
  userId?: number;
  note?: string;
}

export type TakeOutcome = { kind: "taken"; booking: BookingRow } | { kind: "full" };

/**
 * Takes a seat, held or booked at once. `full`: somebody was faster. Looked up and written in one
 * job of the write queue; should the look-up ever be wrong, the key of `booking_cells` refuses.
 */
export async function takeSlot(
  tx: Tx,
  service: SlotTerms,
  { staffId, startsAt }: { staffId: number; startsAt: Instant },
  taker: Taker,
  state: "held" | "booked",
  now: Instant,
): Promise<TakeOutcome> {
  await dropLapsedHolds(tx, now);
  const isSimulated = await isSimulatedContact(tx, taker.contactId);
  const slot = slotAt(service, staffId, startsAt);
  const span = { from: slot.startsAt, to: slot.busyUntil };
  const taken = await listTaken(tx, [{ id: staffId }], span, now, { isSimulated });
  const seat = freeSeat(service, slot, taken);
  if (seat === null) return { kind: "full" };
  const booking = await tx
    .insertInto("bookings")
    .values({
      service_id: service.id,
      staff_id: staffId,
      contact_id: taker.contactId,
      ticket_id: taker.ticketId,
      run_id: taker.runId,
      state,
      starts_at: slot.startsAt,
      ends_at: slot.endsAt,
      busy_until: slot.busyUntil,
      seat,
      held_until: state === "held" ? now + HOLD : null,
      note: taker.note ?? "",
      uid: randomToken().slice(0, 22),
      token: randomToken().slice(0, 32),
      created_by: taker.userId ?? null,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (!isSimulated) await insertCells(tx, booking, service.capacity);
  return { kind: "taken", booking };
}

/** What the simulator books is looked at by the simulator alone: it takes no real seat. */
export async function isSimulatedContact(db: Db, id: number): Promise<boolean> {
  const row = await db
    .selectFrom("contacts")
    .select("is_simulated")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.is_simulated === 1;
}

async function insertCells(tx: Tx, booking: BookingRow, capacity: number): Promise<void> {
  const { from, to } = cellsOf(booking.starts_at, booking.busy_until);
  await tx
    .insertInto("booking_cells")
    .values(
      Array.from({ length: to - from }, (_, index) => ({
        staff_id: booking.staff_id,
        cell: from + index,
        seat: booking.seat,
        booking_id: booking.id,
        service_id: booking.service_id,
        starts_at: booking.starts_at,
        capacity,
      })),
    )
    .execute();
}

/** A held slot was never a booking: it leaves no trace, and its cells go with it. */
async function dropLapsedHolds(tx: Tx, now: Instant): Promise<void> {
  await tx
    .deleteFrom("bookings")
    // Written out, so that SQLite finds the partial index; by the id of each, not a list of all.
    .where("state", "=", sql.lit("held"))
    .where((where) =>
      where.or([
        where("held_until", "<=", now),
        where.exists(
          where
            .selectFrom("flow_runs")
            .select("flow_runs.id")
            .whereRef("flow_runs.id", "=", "bookings.run_id")
            .where("flow_runs.ended_at", "is not", null),
        ),
      ]),
    )
    .execute();
}

/** What somebody held and no longer wants. */
export async function dropHold(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("bookings").where("id", "=", id).where("state", "=", "held").execute();
}

/** The held slot becomes a booking; undefined: its time was over and it is gone. */
export async function bookHeld(tx: Tx, id: number, now: Instant): Promise<BookingRow | undefined> {
  await dropLapsedHolds(tx, now);
  return tx
    .updateTable("bookings")
    .set({ state: "booked", held_until: null, updated_at: now })
    .where("id", "=", id)
    .where("state", "=", "held")
    .returningAll()
    .executeTakeFirst();
}

/**
 * Another time, person or service for a booking: a new one takes its place, and the calendar's
 * event and the link go along. Its own time counts as free. `full`: it stays as it was.
 */
export async function moveBooking(
  tx: Tx,
  old: BookingRow,
  service: SlotTerms,
  to: { staffId: number; startsAt: Instant },
  taker: Taker,
  now: Instant,
): Promise<TakeOutcome> {
  requireState(old, ["booked"]);
  if (!(await isFree(tx, service, to, old, now))) return { kind: "full" };
  await endBooking(tx, old, "moved", now, { token: null });
  const outcome = await takeSlot(tx, service, to, taker, "booked", now);
  if (outcome.kind === "full") throw new Error(`The slot of booking ${old.id} was free just now.`);
  return { kind: "taken", booking: await takePlace(tx, old, outcome.booking) };
}

/** The held slot takes the place of a booking; undefined: the hold was over. */
export async function moveToHeld(
  tx: Tx,
  old: BookingRow,
  heldId: number,
  now: Instant,
): Promise<BookingRow | undefined> {
  requireState(old, ["booked"]);
  const next = await bookHeld(tx, heldId, now);
  if (!next) return undefined;
  await endBooking(tx, old, "moved", now, { token: null });
  return takePlace(tx, old, next);
}

async function takePlace(tx: Tx, old: BookingRow, next: BookingRow): Promise<BookingRow> {
  await tx.updateTable("bookings").set({ moved_to_id: next.id }).where("id", "=", old.id).execute();
  return tx
    .updateTable("bookings")
    .set({ uid: old.uid, token: old.token, sequence: old.sequence + 1, note: old.note })
    .where("id", "=", next.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Whether a booking can be moved there: its own time counts as free. */
export async function isFree(
  tx: Tx,
  service: SlotTerms,
  { staffId, startsAt }: { staffId: number; startsAt: Instant },
  { id, contact_id }: Pick<BookingRow, "id" | "contact_id">,
  now: Instant,
): Promise<boolean> {
  const slot = slotAt(service, staffId, startsAt);
  const span = { from: slot.startsAt, to: slot.busyUntil };
  const isSimulated = await isSimulatedContact(tx, contact_id);
  const taken = await listTaken(tx, [{ id: staffId }], span, now, { except: id, isSimulated });
  return freeSeat(service, slot, taken) !== null;
}

/** The seat is free again. @throws AppError `conflict` when it is no longer booked. */
export async function endBooking(
  tx: Tx,
  booking: BookingRow,
  state: "cancelled" | "moved" | "no-show",
  now: Instant,
  more: { token?: null } = {},
): Promise<BookingRow> {
  requireState(booking, ["booked", "done"]);
  await tx.deleteFrom("booking_cells").where("booking_id", "=", booking.id).execute();
  return setState(tx, booking, state, now, more);
}

/** The customer came. @throws AppError `conflict`. */
export async function finishBooking(tx: Tx, booking: BookingRow, now: Instant) {
  requireState(booking, ["booked"]);
  return setState(tx, booking, "done", now);
}

/** The customer said that they come. */
export async function confirmBooking(tx: Tx, booking: BookingRow, now: Instant) {
  await tx
    .updateTable("bookings")
    .set({ confirmed_at: now, updated_at: now })
    .where("id", "=", booking.id)
    .execute();
}

/** Booked again as it was. `full`: somebody else has the seat by now. */
export async function restoreBooking(
  tx: Tx,
  id: number,
  service: SlotTerms,
  now: Instant,
): Promise<TakeOutcome> {
  const booking = await getBooking(tx, id);
  if (booking.state === "booked") return { kind: "taken", booking };
  requireState(booking, ["cancelled", "no-show", "done"]);
  if (booking.state !== "done") {
    await dropLapsedHolds(tx, now);
    const span = { from: booking.starts_at, to: booking.busy_until };
    const isSimulated = await isSimulatedContact(tx, booking.contact_id);
    const taken = await listTaken(tx, [{ id: booking.staff_id }], span, now, { isSimulated });
    const slot = { startsAt: booking.starts_at, busyUntil: booking.busy_until };
    const seat = freeSeat(service, slot, taken);
    if (seat === null) return { kind: "full" };
    await tx.updateTable("bookings").set({ seat }).where("id", "=", id).execute();
    if (!isSimulated) await insertCells(tx, { ...booking, seat }, service.capacity);
  }
  return { kind: "taken", booking: await setState(tx, booking, "booked", now) };
}

function requireState({ state }: BookingRow, allowed: readonly BookingState[]): void {
  if (!allowed.includes(state))
    throw new AppError("conflict", `This booking is ${state} by now. Reload the page.`, {
      key: "error.booking-changed",
    });
}

async function setState(
  tx: Tx,
  { id, sequence }: BookingRow,
  state: BookingState,
  now: Instant,
  more: { token?: null } = {},
): Promise<BookingRow> {
  return tx
    .updateTable("bookings")
    .set({ state, sequence: sequence + 1, updated_at: now, ...more })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @jsxImportSource preact */
import { BookingFormPage, type BookingErrors } from "../../views/bookings/booking-form.tsx";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import {
  type DraftInput,
  presentDraft,
  readContact,
  readDraft,
  staffFreeAt,
  withoutNotice,
} from "./booking-draft.ts";
import { zonedAt } from "./book-words.ts";
import { type BookingRow, findMovedFrom, getBooking } from "./bookings.ts";
import type { SlotTerms } from "./free-slots.ts";
import { type BookingReader, bookingReader, readLine } from "./present-bookings.ts";
import { getService } from "./services.ts";
import { moveBooking, type Taker, type TakeOutcome, takeSlot } from "./take-slot.ts";

/** What was refused comes back as it was written, with the reason beside its field. */
export async function bookByHand(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const reader = await bookingReader(recado, me);
  const input = { ...readDraft(await readForm(request)), id: null };
  const contact = await readContact(reader, input.contact);
  const startsAt = Number(input.time);
  const errors: BookingErrors = {};
  if (!contact) errors.contact = me.t("error.booking-customer");
  if (!Number.isSafeInteger(startsAt) || startsAt <= 0) errors.time = me.t("error.booking-time");
  if (!contact || errors.time) return again(recado, request, reader, input, errors);
  const service = withoutNotice(await getService(recado.db, input.service ?? 0));
  const staff = await staffFreeAt(reader, service, input.person, startsAt, null);
  const taker = await takerFor(recado, contact.id, me.id, input.note);
  const now = recado.clock.now();
  const booking = await takeFirst(recado, staff, (tx, staffId) =>
    takeSlot(tx, service, { staffId, startsAt }, taker, "booked", now),
  );
  if (!booking) return again(recado, request, reader, input, { time: me.t("error.booking-taken") });
  return redirect(addressOf(reader, booking, "new"), request);
}

/** Another time, person or service for a booking. */
export async function moveByHand(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const reader = await bookingReader(recado, me);
  if (!(await readLine(reader, id)))
    throw new AppError("not-found", "There is no booking with this id.");
  const input = { ...readDraft(await readForm(request)), id };
  const startsAt = Number(input.time);
  if (!Number.isSafeInteger(startsAt) || startsAt <= 0)
    return again(recado, request, reader, input, { time: me.t("error.booking-time") });
  const service = withoutNotice(await getService(recado.db, input.service ?? 0));
  const staff = await staffFreeAt(reader, service, input.person, startsAt, id);
  const booking = await move(recado, id, service, { staff, startsAt }, me.id);
  if (!booking) return again(recado, request, reader, input, { time: me.t("error.booking-taken") });
  return redirect(addressOf(reader, booking, "moved"), request);
}

/** Back to where it was moved from, if that time is still free. */
export async function undoMove(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const reader = await bookingReader(recado, me);
  const before = await findMovedFrom(recado.db, id);
  if (!before || !(await readLine(reader, id)))
    throw new AppError("not-found", "There is no booking with this id that was moved.");
  const service = withoutNotice(await getService(recado.db, before.service_id));
  const to = { staff: [before.staff_id], startsAt: before.starts_at };
  const booking = await move(recado, id, service, to, me.id);
  if (!booking)
    throw new AppError("conflict", "The old time has been taken by now. Choose another one.", {
      key: "error.booking-taken",
    });
  return redirect(addressOf(reader, booking, "back"), request);
}

/** The day of a booking, which says what was done about it. */
function addressOf(
  { business }: BookingReader,
  { id, starts_at }: BookingRow,
  done: "new" | "moved" | "back",
): string {
  const date = zonedAt(starts_at, business.timezone).toPlainDate();
  return `/bookings?date=${date.toString()}&done=${done}&booking=${id}`;
}

async function move(
  recado: Recado,
  id: number,
  service: SlotTerms,
  { staff, startsAt }: { staff: number[]; startsAt: Instant },
  userId: number,
): Promise<BookingRow | undefined> {
  return takeFirst(recado, staff, async (tx, staffId) => {
    const old = await getBooking(tx, id);
    const to = { staffId, startsAt };
    return moveBooking(tx, old, service, to, takerAs(old, userId), recado.clock.now());
  });
}

function takerAs({ contact_id, ticket_id, run_id, note }: BookingRow, userId: number): Taker {
  return { contactId: contact_id, ticketId: ticket_id, runId: run_id, userId, note };
}

/** With the first of those who were free a moment ago and still are; undefined: nobody is. */
async function takeFirst(
  recado: Recado,
  staff: readonly number[],
  take: (tx: Tx, staffId: number) => Promise<TakeOutcome>,
): Promise<BookingRow | undefined> {
  return recado.write(async (tx) => {
    for (const staffId of staff) {
      const outcome = await take(tx, staffId);
      if (outcome.kind === "taken") return outcome.booking;
    }
    return undefined;
  });
}

/** By hand a booking hangs on the customer's last ticket: from there one writes to them. */
async function takerFor(
  { db }: Recado,
  contactId: number,
  userId: number,
  note: string,
): Promise<Taker> {
  const ticket = await db
    .selectFrom("tickets")
    .select("id")
    .where("contact_id", "=", contactId)
    .orderBy("last_message_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return { contactId, ticketId: ticket?.id ?? null, runId: null, userId, note };
}

async function again(
  recado: Recado,
  request: Request,
  reader: BookingReader,
  input: DraftInput,
  errors: BookingErrors,
): Promise<Response> {
  const { t } = meOf(request);
  const draft = await presentDraft(reader, t, input);
  const line = input.id === null ? undefined : await readLine(reader, input.id);
  const frame = await frameOf(recado, request);
  return page(<BookingFormPage frame={frame} draft={draft} errors={errors} line={line} mayBook />, {
    status: 422,
  });
}

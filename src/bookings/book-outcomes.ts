import { getSetting } from "../settings/settings.ts";
import { bookTexts, fill } from "./book-texts.ts";
import { whenWords } from "./book-words.ts";
import { nameOf } from "./book-questions.ts";
import { type BookingRow, findNextBooking, getBooking } from "./bookings.ts";
import { offerNearest, takerOf } from "./book-times.ts";
import type { BookingTurn, Talk } from "./dialogue.ts";
import { getService } from "./services.ts";
import { getStaff } from "./staff.ts";
import {
  bookHeld,
  confirmBooking,
  endBooking,
  isSimulatedContact,
  moveBooking,
  moveToHeld,
  takeSlot,
} from "./take-slot.ts";

type BookingEnd = "booked" | "moved" | "cancelled" | "confirmed" | "kept";

/** The customer said yes: the slot is theirs, unless the hold was over and somebody was faster. */
export async function settle(talk: Talk): Promise<BookingTurn> {
  const { at, ctx, tx } = talk;
  const old = at.old === null ? undefined : await getBooking(tx, at.old);
  const booking = (await settleHeld(talk, old)) ?? (await settleAnew(talk, old));
  if (booking) return doneAs(talk, booking.id, old ? "moved" : "booked");
  const wished = at.slot?.startsAt ?? ctx.now;
  Object.assign(at, { held: null, slot: null });
  return offerNearest(talk, wished, bookTexts.taken[talk.style.language]);
}

async function settleHeld(
  { tx, at, ctx }: Talk,
  old: BookingRow | undefined,
): Promise<BookingRow | undefined> {
  if (at.held === null) return undefined;
  return old ? moveToHeld(tx, old, at.held, ctx.now) : bookHeld(tx, at.held, ctx.now);
}

async function settleAnew(
  talk: Talk,
  old: BookingRow | undefined,
): Promise<BookingRow | undefined> {
  const { tx, at, ctx } = talk;
  if (!at.slot || at.slot.startsAt <= ctx.now) return undefined;
  const service = await getService(tx, at.service ?? 0);
  const outcome = old
    ? await moveBooking(tx, old, service, at.slot, takerOf(talk), ctx.now)
    : await takeSlot(tx, service, at.slot, takerOf(talk), "booked", ctx.now);
  return outcome.kind === "taken" ? outcome.booking : undefined;
}

export async function confirmNext(talk: Talk): Promise<BookingTurn> {
  const booking = await getBooking(talk.tx, talk.at.old ?? 0);
  await confirmBooking(talk.tx, booking, talk.ctx.now);
  return doneAs(talk, booking.id, "confirmed");
}

export async function cancelNext(talk: Talk): Promise<BookingTurn> {
  const { tx, ctx, at } = talk;
  const booking = await findNextBooking(tx, ctx.contactId, ctx.now);
  if (!booking || booking.id !== at.old) return { kind: "none" };
  await endBooking(tx, booking, "cancelled", ctx.now);
  return doneAs(talk, booking.id, "cancelled");
}

/** What became of it, in words and as variables for the rest of the flow. */
export async function doneAs(talk: Talk, id: number, end: BookingEnd): Promise<BookingTurn> {
  const { tx, style } = talk;
  const booking = await getBooking(tx, id);
  const service = nameOf(talk, await getService(tx, booking.service_id));
  const { name: staff } = await getStaff(tx, booking.staff_id);
  const when = whenWords(booking.starts_at, style);
  const link = await linkOf(talk, booking);
  const what = fill(bookTexts.with[style.language], { service, staff });
  return {
    kind: "done",
    variables: {
      booking_time: when,
      booking_service: service,
      booking_staff: staff,
      booking_link: link,
      booking_state: end,
    },
    text: fill(bookTexts[end][style.language], { what, when }),
  };
}

/** Where the calendar file is. An address that only this machine knows is for the simulator. */
async function linkOf({ tx }: Talk, { token, contact_id }: BookingRow): Promise<string> {
  const address = await getSetting(tx, "address");
  if (!address || !token) return "";
  if (!address.isSet && !(await isSimulatedContact(tx, contact_id))) return "";
  return new URL(`/c/booking/${token}.ics`, address.url).href;
}

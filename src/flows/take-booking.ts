import { type BookingTurn, continueBooking, enterBooking } from "../bookings/book-step.ts";
import type { BookingContext } from "../bookings/dialogue.ts";
import { fillText } from "./fill-text.ts";
import type { BookStep, Next } from "./flow.ts";
import type { Answer } from "./read-answer.ts";
import { endAtPerson, pose, type Turn, valueOf } from "./turn.ts";

/** Where a booking leads: undefined while it asks. */
export type BookingWay = { to: Next } | undefined;

/** The step begins. */
export async function beginBooking(turn: Turn, step: BookStep): Promise<BookingWay> {
  return applyBooking(turn, step, await enterBooking(turn.tx, filledStep(turn, step), ctxOf(turn)));
}

export interface TriedBooking {
  booking: BookingTurn;
  /** It was no answer to the question. */
  isMissed: boolean;
}

/** What an answer comes to; the dialogue itself goes on with `applyBooking`. */
export async function tryBooking(
  turn: Turn,
  step: BookStep,
  { text, option }: Pick<Answer, "text" | "option">,
): Promise<TriedBooking> {
  const state = turn.run.progress.booking ?? "{}";
  const answer = { text: text || null, choice: option };
  const booking = await continueBooking(
    turn.tx,
    filledStep(turn, step),
    state,
    answer,
    ctxOf(turn),
  );
  const isMissed =
    booking.kind === "none" ? option === null : booking.kind === "ask" && missesOf(booking) > 0;
  return { booking, isMissed };
}

function missesOf({ state }: Extract<BookingTurn, { kind: "ask" }>): number {
  return (JSON.parse(state) as { misses?: number }).misses ?? 0;
}

export async function applyBooking(
  turn: Turn,
  step: BookStep,
  booking: BookingTurn,
): Promise<BookingWay> {
  const { run, saying } = turn;
  if (booking.kind === "ask") {
    run.progress.booking = booking.state;
    return void (await pose(turn, booking.prompt));
  }
  delete run.progress.booking;
  run.progress.options = [];
  if (booking.kind === "none") {
    if (step.none === null) return void (await endAtPerson(turn));
    return { to: step.none };
  }
  Object.assign(run.variables, booking.variables);
  if (booking.text) saying.texts.push(booking.text);
  run.progress.trail.push(step.id);
  return { to: step.next };
}

function filledStep(turn: Turn, step: BookStep): Pick<BookStep, "act" | "service"> {
  const service = fillText(step.service ?? "", (name) => valueOf(turn, name)).trim();
  return { act: step.act, service: service || null };
}

function ctxOf({ run, desk, moment }: Turn): BookingContext {
  return {
    contactId: run.row.contact_id,
    ticketId: run.row.ticket_id,
    runId: run.row.id,
    language: run.row.language,
    now: moment.now,
    business: desk.business,
  };
}

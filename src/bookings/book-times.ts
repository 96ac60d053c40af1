import { DAY, MINUTE } from "../clock.ts";
import type { Instant } from "../db/schema.ts";
import { dateAt } from "../routing/calendar.ts";
import { bookTexts, fill } from "./book-texts.ts";
import { whenWords, zonedAt } from "./book-words.ts";
import {
  askConfirm,
  askNext,
  askStarts,
  chosenOf,
  dayOf,
  freeDays,
  startsOf,
} from "./book-questions.ts";
import type { BookingTurn, Talk } from "./dialogue.ts";
import type { Slot } from "./free-slots.ts";
import { parseWhen, type When } from "./parse-when.ts";
import { dropHold, isFree, type Taker, takeSlot } from "./take-slot.ts";

/** How far on either side of the asked time the nearest ones are looked for. */
const NEAR_DAYS = 7;
const NEAREST = 5;

export function readWhen({ ctx }: Talk, text: string): When | null {
  const today = dateAt(ctx.business, ctx.now);
  return parseWhen(text, { today, isMonthFirst: ctx.business.country === "US" });
}

/** What was written about a day and a time, as far as the dialogue does not know it yet. */
export async function applyWhen(talk: Talk, when: When): Promise<BookingTurn | undefined> {
  const { at } = talk;
  const date = when.date ?? (at.date ? Temporal.PlainDate.from(at.date) : null);
  at.skip = 0;
  if (!date) return offerMatching(talk, when);
  at.date = date.toString();
  if (when.minutes.length === 0 && !when.part) return askNext(talk);
  const days = await freeDays(talk, date, 1);
  const ofDay = days[0]?.date.equals(date) ? startsOf(days[0].slots) : [];
  const fitting = ofDay.filter((startsAt) => isMeant(talk, when, startsAt));
  const [first] = fitting;
  if (when.minutes.length > 0) {
    if (first !== undefined) return takeStart(talk, first);
    return offerNearest(talk, wishedAt(talk, date, when), bookTexts.notFree[talk.style.language]);
  }
  if (fitting.length > 0) return askStarts(talk, fitting, bookTexts.found[talk.style.language]);
  return askNext(talk, bookTexts.dayFull[talk.style.language]);
}

/** "at 15", "in the morning": on the next days, whichever they are. */
async function offerMatching(talk: Talk, when: When): Promise<BookingTurn> {
  const { language } = talk.style;
  const days = await freeDays(talk, dateAt(talk.ctx.business, talk.ctx.now), 14);
  const starts = days.flatMap(({ slots }) =>
    startsOf(slots).filter((startsAt) => isMeant(talk, when, startsAt)),
  );
  if (starts.length > 0) return askStarts(talk, starts, bookTexts.found[language]);
  return askNext(talk, bookTexts.dayFull[language]);
}

function isMeant({ ctx }: Talk, { minutes, part }: When, startsAt: Instant): boolean {
  const { hour, minute } = zonedAt(startsAt, ctx.business.timezone);
  if (minutes.length > 0) return minutes.includes(hour * 60 + minute);
  if (part === "morning") return hour < 12;
  return part === "afternoon" ? hour >= 12 && hour < 18 : hour >= 17;
}

/** "at 3" that is not free is meant for the afternoon. */
function wishedAt({ ctx }: Talk, date: Temporal.PlainDate, { minutes }: When): Instant {
  const likely = minutes.find((n) => n >= 7 * 60) ?? minutes[0] ?? 0;
  const plainTime = new Temporal.PlainTime(Math.floor(likely / 60), likely % 60);
  return date.toZonedDateTime({ timeZone: ctx.business.timezone, plainTime }).epochMilliseconds;
}

/** The time that was chosen is kept for the customer, who is asked whether to book it. */
export async function takeStart(talk: Talk, startsAt: Instant): Promise<BookingTurn | undefined> {
  const { tx, at, ctx, style } = talk;
  if (at.service === null || !Number.isSafeInteger(startsAt)) return undefined;
  if (at.held !== null) await dropHold(tx, at.held);
  Object.assign(at, { held: null, slot: null });
  const { service } = await chosenOf(talk);
  for (const { staffId } of await candidates(talk, startsAt)) {
    const slot = { staffId, startsAt };
    const outcome = await takeSlot(tx, service, slot, takerOf(talk), "held", ctx.now);
    // A booking that only its own old time is in the way of is moved without a hold.
    const isOwnTime =
      outcome.kind === "full" &&
      at.old !== null &&
      (await isFree(tx, service, slot, { id: at.old, contact_id: ctx.contactId }, ctx.now));
    if (outcome.kind === "full" && !isOwnTime) continue;
    at.held = outcome.kind === "taken" ? outcome.booking.id : null;
    at.slot = slot;
    at.date = dayOf(talk, startsAt).toString();
    return askConfirm(talk);
  }
  return offerNearest(talk, startsAt, bookTexts.taken[style.language]);
}

/** Who has room then: first who has begun to fill the same time, then who has least on that day. */
async function candidates(talk: Talk, startsAt: Instant): Promise<Slot[]> {
  const date = dayOf(talk, startsAt);
  const [day] = await freeDays(talk, date, 1);
  if (!day?.date.equals(date)) return [];
  const room = Map.groupBy(day.slots, ({ staffId }) => staffId);
  return day.slots
    .filter((slot) => slot.startsAt === startsAt)
    .toSorted(
      (a, b) =>
        b.seat - a.seat ||
        (room.get(b.staffId)?.length ?? 0) - (room.get(a.staffId)?.length ?? 0) ||
        a.staffId - b.staffId,
    );
}

export async function offerNearest(
  talk: Talk,
  wished: Instant,
  text: string,
): Promise<BookingTurn> {
  const today = dateAt(talk.ctx.business, talk.ctx.now);
  const begin = dayOf(talk, Math.max(talk.ctx.now, wished - NEAR_DAYS * DAY));
  const first = Temporal.PlainDate.compare(begin, today) < 0 ? today : begin;
  const days = await freeDays(talk, first, 2 * NEAR_DAYS);
  const starts = days
    .flatMap(({ slots }) => startsOf(slots))
    .toSorted((a, b) => Math.abs(a - wished) - Math.abs(b - wished))
    .slice(0, NEAREST)
    .toSorted((a, b) => a - b);
  if (starts.length === 0) return { kind: "none" };
  const when = whenWords(Math.round(wished / MINUTE) * MINUTE, talk.style);
  return askStarts(
    talk,
    starts,
    fill(text, { when }).replace(/^\p{L}/u, (c) => c.toUpperCase()),
  );
}

export function takerOf({ ctx }: Talk): Taker {
  return { contactId: ctx.contactId, ticketId: ctx.ticketId, runId: ctx.runId };
}

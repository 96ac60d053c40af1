import { fold } from "../bot/fold.ts";
import type { Tx } from "../db/open.ts";
import type { Json } from "../db/schema.ts";
import type { BookStep } from "../flows/flow.ts";
import { bookTexts, noWords, yesWords } from "./book-texts.ts";
import { findNextBooking } from "./bookings.ts";
import { cancelNext, confirmNext, doneAs, settle } from "./book-outcomes.ts";
import { applyWhen, readWhen, takeStart } from "./book-times.ts";
import {
  askAbout,
  askConfirm,
  askNext,
  chosenOf,
  currentWords,
  listBookable,
} from "./book-questions.ts";
import {
  beginning,
  type BookingContext,
  type BookingTurn,
  type Dialogue,
  type Talk,
} from "./dialogue.ts";
import { dropHold } from "./take-slot.ts";

export type { BookingContext, BookingTurn } from "./dialogue.ts";

/** What the customer said: what they tapped (or its digit), and what they wrote. */
export interface BookingAnswer {
  text: string | null;
  choice: string | null;
}

/** Whoever gives no fitting answer this often in a row does not want to book. */
const MOST_MISSES = 3;

/** A step of a flow begins: which booking it is about, and the first question. */
export async function enterBooking(
  tx: Tx,
  step: Pick<BookStep, "act" | "service">,
  ctx: BookingContext,
): Promise<BookingTurn> {
  const talk = talkOf(tx, ctx, { ...beginning });
  if (step.act === "choose") {
    talk.at.service = await namedService(talk, step.service);
    return askNext(talk);
  }
  const booking = await findNextBooking(tx, ctx.contactId, ctx.now);
  if (!booking) return { kind: "none" };
  talk.at.old = booking.id;
  if (step.act === "move") return beginMove(talk);
  return askAbout(talk, step.act === "confirm" ? "act" : "cancel");
}

/** An answer to the last question. A held slot whose time is over is taken again if it is free. */
export async function continueBooking(
  tx: Tx,
  _step: Pick<BookStep, "act" | "service">,
  state: Json,
  answer: BookingAnswer,
  ctx: BookingContext,
): Promise<BookingTurn> {
  const talk = talkOf(tx, ctx, JSON.parse(state) as Dialogue);
  if (talk.at.old !== null && (await isGone(talk))) return { kind: "none" };
  const before = talk.at.misses;
  talk.at.misses = 0;
  const choice = choiceOf(talk.at, answer);
  const turn =
    (choice && (await applyChoice(talk, choice))) ?? (await applyText(talk, answer.text ?? ""));
  if (turn) return turn;
  talk.at.misses = before + 1;
  if (talk.at.misses < MOST_MISSES) return askAgain(talk);
  if (talk.at.held !== null) await dropHold(tx, talk.at.held);
  return { kind: "none" };
}

function talkOf(tx: Tx, ctx: BookingContext, at: Dialogue): Talk {
  return { tx, ctx, at, style: { language: ctx.language, business: ctx.business } };
}

/** The service that the flow names, in any of its languages; the only one that there is. */
async function namedService(talk: Talk, name: string | null): Promise<number | null> {
  const services = await listBookable(talk);
  const wanted = fold(name ?? "");
  const named = services.find(({ service }) =>
    Object.values(JSON.parse(service.name) as Record<string, string>).some(
      (each) => wanted !== "" && fold(each) === wanted,
    ),
  );
  const only = services.length === 1 ? services[0] : undefined;
  return (named ?? only)?.service.id ?? null;
}

/** Somebody cancelled or moved it meanwhile, or it has begun. */
async function isGone({ tx, at, ctx }: Talk): Promise<boolean> {
  return (await findNextBooking(tx, ctx.contactId, ctx.now))?.id !== at.old;
}

/** The same service, with the same person where they still do it. */
async function beginMove(talk: Talk): Promise<BookingTurn> {
  const { tx, ctx, at } = talk;
  const old = await findNextBooking(tx, ctx.contactId, ctx.now);
  if (!old) return { kind: "none" };
  Object.assign(at, { act: "move", old: old.id, service: old.service_id, staff: old.staff_id });
  const { staff } = await chosenOf(talk);
  if (staff.length === 0) at.staff = null;
  return askNext(talk, await currentWords(talk));
}

/** A tapped option, also of an earlier question; its digit, letter or label. */
function choiceOf({ offered }: Dialogue, { text, choice }: BookingAnswer): string | null {
  if (choice) return choice;
  const typed = fold(text ?? "");
  if (!typed) return null;
  const digit = /^\d{1,2}$/.test(typed) ? Number(typed) - 1 : -1;
  const letter = /^[a-j]$/.test(typed) ? typed.charCodeAt(0) - 97 : -1;
  const found =
    offered[digit] ?? offered[letter] ?? offered.find(({ label }) => fold(label) === typed);
  if (found) return found.id;
  const has = (id: string) => offered.some((option) => option.id === id);
  const [yes, no] = has("keep")
    ? ["cancel", "keep"]
    : has("confirm")
      ? ["confirm", "move"]
      : ["yes", "other"];
  if (yesWords.includes(typed) && has(yes)) return yes;
  return noWords.includes(typed) && has(no) ? no : null;
}

/** Ids say what they are: a row of an earlier list still means what it said. */
async function applyChoice(talk: Talk, choice: string): Promise<BookingTurn | undefined> {
  const { at } = talk;
  const [kind = "", ...rest] = choice.split("-");
  const value = rest.join("-");
  switch (kind) {
    case "s":
      Object.assign(at, { service: Number(value), staff: null, date: null, from: null, skip: 0 });
      return (await isBookable(talk)) ? askNext(talk) : undefined;
    case "p":
      Object.assign(at, { staff: value === "any" ? "any" : Number(value), date: null, skip: 0 });
      return (await isBookable(talk)) ? askNext(talk) : undefined;
    case "d":
      Object.assign(at, { date: value, skip: 0 });
      return askNext(talk);
    case "f":
      Object.assign(at, { from: value, date: null });
      return askNext(talk);
    case "t":
      return takeStart(talk, Number(value) * 60_000);
    default:
      return applyCommand(talk, choice);
  }
}

async function applyCommand(talk: Talk, choice: string): Promise<BookingTurn | undefined> {
  const { at } = talk;
  switch (choice) {
    case "more":
      at.skip += 8;
      return askNext(talk);
    case "first":
      Object.assign(at, { skip: 0, from: null });
      return askNext(talk);
    case "other":
      await leaveHold(talk);
      Object.assign(at, { date: null, from: null, skip: 0 });
      return askNext(talk);
    case "yes":
      return at.stage === "confirm" ? settle(talk) : undefined;
    case "move":
      return beginMove(talk);
    case "confirm":
      return confirmNext(talk);
    case "cancel":
      return at.stage === "act" ? askAbout(talk, "cancel") : cancelNext(talk);
    case "keep":
      return doneAs(talk, at.old ?? 0, "kept");
    default:
      return undefined;
  }
}

/** A tap on a service or person that is gone by now is no answer. */
async function isBookable(talk: Talk): Promise<boolean> {
  const services = await listBookable(talk);
  const chosen = services.find(({ service }) => service.id === talk.at.service);
  const isThere =
    chosen !== undefined &&
    (typeof talk.at.staff !== "number" || chosen.staff.some(({ id }) => id === talk.at.staff));
  if (!isThere) Object.assign(talk.at, { service: null, staff: null });
  return isThere;
}

/** Written words: a service or person by name, a day, a time, or all at once. */
async function applyText(talk: Talk, text: string): Promise<BookingTurn | undefined> {
  const { at } = talk;
  if (at.stage === "act" || at.stage === "cancel") return undefined;
  const when = readWhen(talk, text);
  const named = namedOption(at, text);
  if (named) {
    const turn = await applyChoice(talk, named);
    if (!when || turn?.kind !== "ask") return turn;
  }
  if (!when || at.service === null) return undefined;
  await leaveHold(talk);
  at.staff ??= "any";
  return applyWhen(talk, when);
}

/** The one service or person whose whole name stands in the message. */
function namedOption({ stage, offered }: Dialogue, text: string): string | undefined {
  if (stage !== "service" && stage !== "staff") return undefined;
  const padded = ` ${fold(text)} `;
  const named = offered.filter(
    ({ id, label }) => /^[sp]-/.test(id) && padded.includes(` ${fold(label)} `),
  );
  return named.length === 1 ? named[0]!.id : undefined;
}

async function leaveHold({ tx, at }: Talk): Promise<void> {
  if (at.held !== null) await dropHold(tx, at.held);
  Object.assign(at, { held: null, slot: null });
}

async function askAgain(talk: Talk): Promise<BookingTurn> {
  const { stage } = talk.at;
  const unclear = bookTexts.unclear[talk.style.language];
  if (stage === "act" || stage === "cancel") return askAbout(talk, stage);
  return stage === "confirm" && talk.at.slot ? askConfirm(talk) : askNext(talk, unclear);
}

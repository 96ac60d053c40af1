import { HOUR } from "../clock.ts";
import { readConsentWord } from "../consent/stop-words.ts";
import { findOrCreateContact } from "../contacts/identify-contact.ts";
import type { Tx } from "../db/open.ts";
import type { Flag, Instant, Language } from "../db/schema.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import { receiveMessage } from "../inbox/receive-message.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { findOrCreateThread, openWindow } from "../inbox/threads.ts";
import type { Recado } from "../recado.ts";
import { businessCalendar, isCalendarOpen } from "../routing/calendar.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { BotReason, MessageContent } from "../whatsapp/content.ts";
import type { InboundMessage } from "../whatsapp/updates.ts";
import type { Nearness } from "./match-rules.ts";

/** Under which circumstances a message is tried. */
export interface Rehearsal {
  text: string;
  /** The first message ever of this person: the greeting counts. */
  isFirst: boolean;
  /** As if it came when the business is closed. */
  isClosed: boolean;
}

/** What a customer would get, and why. */
export interface RehearsedAnswer {
  kind: BotReason["kind"] | "stop" | "start" | "silence";
  /** What the customer reads; empty for silence. */
  text: string;
  /** What we took the message's language for. */
  language: Language;
  rule: { id: number; name: string } | null;
  phrase: string | null;
  nearness: Nearness | null;
  /** `clarify`: the names on the buttons. */
  options: string[];
}

/** Longer than this is no chat message. */
const LONGEST = 4096;

/** Carries the answer out of a transaction that must not be kept. */
class Undone extends Error {
  constructor(readonly answer: RehearsedAnswer) {
    super("a rehearsal is never kept");
  }
}

/**
 * Sends a message down the very path that a customer's takes, and takes everything back: the
 * transaction is rolled back, so nothing is stored, counted or sent. The bot counts as switched on.
 */
export async function rehearseAnswer(
  recado: Recado,
  rehearsal: Rehearsal,
): Promise<RehearsedAnswer> {
  const desk = await readDeskRules(recado.db);
  const now = rehearsal.isClosed ? closedMoment(desk, recado.clock.now()) : recado.clock.now();
  const outcome = await recado
    .write(async (tx) => {
      throw new Undone(
        await playThrough(tx, rehearsal, { ...desk, bot: { ...desk.bot, isEnabled: true } }, now),
      );
    })
    .catch((error: unknown) => error);
  if (outcome instanceof Undone) return outcome.answer;
  throw outcome;
}

async function playThrough(
  tx: Tx,
  rehearsal: Rehearsal,
  desk: DeskRules,
  now: Instant,
): Promise<RehearsedAnswer> {
  const text = rehearsal.text.trim().slice(0, LONGEST);
  const channel = await insertChannel(tx, now);
  const message = messageOf(channel, text, now);
  if (!rehearsal.isFirst) await makeKnown(tx, channel, message, now);
  await receiveMessage(tx, channel, message, desk, { now, receivedAt: now });
  return readAnswer(tx, channel, text, desk);
}

async function insertChannel(tx: Tx, now: Instant): Promise<ChannelRow> {
  return tx
    .insertInto("channels")
    .values({
      name: "rehearsal",
      phone_number_id: "rehearsal",
      waba_id: null,
      display_phone: null,
      access_token: null,
      is_simulated: 1,
      closed_at: null,
      closed_reason: null,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const person = {
  waId: null,
  userId: "XX.REHEARSAL",
  parentUserId: null,
  name: "Ana",
  username: null,
};
const simulated: Flag = 1;

function messageOf(channel: ChannelRow, text: string, now: Instant): InboundMessage {
  return {
    phoneNumberId: channel.phone_number_id,
    displayPhone: null,
    wabaId: "rehearsal",
    wamid: "wamid.rehearsal",
    timestamp: now,
    sender: person,
    type: "text",
    text,
    content: {},
    replyToWamid: null,
    targetWamid: null,
    media: null,
  };
}

/** Somebody who wrote before is not greeted. */
async function makeKnown(
  tx: Tx,
  channel: ChannelRow,
  message: InboundMessage,
  now: Instant,
): Promise<void> {
  const contact = await findOrCreateContact(tx, message.sender, {
    isSimulated: simulated,
    at: now,
    now,
  });
  const thread = await findOrCreateThread(tx, contact.id, channel.id, now);
  await openWindow(tx, thread.id, now - HOUR);
}

async function readAnswer(
  tx: Tx,
  channel: ChannelRow,
  text: string,
  desk: DeskRules,
): Promise<RehearsedAnswer> {
  const ticket = await tx
    .selectFrom("tickets")
    .select("language")
    .where("channel_id", "=", channel.id)
    .executeTakeFirst();
  const said = await tx
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .select(["messages.text", "messages.content"])
    .where("threads.channel_id", "=", channel.id)
    .where("messages.direction", "=", "out")
    .orderBy("messages.id", "desc")
    .limit(1)
    .executeTakeFirst();
  const reason = said ? (JSON.parse(said.content) as MessageContent).bot : undefined;
  const rule = reason?.ruleId === undefined ? undefined : desk.rulesById.get(reason.ruleId);
  return {
    kind: reason?.kind ?? readConsentWord(text) ?? "silence",
    text: said?.text ?? "",
    language: ticket?.language ?? desk.business.language,
    rule: rule ? { id: rule.id, name: rule.name } : null,
    phrase: reason?.phrase ?? null,
    nearness: (reason?.nearness as Nearness | undefined) ?? null,
    options: reason?.options?.map((option) => option.name) ?? [],
  };
}

/** The next full hour at which the business is closed; now where it never is. */
function closedMoment({ bot, business }: DeskRules, now: Instant): Instant {
  if (!bot.hours) return now;
  const calendar = businessCalendar(business, bot);
  for (let hours = 0; hours < 8 * 24; hours++) {
    const instant = now + hours * HOUR;
    if (!isCalendarOpen(calendar, instant)) return instant;
  }
  return now;
}

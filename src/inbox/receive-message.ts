import { answerWithBot } from "../bot/answer-with-bot.ts";
import { askWhoCameByAd } from "../consent/ask-ad-visitors.ts";
import { applyConsentWord } from "../consent/apply-consent-word.ts";
import { type ContactRow, updateContact } from "../contacts/contacts.ts";
import { detectLanguage } from "../contacts/detect-language.ts";
import { findOrCreateContact } from "../contacts/identify-contact.ts";
import type { Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { routeTicket } from "../routing/route-ticket.ts";
import { routingOf } from "../routing/routing-desk.ts";
import { keepClocks } from "../sla/keep-clocks.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import { insertInboundMedia } from "../whatsapp/media.ts";
import type { InboundMessage } from "../whatsapp/updates.ts";
import { findOrOpenTicket, isThanks } from "./find-or-open-ticket.ts";
import { hasMessage, insertMessage, readingTime } from "./messages.ts";
import type { DeskRules, Moment, StoredMessage } from "./stored-message.ts";
import { findOrCreateThread, openWindow } from "./threads.ts";
import { getTicket, noteMessage } from "./tickets.ts";
import { noteWaiting } from "./waiting.ts";

/** What open pages must fetch anew. */
export interface Place {
  thread: number;
  ticket: number;
}

/** The way of an inbound message, under one savepoint. */
export async function receiveMessage(
  tx: Tx,
  channel: ChannelRow,
  message: InboundMessage,
  desk: DeskRules,
  moment: Moment,
): Promise<Place | undefined> {
  if (await hasMessage(tx, message.wamid)) return undefined; // Meta delivers again for 7 days
  const isSimulated = channel.is_simulated;
  const known = await findOrCreateContact(tx, message.sender, {
    isSimulated,
    at: readingTime(message.timestamp, moment.receivedAt),
    now: moment.now,
  });
  const { contact, language } = await learnLanguage(tx, known, message, desk, moment.now);
  const stored = await storeMessage(tx, channel, contact, language, message, desk, moment);
  if (!stored) return undefined;
  const place = { thread: stored.thread.id, ticket: stored.ticket.id };
  if (await applyConsentWord(tx, stored, desk, moment)) return place;
  if (isQuestion(stored)) await noteWaiting(tx, stored.ticket.id, stored.at);
  await answerWithBot(tx, stored, desk, moment);
  await askWhoCameByAd(tx, stored, desk, moment);
  await askRules(tx, stored, desk, moment.now);
  await keepClocks(tx, stored.ticket.id, moment.now);
  return place;
}

/** The routing rules see the ticket as the bot left it. A reaction or a late thank-you is no event. */
async function askRules(
  tx: Tx,
  { ticket, message }: StoredMessage,
  desk: DeskRules,
  now: Instant,
): Promise<void> {
  if (message.type === "reaction" || ticket.status === "resolved") return;
  const event = ticket.last_message_id === null ? "ticket" : "message";
  const { asked } = await routingOf(tx, desk);
  if (asked[event].rules.length === 0) return;
  const current = await getTicket(tx, ticket.id);
  await routeTicket(tx, { ticket: current, event, text: message.text }, desk, now);
}

/** Nobody waits for an answer to a reaction or a thank-you. */
function isQuestion({ message }: StoredMessage): boolean {
  if (message.type === "reaction") return false;
  return message.type !== "text" || !isThanks(message.text ?? "");
}

/** A sure guess is remembered; an unsure one only chooses this answer's language. */
async function learnLanguage(
  tx: Tx,
  contact: ContactRow,
  message: InboundMessage,
  { business }: DeskRules,
  now: Instant,
): Promise<{ contact: ContactRow; language: Language }> {
  const guess = detectLanguage(message.type === "text" ? (message.text ?? "") : "", {
    phone: contact.phone,
    current: contact.language,
    business: business.language,
  });
  if (!guess.isSure) return { contact, language: contact.language ?? guess.language };
  return {
    contact: await updateContact(tx, contact, { language: guess.language }, now),
    language: guess.language,
  };
}

async function storeMessage(
  tx: Tx,
  channel: ChannelRow,
  contact: ContactRow,
  language: Language,
  message: InboundMessage,
  { threadingInterval }: DeskRules,
  { now, receivedAt }: Moment,
): Promise<StoredMessage | undefined> {
  const at = readingTime(message.timestamp, receivedAt);
  const thread = await findOrCreateThread(tx, contact.id, channel.id, now);
  const ticket = await findOrOpenTicket(tx, contact, thread, message, {
    at,
    now,
    threadingInterval,
    language,
  });
  const id = await insertMessage(tx, {
    threadId: thread.id,
    ticketId: ticket?.id ?? null,
    direction: "in",
    authorType: "contact",
    authorId: null,
    type: message.type,
    text: message.text,
    content: message.content,
    wamid: message.wamid,
    reference: null,
    replyToWamid: message.replyToWamid,
    targetWamid: message.targetWamid,
    status: "received",
    sentAt: at,
    stampedAt: message.timestamp,
    createdAt: receivedAt,
  });
  if (message.media) await insertInboundMedia(tx, id, message.media, now);
  // A group is not a private chat: it opens no window (API.md §3, group_id).
  if (!message.content.groupId) {
    await openWindow(tx, thread.id, Math.min(message.timestamp ?? receivedAt, receivedAt));
  }
  if (!ticket) return undefined;
  if (message.type !== "reaction") {
    await noteMessage(tx, ticket.id, { id, at, isUnread: ticket.status !== "resolved" }, now);
  }
  const isFirstOfContact = thread.window_from_at === null;
  return { id, at, message, channel, contact, thread, ticket, language, isFirstOfContact };
}

import { ConsentMissing, refusalToWriteFirst, requireConsent } from "../consent/gate.ts";
import { getContact } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { AuthorType, Instant, Purpose } from "../db/schema.ts";
import { freezeFlows } from "../flows/freeze-flows.ts";
import { AppError } from "../http/errors.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import { getChannel } from "../whatsapp/channels.ts";
import { keepClocks } from "../sla/keep-clocks.ts";
import { noteBotAnswer } from "../sla/note-bot-answer.ts";
import { insertOutbox, newReference } from "../whatsapp/outbox.ts";
import { changeBot, changeStatus } from "./change-ticket.ts";
import { insertMessage } from "./messages.ts";
import { requireSendable } from "./require-sendable.ts";
import { findThread, type ThreadRow, windowOf } from "./threads.ts";
import { noteMessage, type TicketRow } from "./tickets.ts";

/** A message we are about to owe to Meta. */
export interface Reply {
  author: { type: Exclude<AuthorType, "contact">; id: number | null };
  type: string;
  text: string | null;
  content?: MessageContent;
  /** Graph's body without recipient and callback data (API.md §6). */
  payload: Record<string, unknown>;
  purpose?: Purpose;
  /** Quotes this message. */
  replyToWamid?: string | null;
  /** The message a reaction is about. */
  targetWamid?: string | null;
  /** A template may leave outside the window. */
  isTemplate?: boolean;
}

const TEXT_LIMIT = 4096;

/** A plain text message (API.md §6: at most 4,096 characters). @throws AppError `invalid`. */
export function textReply(
  author: Reply["author"],
  text: string,
  replyToWamid: string | null = null,
): Reply {
  const body = text.trim();
  if (!body) throw new AppError("invalid", "Write some text first.", { key: "error.empty-text" });
  if (body.length > TEXT_LIMIT) {
    throw new AppError(
      "invalid",
      `A message has at most ${TEXT_LIMIT} characters; this one has ${body.length}.`,
      {
        key: "error.text-too-long",
        values: { most: TEXT_LIMIT, is: body.length },
      },
    );
  }
  return {
    author,
    type: "text",
    text: body,
    payload: { type: "text", text: { body, preview_url: /https?:\/\//.test(body) } },
    replyToWamid,
  };
}

/**
 * The one way by which anything leaves: checks window, channel and consent, then
 * stores the message and what we owe to Meta in the same transaction.
 * @throws AppError `window-closed`, `channel-closed`, `contact-blocked`, `consent-missing`.
 */
export async function queueReply(
  tx: Tx,
  ticket: TicketRow,
  reply: Reply,
  now: Instant,
): Promise<number> {
  const thread = (await findThread(tx, ticket.thread_id)) as ThreadRow;
  const contact = await getContact(tx, ticket.contact_id);
  const channel = await getChannel(tx, ticket.channel_id);
  requireSendable({ channel, contact, thread, isTemplate: reply.isTemplate ?? false }, now);
  const purpose = reply.purpose ?? "service";
  await requireGate(tx, thread, purpose, now);

  const id = await insertMessage(tx, {
    threadId: thread.id,
    ticketId: ticket.id,
    direction: "out",
    authorType: reply.author.type,
    authorId: reply.author.id,
    type: reply.type,
    text: reply.text,
    content: reply.content ?? {},
    wamid: null,
    reference: newReference(),
    replyToWamid: reply.replyToWamid ?? null,
    targetWamid: reply.targetWamid ?? null,
    status: "queued",
    sentAt: now,
    stampedAt: null,
    createdAt: now,
  });
  const payload = reply.replyToWamid
    ? { ...reply.payload, context: { message_id: reply.replyToWamid } }
    : reply.payload;
  await insertOutbox(tx, {
    messageId: id,
    threadId: thread.id,
    channelId: channel.id,
    purpose,
    payload,
    now,
  });
  if (reply.type === "reaction") return id;
  const isAnswer = reply.author.type === "agent" || reply.author.type === "api";
  await noteMessage(tx, ticket.id, { id, at: now, isUnread: false, isAnswer }, now);
  if (isAnswer) await noteHumanReply(tx, ticket, reply, now);
  else if (isBotAnswer(reply)) await noteBotAnswer(tx, ticket.id, now);
  return id;
}

/** @throws ConsentMissing. */
async function requireGate(
  tx: Tx,
  { contact_id: contactId, window_from_at: from }: ThreadRow,
  purpose: Purpose,
  now: Instant,
): Promise<void> {
  await requireConsent(tx, contactId, purpose, now);
  if (purpose !== "service" || windowOf(from, now).isOpen) return;
  const reason = await refusalToWriteFirst(tx, contactId);
  if (reason !== null) throw new ConsentMissing(contactId, purpose, reason);
}

/** What the bot says of itself (a greeting, that nobody is there, that a person comes) answers nothing. */
function isBotAnswer({ author, content }: Reply): boolean {
  const kind = content?.bot?.kind;
  return author.type === "system" || kind === "rule" || kind === "clarify" || kind === "flow";
}

/**
 * The first answer by a person opens the ticket and silences the bot (PRODUCT 12, 29); each ends
 * the clocks that ask for one.
 */
async function noteHumanReply(
  tx: Tx,
  ticket: TicketRow,
  reply: Reply,
  now: Instant,
): Promise<void> {
  if (ticket.status === "resolved") return;
  const actor = { type: reply.author.type, id: reply.author.id };
  await freezeFlows(tx, ticket.id, "taken-over", now);
  const silenced = await changeBot(tx, ticket, "off", actor, now);
  if (ticket.status === "new") await changeStatus(tx, silenced, "open", actor, now);
  await keepClocks(tx, ticket.id, now, "answered");
}

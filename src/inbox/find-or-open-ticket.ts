import { fold } from "../bot/fold.ts";
import type { Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { type ContactRow } from "../contacts/contacts.ts";
import type { InboundMessage } from "../whatsapp/updates.ts";
import { changeStatus } from "./change-ticket.ts";
import { adoptMessages } from "./join-tickets.ts";
import type { ThreadRow } from "./threads.ts";
import {
  contactActor,
  findLastTicket,
  findUnresolvedTicket,
  insertTicket,
  type TicketRow,
} from "./tickets.ts";

const thanks = new Set(
  [
    "thanks",
    "thank you",
    "thank you very much",
    "many thanks",
    "thx",
    "ty",
    "cheers",
    "merci",
    "merci beaucoup",
    "merci bien",
    "mille mercis",
    "super merci",
    "ok merci",
    "parfait merci",
    "obrigado",
    "obrigada",
    "muito obrigado",
    "muito obrigada",
    "valeu",
    "ok obrigado",
    "ok obrigada",
    "brigado",
    "brigada",
    "gracias",
    "muchas gracias",
    "mil gracias",
    "ok gracias",
    "vale gracias",
    "ok thanks",
    "ok thank you",
    "great thanks",
  ].map(fold),
);
const thanksEmoji = /^(?:👍|🙏|❤️?|😊|👌|🙂|☺️?|💚)[\u{1F3FB}-\u{1F3FF}]?$/u;

/** A whole message that only says thank you. */
export function isThanks(text: string): boolean {
  return thanks.has(fold(text)) || thanksEmoji.test(text.trim());
}

/**
 * The ticket that a customer's message belongs to (PRODUCT 13): an unresolved one
 * is always joined; the last resolved one reopens within the threading interval;
 * later a new one opens. A reaction never opens or reopens, a thank-you never reopens.
 */
export async function findOrOpenTicket(
  tx: Tx,
  contact: ContactRow,
  thread: ThreadRow,
  message: Pick<InboundMessage, "type" | "text">,
  {
    at,
    now,
    threadingInterval,
    language,
  }: { at: Instant; now: Instant; threadingInterval: number; language: Language },
): Promise<TicketRow | undefined> {
  const last = await findLastTicket(tx, thread.id);
  // Two contacts that became one may have left an older ticket open beside it.
  const open = last?.status === "resolved" ? await findUnresolvedTicket(tx, thread.id) : last;
  if (open) return rejoin(tx, open, message, now);
  if (message.type === "reaction") return last;
  if (last && (last.is_spam === 1 || contact.blocked_at !== null)) return last;

  const isWithin = last?.resolved_at != null && at - last.resolved_at < threadingInterval;
  if (last && isWithin) {
    if (message.type === "text" && isThanks(message.text ?? "")) return last;
    return changeStatus(tx, last, "open", contactActor, now);
  }
  const opened = await insertTicket(tx, {
    threadId: thread.id,
    contactId: contact.id,
    channelId: thread.channel_id,
    status: contact.blocked_at === null ? "new" : "resolved",
    language,
    at,
    now,
  });
  if (!last) await adoptMessages(tx, thread.id, opened.id);
  return opened;
}

/** The customer wrote: what waited for them is open again. */
async function rejoin(
  tx: Tx,
  ticket: TicketRow,
  message: Pick<InboundMessage, "type">,
  now: Instant,
): Promise<TicketRow> {
  const isWaiting = ticket.status === "pending" || ticket.status === "snoozed";
  if (!isWaiting || message.type === "reaction") return ticket;
  return changeStatus(tx, ticket, "open", contactActor, now);
}

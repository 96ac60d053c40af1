import type { ContactRow } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { IdentityChange } from "../whatsapp/updates.ts";
import { hasMessage, insertMessage, readingTime } from "./messages.ts";
import type { Place } from "./receive-message.ts";
import type { Moment } from "./stored-message.ts";
import { findLastTicket } from "./tickets.ts";

/**
 * A line in the thread: the person has another number, id or device now (API.md §3,
 * system). It opens no ticket and no window, and is nothing to answer.
 */
export async function noteIdentityChange(
  tx: Tx,
  contact: ContactRow,
  channel: ChannelRow,
  change: IdentityChange,
  { receivedAt }: Moment,
): Promise<Place | undefined> {
  if (!change.wamid || (await hasMessage(tx, change.wamid))) return undefined;
  const thread = await tx
    .selectFrom("threads")
    .select("id")
    .where("contact_id", "=", contact.id)
    .where("channel_id", "=", channel.id)
    .executeTakeFirst();
  const ticket = thread && (await findLastTicket(tx, thread.id));
  if (!thread || !ticket) return undefined;
  await insertMessage(tx, {
    threadId: thread.id,
    ticketId: ticket.id,
    direction: "in",
    authorType: "system",
    authorId: null,
    type: "system",
    text: change.body || null,
    content: { system: { type: change.type, body: change.body } },
    wamid: change.wamid,
    reference: null,
    replyToWamid: null,
    targetWamid: null,
    status: "received",
    sentAt: readingTime(change.timestamp, receivedAt),
    stampedAt: change.timestamp,
    createdAt: receivedAt,
  });
  return { thread: thread.id, ticket: ticket.id };
}

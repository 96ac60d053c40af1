import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { queueReply, textReply } from "../inbox/queue-reply.ts";
import type { StoredMessage } from "../inbox/stored-message.ts";
import { windowOf } from "../inbox/threads.ts";
import { botActor } from "../inbox/tickets.ts";
import { mayStart } from "./gate.ts";
import type { Evidence } from "./records.ts";

/** The person's own message. */
export function evidenceOf({ message }: StoredMessage): Evidence {
  return { wamid: message.wamid, ...(message.text !== null && { said: message.text }) };
}

/** Answers while the window is open and the channel can send; a record stands either way. */
export async function say(
  tx: Tx,
  stored: StoredMessage,
  text: string,
  now: Instant,
): Promise<void> {
  if (!(await maySay(tx, stored, "service", now))) return;
  await queueReply(tx, stored.ticket, textReply({ type: "bot", id: botActor.id }, text), now);
}

/** Whether an answer (`service`) or a question for consent can leave now. */
export async function maySay(
  tx: Tx,
  { thread, contact, channel, at }: StoredMessage,
  purpose: "service" | "consent",
  now: Instant,
): Promise<boolean> {
  const isOpen = windowOf(Math.max(thread.window_from_at ?? 0, at), now).isOpen;
  if (!isOpen || channel.closed_at !== null || contact.blocked_at !== null) return false;
  return mayStart(tx, contact.id, purpose, now);
}

import type { Tx } from "../db/open.ts";
import { queueReply, type Reply } from "../inbox/queue-reply.ts";
import type { Moment, StoredMessage } from "../inbox/stored-message.ts";
import type { BotReason } from "../whatsapp/content.ts";

export const botAuthor = { type: "bot", id: null } as const;

/** Queues what the bot says, with its reason. */
export async function say(
  tx: Tx,
  { ticket }: Pick<StoredMessage, "ticket">,
  { now }: Moment,
  reply: Reply,
  bot: BotReason,
): Promise<void> {
  await queueReply(tx, ticket, { ...reply, content: { ...reply.content, bot } }, now);
}

import type { Bubble } from "../../views/inbox/types.ts";
import type { MessageStatus } from "../db/schema.ts";
import type { MessageRow } from "../inbox/messages.ts";
import { presentThread } from "../inbox/present-thread.ts";
import { readThread } from "../inbox/thread-rows.ts";
import type { Reader } from "../inbox/time-words.ts";
import type { Recado } from "../recado.ts";
import { everything } from "../users/ticket-scope.ts";
import { isRecord, word } from "../whatsapp/wire-values.ts";

/** What has reached a phone: the rest of our messages its owner knows nothing of. */
const arrived = new Set<MessageStatus>(["sent", "delivered", "read", "played"]);
/** Lines of the desk, not of the phone. */
const unseen = new Set(["system", "call"]);

/** The newest page of a conversation as the customer sees it, oldest first; `in` is their own. */
export async function readPhone(
  recado: Recado,
  thread: number,
  names: { customer: string; business: string },
  reader: Reader,
): Promise<Bubble[]> {
  // The customer's own phone: they see their whole conversation.
  const owner = { ...reader, scope: everything, can: () => true };
  const rows = await readThread(recado.db, thread, { kind: "newest" }, owner);
  const context = { reader: owner, names: new Map(), contactName: names.customer, unread: null };
  const readUpTo = lastRead(recado, rows.messages);
  const shown = presentThread(rows, context)
    .entries.flatMap((entry) => (entry.kind === "message" ? [entry.bubble] : []))
    .filter(
      ({ direction, status, type }) =>
        (direction === "in" || arrived.has(status)) && !unseen.has(type),
    );
  const ours = new Set(
    rows.messages.filter(({ direction }) => direction === "out").map(({ id }) => id),
  );
  return shown.map((bubble) => ({
    ...bubble,
    author: { ...bubble.author, name: ours.has(bubble.id) ? names.business : names.customer },
    quote: bubble.quote && {
      ...bubble.quote,
      author: ours.has(bubble.quote.id ?? 0) ? names.business : names.customer,
    },
    status: ours.has(bubble.id) ? bubble.status : readUpTo.has(bubble.id) ? "read" : "delivered",
  }));
}

/** A read receipt of the desk marks what came before it, too (API.md §6, Read). */
function lastRead({ fakeGraph }: Recado, messages: MessageRow[]): Set<number> {
  const read = new Set<string>();
  for (const { body } of fakeGraph.requests) {
    const wamid = isRecord(body) && body.status === "read" ? word(body.message_id) : null;
    if (wamid) read.add(wamid);
  }
  const newest = messages.findLastIndex(
    ({ direction, wamid }) => direction === "in" && wamid !== null && read.has(wamid),
  );
  return new Set(messages.slice(0, newest + 1).map(({ id }) => id));
}

import type { Bubble, BubbleMedia, Quote } from "../../views/inbox/types.ts";
import type { Db } from "../db/open.ts";
import type { MessageStatus } from "../db/schema.ts";
import type { MessageRow } from "../inbox/messages.ts";
import { clockTime, type Reader } from "../inbox/time-words.ts";
import type { Recado } from "../recado.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import { type MediaRow, mediaByMessage } from "../whatsapp/media.ts";
import { hasWebm } from "../whatsapp/media-routes.ts";
import { isRecord, word } from "../whatsapp/wire-values.ts";

const MOST = 60;
/** What has reached a phone: the rest of our messages its owner knows nothing of. */
const arrived: MessageStatus[] = ["sent", "delivered", "read", "played"];

/** What the customer's phone shows, oldest first; `in` is their own. */
export async function readPhone(
  recado: Recado,
  thread: number,
  names: { customer: string; business: string },
  reader: Reader,
): Promise<Bubble[]> {
  const rows = await listShown(recado.db, thread);
  const media = await mediaByMessage(recado.db, rows.map(({ id }) => id));
  const reactions = await listReactions(recado.db, rows);
  const readUpTo = lastReadIndex(recado, rows);
  const nameOf = (row: MessageRow) => (row.direction === "in" ? names.customer : names.business);
  return rows.map((row, index) => ({
    id: row.id,
    direction: row.direction,
    author: { type: row.author_type, name: nameOf(row) },
    type: row.type,
    text: row.text,
    content: JSON.parse(row.content) as MessageContent,
    time: clockTime(row.sent_at, reader),
    status: index <= readUpTo ? "read" : "delivered",
    error: null,
    outboxId: null,
    quote: quoteOf(row, rows, nameOf),
    reactions: reactions.get(row.wamid ?? "") ?? [],
    media: mediaOf(media.get(row.id)),
    change: null,
    continues: false,
    canReply: false,
  }));
}

async function listShown(db: Db, thread: number): Promise<MessageRow[]> {
  const rows = await db
    .selectFrom("messages")
    .selectAll()
    .where("thread_id", "=", thread)
    .where("type", "not in", ["reaction", "system", "edit", "revoke", "call"])
    .where((where) => where.or([where("direction", "=", "in"), where("status", "in", arrived)]))
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(MOST)
    .execute();
  return rows.reverse();
}

/** The newest of each side on each message; one that was taken back is none. */
async function listReactions(db: Db, rows: MessageRow[]) {
  const found = new Map<string, Bubble["reactions"]>();
  const wamids = rows.map(({ wamid }) => wamid).filter((wamid) => wamid !== null);
  if (wamids.length === 0) return found;
  const reactions = await db
    .selectFrom("messages")
    .select(["target_wamid", "direction", "content"])
    .where("target_wamid", "in", wamids)
    .where("type", "=", "reaction")
    .where((where) => where.or([where("direction", "=", "in"), where("status", "in", arrived)]))
    .orderBy("sent_at")
    .orderBy("id")
    .execute();
  for (const { target_wamid, direction, content } of reactions) {
    const others = (found.get(target_wamid ?? "") ?? []).filter((one) => one.direction !== direction);
    const emoji = (JSON.parse(content) as MessageContent).reaction?.emoji;
    found.set(target_wamid ?? "", emoji ? [...others, { emoji, author: "", direction }] : others);
  }
  return found;
}

/** A read receipt of the desk marks what came before it, too (API.md §6, Read). */
function lastReadIndex({ fakeGraph }: Recado, rows: MessageRow[]): number {
  const read = new Set<string>();
  for (const { body } of fakeGraph.requests) {
    const wamid = isRecord(body) && body.status === "read" ? word(body.message_id) : null;
    if (wamid) read.add(wamid);
  }
  return rows.findLastIndex(({ direction, wamid }) => direction === "in" && wamid !== null && read.has(wamid));
}

function quoteOf(row: MessageRow, rows: MessageRow[], nameOf: (row: MessageRow) => string): Quote | null {
  const quoted = row.reply_to_wamid ? rows.find(({ wamid }) => wamid === row.reply_to_wamid) : undefined;
  return quoted ? { id: quoted.id, author: nameOf(quoted), text: quoted.text ?? quoted.type } : null;
}

function mediaOf(row: MediaRow | undefined): BubbleMedia | null {
  if (!row) return null;
  const url = `/media/${row.id}`;
  return {
    state: row.state,
    url,
    thumbnailUrl: row.thumbnail ? `${url}/thumbnail` : null,
    alternativeUrl: hasWebm(row) ? `${url}/webm` : null,
    mimeType: row.mime_type,
    filename: row.filename,
    size: null,
    width: row.width,
    height: row.height,
    isVoice: row.is_voice === 1,
    error: null,
  };
}

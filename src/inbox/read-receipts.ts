import { SECOND } from "../clock.ts";
import type { Db } from "../db/open.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { graphChannel } from "../whatsapp/channels.ts";
import { announce } from "./announce.ts";
import { markRead } from "./change-ticket.ts";
import { markMentionsSeen } from "./notes.ts";
import type { Place } from "./open-case.ts";

/** Meta shows "typing…" for up to 25 s (API.md §6, Read): said again before it ends. */
const TYPING_FOR_CUSTOMER = 20 * SECOND;
/** What the team sees lasts 6 s in app.js. */
const TYPING_FOR_TEAM = 3 * SECOND;
const REMEMBERED = 2000;

export interface ReadReceipts {
  /** An agent has the ticket before them: read here and, best effort, on the customer's phone. */
  noteSeen(place: Place, userId: number): Promise<void>;
  /** An agent is writing a reply. */
  noteTyping(place: Place, user: { id: number; name: string }): void;
}

/** Remembers when what was said last, so that Meta and the team are not told with every key. */
export function readReceipts(recado: Recado): ReadReceipts {
  const toldTeam = new Map<string, number>();
  const toldCustomer = new Map<number, number>();

  return {
    async noteSeen(place, userId) {
      const { ticket, thread } = place;
      if (ticket.unread_count === 0 && !(await hasUnseenMention(recado.db, userId, thread.id)))
        return;
      const now = recado.clock.now();
      await recado.write(async (tx) => {
        await markRead(tx, ticket.id);
        await markMentionsSeen(tx, userId, thread.id, now);
      });
      announce(recado.live, { ticket: ticket.id, thread: thread.id }, "ticket");
      if (ticket.unread_count > 0) void tellCustomer(recado, place, false);
    },
    noteTyping(place, user) {
      const now = recado.clock.now();
      if (isDue(toldTeam, `${place.ticket.id}/${user.id}`, now, TYPING_FOR_TEAM)) {
        recado.live.announce({
          name: "typing",
          detail: { ticket: place.ticket.id, user: user.name },
        });
      }
      if (isDue(toldCustomer, place.thread.id, now, TYPING_FOR_CUSTOMER))
        void tellCustomer(recado, place, true);
    },
  };
}

function isDue<K>(told: Map<K, number>, key: K, now: number, step: number): boolean {
  if (now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < step) return false;
  told.delete(key);
  told.set(key, now);
  if (told.size > REMEMBERED) told.delete(told.keys().next().value as K);
  return true;
}

async function tellCustomer(
  recado: Recado,
  { thread, channel }: Place,
  isTyping: boolean,
): Promise<void> {
  try {
    const wamid = await findLastInbound(recado.db, thread.id);
    if (wamid && channel.closed_at === null) {
      await recado.graph.markRead(await graphChannel(recado, channel), wamid, isTyping);
    }
  } catch (error) {
    recado.log.debug("read.not-told", { error: errorText(error) });
  }
}

async function findLastInbound(db: Db, threadId: number): Promise<string | null> {
  const row = await db
    .selectFrom("messages")
    .select("wamid")
    .where("thread_id", "=", threadId)
    .where("direction", "=", "in")
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.wamid ?? null;
}

async function hasUnseenMention(db: Db, userId: number, threadId: number): Promise<boolean> {
  const row = await db
    .selectFrom("mentions")
    .innerJoin("notes", "notes.id", "mentions.note_id")
    .select("mentions.note_id")
    .where("mentions.user_id", "=", userId)
    .where("mentions.seen_at", "is", null)
    .where("notes.thread_id", "=", threadId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

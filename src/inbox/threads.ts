import { HOUR } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, ThreadsTable } from "../db/schema.ts";
import type { Selectable } from "kysely";

export type ThreadRow = Selectable<ThreadsTable>;

/** Meta's customer service window (API.md §7). */
export const WINDOW = 24 * HOUR;

const findByPair = hot((db, p: { contactId: number; channelId: number }) =>
  db
    .selectFrom("threads")
    .selectAll()
    .where("contact_id", "=", p.contactId)
    .where("channel_id", "=", p.channelId),
);
const insertOne = hot((db, p: { contactId: number; channelId: number; now: Instant }) =>
  db
    .insertInto("threads")
    .values({
      contact_id: p.contactId,
      channel_id: p.channelId,
      window_from_at: null,
      created_at: p.now,
    })
    .returningAll(),
);

export async function findOrCreateThread(
  tx: Tx,
  contactId: number,
  channelId: number,
  now: Instant,
): Promise<ThreadRow> {
  const [found] = await findByPair(tx, { contactId, channelId });
  if (found) return found;
  return (await insertOne(tx, { contactId, channelId, now }))[0] as ThreadRow;
}

const openUntil = hot((db, p: { id: number; from: Instant }) =>
  db
    .updateTable("threads")
    .set({ window_from_at: p.from })
    .where("id", "=", p.id)
    .where((where) =>
      where.or([where("window_from_at", "is", null), where("window_from_at", "<", p.from)]),
    ),
);

/** The customer wrote or called at `from`: the window runs from there, never backwards. */
export async function openWindow(tx: Tx, threadId: number, from: Instant): Promise<void> {
  await openUntil(tx, { id: threadId, from });
}

export interface WindowState {
  isOpen: boolean;
  closesAt: Instant | null;
}

export function windowOf(windowFromAt: Instant | null, now: Instant): WindowState {
  if (windowFromAt === null) return { isOpen: false, closesAt: null };
  const closesAt = windowFromAt + WINDOW;
  return { isOpen: now < closesAt, closesAt };
}

const findOne = hot((db, p: { id: number }) =>
  db.selectFrom("threads").selectAll().where("id", "=", p.id),
);

export async function findThread(db: Db, id: number): Promise<ThreadRow | undefined> {
  return (await findOne(db, { id }))[0];
}

import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";

export interface Draft {
  text: string;
  note: string;
}

const LONGEST = 8192;

export async function findDraft(db: Db, userId: number, threadId: number): Promise<Draft> {
  const row = await db
    .selectFrom("drafts")
    .select(["text", "note"])
    .where("user_id", "=", userId)
    .where("thread_id", "=", threadId)
    .executeTakeFirst();
  return row ?? { text: "", note: "" };
}

/** What this person has begun to write, by thread. */
export async function listDrafts(
  db: Db,
  userId: number,
  threadIds: number[],
): Promise<Map<number, string>> {
  if (threadIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("drafts")
    .select(["thread_id", "text"])
    .where("user_id", "=", userId)
    .where("thread_id", "in", threadIds)
    .where("text", "!=", "")
    .execute();
  return new Map(rows.map((row) => [row.thread_id, row.text]));
}

/** Keeps one half and leaves the other; nothing in either: the row goes. */
export async function saveDraft(
  tx: Tx,
  userId: number,
  threadId: number,
  change: Partial<Draft>,
  now: Instant,
): Promise<void> {
  const draft = { ...(await findDraft(tx, userId, threadId)), ...change };
  const kept = {
    text: draft.text.slice(0, LONGEST),
    note: draft.note.slice(0, LONGEST),
    updated_at: now,
  };
  if (!kept.text.trim() && !kept.note.trim()) return deleteDraft(tx, userId, threadId);
  await tx
    .insertInto("drafts")
    .values({ user_id: userId, thread_id: threadId, ...kept })
    .onConflict((conflict) => conflict.columns(["user_id", "thread_id"]).doUpdateSet(kept))
    .execute();
}

async function deleteDraft(tx: Tx, userId: number, threadId: number): Promise<void> {
  await tx
    .deleteFrom("drafts")
    .where("user_id", "=", userId)
    .where("thread_id", "=", threadId)
    .execute();
}

import type { ExpressionBuilder } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Schema } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import { isOfVisibleTicket } from "../users/ticket-scope.ts";

/** A hundred is shown as "99+". */
const MOST_UNSEEN = 100;

type Reader = Pick<Me, "id" | "scope" | "can">;

/** What the person may still hear of, as `notify` asks: their rights may be fewer than they were then. */
function isHeard(where: ExpressionBuilder<Schema, "notifications">, { scope, can }: Reader) {
  const aboutNone = where("ticket_id", "is", null);
  if (!can("tickets")) return aboutNone;
  const visible = isOfVisibleTicket(where, "notifications", scope);
  return where.or([
    aboutNone,
    can("notes") ? visible : where.and([visible, where("kind", "!=", "mention")]),
  ]);
}

/** A person's notices, those of tickets that left their scope apart, newest first; one more than `limit` says that there are older ones. */
export async function listNotifications(
  db: Db,
  me: Reader,
  { before, limit }: { before: number | null; limit: number },
) {
  let rows = db
    .selectFrom("notifications")
    .select(["id", "kind", "ticket_id", "detail", "created_at", "seen_at"])
    .where("user_id", "=", me.id)
    .where((where) => isHeard(where, me))
    .orderBy("id", "desc")
    .limit(limit + 1);
  if (before !== null) rows = rows.where("id", "<", before);
  return rows.execute();
}

export async function countUnseen(db: Db, me: Reader): Promise<number> {
  const rows = await db
    .selectFrom("notifications")
    .select("id")
    .where("user_id", "=", me.id)
    .where("seen_at", "is", null)
    .where((where) => isHeard(where, me))
    .limit(MOST_UNSEEN)
    .execute();
  return rows.length;
}

/** All of a person, or those about one ticket: who opens it has seen them. */
export async function markSeen(
  tx: Tx,
  userId: number,
  now: Instant,
  ticketId?: number,
): Promise<void> {
  let rows = tx
    .updateTable("notifications")
    .set({ seen_at: now })
    .where("user_id", "=", userId)
    .where("seen_at", "is", null);
  if (ticketId !== undefined) rows = rows.where("ticket_id", "=", ticketId);
  await rows.execute();
}

export async function deleteOldNotifications(tx: Tx, before: Instant): Promise<void> {
  await tx.deleteFrom("notifications").where("created_at", "<", before).execute();
}

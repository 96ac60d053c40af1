import { sql } from "kysely";
import type { Db } from "../db/open.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";

const MOST = 200;

export interface Urgent {
  id: number;
  assignee_id: number | null;
}

/**
 * What to do next: tickets that nobody has or that are mine, the longest late first, then by
 * the next deadline, then who waits longest. After the ticket `from`, if it is among them, comes
 * the one behind it; after the last the first.
 */
export async function findNextUrgent(
  db: Db,
  scope: Scope,
  from: number,
): Promise<Urgent | undefined> {
  const rows = await db
    .selectFrom("tickets")
    .select(["tickets.id", "tickets.assignee_id"])
    .where("tickets.status", "in", ["new", "open"])
    .where("tickets.is_spam", "=", 0)
    .where((where) =>
      where.or([
        where("tickets.assignee_id", "is", null),
        where("tickets.assignee_id", "=", scope.userId),
      ]),
    )
    .where((where) => isVisible(where, scope))
    .orderBy(sql`tickets.sla_due_at IS NULL`)
    .orderBy("tickets.sla_due_at")
    .orderBy(sql`tickets.waiting_since IS NULL`)
    .orderBy("tickets.waiting_since")
    .orderBy("tickets.last_message_at")
    .orderBy("tickets.id")
    .limit(MOST)
    .execute();
  const at = rows.findIndex((row) => row.id === from);
  const next = rows[at + 1] ?? rows[0];
  return next?.id === from ? undefined : next;
}

import type { InboxView } from "../../views/inbox/types.ts";
import type { Db } from "../db/open.ts";
import type { Scope } from "../users/ticket-scope.ts";
import {
  type ListCursor,
  type ListPage,
  listTickets,
  type Narrow,
  selectListed,
  slicesOf,
} from "./list-tickets.ts";

/** Behind every ticket with a deadline: where those without one begin. */
const WITHOUT: ListCursor = { at: 9_999_999_999_999, id: 999_999_999_999_999 };

/**
 * One page of a view, the next deadline first, then what has none, newest first. The deadlines
 * are a walk along their own index.
 */
export async function listByDeadline(
  db: Db,
  view: InboxView,
  scope: Scope,
  { before, limit = 50, narrow }: { before?: ListCursor; limit?: number; narrow?: Narrow } = {},
): Promise<ListPage> {
  const due =
    before && !before.isDue
      ? []
      : await selectDue(db, view, scope, { after: before, limit: limit + 1, narrow });
  const shown = due.slice(0, limit);
  const last = shown.at(-1);
  if (due.length > limit && last)
    return { rows: shown, older: { at: last.sla_due_at ?? 0, id: last.id, isDue: true } };
  if (shown.length === limit) return { rows: shown, older: WITHOUT };
  const rest = await listTickets(db, view, scope, {
    before: before && !before.isDue ? before : undefined,
    limit: limit - shown.length,
    isWithoutDeadline: true,
    narrow,
  });
  return { rows: [...shown, ...rest.rows], older: rest.older };
}

function selectDue(
  db: Db,
  view: InboxView,
  scope: Scope,
  { after, limit, narrow }: { after?: ListCursor; limit: number; narrow?: Narrow },
) {
  const slices = slicesOf(view, scope.userId);
  const statuses = slices.map(({ status }) => status);
  const assignee = slices[0]?.assignee;
  let query = selectListed(db, scope, narrow)
    .where("tickets.sla_due_at", "is not", null)
    .where("tickets.archived_at", view === "archived" ? "is not" : "is", null)
    .orderBy("tickets.sla_due_at")
    .orderBy("tickets.id")
    .limit(limit);
  query = query.where("tickets.status", "in", statuses);
  if (assignee !== undefined)
    query = query.where("tickets.assignee_id", assignee === null ? "is" : "=", assignee);
  if (after)
    query = query.where((where) =>
      where(
        where.refTuple("tickets.sla_due_at", "tickets.id"),
        ">",
        where.tuple(after.at, after.id),
      ),
    );
  return query.execute();
}

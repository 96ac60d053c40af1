import { sql } from "kysely";
import type { InboxView } from "../../views/inbox/types.ts";
import type { Db } from "../db/open.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";
import { isWithin, type ListFilter } from "./list-filter.ts";
import type { Instant, TicketStatus } from "../db/schema.ts";

/** Where a page ends: the next one begins after it. */
export interface ListCursor {
  at: Instant;
  id: number;
  /** `at` is a deadline (list-by-deadline.ts). */
  isDue?: boolean;
}

export interface ListPage {
  rows: ListedTicket[];
  older: ListCursor | null;
}
export type ListedTicket = Awaited<ReturnType<typeof selectRows>>[number];

interface ListRange {
  before?: ListCursor;
  limit?: number;
  /** Only what has no deadline. */
  isWithoutDeadline?: boolean;
  narrow?: Narrow;
}

/** What narrows the view further, and whether the reader may find people by their number. */
export interface Narrow {
  filter: ListFilter;
  seesPhones: boolean;
}

/** "Open" is everything that waits for us. What is archived is resolved, and only in its own view. */
const statusesOf: Record<InboxView, readonly TicketStatus[]> = {
  open: ["new", "open"],
  mine: ["new", "open", "pending"],
  unassigned: ["new", "open", "pending"],
  pending: ["pending"],
  snoozed: ["snoozed"],
  resolved: ["resolved"],
  all: ["new", "open", "pending", "snoozed", "resolved"],
  archived: ["resolved"],
};

interface Slice {
  status: TicketStatus;
  isArchived: boolean;
  /** Undefined: whoever; null: nobody. */
  assignee: number | null | undefined;
}

/**
 * One page of a view, newest first. Each status is its own walk along an index, so that
 * nothing is sorted or counted however many tickets there are; the walks are merged here.
 */
export async function listTickets(
  db: Db,
  view: InboxView,
  scope: Scope,
  { before, limit = 50, isWithoutDeadline = false, narrow }: ListRange = {},
): Promise<ListPage> {
  const pages = await Promise.all(
    slicesOf(view, scope.userId).map((slice) =>
      selectRows(db, scope, slice, { before, limit: limit + 1, isWithoutDeadline, narrow }),
    ),
  );
  const rows = pages.flat().sort((a, b) => b.last_message_at - a.last_message_at || b.id - a.id);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    older: rows.length > limit && last ? { at: last.last_message_at, id: last.id } : null,
  };
}

/** What a view asks for, a status at a time. */
export function slicesOf(view: InboxView, meId: number): Slice[] {
  const assignee = view === "mine" ? meId : view === "unassigned" ? null : undefined;
  const isArchived = view === "archived";
  return statusesOf[view].map((status) => ({ status, assignee, isArchived }));
}

function selectRows(
  db: Db,
  scope: Scope,
  { status, assignee, isArchived }: Slice,
  { before, limit, isWithoutDeadline, narrow }: ListRange & { limit: number },
) {
  let query = selectListed(db, scope, narrow)
    .orderBy("tickets.last_message_at", "desc")
    .orderBy("tickets.id", "desc")
    .limit(limit);
  if (isWithoutDeadline) query = query.where("tickets.sla_due_at", "is", null);
  // Literally, as the index tickets_resolved has it.
  if (status === "resolved" && !isArchived)
    query = query
      .where("tickets.status", "=", sql.lit("resolved" as const))
      .where("tickets.archived_at", "is", null);
  else if (isArchived) query = query.where("tickets.archived_at", "is not", null);
  else query = query.where("tickets.status", "=", status);
  if (assignee !== undefined)
    query = query.where("tickets.assignee_id", assignee === null ? "is" : "=", assignee);
  if (before) {
    query = query.where((where) =>
      where(
        where.refTuple("tickets.last_message_at", "tickets.id"),
        "<",
        where.tuple(before.at, before.id),
      ),
    );
  }
  return query.execute();
}

/** The columns of a row of the list, within the scope and what narrows it. */
export function selectListed(db: Db, scope: Scope, narrow?: Narrow) {
  const query = db
    .selectFrom("tickets")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .innerJoin("threads", "threads.id", "tickets.thread_id")
    .leftJoin("users", "users.id", "tickets.assignee_id")
    .leftJoin("messages", "messages.id", "tickets.last_message_id")
    .select([
      "tickets.id",
      "tickets.thread_id",
      "tickets.status",
      "tickets.priority",
      "tickets.unread_count",
      "tickets.snoozed_until",
      "tickets.last_message_at",
      "tickets.sla_due_at",
      "tickets.waiting_since",
      "tickets.last_message_id",
      "tickets.assignee_id",
      "users.name as assignee_name",
      "contacts.name as contact_name",
      "contacts.is_vip",
      "contacts.is_simulated",
      "threads.window_from_at",
      "messages.type as message_type",
      "messages.text as message_text",
      "messages.direction as message_direction",
      "messages.status as message_status",
    ])
    .where("tickets.merged_into_id", "is", null)
    .where((where) => isVisible(where, scope));
  if (!narrow) return query;
  return query.where((where) => isWithin(where, narrow.filter, narrow.seesPhones));
}

/** Whether anything was ever archived (retention/). */
export async function hasArchivedTicket(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("tickets")
    .select("id")
    .where("archived_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many a view holds, up to `most`: a number beside a tab need not be exact beyond. */
export async function countTickets(
  db: Db,
  view: InboxView,
  scope: Scope,
  most = 100,
): Promise<number> {
  const counts = await Promise.all(
    slicesOf(view, scope.userId).map((slice) => countSlice(db, scope, slice, most)),
  );
  return Math.min(
    most,
    counts.reduce((sum, n) => sum + n, 0),
  );
}

async function countSlice(
  db: Db,
  scope: Scope,
  { status, assignee }: Slice,
  most: number,
): Promise<number> {
  let query = db
    .selectFrom("tickets")
    .select("tickets.id")
    .where((where) => isVisible(where, scope))
    .limit(most);
  query = query.where("status", "=", status);
  if (assignee !== undefined)
    query = query.where("assignee_id", assignee === null ? "is" : "=", assignee);
  return (await query.execute()).length;
}

export async function listTagsOf(db: Db, ticketIds: number[]): Promise<Map<number, string[]>> {
  const tags = new Map<number, string[]>();
  if (ticketIds.length === 0) return tags;
  const rows = await db
    .selectFrom("ticket_tags")
    .selectAll()
    .where("ticket_id", "in", ticketIds)
    .orderBy("tag")
    .execute();
  for (const row of rows) tags.set(row.ticket_id, [...(tags.get(row.ticket_id) ?? []), row.tag]);
  return tags;
}

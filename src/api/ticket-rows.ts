import type { Db } from "../db/open.ts";
import { type TicketStatus } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Paging } from "./paging.ts";

function selectTickets(db: Db) {
  return db
    .selectFrom("tickets")
    .innerJoin("threads", "threads.id", "tickets.thread_id")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .innerJoin("channels", "channels.id", "tickets.channel_id")
    .leftJoin("users", "users.id", "tickets.assignee_id")
    .leftJoin("teams", "teams.id", "tickets.team_id")
    .selectAll("tickets")
    .select([
      "threads.window_from_at",
      "contacts.name as contact_name",
      "contacts.phone as contact_phone",
      "contacts.user_id as contact_user_id",
      "contacts.username as contact_username",
      "channels.is_simulated",
      "users.name as assignee_name",
      "teams.name as team_name",
    ]);
}
export type ApiTicketRow = Awaited<ReturnType<ReturnType<typeof selectTickets>["execute"]>>[number];

export interface TicketFilter {
  status?: TicketStatus;
  contactId?: number;
  assigneeId?: number;
}

/** One more than the limit, to know whether there is a next page. */
export async function listTicketRows(
  db: Db,
  filter: TicketFilter,
  paging: Paging,
): Promise<ApiTicketRow[]> {
  let query = selectTickets(db)
    .orderBy("tickets.id", paging.order)
    .limit(paging.limit + 1);
  if (paging.after !== null)
    query = query.where("tickets.id", paging.order === "asc" ? ">" : "<", paging.after);
  if (filter.status) query = query.where("tickets.status", "=", filter.status);
  if (filter.contactId !== undefined)
    query = query.where("tickets.contact_id", "=", filter.contactId);
  if (filter.assigneeId !== undefined)
    query = query.where("tickets.assignee_id", "=", filter.assigneeId);
  return query.execute();
}

/** @throws AppError `not-found`. */
export async function getTicketRow(db: Db, id: number): Promise<ApiTicketRow> {
  const row = await selectTickets(db).where("tickets.id", "=", id).executeTakeFirst();
  if (!row) throw new AppError("not-found", `There is no ticket ${id}.`);
  return row;
}

/** The tags of many tickets in one query. */
export async function listTagsOf(db: Db, ticketIds: number[]): Promise<Map<number, string[]>> {
  const tags = new Map<number, string[]>(ticketIds.map((id) => [id, []]));
  if (ticketIds.length === 0) return tags;
  const rows = await db
    .selectFrom("ticket_tags")
    .selectAll()
    .where("ticket_id", "in", ticketIds)
    .orderBy("tag")
    .execute();
  for (const row of rows) tags.get(row.ticket_id)?.push(row.tag);
  return tags;
}

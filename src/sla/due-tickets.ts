import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";

/** Undefined: whichever; null: none. */
export interface DueFilter {
  teamId?: number | null;
  assigneeId?: number | null;
}

export type DueTicket = Awaited<ReturnType<typeof listDueTickets>>[number];

/**
 * Tickets with a running deadline, the next first: those `before` an instant, or those from it
 * on. A walk along the index of deadlines, whatever else there is.
 */
export async function listDueTickets(
  db: Db,
  scope: Scope,
  { before, from }: { before?: Instant; from?: Instant },
  { teamId, assigneeId }: DueFilter,
  limit: number,
) {
  let query = db
    .selectFrom("tickets")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .leftJoin("teams", "teams.id", "tickets.team_id")
    .leftJoin("users", "users.id", "tickets.assignee_id")
    .select([
      "tickets.id",
      "tickets.sla_due_at",
      "contacts.name as contact_name",
      "teams.name as team_name",
      "users.name as assignee_name",
    ])
    .where("tickets.sla_due_at", "is not", null)
    .where((where) => isVisible(where, scope))
    .orderBy("tickets.sla_due_at")
    .orderBy("tickets.id")
    .limit(limit);
  if (before !== undefined) query = query.where("tickets.sla_due_at", "<=", before);
  if (from !== undefined) query = query.where("tickets.sla_due_at", ">", from);
  if (teamId !== undefined)
    query = query.where("tickets.team_id", teamId === null ? "is" : "=", teamId);
  if (assigneeId !== undefined)
    query = query.where("tickets.assignee_id", assigneeId === null ? "is" : "=", assigneeId);
  return query.execute();
}

export interface DueCount {
  id: number | null;
  name: string | null;
  breached: number;
  soon: number;
}

/**
 * How many tickets are late, and how many will be before `until`, by team or by person. Reads the
 * tickets of that stretch of the index alone.
 */
export async function countDue(
  db: Db,
  scope: Scope,
  by: "team" | "assignee",
  { now, until }: { now: Instant; until: Instant },
): Promise<DueCount[]> {
  const column = by === "team" ? "tickets.team_id" : "tickets.assignee_id";
  const rows = await db
    .selectFrom("tickets")
    .leftJoin("teams", "teams.id", "tickets.team_id")
    .leftJoin("users", "users.id", "tickets.assignee_id")
    .select((select) => [
      `${column} as id` as const,
      by === "team" ? ("teams.name as name" as const) : ("users.name as name" as const),
      select.fn
        .count<number>("tickets.id")
        .filterWhere("tickets.sla_due_at", "<=", now)
        .as("breached"),
      select.fn.count<number>("tickets.id").filterWhere("tickets.sla_due_at", ">", now).as("soon"),
    ])
    .where("tickets.sla_due_at", "is not", null)
    .where("tickets.sla_due_at", "<=", until)
    .where((where) => isVisible(where, scope))
    .groupBy(column)
    .execute();
  return rows.toSorted((a, b) => b.breached - a.breached || b.soon - a.soon);
}

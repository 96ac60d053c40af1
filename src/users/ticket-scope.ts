import {
  type Expression,
  type ExpressionBuilder,
  type QueryCreator,
  sql,
  type SqlBool,
} from "kysely";
import type { Db } from "../db/open.ts";
import type { Schema, TicketScope } from "../db/schema.ts";

/** Whose tickets a query may show. Every query for a person has one: it is part of the SQL. */
export interface Scope {
  kind: TicketScope;
  userId: number;
}

/** What hangs on a ticket: a message, a note, or a line of the history. */
type OfTicket = "messages" | "notes" | "notifications";

/** For the bot, rules, jobs and API tokens: they act for the business. */
export const everything: Scope = { kind: "all", userId: 0 };

/**
 * Whether the ticket of the row is within the scope. `own`: assigned to the person, or of a
 * contact they manage; `team`: also those of their teams, and those that no team has yet.
 */
export function isVisible<Tables extends keyof Schema>(
  where: ExpressionBuilder<Schema, Tables | "tickets">,
  { kind, userId }: Scope,
): Expression<SqlBool> {
  const tickets = where as unknown as ExpressionBuilder<Schema, "tickets">;
  if (kind === "all") return sql<SqlBool>`1 = 1`;
  if (kind === "none") return sql<SqlBool>`1 = 0`;
  const own = [
    tickets("tickets.assignee_id", "=", userId),
    tickets(
      "tickets.contact_id",
      "in",
      tickets
        .selectFrom("contacts")
        .select("contacts.id")
        .where("contacts.manager_id", "=", userId),
    ),
  ];
  if (kind === "own") return tickets.or(own);
  return tickets.or([
    ...own,
    tickets("tickets.team_id", "is", null),
    tickets(
      "tickets.team_id",
      "in",
      tickets
        .selectFrom("team_members")
        .select("team_members.team_id")
        .where("team_members.user_id", "=", userId),
    ),
  ]);
}

/** The numbers of the tickets within the scope. */
export function visibleTickets(db: QueryCreator<Schema>, scope: Scope) {
  return db
    .selectFrom("tickets")
    .select("tickets.id")
    .where((where) => isVisible(where, scope));
}

/** Whether a message or note belongs to a ticket within the scope; `own` tickets hide what others had before. */
export function isOfVisibleTicket<Tables extends keyof Schema>(
  where: ExpressionBuilder<Schema, Tables | OfTicket>,
  table: OfTicket,
  scope: Scope,
): Expression<SqlBool> {
  if (scope.kind === "all") return sql<SqlBool>`1 = 1`;
  // One look-up by id for each row, rather than a list of all tickets.
  const visible = visibleTickets(where as unknown as QueryCreator<Schema>, scope).where(
    "tickets.id",
    "=",
    sql.ref<number>(`${table}.ticket_id`),
  );
  return sql<SqlBool>`exists ${visible}`;
}

/**
 * Whether the contact of the row may be seen: one they manage, one with a ticket within the
 * scope, and for teams also one that has no ticket yet.
 */
export function isVisibleContact<Tables extends keyof Schema>(
  query: ExpressionBuilder<Schema, Tables | "contacts">,
  scope: Scope,
): Expression<SqlBool> {
  const where = query as unknown as ExpressionBuilder<Schema, "contacts">;
  if (scope.kind === "all") return sql<SqlBool>`1 = 1`;
  if (scope.kind === "none") return sql<SqlBool>`1 = 0`;
  const isManaged = where("contacts.manager_id", "=", scope.userId);
  if (scope.kind === "own") {
    // Few of many: a list by the index of assignees, rather than a look-up for each contact.
    const assigned = where
      .selectFrom("tickets")
      .select("tickets.contact_id")
      .where("tickets.assignee_id", "=", scope.userId);
    return where.or([isManaged, where("contacts.id", "in", assigned)]);
  }
  const ofContact = where
    .selectFrom("tickets")
    .select("tickets.id")
    .whereRef("tickets.contact_id", "=", "contacts.id");
  return where.or([
    isManaged,
    where.exists(ofContact.where((ticket) => isVisible(ticket, scope))),
    where.not(where.exists(ofContact)),
  ]);
}

/** Which of some tickets a person may hear of, for Live; undefined: of all. */
export function hearingOf(
  db: Db,
  scope: Scope,
): ((tickets: number[]) => Promise<Set<number>>) | undefined {
  if (scope.kind === "all") return undefined;
  return async (tickets) => {
    const rows = await visibleTickets(db, scope).where("tickets.id", "in", tickets).execute();
    return new Set(rows.map((row) => row.id));
  };
}

import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import type { Schema, TicketScope } from "../db/schema.ts";

/** Whose tickets a query may show. Every query for a person has one: it is part of the SQL. */
export interface Scope {
  kind: TicketScope;
  userId: number;
}

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

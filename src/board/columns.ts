import type { ExpressionBuilder } from "kysely";
import { type BoardColumn, type BoardFilter, boardColumns } from "../../views/board/types.ts";
import type { Schema } from "../db/schema.ts";
import type { TicketRow } from "../inbox/tickets.ts";

/** Where a ticket stands; null: resolved, snoozed or spam, and so on no board. */
export function columnOf(ticket: TicketRow): BoardColumn | null {
  if (ticket.is_spam === 1) return null;
  if (ticket.status === "resolved" || ticket.status === "snoozed") return null;
  if (ticket.is_escalated === 1) return "escalated";
  if (ticket.status === "pending") return "pending";
  return ticket.assignee_id === null ? "new" : "assigned";
}

export function columnFrom(text: string | undefined): BoardColumn | undefined {
  return boardColumns.find((column) => column === text);
}

type Where = ExpressionBuilder<Schema, "tickets">;

/** The same as SQL. */
export function isInColumn(where: Where, column: BoardColumn) {
  const isOnBoard = where.and([
    where("tickets.is_spam", "=", 0),
    where("tickets.status", "in", ["new", "open", "pending"]),
    where("tickets.is_escalated", "=", column === "escalated" ? 1 : 0),
  ]);
  if (column === "escalated") return isOnBoard;
  if (column === "pending") return where.and([isOnBoard, where("tickets.status", "=", "pending")]);
  return where.and([
    isOnBoard,
    where("tickets.status", "in", ["new", "open"]),
    where("tickets.assignee_id", column === "new" ? "is" : "is not", null),
  ]);
}

/** Mine: what I have, and what nobody has; of my teams: what one of them has. */
export function isInFilter(where: Where, filter: BoardFilter, userId: number) {
  if (filter === "mine")
    return where.or([
      where("tickets.assignee_id", "=", userId),
      where.and([
        where("tickets.assignee_id", "is", null),
        where("tickets.status", "in", ["new", "open"]),
      ]),
    ]);
  if (filter === "all") return where.and([]);
  return where(
    "tickets.team_id",
    "in",
    where
      .selectFrom("team_members")
      .select("team_members.team_id")
      .where("team_members.user_id", "=", userId),
  );
}

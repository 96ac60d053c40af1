import type { BoardColumn } from "../../views/board/types.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { assignTicket, changeEscalation, changeStatus } from "../inbox/change-ticket.ts";
import type { Actor, TicketRow } from "../inbox/tickets.ts";
import { isOvertaken } from "../bulk/stamp.ts";
import { changeWithUndo, insertUndo } from "../bulk/undo-steps.ts";
import { columnFrom, columnOf } from "./columns.ts";

export interface Move {
  to: BoardColumn;
  /** Who shall have it; null: who has it, or else who moves it. */
  userId: number | null;
  /** Where and how the page showed it: `<column>.<stamp>`. */
  stamp: string;
}

export type MoveOutcome =
  { kind: "moved"; undo: number | null } | { kind: "overtaken"; ownerId: number | null };

/** Moves a ticket by the verbs that its menus use. Who was faster stays; the page is told. */
export async function moveCard(
  tx: Tx,
  ticket: TicketRow,
  { to, userId, stamp }: Move,
  meId: number,
  now: Instant,
): Promise<MoveOutcome> {
  const [shown, ...rest] = stamp.split(".");
  const isElsewhere = columnOf(ticket) !== columnFrom(shown);
  if (isElsewhere || isOvertaken(rest.join("."), ticket, "owner"))
    return { kind: "overtaken", ownerId: ticket.assignee_id };
  const actor: Actor = { type: "agent", id: meId };
  const owner = userId ?? ticket.assignee_id ?? meId;
  const step = await changeWithUndo(tx, ticket, (row) => put(tx, row, to, owner, actor, now));
  return { kind: "moved", undo: step && (await insertUndo(tx, meId, [step], now)) };
}

async function put(
  tx: Tx,
  ticket: TicketRow,
  to: BoardColumn,
  owner: number,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const row = await changeEscalation(tx, ticket, to === "escalated", actor, now);
  if (to === "escalated") return;
  if (to === "pending") return void (await changeStatus(tx, row, "pending", actor, now));
  const assigned = await assignTicket(tx, row, to === "new" ? null : owner, actor, now);
  if (assigned.status === "pending") await changeStatus(tx, assigned, "open", actor, now);
}

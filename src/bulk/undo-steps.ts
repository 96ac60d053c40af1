import type { Selectable } from "kysely";
import type { Tx } from "../db/open.ts";
import type { Instant, TicketsTable } from "../db/schema.ts";
import { DAY } from "../clock.ts";
import { AppError } from "../http/errors.ts";
import {
  assignTicket,
  changeEscalation,
  changePriority,
  changeSpam,
  changeStatus,
  changeTags,
  changeTeam,
} from "../inbox/change-ticket.ts";
import type { Actor, TicketRow } from "../inbox/tickets.ts";

const chosen = [
  "status",
  "snoozed_until",
  "assignee_id",
  "team_id",
  "priority",
  "is_escalated",
  "is_spam",
] as const;
const kept = [
  "assigned_at",
  "resolved_at",
  "bot_state",
  "unread_count",
  "waiting_since",
  "last_message_id",
] as const;

/** What people choose about a ticket. */
export type TicketState = Pick<Selectable<TicketsTable>, (typeof chosen)[number]> & {
  tags: string[];
};
/** What follows from it by itself and has to come back with it. */
type Kept = Pick<Selectable<TicketsTable>, (typeof kept)[number]>;

/** One ticket of a change: how it was, and how it was left. */
export interface UndoStep {
  ticket: number;
  before: TicketState;
  after: TicketState;
  kept: Kept;
}

function pick<Key extends keyof TicketRow>(row: TicketRow, keys: readonly Key[]) {
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<TicketRow, Key>;
}

async function stateOf(tx: Tx, ticket: TicketRow): Promise<TicketState> {
  const rows = await tx
    .selectFrom("ticket_tags")
    .select("tag")
    .where("ticket_id", "=", ticket.id)
    .orderBy("tag")
    .execute();
  return { ...pick(ticket, chosen), tags: rows.map((row) => row.tag) };
}

function differences(before: TicketState, after: TicketState): (keyof TicketState)[] {
  return ([...chosen, "tags"] as const).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
}

/** Runs a change of one ticket and keeps how to take it back; null: nothing changed. */
export async function changeWithUndo(
  tx: Tx,
  ticket: TicketRow,
  change: (ticket: TicketRow) => Promise<unknown>,
): Promise<UndoStep | null> {
  const before = await stateOf(tx, ticket);
  await change(ticket);
  const changed = await reread(tx, ticket.id);
  const after = await stateOf(tx, changed);
  if (differences(before, after).length === 0) return null;
  return { ticket: ticket.id, before, after, kept: pick(ticket, kept) };
}

function reread(tx: Tx, id: number): Promise<TicketRow> {
  return tx.selectFrom("tickets").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** Keeps the steps for a day; returns what "Undo" asks for. */
export async function insertUndo(
  tx: Tx,
  userId: number,
  steps: readonly object[],
  now: Instant,
): Promise<number> {
  await tx
    .deleteFrom("ticket_undos")
    .where("user_id", "=", userId)
    .where("created_at", "<", now - DAY)
    .execute();
  const { id } = await tx
    .insertInto("ticket_undos")
    .values({ user_id: userId, steps: JSON.stringify(steps), created_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Takes the steps out: a second "Undo" finds nothing. @throws AppError `not-found`. */
export async function takeUndo<Step extends object>(
  tx: Tx,
  userId: number,
  id: number,
): Promise<Step[]> {
  const row = Number.isSafeInteger(id)
    ? await tx
        .deleteFrom("ticket_undos")
        .where("id", "=", id)
        .where("user_id", "=", userId)
        .returning("steps")
        .executeTakeFirst()
    : undefined;
  if (row) return JSON.parse(row.steps) as Step[];
  throw new AppError("not-found", "There is nothing left to undo.", { key: "error.no-undo" });
}

/**
 * Puts a ticket back exactly as it was, with the entries in its history that this takes.
 * False: somebody has changed since what would be put back, and theirs stays; or whoever had it has left.
 */
export async function restore(
  tx: Tx,
  ticket: TicketRow,
  step: UndoStep,
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { before, after } = step;
  const changed = differences(before, after);
  const since = differences(after, await stateOf(tx, ticket));
  if (changed.some((key) => since.includes(key))) return false;
  if (changed.includes("assignee_id") && !(await isHere(tx, before.assignee_id))) return false;
  let row = ticket;
  if (changed.includes("is_spam"))
    row = await changeSpam(tx, row, before.is_spam === 1, actor, now);
  if (changed.includes("team_id")) row = await changeTeam(tx, row, before.team_id, actor, now);
  if (changed.includes("assignee_id"))
    row = await assignTicket(tx, row, before.assignee_id, actor, now);
  if (changed.includes("priority"))
    row = await changePriority(tx, row, before.priority, actor, now);
  if (changed.includes("tags")) row = await changeTags(tx, row, before.tags, actor, now);
  if (changed.includes("is_escalated"))
    row = await changeEscalation(tx, row, before.is_escalated === 1, actor, now);
  if (changed.includes("status") || changed.includes("snoozed_until"))
    row = await changeStatus(tx, row, before.status, actor, now, {
      snoozedUntil: before.snoozed_until,
    });
  await restoreKept(tx, row, step, changed);
  return true;
}

async function isHere(tx: Tx, userId: number | null): Promise<boolean> {
  if (userId === null) return true;
  const user = await tx
    .selectFrom("users")
    .select("id")
    .where("id", "=", userId)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  return user !== undefined;
}

/** A message that came since has its own say about what is unread and who waits. */
async function restoreKept(
  tx: Tx,
  ticket: TicketRow,
  { kept }: UndoStep,
  changed: (keyof TicketState)[],
): Promise<void> {
  const hasSpoken = ticket.last_message_id !== kept.last_message_id;
  const { assigned_at, resolved_at, bot_state, unread_count, waiting_since } = kept;
  const columns = {
    ...(changed.includes("assignee_id") ? { assigned_at } : {}),
    ...(changed.includes("status") ? { resolved_at, bot_state } : {}),
    ...(changed.includes("status") && !hasSpoken ? { unread_count, waiting_since } : {}),
  };
  if (Object.keys(columns).length === 0) return;
  await tx.updateTable("tickets").set(columns).where("id", "=", ticket.id).execute();
}

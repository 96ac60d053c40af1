import type { Updateable } from "kysely";
import type { Tx } from "../db/open.ts";
import type { Instant, Language, Priority, TicketsTable, TicketStatus } from "../db/schema.ts";
import { freezeFlows } from "../flows/freeze-flows.ts";
import { AppError } from "../http/errors.ts";
import { happeningOf } from "../sla/happenings.ts";
import { keepClocks } from "../sla/keep-clocks.ts";
import { type Actor, insertTicketEvent, type TicketRow } from "./tickets.ts";
import { findWaitingBefore } from "./waiting.ts";

/** Every change goes through here, so that the history has every change. Unchanged: no entry. */
async function change(
  tx: Tx,
  ticket: TicketRow,
  kind: string,
  columns: Updateable<TicketsTable>,
  detail: Record<string, unknown>,
  actor: Actor,
  now: Instant,
): Promise<TicketRow> {
  await tx
    .updateTable("tickets")
    .set({ ...columns, updated_at: now })
    .where("id", "=", ticket.id)
    .execute();
  await insertTicketEvent(tx, ticket.id, kind, actor, detail, now);
  const changed = { ...ticket, ...columns, updated_at: now } as TicketRow;
  await keepClocks(tx, ticket.id, now, happeningOf(ticket, changed, actor));
  return changed;
}

/**
 * Resolving hands the ticket back to the bot for the next time, clears what was unread and
 * ends the customer's waiting; any other status takes it out of resolution and out of snooze.
 * Who undoes a resolution finds the customer waiting as before, or since `waitingSince`.
 */
export async function changeStatus(
  tx: Tx,
  ticket: TicketRow,
  status: TicketStatus,
  actor: Actor,
  now: Instant,
  {
    snoozedUntil = null,
    waitingSince,
  }: { snoozedUntil?: Instant | null; waitingSince?: Instant | null } = {},
): Promise<TicketRow> {
  if (ticket.status === status && ticket.snoozed_until === snoozedUntil) return ticket;
  const isResolved = status === "resolved";
  const isUndone = ticket.status === "resolved" && actor.type !== "contact";
  const since =
    isUndone && waitingSince === undefined ? await findWaitingBefore(tx, ticket.id) : waitingSince;
  const waiting = isUndone ? { waiting_since: since ?? null } : {};
  if (isResolved)
    await freezeFlows(tx, ticket.id, actor.type === "bot" ? "done" : "taken-over", now);
  return change(
    tx,
    ticket,
    "status",
    {
      status,
      resolved_at: isResolved ? now : null,
      snoozed_until: status === "snoozed" ? snoozedUntil : null,
      ...(isResolved ? { bot_state: "on", unread_count: 0, waiting_since: null } : waiting),
    },
    {
      from: ticket.status,
      to: status,
      ...(snoozedUntil ? { until: snoozedUntil } : {}),
      ...(isResolved && ticket.waiting_since ? { waiting: ticket.waiting_since } : {}),
    },
    actor,
    now,
  );
}

/**
 * Gives the ticket to a person, or to nobody. A new ticket that has an owner is open. `why` joins
 * the history's entry, where nobody chose the person by hand.
 */
export async function assignTicket(
  tx: Tx,
  ticket: TicketRow,
  assigneeId: number | null,
  actor: Actor,
  now: Instant,
  why: Record<string, unknown> = {},
): Promise<TicketRow> {
  if (ticket.assignee_id === assigneeId) return ticket;
  if (assigneeId !== null) await requireActiveUser(tx, assigneeId);
  const detail = { from: ticket.assignee_id, to: assigneeId, ...why };
  const assigned = await change(
    tx,
    ticket,
    "assignee",
    { assignee_id: assigneeId, assigned_at: assigneeId === null ? null : now },
    detail,
    actor,
    now,
  );
  if (assigned.status !== "new" || assigneeId === null) return assigned;
  return changeStatus(tx, assigned, "open", actor, now);
}

/** Gives the ticket to a team, or to none. Who has it keeps it: see routing/assign.ts. */
export async function changeTeam(
  tx: Tx,
  ticket: TicketRow,
  teamId: number | null,
  actor: Actor,
  now: Instant,
): Promise<TicketRow> {
  if (ticket.team_id === teamId) return ticket;
  const name = teamId === null ? null : await nameOfTeam(tx, teamId);
  const detail = { from: ticket.team_id, to: teamId, name };
  return change(tx, ticket, "team", { team_id: teamId }, detail, actor, now);
}

/** For the history: as the team is called now. */
async function nameOfTeam(tx: Tx, id: number): Promise<string | null> {
  const team = await tx.selectFrom("teams").select("name").where("id", "=", id).executeTakeFirst();
  return team?.name ?? null;
}

async function requireActiveUser(tx: Tx, id: number): Promise<void> {
  const user = await tx
    .selectFrom("users")
    .select("id")
    .where("id", "=", id)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  if (!user)
    throw new AppError("invalid", `Nobody active has the id ${id}.`, { key: "error.no-user" });
}

export async function changePriority(
  tx: Tx,
  ticket: TicketRow,
  priority: Priority,
  actor: Actor,
  now: Instant,
) {
  if (ticket.priority === priority) return ticket;
  return change(
    tx,
    ticket,
    "priority",
    { priority },
    { from: ticket.priority, to: priority },
    actor,
    now,
  );
}

export async function changeCategory(
  tx: Tx,
  ticket: TicketRow,
  category: string | null,
  actor: Actor,
  now: Instant,
) {
  const next = category?.trim().slice(0, 60) || null;
  if (ticket.category === next) return ticket;
  return change(
    tx,
    ticket,
    "category",
    { category: next },
    { from: ticket.category, to: next },
    actor,
    now,
  );
}

export async function changeLanguage(
  tx: Tx,
  ticket: TicketRow,
  language: Language,
  actor: Actor,
  now: Instant,
) {
  if (ticket.language === language) return ticket;
  return change(
    tx,
    ticket,
    "language",
    { language },
    { from: ticket.language, to: language },
    actor,
    now,
  );
}

/** `off`: a person has taken over; `on`: handed back to the bot. */
export async function changeBot(
  tx: Tx,
  ticket: TicketRow,
  state: "on" | "off",
  actor: Actor,
  now: Instant,
) {
  if (ticket.bot_state === state) return ticket;
  return change(
    tx,
    ticket,
    "bot",
    { bot_state: state },
    { from: ticket.bot_state, to: state },
    actor,
    now,
  );
}

export async function changeEscalation(
  tx: Tx,
  ticket: TicketRow,
  isEscalated: boolean,
  actor: Actor,
  now: Instant,
) {
  const flag = isEscalated ? 1 : 0;
  if (ticket.is_escalated === flag) return ticket;
  return change(tx, ticket, "escalated", { is_escalated: flag }, { to: isEscalated }, actor, now);
}

/** Spam is resolved at once and never reopens by what its sender writes; taking it back opens it. */
export async function changeSpam(
  tx: Tx,
  ticket: TicketRow,
  isSpam: boolean,
  actor: Actor,
  now: Instant,
) {
  const flag = isSpam ? 1 : 0;
  if (ticket.is_spam === flag) return ticket;
  const marked = await change(tx, ticket, "spam", { is_spam: flag }, { to: isSpam }, actor, now);
  return changeStatus(tx, marked, isSpam ? "resolved" : "open", actor, now);
}

/** Replaces the ticket's tags: trimmed, at most 20 of 40 characters, each once. */
export async function changeTags(
  tx: Tx,
  ticket: TicketRow,
  tags: string[],
  actor: Actor,
  now: Instant,
) {
  const rows = await tx
    .selectFrom("ticket_tags")
    .select("tag")
    .where("ticket_id", "=", ticket.id)
    .execute();
  const before = rows.map((row) => row.tag).sort();
  const after = [...new Set(tags.map((tag) => tag.trim().slice(0, 40)).filter(Boolean))]
    .slice(0, 20)
    .sort();
  if (before.join("\n") === after.join("\n")) return ticket;
  await tx.deleteFrom("ticket_tags").where("ticket_id", "=", ticket.id).execute();
  if (after.length > 0) {
    await tx
      .insertInto("ticket_tags")
      .values(after.map((tag) => ({ ticket_id: ticket.id, tag })))
      .execute();
  }
  return change(tx, ticket, "tags", {}, { from: before, to: after }, actor, now);
}

/** Adds to the ticket's tags. */
export async function addTags(
  tx: Tx,
  ticket: TicketRow,
  tags: readonly string[],
  actor: Actor,
  now: Instant,
): Promise<TicketRow> {
  const rows = await tx
    .selectFrom("ticket_tags")
    .select("tag")
    .where("ticket_id", "=", ticket.id)
    .execute();
  return changeTags(tx, ticket, [...rows.map((row) => row.tag), ...tags], actor, now);
}

/** An agent has seen the thread. */
export async function markRead(tx: Tx, ticketId: number): Promise<void> {
  await tx.updateTable("tickets").set({ unread_count: 0 }).where("id", "=", ticketId).execute();
}

/** Puts the ticket back among the unread. */
export async function markUnread(tx: Tx, ticketId: number): Promise<void> {
  await tx
    .updateTable("tickets")
    .set({ unread_count: 1 })
    .where("id", "=", ticketId)
    .where("unread_count", "=", 0)
    .execute();
}

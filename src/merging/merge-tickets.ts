import { sql } from "kysely";
import { changeWithUndo } from "../bulk/undo-steps.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import {
  assignTicket,
  changeBot,
  changeCategory,
  changeEscalation,
  changeLanguage,
  changePriority,
  changeStatus,
  changeTags,
  changeTeam,
} from "../inbox/change-ticket.ts";
import { type Actor, getTicket, insertTicketEvent, type TicketRow } from "../inbox/tickets.ts";
import { priorities } from "../routing/read-actions.ts";
import { listClocks, listStatusChanges } from "../sla/clocks.ts";
import { joinClocks } from "../sla/join-clocks.ts";
import { keepClocks } from "../sla/keep-clocks.ts";
import { joinHistories, type Life } from "./join-histories.ts";
import type { MergeStep } from "./merge-step.ts";
import { moveRows } from "./move-rows.ts";
import { requireMergeable } from "./require-mergeable.ts";

/**
 * Two tickets of one conversation become one, as if the customer had written to the kept one.
 *
 * - Messages, notes with their mentions, rule firings, notices and what the bot decided move.
 * - Lines of history stay with the number they speak of; the kept ticket shows them with its own.
 * - A merged ticket that was not resolved gives the kept one what that lacks (owner, team) and what
 *   is more (priority, escalation, silence of the bot), and reopens it. Tags are joined.
 * - The customer waits since the earlier of the two. Clocks: see sla/join-clocks.ts; the kept one's
 *   have run whenever either ticket was at work (join-histories.ts).
 * - The merged ticket stays as a resolved row whose number leads to the kept one.
 *
 * Answers with what takes it back. @throws AppError of `requireMergeable`.
 */
export async function mergeTickets(
  tx: Tx,
  merged: TicketRow,
  kept: TicketRow,
  actor: Actor,
  now: Instant,
): Promise<MergeStep> {
  requireMergeable(merged, kept);
  const clocks = [...(await listClocks(tx, kept.id)), ...(await listClocks(tx, merged.id))];
  const moved = await moveRows(tx, merged.id, kept.id);
  const joined =
    merged.status === "resolved" ? {} : { statuses: await joinLives(tx, kept, merged) };
  const line = { ticket: merged.id, ...joined };
  await insertTicketEvent(tx, kept.id, "merged", actor, line, now);
  await joinClocks(tx, merged, kept, now);
  await joinWaiting(tx, merged, kept);
  const change = await changeWithUndo(tx, kept, (ticket) =>
    takeOver(tx, merged, ticket, actor, now),
  );
  await joinNumbers(tx, merged, kept, now);
  const earlier = await closeMerged(tx, merged, kept.id, now);
  await insertTicketEvent(tx, merged.id, "merged-into", actor, { to: kept.id }, now);
  await keepClocks(tx, kept.id, now);
  const last = await lastOf(tx, [merged.id, kept.id]);
  return { kind: "merge", merged, kept, change, clocks, moved, earlier, last };
}

async function joinLives(tx: Tx, kept: TicketRow, merged: TicketRow) {
  const [of, and] = [await lifeOf(tx, kept), await lifeOf(tx, merged)];
  return joinHistories(of, and);
}

async function lifeOf(tx: Tx, { id, created_at, status }: TicketRow): Promise<Life> {
  return { openedAt: created_at, changes: await listStatusChanges(tx, id), status };
}

/** Before the clocks look. A rule or notice that this waiting has set off is not set off again. */
async function joinWaiting(tx: Tx, merged: TicketRow, kept: TicketRow): Promise<void> {
  const since = merged.waiting_since;
  if (since === null || (kept.waiting_since !== null && kept.waiting_since <= since)) return;
  await sql`INSERT INTO rule_timers (rule_id, ticket_id, waiting_since, due_at)
    SELECT rule_id, ${kept.id}, waiting_since, NULL FROM rule_timers
    WHERE ticket_id = ${merged.id} AND waiting_since = ${since} AND due_at IS NULL
    ON CONFLICT DO NOTHING`.execute(tx);
  await sql`INSERT INTO notify_told (ticket_id, waiting_since)
    SELECT ${kept.id}, waiting_since FROM notify_told
    WHERE ticket_id = ${merged.id} AND waiting_since = ${since}
    ON CONFLICT (ticket_id) DO UPDATE SET waiting_since = excluded.waiting_since`.execute(tx);
  await tx.updateTable("tickets").set({ waiting_since: since }).where("id", "=", kept.id).execute();
}

/** Through the verbs that people use, so that the history has every change. */
async function takeOver(
  tx: Tx,
  merged: TicketRow,
  kept: TicketRow,
  actor: Actor,
  now: Instant,
): Promise<void> {
  let ticket = kept;
  if (merged.status !== "resolved") ticket = await takeOverWork(tx, merged, kept, actor, now);
  const tags = [...(await tagsOf(tx, kept.id)), ...(await tagsOf(tx, merged.id))];
  ticket = await changeTags(tx, ticket, tags, actor, now);
  ticket = await changeCategory(tx, ticket, kept.category ?? merged.category, actor, now);
  const language = kept.language ?? merged.language;
  if (language) await changeLanguage(tx, ticket, language, actor, now);
}

async function takeOverWork(
  tx: Tx,
  merged: TicketRow,
  kept: TicketRow,
  actor: Actor,
  now: Instant,
): Promise<TicketRow> {
  let ticket = await reopen(tx, merged, kept, actor, now);
  if (ticket.team_id === null) ticket = await changeTeam(tx, ticket, merged.team_id, actor, now);
  if (ticket.assignee_id === null && (await isHere(tx, merged.assignee_id)))
    ticket = await assignTicket(tx, ticket, merged.assignee_id, actor, now);
  if (priorities.indexOf(merged.priority) > priorities.indexOf(ticket.priority))
    ticket = await changePriority(tx, ticket, merged.priority, actor, now);
  if (merged.is_escalated === 1) ticket = await changeEscalation(tx, ticket, true, actor, now);
  if (merged.bot_state === "off") ticket = await changeBot(tx, ticket, "off", actor, now);
  return ticket;
}

/** Resolved: it stands where the merged one stood. Put off while the customer waits: it is open. */
async function reopen(
  tx: Tx,
  merged: TicketRow,
  kept: TicketRow,
  actor: Actor,
  now: Instant,
): Promise<TicketRow> {
  const isPutOff = kept.status === "pending" || kept.status === "snoozed";
  if (isPutOff && merged.waiting_since !== null) return changeStatus(tx, kept, "open", actor, now);
  if (kept.status !== "resolved") return kept;
  const status = merged.status === "new" ? "open" : merged.status;
  return changeStatus(tx, kept, status, actor, now, {
    snoozedUntil: merged.snoozed_until,
    waitingSince: merged.waiting_since,
  });
}

async function isHere(tx: Tx, userId: number | null): Promise<boolean> {
  if (userId === null) return false;
  const user = await tx
    .selectFrom("users")
    .select("id")
    .where("id", "=", userId)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  return user !== undefined;
}

async function tagsOf(tx: Tx, ticketId: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("ticket_tags")
    .select("tag")
    .where("ticket_id", "=", ticketId)
    .orderBy("tag")
    .execute();
  return rows.map((row) => row.tag);
}

/** What is unread, and what was said last. */
async function joinNumbers(
  tx: Tx,
  merged: TicketRow,
  kept: TicketRow,
  now: Instant,
): Promise<void> {
  const newer = merged.last_message_at > kept.last_message_at ? merged : kept;
  await tx
    .updateTable("tickets")
    .set((set) => ({
      unread_count: set("unread_count", "+", merged.unread_count),
      last_message_id: newer.last_message_id ?? merged.last_message_id,
      last_message_at: newer.last_message_at,
      updated_at: now,
    }))
    .where("id", "=", kept.id)
    .execute();
}

/** Who sees the kept one sees this one; tickets merged into it before lead to the kept one, too. */
async function closeMerged(
  tx: Tx,
  merged: TicketRow,
  keptId: number,
  now: Instant,
): Promise<number[]> {
  const { assignee_id, team_id } = await getTicket(tx, keptId);
  await tx
    .updateTable("tickets")
    .set({
      status: "resolved",
      resolved_at: merged.resolved_at ?? now,
      merged_into_id: keptId,
      assignee_id,
      team_id,
      assigned_at: null,
      unread_count: 0,
      waiting_since: null,
      snoozed_until: null,
      sla_due_at: null,
      updated_at: now,
    })
    .where("id", "=", merged.id)
    .execute();
  const earlier = await tx
    .updateTable("tickets")
    .set({ merged_into_id: keptId })
    .where("merged_into_id", "=", merged.id)
    .returning("id")
    .execute();
  return earlier.map(({ id }) => id);
}

/** The last things of two tickets: what comes later has a higher number. */
export async function lastOf(tx: Tx, ticketIds: number[]): Promise<MergeStep["last"]> {
  const lastIn = async (table: "ticket_events" | "messages" | "notes") => {
    const { last } = await tx
      .selectFrom(table)
      .select((select) => select.fn.max("id").as("last"))
      .where("ticket_id", "in", ticketIds)
      .executeTakeFirstOrThrow();
    return last ?? 0;
  };
  return {
    event: await lastIn("ticket_events"),
    message: await lastIn("messages"),
    note: await lastIn("notes"),
  };
}

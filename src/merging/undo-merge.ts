import { restore } from "../bulk/undo-steps.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { changeBot, changeCategory, changeLanguage } from "../inbox/change-ticket.ts";
import { type Actor, findTicket, insertTicketEvent, type TicketRow } from "../inbox/tickets.ts";
import { updateClock } from "../sla/clocks.ts";
import { keepClocks } from "../sla/keep-clocks.ts";
import type { MergeStep } from "./merge-step.ts";
import { lastOf } from "./merge-tickets.ts";
import { moveBack } from "./move-rows.ts";

/**
 * Makes two of a merged ticket again, exactly as they were, with the lines of history that this
 * takes. False: something has happened since that belongs to neither of the two alone, a message, a
 * note or any change; they stay one.
 */
export async function undoMerge(
  tx: Tx,
  step: MergeStep,
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const [merged, kept] = [await findTicket(tx, step.merged.id), await findTicket(tx, step.kept.id)];
  if (!merged || !kept || !(await isUntouched(tx, merged, kept, step))) return false;
  if (step.change && !(await restore(tx, kept, step.change, actor, now))) return false;
  await restoreWords(tx, step.kept, actor, now);
  await forgetStatuses(tx, step);
  await moveBack(tx, step.moved, merged.id);
  if (step.earlier.length > 0)
    await tx
      .updateTable("tickets")
      .set({ merged_into_id: merged.id })
      .where("id", "in", step.earlier)
      .execute();
  await restoreRows(tx, step, { wasRead: kept.unread_count === 0, now });
  await restoreClocks(tx, step);
  await insertTicketEvent(tx, kept.id, "unmerged", actor, { ticket: merged.id }, now);
  await insertTicketEvent(tx, merged.id, "unmerged", actor, { ticket: kept.id }, now);
  await keepClocks(tx, kept.id, now);
  await keepClocks(tx, merged.id, now);
  return true;
}

async function isUntouched(
  tx: Tx,
  merged: TicketRow,
  kept: TicketRow,
  step: MergeStep,
): Promise<boolean> {
  const isAsLeft =
    merged.merged_into_id === kept.id &&
    merged.thread_id === step.merged.thread_id &&
    kept.thread_id === step.kept.thread_id &&
    kept.contact_id === step.kept.contact_id;
  if (!isAsLeft) return false;
  const now = await lastOf(tx, [merged.id, kept.id]);
  const { event, message, note } = step.last;
  return now.event === event && now.message === message && now.note === note;
}

/** What `restore` does not know of. */
async function restoreWords(tx: Tx, before: TicketRow, actor: Actor, now: Instant): Promise<void> {
  let ticket = await findTicket(tx, before.id);
  if (!ticket) return;
  ticket = await changeCategory(tx, ticket, before.category, actor, now);
  if (before.language) ticket = await changeLanguage(tx, ticket, before.language, actor, now);
  await changeBot(tx, ticket, before.bot_state, actor, now);
}

/** The clocks of the kept one are reckoned by its own lines again. */
async function forgetStatuses(tx: Tx, { merged, kept }: MergeStep): Promise<void> {
  const lines = await tx
    .selectFrom("ticket_events")
    .select(["id", "detail"])
    .where("ticket_id", "=", kept.id)
    .where("kind", "=", "merged")
    .execute();
  for (const { id, detail } of lines) {
    const { statuses, ...line } = JSON.parse(detail) as { ticket: number; statuses?: unknown };
    if (line.ticket !== merged.id || statuses === undefined) continue;
    await tx
      .updateTable("ticket_events")
      .set({ detail: JSON.stringify(line) })
      .where("id", "=", id)
      .execute();
  }
}

/** All columns, but for what was read meanwhile: that stays read. */
async function restoreRows(
  tx: Tx,
  { merged, kept }: MergeStep,
  { wasRead, now }: { wasRead: boolean; now: Instant },
): Promise<void> {
  for (const { id, ...columns } of [merged, kept])
    await tx
      .updateTable("tickets")
      .set({ ...columns, ...(wasRead ? { unread_count: 0 } : {}), updated_at: now })
      .where("id", "=", id)
      .execute();
}

async function restoreClocks(tx: Tx, { merged, kept, clocks }: MergeStep): Promise<void> {
  const tickets = [merged.id, kept.id];
  const known = clocks.map(({ id }) => id);
  await tx
    .deleteFrom("sla_clocks")
    .where("ticket_id", "in", tickets)
    .where("id", "not in", known)
    .execute();
  // An open clock of the one metric must be gone before the other's comes back.
  const rows = clocks.toSorted((a, b) => Number(a.ended_at === null) - Number(b.ended_at === null));
  for (const clock of rows)
    await tx
      .updateTable("sla_clocks")
      .set({ ticket_id: clock.ticket_id })
      .where("id", "=", clock.id)
      .execute();
  for (const clock of rows) await updateClock(tx, clock);
}

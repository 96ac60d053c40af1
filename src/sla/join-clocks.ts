import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import { listOpenClocks, outcomeOf, updateClock } from "./clocks.ts";
import type { ClockRow } from "./open-clocks.ts";

/**
 * What becomes of the open clocks of a ticket that is merged into another. A promise is kept where
 * it was given first: of two clocks that ask for an answer the one that began earlier goes on, on
 * the kept ticket, with what it has set off; so does a hand-over. The other ends, `breached` where
 * it was late, else `void`. The kept ticket has a resolution clock of its own: the merged one's ends.
 */
export async function joinClocks(
  tx: Tx,
  merged: TicketRow,
  kept: TicketRow,
  now: Instant,
): Promise<void> {
  const rivals = await listOpenClocks(tx, kept.id);
  for (const clock of await listOpenClocks(tx, merged.id)) {
    const same = rivals.filter((rival) => promiseOf(rival) === promiseOf(clock));
    const isLater = same.some((rival) => rival.started_at <= clock.started_at);
    if (clock.metric === "resolution" || isLater) {
      await giveUp(tx, clock, merged, now);
      continue;
    }
    for (const rival of same) await giveUp(tx, rival, kept, now);
    await tx
      .updateTable("sla_clocks")
      .set({ ticket_id: kept.id })
      .where("id", "=", clock.id)
      .execute();
  }
}

/** First and next response are one promise: an answer to who waits. */
function promiseOf({ metric }: ClockRow): string {
  return metric === "next-response" ? "first-response" : metric;
}

async function giveUp(
  tx: Tx,
  clock: ClockRow,
  { team_id, assignee_id }: TicketRow,
  now: Instant,
): Promise<void> {
  const isLate = clock.due_at !== null && clock.due_at <= now;
  const breached_at = clock.breached_at ?? (isLate ? clock.due_at : null);
  await updateClock(tx, {
    ...clock,
    state: outcomeOf(breached_at !== null, false),
    breached_at,
    ended_at: Math.max(now, clock.started_at),
    next_at: null,
    team_id,
    assignee_id,
  });
}

import type { Selectable } from "kysely";
import type { Db } from "../db/open.ts";
import type { SlaClocksTable } from "../db/schema.ts";

export type ClockRow = Selectable<SlaClocksTable>;

/** The clocks that run or stand still, of these tickets; per ticket the next deadline first. */
export async function openClocksOf(
  db: Db,
  ticketIds: readonly number[],
): Promise<Map<number, ClockRow[]>> {
  const found = new Map<number, ClockRow[]>();
  if (ticketIds.length === 0) return found;
  const rows = await db
    .selectFrom("sla_clocks")
    .selectAll()
    .where("ticket_id", "in", ticketIds)
    .where("ended_at", "is", null)
    .execute();
  rows.sort((a, b) => (a.due_at ?? Infinity) - (b.due_at ?? Infinity) || a.id - b.id);
  for (const row of rows) found.set(row.ticket_id, [...(found.get(row.ticket_id) ?? []), row]);
  return found;
}

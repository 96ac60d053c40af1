import type { Tx } from "../db/open.ts";

/** What belongs to a ticket and goes with it. Its lines of history stay: they speak of its number. */
export const movedTables = [
  "messages",
  "notes",
  "rule_firings",
  "notifications",
  "bot_turns",
  "flow_runs",
  "bookings",
] as const;

/** Ids of the rows, by table. */
export type Moved = Record<(typeof movedTables)[number], number[]>;

/** So many ids in one statement. */
const MOST_IDS = 500;

/** Everything of one ticket becomes another's; mentions and media follow their notes and messages. */
export async function moveRows(tx: Tx, from: number, to: number): Promise<Moved> {
  const moved: Partial<Moved> = {};
  for (const table of movedTables) {
    const rows = await tx
      .updateTable(table)
      .set({ ticket_id: to })
      .where("ticket_id", "=", from)
      .returning("id")
      .execute();
    moved[table] = rows.map(({ id }) => id);
  }
  return moved as Moved;
}

/** The same rows go back. */
export async function moveBack(tx: Tx, moved: Moved, to: number): Promise<void> {
  for (const table of movedTables) {
    for (let at = 0; at < moved[table].length; at += MOST_IDS)
      await tx
        .updateTable(table)
        .set({ ticket_id: to })
        .where("id", "in", moved[table].slice(at, at + MOST_IDS))
        .execute();
  }
}

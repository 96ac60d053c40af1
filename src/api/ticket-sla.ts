import { MINUTE, SECOND } from "../clock.ts";
import type { Db } from "../db/open.ts";
import { type ClockRow, openClocksOf } from "../sla/open-clocks.ts";
import { readSlaDesk } from "../sla/sla-desk.ts";
import { iso } from "./json.ts";
import type { ApiTicketRow } from "./ticket-rows.ts";

export type TicketSla = ReturnType<typeof slaJson>;

/** What is promised for each ticket, and how it stands: in two queries for a whole page. */
export async function readTicketSla(
  db: Db,
  rows: readonly ApiTicketRow[],
): Promise<(row: ApiTicketRow) => TicketSla> {
  const clocks = await openClocksOf(
    db,
    rows.map((row) => row.id),
  );
  const { byId } = await readSlaDesk(db);
  return (row) => slaJson(row, byId.get(row.sla_policy_id ?? 0), clocks.get(row.id) ?? []);
}

function slaJson(
  row: ApiTicketRow,
  policy: { id: number; name: string } | undefined,
  clocks: readonly ClockRow[],
) {
  return {
    policy: policy ? { id: policy.id, name: policy.name } : null,
    due_at: iso(row.sla_due_at),
    clocks: clocks.map((clock) => ({
      metric: clock.metric.replaceAll("-", "_"),
      state: clock.state,
      target_minutes: clock.target_ms / MINUTE,
      started_at: iso(clock.started_at),
      due_at: iso(clock.due_at),
      /** Of one that stands still. */
      remaining_seconds:
        clock.due_at === null && clock.remaining_ms !== null
          ? Math.round(clock.remaining_ms / SECOND)
          : null,
      breached_at: iso(clock.breached_at),
    })),
  };
}

import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Effect } from "./actions.ts";
import type { Match, RoutingEvent } from "./conditions.ts";

/** Why something happened to a ticket, in the names of that time. */
export interface Firing {
  id: number;
  ruleId: number;
  ruleName: string;
  ruleVersion: number;
  event: RoutingEvent;
  because: Match[];
  effects: Effect[];
  firedAt: Instant;
}

/** What rules did to a ticket, newest first. The caller has loaded the ticket through its scope. */
export async function listFirings(db: Db, ticketId: number, limit = 100): Promise<Firing[]> {
  const rows = await db
    .selectFrom("rule_firings")
    .selectAll()
    .where("ticket_id", "=", ticketId)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    ruleVersion: row.rule_version,
    event: row.event as RoutingEvent,
    because: JSON.parse(row.because) as Match[],
    effects: JSON.parse(row.effects) as Effect[],
    firedAt: row.fired_at,
  }));
}

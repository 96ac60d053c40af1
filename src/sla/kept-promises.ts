import { type RawBuilder, sql } from "kysely";
import { MINUTE } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant, SlaMetric } from "../db/schema.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";

export interface PromiseRange {
  from: Instant;
  to: Instant;
  /** Undefined: all of them. */
  metric?: SlaMetric;
}

export interface KeptCount {
  met: number;
  breached: number;
}

/** In time; or too late, whether or not it was fulfilled in the end. What runs in time is neither. */
const isMet = sql<number>`sla_clocks.state = 'met'`;
const isBreached = sql<number>`(sla_clocks.state = 'breached' OR (sla_clocks.ended_at IS NULL AND sla_clocks.breached_at IS NOT NULL))`;

/** Promises that began within the range, on tickets of the scope, along the index of their start. */
function selectPromises(db: Db, scope: Scope, { from, to, metric }: PromiseRange) {
  const query = db
    .selectFrom("sla_clocks")
    .innerJoin("tickets", "tickets.id", "sla_clocks.ticket_id")
    .where("sla_clocks.started_at", ">=", from)
    .where("sla_clocks.started_at", "<", to)
    .where((where) => isVisible(where, scope))
    .select([sql<number>`sum(${isMet})`.as("met"), sql<number>`sum(${isBreached})`.as("breached")]);
  return metric ? query.where("sla_clocks.metric", "=", metric) : query;
}

/** Of one that still runs it is whose it is now; of one that ended, whose it was then. */
const columns = {
  policy: sql<number | null>`sla_clocks.policy_id`,
  team: sql<
    number | null
  >`CASE WHEN sla_clocks.ended_at IS NULL THEN tickets.team_id ELSE sla_clocks.team_id END`,
  agent: sql<
    number | null
  >`CASE WHEN sla_clocks.ended_at IS NULL THEN tickets.assignee_id ELSE sla_clocks.assignee_id END`,
} satisfies Record<string, RawBuilder<number | null>>;
export type PromiseGroup = keyof typeof columns;
export type KeptByOwner = KeptCount & Record<PromiseGroup, number | null>;

/** By policy, team and person at once, in one walk; null is nobody's. */
export async function countKeptByOwner(
  db: Db,
  scope: Scope,
  range: PromiseRange,
): Promise<KeptByOwner[]> {
  return selectPromises(db, scope, range)
    .select([columns.policy.as("policy"), columns.team.as("team"), columns.agent.as("agent")])
    .groupBy([columns.policy, columns.team, columns.agent])
    .execute();
}

/** Zones differ by quarters of an hour, so that days of any zone are made of these. */
export const QUARTER = 15 * MINUTE;

/** By the quarter of an hour in which they began: `quarter` × QUARTER is its instant. */
export async function countKeptOverTime(
  db: Db,
  scope: Scope,
  range: PromiseRange,
): Promise<(KeptCount & { quarter: number })[]> {
  return selectPromises(db, scope, range)
    .select(sql<number>`sla_clocks.started_at / ${sql.lit(QUARTER)}`.as("quarter"))
    .groupBy("quarter")
    .execute();
}

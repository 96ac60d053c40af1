import { MINUTE } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant, RoutingRulesTable, RuleTimersTable } from "../db/schema.ts";
import type { Selectable } from "kysely";

/**
 * "N minutes without answer". Triggers of the data file set a row for each such rule when a
 * customer begins to wait, and void it when somebody answers (migrations/0004): whichever way a
 * ticket takes, the timers follow `tickets.waiting_since`.
 */
export type RuleTimer = Selectable<RuleTimersTable> & { due_at: Instant };

const findDue = hot((db, p: { now: Instant }) =>
  db.selectFrom("rule_timers").select("due_at").where("due_at", "<=", p.now).limit(1),
);

/** Whether anything is due; one look at an index. */
export async function hasDueTimers(db: Parameters<typeof findDue>[0], now: Instant) {
  return (await findDue(db, { now })).length > 0;
}

const listDue = hot((db, p: { now: Instant; limit: number }) =>
  db
    .selectFrom("rule_timers")
    .selectAll()
    .where("due_at", "<=", p.now)
    .orderBy("due_at")
    .limit(p.limit),
);

/** The longest due first, by the index of what is due alone. */
export async function listDueTimers(tx: Tx, now: Instant, limit: number): Promise<RuleTimer[]> {
  return (await listDue(tx, { now, limit })) as RuleTimer[];
}

const settleOne = hot((db, p: { ruleId: number; ticketId: number; since: Instant }) =>
  db
    .updateTable("rule_timers")
    .set({ due_at: null })
    .where("rule_id", "=", p.ruleId)
    .where("ticket_id", "=", p.ticketId)
    .where("waiting_since", "=", p.since),
);

/** Its moment has come and gone: it never comes again for this waiting. */
export async function settleTimer(tx: Tx, timer: RuleTimer): Promise<void> {
  const { rule_id, ticket_id, waiting_since } = timer;
  await settleOne(tx, { ruleId: rule_id, ticketId: ticket_id, since: waiting_since });
}

/**
 * A rule that is new, changed or switched: customers who wait have its timer anew. Those who have
 * waited longer already are left alone, so that a new rule does not fire for all of them at once.
 */
export async function resetTimers(
  tx: Tx,
  rule: Pick<Selectable<RoutingRulesTable>, "id" | "is_enabled" | "unanswered_minutes">,
  now: Instant,
): Promise<void> {
  await tx
    .deleteFrom("rule_timers")
    .where("rule_id", "=", rule.id)
    .where("due_at", "is not", null)
    .execute();
  if (rule.is_enabled === 0 || rule.unanswered_minutes === null) return;
  const wait = rule.unanswered_minutes * MINUTE;
  await tx
    .insertInto("rule_timers")
    .columns(["rule_id", "ticket_id", "waiting_since", "due_at"])
    .expression((from) =>
      from
        .selectFrom("tickets")
        .select((select) => [
          select.lit(rule.id).as("rule_id"),
          "id as ticket_id",
          "waiting_since",
          select("waiting_since", "+", wait).as("due_at"),
        ])
        .where("waiting_since", ">", now - wait)
        .$castTo<RuleTimer>(),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

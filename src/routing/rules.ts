import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, RoutingRulesTable, RoutingRuleVersionsTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Direction, moveOnePlace } from "../settings/one-place.ts";
import type { Action } from "./actions.ts";
import type { Condition, RoutingEvent } from "./conditions.ts";
import { requireRoutingRule } from "./read-rule.ts";
import { resetTimers } from "./rule-timers.ts";

export type RoutingRuleRow = Selectable<RoutingRulesTable>;
type Change = RoutingRuleVersionsTable["change"];

/** A rule as people and programs write it. */
export interface RoutingRuleInput {
  name: string;
  events: RoutingEvent[];
  condition: Condition;
  actions: Action[];
  /** For the event `unanswered`, else null. */
  unansweredMinutes: number | null;
  /** No later rule looks at the event once this one fired. */
  stops: boolean;
  isEnabled: boolean;
}

/** In the order in which they are asked. */
export async function listRoutingRules(db: Db): Promise<RoutingRuleRow[]> {
  return db.selectFrom("routing_rules").selectAll().orderBy("position").orderBy("id").execute();
}

/** @throws AppError `not-found`. */
export async function getRoutingRule(db: Db, id: number): Promise<RoutingRuleRow> {
  const rule = Number.isSafeInteger(id)
    ? await db.selectFrom("routing_rules").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!rule)
    throw new AppError("not-found", "There is no routing rule with this id.", {
      key: "error.no-rule",
    });
  return rule;
}

export function inputOf(row: RoutingRuleRow): RoutingRuleInput {
  return {
    name: row.name,
    events: JSON.parse(row.events) as RoutingEvent[],
    condition: JSON.parse(row.condition) as Condition,
    actions: JSON.parse(row.actions) as Action[],
    unansweredMinutes: row.unanswered_minutes,
    stops: row.stops === 1,
    isEnabled: row.is_enabled === 1,
  };
}

/** Last in the order. `who`: the person, null for a program. @throws AppError `invalid`. */
export async function insertRoutingRule(
  tx: Tx,
  input: RoutingRuleInput,
  who: number | null,
  now: Instant,
): Promise<RoutingRuleRow> {
  const { last } = await tx
    .selectFrom("routing_rules")
    .select((select) => select.fn.coalesce(select.fn.max("position"), select.lit(0)).as("last"))
    .executeTakeFirstOrThrow();
  const columns = columnsOf(await requireRoutingRule(tx, input));
  const rule = await tx
    .insertInto("routing_rules")
    .values({ ...columns, position: last + 1, created_at: now, updated_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return keepVersion(tx, rule, "created", who, now);
}

/** @throws AppError `not-found`, `invalid`. */
export async function updateRoutingRule(
  tx: Tx,
  id: number,
  input: RoutingRuleInput,
  who: number | null,
  now: Instant,
): Promise<RoutingRuleRow> {
  const before = await getRoutingRule(tx, id);
  const columns = columnsOf(await requireRoutingRule(tx, input));
  return change(tx, before, columns, "changed", who, now);
}

/** @throws AppError `not-found`. */
export async function switchRoutingRule(
  tx: Tx,
  id: number,
  isEnabled: boolean,
  who: number | null,
  now: Instant,
): Promise<RoutingRuleRow> {
  const before = await getRoutingRule(tx, id);
  if ((before.is_enabled === 1) === isEnabled) return before;
  const columns = { is_enabled: isEnabled ? (1 as const) : (0 as const) };
  return change(tx, before, columns, isEnabled ? "enabled" : "disabled", who, now);
}

/** One place up or down; at the end of the list nothing happens. @throws AppError `not-found`. */
export async function moveRoutingRule(
  tx: Tx,
  id: number,
  direction: Direction,
  who: number | null,
  now: Instant,
): Promise<void> {
  const rule = await getRoutingRule(tx, id);
  const ids = (await listRoutingRules(tx)).map((row) => row.id);
  const moved = moveOnePlace(ids, id, direction);
  if (!moved) return;
  for (const [index, each] of moved.entries())
    await tx
      .updateTable("routing_rules")
      .set({ position: index + 1 })
      .where("id", "=", each)
      .execute();
  await change(tx, rule, {}, "moved", who, now);
}

/** Its versions stay, so that it can be brought back. @throws AppError `not-found`. */
export async function deleteRoutingRule(
  tx: Tx,
  id: number,
  who: number | null,
  now: Instant,
): Promise<RoutingRuleRow> {
  const rule = await getRoutingRule(tx, id);
  await tx.deleteFrom("routing_rules").where("id", "=", id).execute();
  await insertVersion(tx, { ...rule, version: rule.version + 1 }, "deleted", who, now);
  return rule;
}

/** A version with who made it; null: a program. */
export type RuleVersion = Selectable<RoutingRuleVersionsTable> & { name: string | null };

/** Newest first, of one rule or of all, those of deleted rules included. */
export async function listRuleVersions(
  db: Db,
  { ruleId, limit = 100 }: { ruleId?: number; limit?: number } = {},
): Promise<RuleVersion[]> {
  let rows = db
    .selectFrom("routing_rule_versions")
    .leftJoin("users", "users.id", "routing_rule_versions.changed_by")
    .selectAll("routing_rule_versions")
    .select("users.name")
    .orderBy("routing_rule_versions.id", "desc")
    .limit(limit);
  if (ruleId !== undefined) rows = rows.where("rule_id", "=", ruleId);
  return rows.execute();
}

/** The rule is again as it was then, under its old id. @throws AppError `not-found`, `invalid`. */
export async function restoreRuleVersion(
  tx: Tx,
  versionId: number,
  who: number | null,
  now: Instant,
): Promise<RoutingRuleRow> {
  const version = await tx
    .selectFrom("routing_rule_versions")
    .selectAll()
    .where("id", "=", versionId)
    .executeTakeFirst();
  if (!version) throw new AppError("not-found", "There is no such version.");
  const input = JSON.parse(version.snapshot) as RoutingRuleInput;
  const columns = columnsOf(await requireRoutingRule(tx, input));
  const present = (await listRoutingRules(tx)).find((rule) => rule.id === version.rule_id);
  if (present) return change(tx, present, columns, "restored", who, now);
  return insertAgain(tx, version.rule_id, columns, who, now);
}

async function insertAgain(
  tx: Tx,
  id: number,
  columns: ReturnType<typeof columnsOf>,
  who: number | null,
  now: Instant,
): Promise<RoutingRuleRow> {
  const rules = await listRoutingRules(tx);
  const { last } = await tx
    .selectFrom("routing_rule_versions")
    .select((select) => select.fn.max("version").as("last"))
    .where("rule_id", "=", id)
    .executeTakeFirstOrThrow();
  const position = (rules.at(-1)?.position ?? 0) + 1;
  const row = { ...columns, id, position, version: last + 1, created_at: now, updated_at: now };
  const rule = await tx
    .insertInto("routing_rules")
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow();
  return keepVersion(tx, rule, "restored", who, now);
}

async function change(
  tx: Tx,
  before: RoutingRuleRow,
  columns: Partial<ReturnType<typeof columnsOf>>,
  kind: Change,
  who: number | null,
  now: Instant,
): Promise<RoutingRuleRow> {
  const rule = await tx
    .updateTable("routing_rules")
    .set({ ...columns, version: before.version + 1, updated_at: now })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return keepVersion(tx, rule, kind, who, now);
}

async function keepVersion(
  tx: Tx,
  rule: RoutingRuleRow,
  kind: Change,
  who: number | null,
  now: Instant,
): Promise<RoutingRuleRow> {
  await insertVersion(tx, rule, kind, who, now);
  if (kind !== "moved") await resetTimers(tx, rule, now);
  return rule;
}

async function insertVersion(
  tx: Tx,
  rule: RoutingRuleRow,
  kind: Change,
  who: number | null,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto("routing_rule_versions")
    .values({
      rule_id: rule.id,
      version: rule.version,
      change: kind,
      snapshot: JSON.stringify(inputOf(rule)),
      changed_by: who,
      changed_at: now,
    })
    .execute();
}

function columnsOf(input: RoutingRuleInput) {
  return {
    name: input.name,
    events: JSON.stringify(input.events),
    condition: JSON.stringify(input.condition),
    actions: JSON.stringify(input.actions),
    unanswered_minutes: input.unansweredMinutes,
    stops: input.stops ? (1 as const) : (0 as const),
    is_enabled: input.isEnabled ? (1 as const) : (0 as const),
  };
}

import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { readActions } from "./read-actions.ts";
import type { Action } from "./actions.ts";
import { type Condition, type Leaf, readCondition, routingEvents } from "./conditions.ts";
import type { RoutingRuleInput } from "./rules.ts";

/** Minutes: thirty days. */
const LONGEST_WAIT = 30 * 24 * 60;

/**
 * A rule from a form, the API or an old version: trimmed, of known words, and naming only what
 * exists. @throws AppError `invalid` that says which part is wrong and why.
 */
export async function requireRoutingRule(db: Db, value: unknown): Promise<RoutingRuleInput> {
  const rule = readRoutingRule(value);
  await requireTargets(db, rule);
  return rule;
}

/** The shape alone, without asking whether what it names exists. @throws AppError `invalid`. */
export function readRoutingRule(value: unknown): RoutingRuleInput {
  if (typeof value !== "object" || value === null) throw wrong("A rule is an object.");
  const { name, events, condition, actions, unansweredMinutes, stops, isEnabled } = value as Record<
    string,
    unknown
  >;
  const kept = typeof name === "string" ? name.trim() : "";
  if (!kept || kept.length > 80) throw wrong("name: give a name of at most 80 characters.");
  const chosen = routingEvents.filter((event) => Array.isArray(events) && events.includes(event));
  if (chosen.length === 0 || (Array.isArray(events) && chosen.length < new Set(events).size))
    throw wrong(`events: give one or more of ${routingEvents.join(", ")}.`);
  const isTimed = chosen.includes("unanswered");
  if (isTimed && !isMinutes(unansweredMinutes))
    throw wrong(`unansweredMinutes: give 1 to ${LONGEST_WAIT} minutes.`);
  return {
    name: kept,
    events: chosen,
    condition: readCondition(condition ?? { all: [] }),
    actions: readActions(actions),
    unansweredMinutes: isTimed ? (unansweredMinutes as number) : null,
    stops: stops === true,
    isEnabled: isEnabled !== false,
  };
}

const isMinutes = (value: unknown) =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= LONGEST_WAIT;

type Named = "teams" | "users" | "channels" | "sla_policies" | "quick_replies";
const words: Record<Named, string> = {
  teams: "team",
  users: "person",
  channels: "channel",
  sla_policies: "SLA policy",
  quick_replies: "quick reply",
};

/** Everything that the rule names by id is there. @throws AppError `invalid`. */
async function requireTargets(db: Db, { condition, actions }: RoutingRuleInput): Promise<void> {
  await requireConditionTargets(db, condition);
  for (const action of actions)
    for (const [table, id] of targetsOf(action)) await requireRow(db, table, id);
}

/** What a condition names by id or key is there. @throws AppError `invalid`. */
export async function requireConditionTargets(db: Db, condition: Condition): Promise<void> {
  for (const leaf of leavesOf(condition)) await requireLeaf(db, leaf);
}

function targetsOf(action: Action): [Named, number][] {
  switch (action.do) {
    case "assign-team":
      return [["teams", action.team]];
    case "assign-open-team":
      return action.teams.map((team) => ["teams", team]);
    case "assign-agent":
      return [["users", action.user]];
    case "sla-policy":
      return [["sla_policies", action.policy]];
    case "reply":
      return [["quick_replies", action.quickReply]];
    case "notify":
      return action.to
        .filter((target) => target.startsWith("user:"))
        .map((target) => ["users", Number(target.slice("user:".length))]);
    default:
      return [];
  }
}

const namedFields: Partial<Record<Leaf["field"], Named>> = {
  team: "teams",
  assignee: "users",
  manager: "users",
  "last-agent": "users",
  channel: "channels",
};

async function requireLeaf(db: Db, leaf: Leaf): Promise<void> {
  const table = namedFields[leaf.field];
  if (table && "values" in leaf)
    for (const value of leaf.values) await requireRow(db, table, Number(value));
  if ("calendar" in leaf && leaf.calendar !== "business")
    await requireRow(db, "teams", Number(leaf.calendar));
  if (leaf.field.startsWith("contact.")) await requireOwnField(db, leaf.field);
}

async function requireOwnField(db: Db, field: string): Promise<void> {
  const found = await db
    .selectFrom("contact_fields")
    .select("id")
    .where("key", "=", field.slice("contact.".length))
    .executeTakeFirst();
  if (!found) throw gone(`Contacts have no field "${field}".`, field);
}

async function requireRow(db: Db, table: Named, id: number): Promise<void> {
  if (Number.isSafeInteger(id)) {
    let rows = db.selectFrom(table).select("id").where("id", "=", id);
    if (table === "users") rows = rows.where("users.deactivated_at" as never, "is", null);
    if (table === "teams") rows = rows.where("teams.archived_at" as never, "is", null);
    if (await rows.executeTakeFirst()) return;
  }
  throw gone(`There is no ${words[table]} with the id ${id}.`, `#${id}`);
}

/** Every question of a tree, from left to right. */
export function* leavesOf(condition: Condition): Generator<Leaf> {
  if ("all" in condition) for (const part of condition.all) yield* leavesOf(part);
  else if ("any" in condition) for (const part of condition.any) yield* leavesOf(part);
  else if ("none" in condition) for (const part of condition.none) yield* leavesOf(part);
  else yield condition;
}

const wrong = (message: string) => new AppError("invalid", message);
const gone = (message: string, name: string) =>
  new AppError("invalid", message, { key: "error.rule-target", values: { name } });

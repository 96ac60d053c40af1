import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, SlaPoliciesTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Condition, type Field, readCondition } from "../routing/conditions.ts";
import { readTerms } from "./read-terms.ts";
import type { Terms } from "./terms.ts";

/** A policy as people and programs write it. An empty condition (`{all: []}`) is for every ticket. */
export interface PolicyInput {
  name: string;
  condition: Condition;
  terms: Terms;
  isEnabled: boolean;
}

export interface Policy extends PolicyInput {
  id: number;
  position: number;
  version: number;
  /** Since when it is switched on. */
  sinceAt: Instant;
  updatedAt: Instant;
}

/** In the order in which they are asked: the first that holds is the ticket's. */
export async function listPolicies(db: Db): Promise<Policy[]> {
  const rows = await db
    .selectFrom("sla_policies")
    .selectAll()
    .where("archived_at", "is", null)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return rows.map(readRow);
}

/** @throws AppError `not-found`, also for one that was deleted. */
export async function getPolicy(db: Db, id: number): Promise<Policy> {
  const row = Number.isSafeInteger(id)
    ? await db
        .selectFrom("sla_policies")
        .selectAll()
        .where("id", "=", id)
        .where("archived_at", "is", null)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no policy with this id.");
  return readRow(row);
}

/** The last in order. @throws AppError `invalid`. */
export async function insertPolicy(tx: Tx, input: PolicyInput, now: Instant): Promise<Policy> {
  const { last } = await tx
    .selectFrom("sla_policies")
    .select((select) => select.fn.coalesce(select.fn.max("position"), select.lit(0)).as("last"))
    .executeTakeFirstOrThrow();
  const row = await tx
    .insertInto("sla_policies")
    .values({
      ...columnsOf(input),
      position: last + 1,
      since_at: now,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return readRow(row);
}

/** Open clocks are reckoned anew from their start (refresh-tickets.ts). @throws AppError. */
export async function updatePolicy(
  tx: Tx,
  id: number,
  input: PolicyInput,
  now: Instant,
): Promise<Policy> {
  const { version, isEnabled } = await getPolicy(tx, id);
  const since = input.isEnabled && !isEnabled ? { since_at: now } : {};
  await change(tx, id, { ...columnsOf(input), ...since, version: version + 1 }, now);
  return getPolicy(tx, id);
}

/** Its clocks that have ended stay, for the figures; open ones go to another policy or end as void. */
export async function deletePolicy(tx: Tx, id: number, now: Instant): Promise<void> {
  await getPolicy(tx, id);
  await change(tx, id, { archived_at: now, is_enabled: 0 }, now);
  await tx
    .updateTable("tickets")
    .set({ sla_is_chosen: 0 })
    .where("sla_policy_id", "=", id)
    .where("sla_is_chosen", "=", 1)
    .execute();
}

/** Undoes `deletePolicy`: it comes back switched off or on, as said. */
export async function restorePolicy(
  tx: Tx,
  id: number,
  isEnabled: boolean,
  now: Instant,
): Promise<void> {
  await change(tx, id, { archived_at: null, is_enabled: isEnabled ? 1 : 0 }, now);
}

export async function switchPolicy(
  tx: Tx,
  id: number,
  isEnabled: boolean,
  now: Instant,
): Promise<void> {
  const policy = await getPolicy(tx, id);
  if (policy.isEnabled === isEnabled) return;
  await change(tx, id, isEnabled ? { is_enabled: 1, since_at: now } : { is_enabled: 0 }, now);
}

/** One place up or down; the first and the last stay where they are. */
export async function movePolicy(
  tx: Tx,
  id: number,
  way: "up" | "down",
  now: Instant,
): Promise<void> {
  const policies = await listPolicies(tx);
  const from = policies.findIndex((policy) => policy.id === id);
  if (from < 0) await getPolicy(tx, id);
  const to = way === "up" ? from - 1 : from + 1;
  const [one, other] = [policies[from], policies[to]];
  if (!one || !other) return;
  policies[from] = other;
  policies[to] = one;
  for (const [index, policy] of policies.entries()) {
    if (policy.position !== index + 1) await change(tx, policy.id, { position: index + 1 }, now);
  }
}

async function change(
  tx: Tx,
  id: number,
  columns: Partial<Omit<Selectable<SlaPoliciesTable>, "id">>,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("sla_policies")
    .set({ ...columns, updated_at: now })
    .where("id", "=", id)
    .execute();
}

/** What changes by itself while a clock runs: a policy that asked it would come and go. */
const unsteady: readonly Field[] = ["text", "event", "minutes-unanswered"];

function columnsOf(input: PolicyInput) {
  const name = input.name.trim();
  if (!name || name.length > 80)
    throw new AppError("invalid", "name: give a name of at most 80 characters.");
  const condition = readCondition(input.condition);
  const odd = fieldsOf(condition).find((field) => unsteady.includes(field));
  if (odd) throw new AppError("invalid", `condition: a policy can't ask about "${odd}".`);
  return {
    name,
    condition: JSON.stringify(condition),
    terms: JSON.stringify(readTerms(input.terms)),
    is_enabled: input.isEnabled ? (1 as const) : (0 as const),
  };
}

function fieldsOf(condition: Condition): Field[] {
  if ("field" in condition) return [condition.field];
  const parts =
    "all" in condition ? condition.all : "any" in condition ? condition.any : condition.none;
  return parts.flatMap(fieldsOf);
}

function readRow(row: Selectable<SlaPoliciesTable>): Policy {
  return {
    id: row.id,
    name: row.name,
    condition: JSON.parse(row.condition) as Condition,
    terms: JSON.parse(row.terms) as Terms,
    isEnabled: row.is_enabled === 1,
    position: row.position,
    version: row.version,
    sinceAt: row.since_at,
    updatedAt: row.updated_at,
  };
}

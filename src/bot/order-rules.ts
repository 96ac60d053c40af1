import type { Tx } from "../db/open.ts";
import type { Flag, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Direction, moveOnePlace } from "../settings/one-place.ts";
import { getRule, insertRule, listRules, type RuleInput, type RuleRow } from "./rules.ts";

/** One place up or down; at either end nothing happens. @throws AppError `not-found`. */
export async function moveRule(tx: Tx, id: number, direction: Direction): Promise<void> {
  await getRule(tx, id);
  const ids = (await listRules(tx)).map((rule) => rule.id);
  for (const [index, ruleId] of (moveOnePlace(ids, id, direction) ?? []).entries()) {
    await tx
      .updateTable("bot_rules")
      .set({ position: index + 1 })
      .where("id", "=", ruleId)
      .execute();
  }
}

/** @throws AppError `not-found`. */
export async function switchRule(
  tx: Tx,
  id: number,
  isEnabled: boolean,
  now: Instant,
): Promise<RuleRow> {
  await getRule(tx, id);
  const flag: Flag = isEnabled ? 1 : 0;
  return tx
    .updateTable("bot_rules")
    .set({ is_enabled: flag, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Brings a deleted rule back under its id, so that buttons customers still see mean it again. @throws AppError `conflict`. */
export async function restoreRule(
  tx: Tx,
  id: number,
  input: RuleInput,
  { position, hits }: { position: number; hits: number },
  now: Instant,
): Promise<RuleRow> {
  const taken = await tx
    .selectFrom("bot_rules")
    .select("id")
    .where("id", "=", id)
    .executeTakeFirst();
  if (taken) throw new AppError("conflict", "This rule is there already.");
  const made = await insertRule(tx, input, now);
  return tx
    .updateTable("bot_rules")
    .set({ id, position, hit_count: hits })
    .where("id", "=", made.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

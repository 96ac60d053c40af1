import type { Tx } from "../db/open.ts";
import type { Flag, Instant } from "../db/schema.ts";
import { getRule, listRules, type RuleRow } from "./rules.ts";

/** One place up or down; at either end nothing happens. @throws AppError `not-found`. */
export async function moveRule(tx: Tx, id: number, direction: "up" | "down"): Promise<void> {
  await getRule(tx, id);
  const ids = (await listRules(tx)).map((rule) => rule.id);
  const from = ids.indexOf(id);
  const to = direction === "up" ? from - 1 : from + 1;
  const other = ids[to];
  if (other === undefined) return;
  ids[to] = id;
  ids[from] = other;
  for (const [index, ruleId] of ids.entries()) {
    await tx.updateTable("bot_rules").set({ position: index + 1 }).where("id", "=", ruleId).execute();
  }
}

/** @throws AppError `not-found`. */
export async function switchRule(tx: Tx, id: number, isEnabled: boolean, now: Instant): Promise<RuleRow> {
  await getRule(tx, id);
  const flag: Flag = isEnabled ? 1 : 0;
  return tx
    .updateTable("bot_rules")
    .set({ is_enabled: flag, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

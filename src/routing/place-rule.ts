import type { Tx } from "../db/open.ts";
import { listRoutingRules } from "./rules.ts";

/** Puts a rule that was brought back where it stood, counted from 1. */
export async function placeRoutingRule(tx: Tx, id: number, place: number): Promise<void> {
  const others = (await listRoutingRules(tx)).map((rule) => rule.id).filter((each) => each !== id);
  const ids = others.toSpliced(Math.max(0, place - 1), 0, id);
  for (const [index, each] of ids.entries())
    await tx
      .updateTable("routing_rules")
      .set({ position: index + 1 })
      .where("id", "=", each)
      .where("position", "!=", index + 1)
      .execute();
}

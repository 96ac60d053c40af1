import { sql } from "kysely";
import type { RuleItem } from "../../views/routing/rule-list.tsx";
import type { Db } from "../db/open.ts";
import type { Recado } from "../recado.ts";
import type { Me } from "../http/me.ts";
import { getSetting } from "../settings/settings.ts";
import { timeText, type TimeStyle } from "../settings/time-text.ts";
import { readRuleNames } from "./rule-choices.ts";
import { inputOf, listRoutingRules } from "./rules.ts";
import { type Sayer, sayRule } from "./say-rule.ts";

type Reader = Pick<Me, "t" | "language">;

/** In whose words rules are said. */
export async function sayerOf(recado: Recado, { t, language }: Reader): Promise<Sayer> {
  return { t, language, choices: await readRuleNames(recado.db, t, language) };
}

/** By whose clock times are told: the business's. */
export async function timeStyleOf(recado: Recado, { language }: Reader): Promise<TimeStyle> {
  const business = await getSetting(recado.db, "business");
  return { language, timezone: business?.timezone ?? "UTC", now: recado.clock.now() };
}

/** All rules as the list shows them. */
export async function readRuleItems(recado: Recado, reader: Reader): Promise<RuleItem[]> {
  const rules = await listRoutingRules(recado.db);
  if (rules.length === 0) return [];
  const sayer = await sayerOf(recado, reader);
  const style = await timeStyleOf(recado, reader);
  const fired = await readLastFired(recado.db);
  return rules.map((row) => {
    const last = fired.get(row.id);
    return {
      id: row.id,
      name: row.name,
      sentence: sayRule(inputOf(row), sayer),
      stops: row.stops === 1,
      isOn: row.is_enabled === 1,
      hits: row.hit_count,
      lastFired: last === undefined ? null : timeText(last, style),
    };
  });
}

/** The end of each rule's part of the index: as many steps as there are rules. */
async function readLastFired(db: Db): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; at: number | null }>`
    SELECT id, (SELECT max(fired_at) FROM rule_firings WHERE rule_id = routing_rules.id) AS at
    FROM routing_rules`.execute(db);
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])));
}

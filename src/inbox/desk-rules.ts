import { compileRules } from "../bot/compile-rules.ts";
import { listRules } from "../bot/rules.ts";
import type { Db } from "../db/open.ts";
import { type Business, getSetting } from "../settings/settings.ts";
import type { DeskRules } from "./stored-message.ts";

/** Before anybody has set the desk up, what arrives is still processed. */
const nobodyYet: Business = { name: "Recado", language: "en", timezone: "UTC", country: null };

const compiled = new WeakMap<Db, { rules: Pick<DeskRules, "rules" | "rulesById">; mark: string }>();

/** Settings and rules, read once per batch; the rules are compiled anew only when they changed. */
export async function readDeskRules(db: Db): Promise<DeskRules> {
  const business = (await getSetting(db, "business")) ?? nobodyYet;
  const bot = await getSetting(db, "bot");
  const threadingInterval = await getSetting(db, "threadingInterval");
  return { business, bot, threadingInterval, ...(await rulesOf(db)) };
}

async function rulesOf(db: Db): Promise<Pick<DeskRules, "rules" | "rulesById">> {
  const rows = (await listRules(db)).filter((rule) => rule.is_enabled === 1);
  // Without the hit count, which changes with every answer.
  const mark = JSON.stringify(rows.map(({ hit_count: _, ...rule }) => rule));
  const kept = compiled.get(db);
  if (kept?.mark === mark) return kept.rules;
  const rules = {
    rules: compileRules(rows),
    rulesById: new Map(rows.map((rule) => [rule.id, rule])),
  };
  compiled.set(db, { rules, mark });
  return rules;
}

import { compileRules } from "../bot/compile-rules.ts";
import { listRules } from "../bot/rules.ts";
import { readConsentRules } from "../consent/consent-rules.ts";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import { type Business, getSetting } from "../settings/settings.ts";
import type { DeskRules } from "./stored-message.ts";

/** Before anybody has set the desk up, what arrives is still processed. */
const nobodyYet: Business = { name: "Recado", language: "en", timezone: "UTC", country: null };

const findVersion = hot((db, _: object) => db.selectFrom("desk_version").select("version"));
const kept = new WeakMap<Db, { version: number; desk: DeskRules }>();

/**
 * Settings and compiled rules, asked for with every batch of updates: read anew
 * only when one of them was changed, by this process or by another.
 */
export async function readDeskRules(db: Db): Promise<DeskRules> {
  const [row] = await findVersion(db, {});
  const version = row?.version ?? 0;
  const known = kept.get(db);
  if (known?.version === version) return known.desk;
  const desk = await readDeskAnew(db);
  kept.set(db, { version, desk });
  return desk;
}

/** What is in the file now, remembered by nobody: for what will be taken back. */
export async function readDeskAnew(db: Db): Promise<DeskRules> {
  const rows = (await listRules(db)).filter((rule) => rule.is_enabled === 1);
  return {
    business: (await getSetting(db, "business")) ?? nobodyYet,
    bot: await getSetting(db, "bot"),
    consent: await readConsentRules(db),
    threadingInterval: await getSetting(db, "threadingInterval"),
    rules: compileRules(rows),
    rulesById: new Map(rows.map((rule) => [rule.id, rule])),
  };
}

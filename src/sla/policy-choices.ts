import type { Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { readRuleChoices, type RuleChoices } from "../routing/rule-choices.ts";

/** What changes by itself while a clock runs: a policy can't ask it (policies.ts). */
const unsteady = new Set(["text", "event", "minutes-unanswered"]);

/** The builder's choices, without the fields that no policy may ask. */
export async function readPolicyChoices(
  db: Db,
  t: Translate,
  language: Language,
): Promise<RuleChoices> {
  const choices = await readRuleChoices(db, t, language);
  const pickers = new Map([...choices.pickers].filter(([field]) => !unsteady.has(field)));
  return { ...choices, pickers };
}

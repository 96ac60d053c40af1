import type { Building } from "../../views/routing/rule-builder.tsx";
import type { Me } from "../http/me.ts";
import type { Form } from "../http/form.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { checkRule, type RuleFaults } from "./require-rule.ts";
import type { RuleDraft } from "./rule-draft.ts";
import { readDraft } from "./rule-form.ts";
import { readRuleChoices } from "./rule-choices.ts";
import type { RoutingRuleInput } from "./rules.ts";
import { type Sayer, sayRule } from "./say-rule.ts";

/** A form that was sent, and what it comes to. */
export interface Sent {
  draft: RuleDraft;
  sayer: Sayer;
  rule: RoutingRuleInput;
  faults: RuleFaults;
}

/** With all that the pickers offer. */
export async function builderSayer(
  recado: Recado,
  { t, language }: Pick<Me, "t" | "language">,
): Promise<Sayer> {
  return { t, language, choices: await readRuleChoices(recado.db, t, language) };
}

export async function readSent(recado: Recado, me: Me, form: Form): Promise<Sent> {
  const sayer = await builderSayer(recado, me);
  const draft = readDraft(form, sayer.choices.pickers);
  return { draft, sayer, ...checkRule(draft, sayer.choices) };
}

/** What the builder shows. Faults only where the person asked to save. */
export async function buildingOf(
  recado: Recado,
  draft: RuleDraft,
  sayer: Sayer,
  { faults = {}, focus = "" }: { faults?: RuleFaults; focus?: string } = {},
): Promise<Building> {
  const { t, choices } = sayer;
  const { mode } = await getSetting(recado.db, "routing");
  const { rule } = checkRule(draft, choices);
  const words = Object.entries(faults).map(([id, key]) => [id, t(key)]);
  return {
    t,
    draft,
    choices,
    faults: Object.fromEntries(words),
    focus,
    sentence: sayRule(rule, sayer),
    isFirstOnly: mode === "first",
  };
}

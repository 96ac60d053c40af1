import type { TextKey } from "../../views/i18n.ts";
import type { Difference } from "../../views/ui/versions.tsx";
import type { RoutingRuleInput } from "./rules.ts";
import { sayActions, sayCondition, sayEvent, type Sayer } from "./say-rule.ts";

/** What is said of a rule, part by part; the order is that of the page. */
const parts: readonly [TextKey, (rule: RoutingRuleInput, sayer: Sayer) => string][] = [
  ["routing.name", (rule) => rule.name],
  ["routing.when", sayEvents],
  ["routing.if", (rule, sayer) => sayCondition(rule.condition, sayer) || sayer.t("routing.always")],
  ["routing.then", (rule, sayer) => sayActions(rule.actions, sayer)],
  ["routing.texts", (rule) => textsOf(rule)],
  ["routing.stops", (rule, { t }) => t(rule.stops ? "routing.test.yes" : "routing.test.no")],
  ["routing.enabled", (rule, { t }) => t(rule.isEnabled ? "routing.test.yes" : "routing.test.no")],
];

/** What is different from the version before, in words; nothing for the first. */
export function differencesOf(
  before: RoutingRuleInput | null,
  after: RoutingRuleInput,
  sayer: Sayer,
): Difference[] {
  if (!before) return [];
  return parts
    .map(([label, say]) => ({
      label: sayer.t(label),
      before: say(before, sayer),
      after: say(after, sayer),
    }))
    .filter((part) => part.before !== part.after);
}

function sayEvents(rule: RoutingRuleInput, { t, language }: Sayer): string {
  const events = rule.events.map((event) => sayEvent(event, rule.unansweredMinutes, t));
  return new Intl.ListFormat(language, { type: "disjunction" }).format(events);
}

/** What the sentence leaves out or shortens: notes, notices, addresses. */
function textsOf(rule: RoutingRuleInput): string {
  const texts = rule.actions.flatMap((action) => [
    "text" in action ? action.text : "",
    "url" in action ? action.url : "",
  ]);
  return texts.filter(Boolean).join(" · ");
}

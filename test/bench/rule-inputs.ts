import type { Condition } from "../../src/routing/conditions.ts";
import type { RoutingRuleInput } from "../../src/routing/rules.ts";

/**
 * Fifty routing rules that ask everything there is to ask: words in half of them, then hours,
 * tags, the contact, history, ads, the zone. Each message makes some of it be looked up; of the
 * benchmarks' messages one in five finds a rule that acts.
 */
export function fiftyRules(): RoutingRuleInput[] {
  return Array.from({ length: 50 }, (_, index) => ruleOf(index));
}

function ruleOf(index: number): RoutingRuleInput {
  const isTimed = index === 49;
  return {
    name: `Regra ${index}`,
    events: isTimed ? ["unanswered"] : index % 3 === 0 ? ["ticket"] : ["message"],
    condition: conditionOf(index),
    actions: [
      { do: "add-tags", tags: [`tema-${index}`] },
      { do: "priority", priority: index % 2 === 0 ? "high" : "low" },
    ],
    unansweredMinutes: isTimed ? 30 : null,
    stops: false,
    isEnabled: true,
  };
}

function conditionOf(index: number): Condition {
  if (index === 1) return words("preço da entrega", "delivery price");
  if (index % 2 === 0)
    return words(`assunto ${index}`, `garantia número ${index}`, `reembolso ${index}`);
  const other = others[index % others.length]!;
  // Four in ten of these have to be looked up; the others are out by their category.
  if (index % 5 < 2) return { all: [never[index % never.length]!, other] };
  return { all: [{ any: [other, words(`tema ${index}`)] }, rare] };
}

const words = (...phrases: string[]): Condition => ({ field: "text", test: "contains", phrases });
const rare: Condition = { field: "category", test: "is", values: ["fraude"] };
const never: Condition[] = [
  { field: "contact-tag", test: "is", values: ["atacado"] },
  { field: "value", test: "at-least", number: 100_000 },
  { field: "vip", test: "yes" },
  { field: "contact-country", test: "is", values: ["PT"] },
];
const others: Condition[] = [
  { field: "in-hours", test: "closed", calendar: "business" },
  { field: "tag", test: "is", values: ["vip"] },
  { field: "contact-tag", test: "is", values: ["atacado"] },
  { field: "value", test: "at-least", number: 100_000 },
  { field: "vip", test: "yes" },
  { field: "ticket-count", test: "at-least", number: 3 },
  { field: "days-since-resolved", test: "at-most", number: 2 },
  { field: "last-agent", test: "is-set" },
  { field: "from-ad", test: "yes" },
  { field: "contact-country", test: "is", values: ["PT"] },
  { field: "contact-hour", test: "at-most", number: 6 },
];

import { insertRoutingRule } from "../../src/routing/rules.ts";
import type { Desk } from "./desk.ts";

/** One that fires on what comes in; and, switched off, one of every kind of picker. */
export async function addRoutingRules({ recado, people, clock }: Desk): Promise<void> {
  const base = {
    events: ["message" as const],
    unansweredMinutes: null,
    stops: false,
    isEnabled: true,
  };
  const known = { ...base, name: "Known words", actions: [{ do: "raise" as const }] };
  const whole = {
    ...base,
    name: "All pickers",
    isEnabled: false,
    condition: {
      any: [
        { field: "text" as const, test: "contains" as const, phrases: ["urgent"] },
        { field: "tag" as const, test: "is" as const, values: ["late"] },
        { field: "contact-country" as const, test: "is" as const, values: ["BR"] },
        { none: [{ field: "value" as const, test: "at-least" as const, number: 100 }] },
        { field: "in-hours" as const, test: "closed" as const, calendar: "business" },
      ],
    },
    actions: [
      { do: "assign-agent" as const, user: people.bruno },
      { do: "add-tags" as const, tags: ["late"] },
      { do: "notify" as const, to: ["owner" as const], text: "A customer is in a hurry." },
      { do: "snooze" as const, minutes: 90 },
    ],
  };
  await recado.write(async (tx) => {
    await insertRoutingRule(tx, whole, people.ana, clock.now());
    await insertRoutingRule(tx, { ...known, condition: { all: [] } }, people.ana, clock.now());
  });
}

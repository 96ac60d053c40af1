import fc from "fast-check";
import type { Action } from "../../src/routing/actions.ts";
import type { Condition, Leaf } from "../../src/routing/conditions.ts";
import type { RuleChoices } from "../../src/routing/rule-choices.ts";
import {
  fixedValues,
  pickersOf,
  testsOf,
  type WordSource,
} from "../../src/routing/rule-pickers.ts";
import type { RoutingRuleInput } from "../../src/routing/rules.ts";
import { translator } from "../../views/i18n.ts";

const t = translator("en");
const named = (...names: string[]) =>
  names.map((label, index) => ({ value: String(index + 1), label }));

/** What a small desk offers: Paris and Porto, Ana and Bruno. */
export const choices: RuleChoices = {
  pickers: pickersOf([
    { field: "contact.company", kind: "choice", label: "Company", words: "none" },
    { field: "contact.size", kind: "choice", label: "Size", picks: ["small", "large"] },
    { field: "contact.orders", kind: "number", label: "Orders" },
    { field: "contact.since", kind: "choice", label: "Since", words: "none", isDate: true },
  ]),
  picks: {
    teams: named("Paris", "Porto"),
    people: named("Ana", "Bruno"),
    channels: named("Loja Azul"),
    policies: named("Gold"),
    quickReplies: named("/prazo"),
    calendars: [{ value: "business", label: "the business" }, ...named("Paris", "Porto")],
    statuses: fixedValues.statuses.map((value) => ({ value, label: t(`status.${value}`) })),
    priorities: fixedValues.priorities.map((value) => ({ value, label: t(`priority.${value}`) })),
    languages: [
      { value: "en", label: "English" },
      { value: "fr", label: "Français" },
    ],
    events: [{ value: "ticket", label: "a new ticket comes in" }],
    notified: [
      { value: "lead", label: "the team’s lead" },
      { value: "team", label: "the team" },
      { value: "user:1", label: "Ana" },
    ],
    settable: [
      { value: "value", label: "value" },
      { value: "contact.company", label: "Company" },
      { value: "contact.size", label: "Size" },
      { value: "contact.orders", label: "Orders" },
      { value: "contact.since", label: "Since" },
    ],
    bot: [
      { value: "on", label: "on" },
      { value: "off", label: "off" },
    ],
  },
  words: {
    tags: ["vip", "late"],
    categories: ["Delivery"],
    contactTags: ["gold"],
    zones: ["Europe/Paris"],
    countries: ["BR", "FR"],
    none: [],
  },
  wordLabel: (_, word) => word,
};

/** A word as a form can carry it: trimmed, on one line. */
const word = fc
  .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
  .map((text) => text.replaceAll(/[\p{C}\p{Z}]+/gu, " ").trim() || "x");
const wordList = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"));

const codesOf: Partial<Record<WordSource, readonly string[]>> = {
  countries: ["BR", "FR"],
  zones: ["Europe/Paris", "America/Sao_Paulo"],
};

const leaf: fc.Arbitrary<Leaf> = fc.constantFrom(...[...choices.pickers.values()]).chain((picker) =>
  fc.constantFrom(...testsOf(picker.kind)).chain((test): fc.Arbitrary<Leaf> => {
    const { field } = picker;
    if (test === "contains" || test === "message" || test === "exact")
      return wordList.map((phrases) => ({ field, test, phrases }));
    if (test === "is" || test === "is-not") {
      const offered =
        typeof picker.picks === "string"
          ? choices.picks[picker.picks].map(({ value }) => value)
          : picker.picks;
      const known = offered ?? (picker.words && codesOf[picker.words]);
      const values = known ? fc.subarray([...known], { minLength: 1 }) : wordList;
      return values.map((list) => ({ field, test, values: list }));
    }
    if (test === "at-least" || test === "at-most" || test === "equals")
      return fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .map((number) => ({ field, test, number: number + 0 }));
    if (test === "open" || test === "closed")
      return fc.constantFrom("business", "1", "2").map((calendar) => ({ field, test, calendar }));
    return fc.constant({ field, test });
  }),
);

/** Groups in groups, none of them empty, as deep as the page nests. */
const tree = fc.letrec<{ part: Condition; group: Condition }>((tie) => ({
  part: fc.oneof({ maxDepth: 2, withCrossShrink: true }, leaf, tie("group")),
  group: fc
    .tuple(
      fc.constantFrom("all", "any", "none"),
      fc.array(tie("part"), { minLength: 1, maxLength: 3 }),
    )
    .map(([join, parts]) => ({ [join]: parts }) as unknown as Condition),
}));

const id = fc.constantFrom(1, 2);
const action: fc.Arbitrary<Action> = fc.oneof(
  id.map((team) => ({ do: "assign-team" as const, team })),
  id.map((user) => ({ do: "assign-agent" as const, user })),
  fc.constantFrom<Action>(
    { do: "assign-last-agent" },
    { do: "unassign" },
    { do: "raise" },
    { do: "escalate" },
    { do: "resolve" },
    { do: "sla-policy", policy: 1 },
    { do: "reply", quickReply: 1 },
    { do: "bot", state: "off" },
    { do: "contact-vip", state: "on" },
    { do: "set-field", field: "value", value: "1250,50" },
    { do: "set-field", field: "contact.size", value: "large" },
    { do: "set-field", field: "contact.since", value: "2026-02-28" },
    { do: "webhook", url: "https://loja-azul.example/hook" },
    { do: "assign-open-team", teams: [1, 2] },
  ),
  fc.constantFrom(...fixedValues.priorities).map((priority) => ({
    do: "priority" as const,
    priority,
  })),
  wordList.map((tags) => ({ do: "add-tags" as const, tags })),
  wordList.map((tags) => ({ do: "remove-tags" as const, tags })),
  wordList.map((tags) => ({ do: "contact-tags" as const, tags })),
  word.map((value) => ({ do: "set-field" as const, field: "contact.company" as const, value })),
  word.map((category) => ({ do: "category" as const, category })),
  text.map((note) => ({ do: "note" as const, text: note })),
  text.map((say) => ({ do: "notify" as const, to: ["lead", "user:1"], text: say }) as Action),
  text.map((say) => ({
    do: "slack" as const,
    url: "https://hooks.slack.example/T0",
    text: say,
  })),
  text.map((say) => ({ do: "email" as const, to: "ana@loja-azul.example", text: say })),
  fc.integer({ min: 1, max: 500_000 }).map((minutes) => ({ do: "snooze" as const, minutes })),
);

/** Any rule that the builder can say. */
export const anyRule: fc.Arbitrary<RoutingRuleInput> = fc.record({
  name: word,
  events: fc.subarray(["ticket", "message", "status", "assignee"] as const, { minLength: 1 }),
  condition: tree.group,
  actions: fc.array(action, { minLength: 1, maxLength: 5 }),
  unansweredMinutes: fc.constant(null),
  stops: fc.boolean(),
  isEnabled: fc.boolean(),
}) as fc.Arbitrary<RoutingRuleInput>;

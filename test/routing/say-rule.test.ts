import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Condition } from "../../src/routing/conditions.ts";
import { differencesOf } from "../../src/routing/rule-differences.ts";
import type { RoutingRuleInput } from "../../src/routing/rules.ts";
import { sayMatch, type Sayer, sayRule } from "../../src/routing/say-rule.ts";
import type { Language } from "../../src/db/schema.ts";
import { languages, translator } from "../../views/i18n.ts";
import { anyRule, choices } from "./rule-samples.ts";

const sayerIn = (language: Language): Sayer => ({ t: translator(language), language, choices });
const english = sayerIn("en");
const say = (rule: Partial<RoutingRuleInput>, language: Language = "en") =>
  sayRule({ ...urgent, ...rule }, sayerIn(language)).replaceAll("\u00a0", " ");

const urgent: RoutingRuleInput = {
  name: "Urgent",
  events: ["ticket"],
  condition: {
    all: [
      { field: "text", test: "contains", phrases: ["urgent"] },
      { field: "language", test: "is", values: ["fr"] },
    ],
  },
  actions: [{ do: "assign-team", team: 1 }, { do: "raise" }],
  unansweredMinutes: null,
  stops: false,
  isEnabled: true,
};

describe("a rule said as a sentence", () => {
  test("reads in each language as people speak it", () => {
    expect(languages.map((language) => say({}, language))).toEqual([
      "When a new ticket comes in, and the message mentions “urgent” and the message is in Français, give it to team Paris and raise the priority.",
      "Quand un nouveau ticket arrive, si le message mentionne « urgent » et le message est en Français : le confier à l’équipe Paris et relever la priorité.",
      "Quando chega um novo ticket, se a mensagem menciona “urgent” e a mensagem está em Français: entregar à equipe Paris e aumentar a prioridade.",
      "Cuando llega un ticket nuevo, si el mensaje menciona «urgent» y el mensaje está en Français: darlo al equipo Paris y subir la prioridad.",
    ]);
  });

  test("says nothing of a condition that is always so", () => {
    expect(say({ condition: { all: [] } })).toBe(
      "When a new ticket comes in, give it to team Paris and raise the priority.",
    );
  });

  test("puts brackets around groups in groups alone", () => {
    const vip: Condition = { field: "vip", test: "yes" };
    const nobody: Condition = { field: "assignee", test: "is-empty" };
    const tag: Condition = { field: "tag", test: "is-not", values: ["late", "gold"] };
    expect(say({ condition: { any: [vip, nobody] }, actions: [{ do: "escalate" }] })).toBe(
      "When a new ticket comes in, and the customer is a VIP or nobody has the ticket, mark it as escalated.",
    );
    expect(
      say({
        condition: { all: [tag, { none: [vip, nobody] }] },
        actions: [{ do: "snooze", minutes: 180 }],
      }),
    ).toBe(
      "When a new ticket comes in, and the ticket does not have the tag “late” or “gold” and (it is not so that the customer is a VIP or nobody has the ticket), snooze it for 3 hours.",
    );
  });

  test("calls what is gone by its number, and never shows the path of a web address", () => {
    expect(
      say({
        events: ["unanswered"],
        unansweredMinutes: 1,
        condition: { field: "team", test: "is", values: ["9"] },
        actions: [{ do: "webhook", url: "https://hooks.example/T0/secret" }],
      }),
    ).toBe(
      "When a customer has waited 1 minute for an answer, and the team is #9 (no longer there), call hooks.example.",
    );
  });

  test("leaves nothing unfilled in any language, whatever the rule", () => {
    fc.assert(
      fc.property(anyRule, fc.constantFrom(...languages), (rule, language) => {
        const words = sayRule(rule, sayerIn(language));
        expect(words).not.toMatch(/\{\w+\}|undefined|NaN|\[object|routing\./);
        expect(words).toEndWith(".");
      }),
      { numRuns: 300 },
    );
  });
});

describe("why a rule fired", () => {
  test("is said with the values that matched", () => {
    expect(sayMatch({ field: "text", test: "contains", value: "asap" }, english)).toBe(
      "the message: “asap”",
    );
    expect(sayMatch({ field: "assignee", test: "is", value: "2" }, english)).toBe(
      "the person in charge: Bruno",
    );
    expect(sayMatch({ field: "in-hours", test: "closed", value: "business" }, english)).toBe(
      "the business is closed",
    );
    expect(
      sayMatch({ field: "minutes-unanswered", test: "at-least", value: "1500" }, english),
    ).toBe("the time without an answer: 1,500 minutes");
    expect(sayMatch({ field: "team", test: "is-empty", value: "" }, english)).toBe(
      "no team has the ticket",
    );
  });
});

describe("what a version changed", () => {
  test("is said part by part, and nothing of what stayed", () => {
    const before = urgent;
    const after: RoutingRuleInput = { ...urgent, name: "Hurry", actions: [{ do: "raise" }] };
    expect(differencesOf(before, after, english)).toEqual([
      { label: "Name", before: "Urgent", after: "Hurry" },
      {
        label: "Then",
        before: "give it to team Paris and raise the priority",
        after: "raise the priority",
      },
    ]);
    expect(differencesOf(null, after, english)).toEqual([]);
    expect(differencesOf(after, after, english)).toEqual([]);
  });

  test("shows a text that the sentence shortens", () => {
    const note = (text: string): RoutingRuleInput => ({
      ...urgent,
      actions: [{ do: "note", text }],
    });
    const long = "a".repeat(80);
    expect(differencesOf(note(`${long}1`), note(`${long}2`), english)).toEqual([
      { label: "Texts and addresses", before: `${long}1`, after: `${long}2` },
    ]);
  });
});

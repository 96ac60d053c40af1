/** @jsxImportSource preact */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { Window } from "happy-dom";
import { renderToString } from "preact-render-to-string";
import { formOf } from "../../src/http/form.ts";
import { checkRule } from "../../src/routing/require-rule.ts";
import {
  draftOf,
  editDraft,
  emptyDraft,
  emptyLeaf,
  type RuleDraft,
  walk,
} from "../../src/routing/rule-draft.ts";
import { readDraft } from "../../src/routing/rule-form.ts";
import type { RoutingRuleInput } from "../../src/routing/rules.ts";
import { translator } from "../../views/i18n.ts";
import { RuleFields } from "../../views/routing/rule-builder.tsx";
import { anyRule, choices } from "./rule-samples.ts";

const t = translator("en");
const { pickers } = choices;

/** What a browser would send of the builder that shows this draft. */
function sent(draft: RuleDraft): FormData {
  const markup = renderToString(
    <RuleFields
      t={t}
      draft={draft}
      choices={choices}
      faults={{}}
      focus=""
      sentence=""
      isFirstOnly={false}
    />,
  );
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  const page = new window.DOMParser().parseFromString(`<form>${markup}</form>`, "text/html");
  const form = new FormData();
  for (const field of page.querySelectorAll("input, select, textarea")) {
    const name = field.getAttribute("name");
    if (!name) continue;
    const isBox = field.getAttribute("type") === "checkbox";
    if (isBox && !field.hasAttribute("checked")) continue;
    if (field.tagName === "SELECT")
      form.append(name, field.querySelector("[selected]")?.getAttribute("value") ?? "");
    else if (field.tagName === "TEXTAREA") form.append(name, field.textContent);
    else form.append(name, field.getAttribute("value") ?? "");
  }
  return form;
}

const shownAndSent = (draft: RuleDraft, change?: (form: FormData) => void) => {
  const form = sent(draft);
  change?.(form);
  return readDraft(formOf(form), pickers);
};

describe("the form of a rule", () => {
  test("gives back every rule that it shows", () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const back = checkRule(shownAndSent(draftOf(rule, pickers)), choices);
        expect(back.faults).toEqual({});
        expect(back.rule).toEqual(rule);
      }),
      { numRuns: 60 },
    );
  });

  test("reads a rule and a draft as the same thing", () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(checkRule(draftOf(rule, pickers), choices).rule).toEqual(rule);
      }),
      { numRuns: 400 },
    );
  });

  test("keeps everything else when a line comes or goes", () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const draft = draftOf(rule, pickers);
        const { draft: more } = editDraft(draft, "add-line p0");
        const added = [...walk(more.condition)].at(-1);
        expect(added).toMatchObject({ kind: "leaf", field: "" });
        const { draft: less } = editDraft(more, `remove ${added?.id}`);
        expect(shownAndSent(less)).toEqual(shownAndSent(draft));
      }),
      { numRuns: 15 },
    );
  });

  test("makes one group of a condition that stands alone", () => {
    const rule = ruleWith({ condition: { field: "vip", test: "yes" } });
    expect(checkRule(draftOf(rule, pickers), choices).rule.condition).toEqual({
      all: [{ field: "vip", test: "yes" }],
    });
  });

  test("means everything when its one line was left alone", () => {
    const draft = {
      ...emptyDraft(),
      name: "All",
      actions: [{ ...draftAction(), do: "raise" as const }],
    };
    const { rule, faults } = checkRule(shownAndSent(draft), choices);
    expect(faults).toEqual({});
    expect(rule.condition).toEqual({ all: [] });
  });

  test("keeps what was typed when another field is asked and the first one comes back", () => {
    const draft = ruleDraft({ field: "text", test: "contains", text: "urgent\nasap" });
    const other = shownAndSent(draft, (form) => form.set("p1.field", "tag"));
    expect(other.condition.parts[0]).toMatchObject({
      field: "tag",
      test: "is",
      text: "urgent\nasap",
    });
    const back = shownAndSent(other, (form) => form.set("p1.field", "text"));
    expect(back.condition.parts[0]).toMatchObject({
      field: "text",
      test: "contains",
      text: "urgent\nasap",
    });
  });

  test("does not take team 1 for person 1 when the field changes", () => {
    const draft = ruleDraft({ field: "team", test: "is", picks: ["1"] });
    const other = shownAndSent(draft, (form) => form.set("p1.field", "assignee"));
    expect(other.condition.parts[0]).toMatchObject({ field: "assignee", test: "is", picks: [] });
    const same = shownAndSent(ruleDraft({ field: "assignee", test: "is", picks: ["1"] }), (form) =>
      form.set("p1.field", "manager"),
    );
    expect(same.condition.parts[0]).toMatchObject({ field: "manager", picks: ["1"] });
  });

  test("adds the word that was typed beside the chips", () => {
    const draft = ruleDraft({ field: "tag", test: "is", words: ["vip"] });
    const more = shownAndSent(draft, (form) => form.append("p1.word", "  wholesale "));
    expect(more.condition.parts[0]).toMatchObject({ words: ["vip", "wholesale"] });
  });

  test("takes a country by its letters in either case, and refuses what is no country or zone", () => {
    const typed = (field: string, words: string[]) =>
      checkRule(shownAndSent({ ...ruleDraft({ field, test: "is", words }), name: "Far" }), choices)
        .faults.p1;
    expect(typed("contact-country", ["br", "FR"])).toBeUndefined();
    expect(typed("contact-country", ["Brazil"])).toBe("routing.fault.country");
    expect(typed("contact-zone", ["America/Sao_Paulo"])).toBeUndefined();
    expect(typed("contact-zone", ["São Paulo"])).toBe("routing.fault.zone");
  });

  test("says every fault at once, each by its line", () => {
    const draft = shownAndSent({
      ...emptyDraft(),
      events: ["unanswered"],
      minutes: "soon",
      condition: {
        ...emptyDraft().condition,
        parts: [
          emptyLeaf("p1"),
          { ...emptyLeaf("p2"), field: "value", test: "at-least", number: "much" },
          { kind: "group", id: "p3", join: "any", parts: [] },
          { ...emptyLeaf("p4"), field: "team", test: "is", picks: ["9"] },
        ],
      },
      actions: [
        draftAction(),
        { ...draftAction(), id: "a2", do: "slack", target: "http://x.example", text: "Hi" },
      ],
    });
    expect(checkRule(draft, choices).faults).toEqual({
      name: "routing.fault.name",
      minutes: "routing.fault.minutes",
      p1: "routing.fault.field",
      p2: "routing.fault.number",
      p3: "routing.fault.group",
      p4: "routing.fault.gone",
      a1: "routing.fault.action",
      a2: "routing.fault.url",
    });
    expect(draft.minutes).toBe("soon");
    expect(draft.condition.parts[1]).toMatchObject({ number: "much" });
  });

  test("hangs no line on a parent that is not there, and none twice", () => {
    const form = new FormData();
    for (const part of ["p2 p9 leaf", "p1 p0 group", "p1 p1 leaf", "p3 p1 leaf", "x p0 leaf"])
      form.append("part", part);
    const { condition } = readDraft(formOf(form), pickers);
    expect([...walk(condition)].map((part) => part.id)).toEqual(["p0", "p1", "p3"]);
  });

  test("moves actions up and down and never off the end", () => {
    const actions = ["a1", "a2", "a3"].map((id) => ({ ...draftAction(), id }));
    const draft = { ...emptyDraft(), actions };
    const ids = (edit: string) => editDraft(draft, edit).draft.actions.map((action) => action.id);
    expect(ids("up a3")).toEqual(["a1", "a3", "a2"]);
    expect(ids("down a1")).toEqual(["a2", "a1", "a3"]);
    expect(ids("up a1")).toEqual(["a1", "a2", "a3"]);
    expect(ids("down a3")).toEqual(["a1", "a2", "a3"]);
    expect(ids("remove a2")).toEqual(["a1", "a3"]);
    expect(ids("add-action")).toEqual(["a1", "a2", "a3", "a4"]);
  });
});

function ruleWith(rule: Partial<RoutingRuleInput>): RoutingRuleInput {
  return {
    name: "VIP",
    events: ["ticket"],
    condition: { all: [] },
    actions: [{ do: "raise" }],
    unansweredMinutes: null,
    stops: false,
    isEnabled: true,
    ...rule,
  };
}

function ruleDraft(leaf: Partial<ReturnType<typeof emptyLeaf>>): RuleDraft {
  const draft = emptyDraft();
  return {
    ...draft,
    condition: { ...draft.condition, parts: [{ ...emptyLeaf("p1"), ...leaf }] },
  };
}

function draftAction() {
  return { ...emptyDraft().actions[0]!, id: "a1" };
}

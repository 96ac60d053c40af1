import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { insertContactField } from "../../src/contacts/contact-fields.ts";
import { listContactTags } from "../../src/contacts/contact-tags.ts";
import { getContact } from "../../src/contacts/contacts.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import type { Action } from "../../src/routing/actions.ts";
import type { Condition } from "../../src/routing/conditions.ts";
import { readActions } from "../../src/routing/read-actions.ts";
import { checkRule } from "../../src/routing/require-rule.ts";
import { conflictOf, settingsOf } from "../../src/routing/rule-conflicts.ts";
import { draftOf } from "../../src/routing/rule-draft.ts";
import { runActions } from "../../src/routing/run-actions.ts";
import { sayRule } from "../../src/routing/say-rule.ts";
import { openSlaDesk, termsOf } from "../sla/support.ts";
import { translator } from "../../views/i18n.ts";
import { choices } from "./rule-samples.ts";

const english = { t: translator("en"), language: "en" as const, choices };

const clara = "5511970000001";

describe("A rule writes down what is known of the customer", () => {
  let desk: Awaited<ReturnType<typeof openSlaDesk>>;
  beforeEach(async () => {
    desk = await openSlaDesk();
    const add = (label: string, type: "text" | "number" | "date" | "choice", of: string[] = []) =>
      desk.recado.write((tx) =>
        insertContactField(tx, { label, type, choices: of }, desk.clock.now()),
      );
    await add("Plan", "choice", ["Silver", "Gold"]);
    await add("Since", "date");
    await desk.write(clara, "Oi");
  });
  afterEach(() => desk.close());

  const run = (...actions: Action[]) =>
    desk.recado.write(async (tx) =>
      runActions(tx, await getTicket(tx, 1), actions, { name: "Gold" }, desk.clock.now()),
    );
  const values = () =>
    desk.recado.db.selectFrom("contact_values").select(["field_id", "value"]).execute();

  test("a field of its own, the value, VIP and tags, each said in the effect", async () => {
    expect(
      await run(
        { do: "set-field", field: "contact.plan", value: "Gold" },
        { do: "set-field", field: "value", value: "1.250,50" },
        { do: "contact-vip", state: "on" },
        { do: "contact-tags", tags: ["atacado", "fiel"] },
      ),
    ).toEqual([
      { do: "set-field", to: "Plan: Gold" },
      { do: "set-field", to: "1.250,50" },
      { do: "contact-vip", to: "on" },
      { do: "contact-tags", to: "atacado, fiel" },
    ]);
    expect(await values()).toMatchObject([{ value: "Gold" }]);
    expect(await getContact(desk.recado.db, 1)).toMatchObject({ value: 125_050, is_vip: 1 });
    expect(await listContactTags(desk.recado.db, 1)).toEqual(["atacado", "fiel"]);
  });

  test("what is so already, is gone or does not fit changes nothing and says so", async () => {
    await run({ do: "set-field", field: "contact.plan", value: "Gold" });
    expect(
      await run(
        { do: "set-field", field: "contact.plan", value: "Gold" },
        { do: "set-field", field: "contact.shoe_size", value: "42" },
        { do: "set-field", field: "contact.since", value: "yesterday" },
        { do: "contact-vip", state: "off" },
      ),
    ).toEqual([
      { do: "set-field", to: "Plan: Gold", skipped: "unchanged" },
      { do: "set-field", skipped: "gone" },
      { do: "set-field", skipped: "invalid" },
      { do: "contact-vip", to: "off", skipped: "unchanged" },
    ]);
    expect(await values()).toHaveLength(1);
  });

  test("and the ticket's promise is found anew by it at once", async () => {
    await desk.addPolicy({
      terms: termsOf({ resolution: 60 }),
      condition: { field: "vip", test: "yes" },
    });
    await desk.tick();
    expect(await desk.clocksOf(1)).toEqual([]);
    await run({ do: "contact-vip", state: "on" });
    expect(await desk.clocksOf(1)).toMatchObject([{ metric: "resolution", state: "running" }]);
  });
});

describe("What is known of a contact decides about promises at once", () => {
  let desk: Awaited<ReturnType<typeof openSlaDesk>>;
  beforeEach(async () => {
    desk = await openSlaDesk();
    await desk.write(clara, "Oi");
    const conditions: Condition[] = [
      { field: "vip", test: "yes" },
      { field: "value", test: "at-least", number: 1000 },
      { field: "contact-tag", test: "is", values: ["atacado"] },
    ];
    for (const condition of conditions)
      await desk.addPolicy({ terms: termsOf({ resolution: 60 }), condition });
    await desk.tick();
  });
  afterEach(() => desk.close());

  const policy = async () =>
    (await desk.clocksOf(1)).find(({ ended_at }) => ended_at === null)?.policy_id;

  test("by the person's form, a tag and a program", async () => {
    const ana = await desk.browserOf(desk.people.ana);
    expect(await policy()).toBeUndefined();
    await ana.send("POST", "/contacts/1/knowledge", { value: "2000" });
    expect(await policy()).toBe(2);
    await ana.send("POST", "/contacts/1/knowledge", { value: "" });
    expect(await policy()).toBeUndefined();
    await ana.send("POST", "/contacts/1/tags", { tag: "atacado" });
    expect(await policy()).toBe(3);
    await ana.send("DELETE", "/contacts/1/tags?tag=atacado");
    expect(await policy()).toBeUndefined();
    const api = await desk.apiOf();
    await api.call("PATCH", "/contacts/1", { vip: true });
    expect(await policy()).toBe(1);
  });
});

describe("As people and programs write it", () => {
  const rule = (actions: Action[]) => ({
    name: "Gold",
    events: ["ticket" as const],
    condition: { all: [] },
    actions,
    unansweredMinutes: null,
    stops: false,
    isEnabled: true,
  });
  const actions: Action[] = [
    { do: "set-field", field: "contact.size", value: "large" },
    { do: "contact-vip", state: "on" },
    { do: "contact-tags", tags: ["atacado"] },
  ];

  test("goes through the form unchanged, and is said as a sentence", () => {
    const draft = draftOf(rule(actions), choices.pickers);
    expect(checkRule(draft, choices)).toMatchObject({ faults: {}, rule: { actions } });
    expect(sayRule(rule(actions), english)).toBe(
      "When a new ticket comes in, set the customer’s Size: “large”, turn VIP on for the customer, and tag the customer “atacado”.",
    );
    expect(readActions(actions)).toEqual(actions);
  });

  test("a value that the field would refuse is a fault of its line", () => {
    const faultsOf = (field: string, value: string) =>
      checkRule(
        draftOf(rule([{ do: "set-field", field: field as "value", value }]), choices.pickers),
        choices,
      ).faults.a1;
    expect(faultsOf("contact.size", "huge")).toBe("routing.fault.choice");
    expect(faultsOf("contact.orders", "many")).toBe("routing.fault.number");
    expect(faultsOf("contact.since", "2026-02-30")).toBe("routing.fault.date");
    expect(faultsOf("value", "a lot")).toBe("routing.fault.number");
    expect(faultsOf("contact.gone", "x")).toBe("routing.fault.gone");
    expect(faultsOf("contact.since", "2026-02-28")).toBeUndefined();
    expect(() => readActions([{ do: "set-field", field: "name", value: "x" }])).toThrow(
      "value, or",
    );
  });

  test("two rules that write different things are a conflict", () => {
    const [one, other] = ["small", "large"].map((value) =>
      settingsOf([{ do: "set-field", field: "contact.size", value }]),
    );
    expect(one && other && conflictOf(one, other)).toBe("field");
  });
});

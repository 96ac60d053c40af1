import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  deleteRoutingRule,
  getRoutingRule,
  inputOf,
  insertRoutingRule,
  listRoutingRules,
  listRuleVersions,
  moveRoutingRule,
  restoreRuleVersion,
  type RoutingRuleInput,
  switchRoutingRule,
  updateRoutingRule,
} from "../../src/routing/rules.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const refunds: RoutingRuleInput = {
  name: "Refunds",
  events: ["ticket"],
  condition: { field: "text", test: "contains", phrases: ["refund"] },
  actions: [{ do: "priority", priority: "high" }],
  unansweredMinutes: null,
  stops: false,
  isEnabled: true,
};

type Verb<Result> = (
  tx: Parameters<Parameters<Desk["recado"]["write"]>[0]>[0],
  who: number,
  now: number,
) => Promise<Result>;

const asAna = <Result>(verb: Verb<Result>) =>
  desk.recado.write((tx) => verb(tx, desk.people.ana, desk.clock.now()));

const add = (name: string) =>
  asAna((tx, who, now) => insertRoutingRule(tx, { ...refunds, name }, who, now));

test("each change is a version with who made it", async () => {
  const { id } = await add("Refunds");
  await asAna((tx, who, now) =>
    updateRoutingRule(tx, id, { ...refunds, name: "Money back" }, who, now),
  );
  await asAna((tx, who, now) => switchRoutingRule(tx, id, false, who, now));
  await asAna((tx, who, now) => switchRoutingRule(tx, id, false, who, now));
  await asAna((tx, who, now) => deleteRoutingRule(tx, id, who, now));
  const versions = await listRuleVersions(desk.recado.db, { ruleId: id });
  expect(versions.map(({ version, change, name }) => [version, change, name])).toEqual([
    [4, "deleted", "Ana"],
    [3, "disabled", "Ana"],
    [2, "changed", "Ana"],
    [1, "created", "Ana"],
  ]);
});

test("a version is brought back, even of a rule that was deleted", async () => {
  const { id } = await add("Refunds");
  await asAna((tx, who, now) =>
    updateRoutingRule(tx, id, { ...refunds, name: "Money back", stops: true }, who, now),
  );
  const [, first] = await listRuleVersions(desk.recado.db, { ruleId: id });
  await asAna((tx, who, now) => restoreRuleVersion(tx, first!.id, who, now));
  expect(inputOf(await getRoutingRule(desk.recado.db, id))).toEqual(refunds);
  await asAna((tx, who, now) => deleteRoutingRule(tx, id, who, now));
  const back = await asAna((tx, who, now) => restoreRuleVersion(tx, first!.id, who, now));
  expect([back.id, back.version, back.name]).toEqual([id, 5, "Refunds"]);
});

test("a version that names what is gone is not brought back half", async () => {
  const field = { key: "city", label: "City", type: "text" as const, position: 1, created_at: 0 };
  await desk.recado.write((tx) => tx.insertInto("contact_fields").values(field).execute());
  const condition = { field: "contact.city", test: "is", values: ["Recife"] } as const;
  const { id } = await asAna((tx, who, now) =>
    insertRoutingRule(
      tx,
      { ...refunds, condition: { ...condition, values: ["Recife"] } },
      who,
      now,
    ),
  );
  await asAna((tx, who, now) => updateRoutingRule(tx, id, refunds, who, now));
  await desk.recado.write((tx) => tx.deleteFrom("contact_fields").execute());
  const [, first] = await listRuleVersions(desk.recado.db, { ruleId: id });
  const restoring = asAna((tx, who, now) => restoreRuleVersion(tx, first!.id, who, now));
  await expect(restoring).rejects.toThrow('Contacts have no field "contact.city".');
  expect(inputOf(await getRoutingRule(desk.recado.db, id))).toEqual(refunds);
});

test("a rule moves one place, and stays where the list ends", async () => {
  const ids: number[] = [];
  for (const name of ["One", "Two", "Three"]) ids.push((await add(name)).id);
  const move = (id: number, direction: "up" | "down") =>
    asAna((tx, who, now) => moveRoutingRule(tx, id, direction, who, now));
  const names = async () => (await listRoutingRules(desk.recado.db)).map((rule) => rule.name);
  await move(ids[2]!, "up");
  expect(await names()).toEqual(["One", "Three", "Two"]);
  await move(ids[0]!, "up");
  expect(await names()).toEqual(["One", "Three", "Two"]);
});

test("a condition is no longer than a hundred thousand characters, however it is nested", async () => {
  const line = { field: "text", test: "contains", phrases: ["x".repeat(200)] } as const;
  const lines = Array.from({ length: 10 }, () => ({ ...line, phrases: [...line.phrases] }));
  const grouped = (groups: number): RoutingRuleInput => ({
    ...refunds,
    condition: { any: Array.from({ length: groups }, () => ({ all: lines })) },
  });
  const insert = (groups: number) =>
    asAna((tx, who, now) => insertRoutingRule(tx, grouped(groups), who, now));
  expect((await insert(30)).name).toBe("Refunds");
  await expect(insert(60)).rejects.toThrow("at most 100000 characters");
});

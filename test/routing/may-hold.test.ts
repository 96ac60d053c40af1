import { expect, test } from "bun:test";
import fc from "fast-check";
import { type Condition, evaluate, type Facts } from "../../src/routing/conditions.ts";
import { prospectOf } from "../../src/routing/may-hold.ts";

const leaf = fc.constantFrom<Condition>(
  { field: "priority", test: "is", values: ["high"] },
  { field: "category", test: "is-set" },
  { field: "vip", test: "yes" },
  { field: "tag", test: "is-not", values: ["late"] },
);
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("tree"), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("tree"), { maxLength: 3 }).map((any) => ({ any })),
    fc.array(tie("tree"), { maxLength: 3 }).map((none) => ({ none })),
  ),
}));
const facts = fc
  .record({ high: fc.boolean(), set: fc.boolean(), vip: fc.boolean(), late: fc.boolean() })
  .map(({ high, set, vip, late }): Facts => ({
    text: null,
    choices: {
      priority: [high ? "high" : "low"],
      ...(set ? { category: ["refunds"] } : {}),
      tag: late ? ["late"] : [],
    },
    numbers: {},
    flags: { vip },
    isOpen: () => false,
  }));

test("what is surely so, or surely not, is so when all is known", () => {
  const seen = { yes: 0, no: 0, maybe: 0 };
  const property = fc.property(tree, facts, (condition, all) => {
    const known: Facts = { ...all, choices: { ...all.choices, tag: undefined }, flags: {} };
    const prospect = prospectOf(condition, known, (field) => field !== "vip" && field !== "tag");
    seen[prospect] += 1;
    if (prospect !== "maybe") expect(evaluate(condition, all).holds).toBe(prospect === "yes");
    const sure = prospectOf(condition, all, () => true);
    expect(sure === "yes").toBe(evaluate(condition, all).holds);
  });
  fc.assert(property, { numRuns: 2_000 });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
});

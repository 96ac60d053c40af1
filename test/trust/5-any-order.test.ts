import { expect, test } from "bun:test";
import fc from "fast-check";
import { brokenCopy, countOf, patience, report } from "./battery.ts";
import { conversation, itemsOf, oneByOne, shuffled } from "./conversations.ts";
import { loadModules, seededImage, stateAfter } from "./memory-desk.ts";

/** Conversations delivered as they happened, and again in another order: the number compared, or the first difference. */
async function compareOrders(count: number, root?: string): Promise<{ compared: number; webhooks: number; difference: string | null }> {
  const image = await seededImage();
  const modules = await loadModules(root);
  let compared = 0;
  let webhooks = 0;
  const property = fc.asyncProperty(conversation, fc.nat(), async (events, seed) => {
    const items = itemsOf(events);
    const other = shuffled(items, seed);
    compared += 1;
    webhooks += items.length + other.length;
    expect(await stateAfter(image, other, modules)).toEqual(await stateAfter(image, oneByOne(items), modules));
  });
  const details = await fc.check(property, { numRuns: count, seed: 20260921, endOnFailure: false });
  const difference = details.failed
    ? `${JSON.stringify(details.counterexample)}\n${details.errorInstance instanceof Error ? details.errorInstance.message : ""}`
    : null;
  return { compared, webhooks, difference };
}

test(
  "duplicated, permuted, split and merged deliveries end in the same state",
  async () => {
    const { difference, ...figures } = await compareOrders(countOf(10_000, 300));
    report("5 any order", figures);
    expect(difference).toBeNull();
  },
  patience,
);

test(
  "a status handler that takes the last word instead of the highest is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/whatsapp/apply-status.ts",
      replace: /const isHigher = rank\[status\] > rank\[message\.status\];/,
      by: "const isHigher = true;",
    });
    try {
      const { difference, ...figures } = await compareOrders(200, broken.root);
      report("5 broken on purpose", figures);
      expect(difference).not.toBeNull();
    } finally {
      broken.remove();
    }
  },
  patience,
);

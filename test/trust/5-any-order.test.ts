import { expect, test } from "bun:test";
import fc from "fast-check";
import { brokenCopy, countOf, patience, report } from "./battery.ts";
import { conversation, type Event, itemsOf } from "./conversations.ts";
import { oneByOne, shuffled } from "./delivery-orders.ts";
import { loadModules, seededImage, stateAfter } from "./memory-desk.ts";

/** Conversations delivered as they happened, and again in another order: the number compared, or the first difference. */
async function compareOrders(count: number, root?: string) {
  const image = await seededImage();
  const modules = await loadModules(root);
  let compared = 0;
  let webhooks = 0;
  const bothStates = async (events: Event[], seed: number) => {
    const items = itemsOf(events);
    const other = shuffled(items, seed);
    compared += 1;
    webhooks += items.length + other.length;
    return [
      await stateAfter(image, oneByOne(items), modules),
      await stateAfter(image, other, modules),
    ] as const;
  };
  let crash: unknown;
  const property = fc.asyncProperty(conversation, fc.nat(), async (events, seed) => {
    const [asItHappened, otherwise] = await bothStates(events, seed).catch((error: unknown) => {
      crash = error;
      throw error;
    });
    return Bun.deepEquals(asItHappened, otherwise);
  });
  const details = await fc.check(property, { numRuns: count, seed: 20260921 });
  // A program that cannot run at all is no proof of anything.
  if (crash) throw crash;
  const found = details.counterexample;
  const difference = found ? { found, states: await bothStates(...found) } : null;
  return { compared, webhooks, difference };
}

test(
  "duplicated, permuted, split and merged deliveries end in the same state",
  async () => {
    const { difference, ...figures } = await compareOrders(countOf(10_000, 300));
    report("5 any order", figures);
    if (difference) process.stdout.write(`  ${JSON.stringify(difference.found)}\n`);
    expect(difference?.states[1]).toEqual(difference?.states[0]);
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
      expect(JSON.stringify(difference?.found)).toContain("status");
    } finally {
      broken.remove();
    }
  },
  patience,
);

test(
  "a desk that takes an old number back from a late message is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/contacts/identify-contact.ts",
      replace: /\(await findNewestIdentity\(tx, contact\.id, "phone"\)\) === phone/,
      by: "true",
    });
    try {
      const { difference, ...figures } = await compareOrders(400, broken.root);
      report("5 broken on purpose (identity)", figures);
      expect(difference).not.toBeNull();
      expect(JSON.stringify(difference?.found)).toContain("change");
    } finally {
      broken.remove();
    }
  },
  patience,
);

import { expect, test } from "bun:test";
import { brokenCopy, countOf, patience, report } from "./battery.ts";
import { acknowledgeBesideTransactions } from "./interleavings.ts";

test(
  "what is acknowledged while another transaction ends in any way is never lost",
  async () => {
    const figures = await acknowledgeBesideTransactions({ rounds: countOf(30, 1) });
    report("0 acknowledgement beside a rollback", { ...figures });
    expect(figures.acked).toBe(figures.interleavings * 2);
    expect(figures).toMatchObject({ lost: 0, halfDone: 0 });
  },
  patience,
);

test(
  "a raw insert beside the transaction on its connection is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/db/write-queue.ts",
      replace:
        /gathered\.push\(\{ item, resolve, reject \}\);\s+if \(gathered\.length === 1\) void storeGathered\(\);/,
      by: "store(this.tx, [item]).then(([result]) => resolve(result as Result), reject);",
    });
    try {
      const figures = await acknowledgeBesideTransactions({ rounds: 1, root: broken.root });
      report("0 broken on purpose", { ...figures });
      expect(figures.lost).toBeGreaterThan(0);
    } finally {
      broken.remove();
    }
  },
  patience,
);

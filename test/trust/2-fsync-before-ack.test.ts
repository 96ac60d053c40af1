import { expect, test } from "bun:test";
import { brokenCopy, canTrace, countOf, patience, report, strace } from "./battery.ts";
import { fsyncBeforeAck } from "./fsync-before-ack.ts";

const isSkipped = !canTrace && process.env.CI !== "true";
if (isSkipped)
  process.stdout.write("  trust 2 is skipped: strace is not installed or may not trace\n");

test.skipIf(isSkipped)(
  "every 200 to Meta leaves after an fsync, and a power cut then takes nothing acknowledged",
  async () => {
    const figures = await fsyncBeforeAck({
      webhooks: countOf(1000, 40),
      strace,
    });
    report("2 fsync before 200", { ...figures });
    expect(figures.acks).toBe(countOf(1000, 40));
    expect(figures.synced).toBe(figures.acks);
    expect(figures.lost).toBe(0);
  },
  patience,
);

for (const mode of ["OFF", "NORMAL"]) {
  test.skipIf(isSkipped)(
    `a program with synchronous=${mode} is caught`,
    async () => {
      const broken = brokenCopy({
        file: "src/db/open.ts",
        replace: /database\.run\("PRAGMA synchronous = FULL"\);/,
        by: `database.run("PRAGMA synchronous = ${mode}");`,
      });
      try {
        const figures = await fsyncBeforeAck({
          webhooks: 16,
          strace,
          root: broken.root,
        });
        report(`2 broken on purpose (${mode})`, { ...figures });
        expect(figures.acks).toBe(16);
        expect(figures.synced).toBeLessThan(figures.acks);
        expect(figures.lost).toBeGreaterThan(0);
      } finally {
        broken.remove();
      }
    },
    patience,
  );
}

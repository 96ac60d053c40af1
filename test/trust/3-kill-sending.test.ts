import { expect, test } from "bun:test";
import { brokenCopy, countOf, patience, report } from "./battery.ts";
import { killWhileSending } from "./kill-sending.ts";

test(
  "killed while it sends, it sends nothing twice, and what Meta delivered is shown so",
  async () => {
    const figures = await killWhileSending({ kills: countOf(1000, 12) });
    report("3 kill while sending", { ...figures });
    expect(figures).toMatchObject({ twice: 0, notReconciled: 0, lost: 0 });
    expect(figures.acceptedUnsettled).toBeGreaterThan(0);
    expect(figures.becameUnknown).toBe(figures.inFlight);
    expect(figures.leftUnknown).toBe(figures.inFlight - figures.acceptedUnsettled);
  },
  patience,
);

test(
  "a program that sends again what was on its way is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/whatsapp/outbox.ts",
      replace: /\.set\(\{\s*state: "unknown",[^}]*\}\)/,
      by: `.set({ state: "queued", next_attempt_at: now, updated_at: now })`,
    });
    try {
      const figures = await killWhileSending({ kills: 4, root: broken.root });
      report("3 broken on purpose", { ...figures });
      expect(figures.twice).toBeGreaterThan(0);
    } finally {
      broken.remove();
    }
  },
  patience,
);

import { expect, test } from "bun:test";
import { brokenCopy, countOf, patience, report } from "./battery.ts";
import { killWhileReceiving } from "./kill-receiving.ts";

test(
  "killed under mixed load, it loses nothing that it acknowledged and keeps nothing twice",
  async () => {
    const figures = await killWhileReceiving({ cycles: countOf(1000, 10) });
    report("1 kill while receiving", { ...figures });
    expect(figures).toMatchObject({ lost: 0, twice: 0, corrupt: 0 });
    expect(figures.acked).toBeGreaterThan(figures.cycles);
    expect(figures.slowestStart).toBeLessThanOrEqual(2000);
  },
  patience,
);

test(
  "a program that acknowledges before it stores is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/whatsapp/webhook.ts",
      replace: /await store\(\{[^}]*\}\);/,
      by: "void Bun.sleep(15).then(() => store({ body, source, receivedAt: recado.clock.now() })).then(onStored);",
    });
    try {
      const figures = await killWhileReceiving({ cycles: 3, root: broken.root });
      report("1 broken on purpose", { ...figures });
      expect(figures.lost).toBeGreaterThan(0);
    } finally {
      broken.remove();
    }
  },
  patience,
);

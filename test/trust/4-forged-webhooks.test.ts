import { expect, test } from "bun:test";
import { brokenCopy, countOf, patience, report } from "./battery.ts";
import { forgeWebhooks } from "./forged-webhooks.ts";

test(
  "no forged webhook gets in, and what Meta signed is kept byte for byte",
  async () => {
    const { kinds, ...figures } = await forgeWebhooks({ count: countOf(10_000, 1_500) });
    report("4 forged webhooks", { ...figures, kinds: kinds.size });
    expect(figures.forged).toBeGreaterThanOrEqual(countOf(10_000, 1_500));
    expect(figures).toMatchObject({ accepted: 0, refused: 0, changed: 0 });
  },
  patience,
);

test(
  "a program that parses and writes again before it verifies is caught",
  async () => {
    const broken = brokenCopy({
      file: "src/whatsapp/webhook.ts",
      replace: /signerOf\(\s*recado,\s*body,(?=\s*request)/,
      by: "signerOf(recado, new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(body)))),",
    });
    try {
      const { kinds, ...figures } = await forgeWebhooks({ count: 200, root: broken.root });
      report("4 broken on purpose", { ...figures, kinds: kinds.size });
      expect(figures.accepted).toBeGreaterThan(0);
      expect(figures.refused).toBeGreaterThan(0);
    } finally {
      broken.remove();
    }
  },
  patience,
);

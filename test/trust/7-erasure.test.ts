import { expect, test } from "bun:test";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { type Break, brokenCopy, countOf, patience, report, root } from "./battery.ts";
import { type ErasureFigures, runErasures } from "./erasure.ts";

test(
  "whoever is erased among many is in no byte of the data folder, and the log still verifies",
  async () => {
    const erased = countOf(100, 4);
    const figures = await runErasures({ people: countOf(400, 24), erased, seed: 20260921 });
    const { left, logFaults, ...counts } = figures;
    report("7 erasure", { ...counts, left: left.length, "log faults": logFaults.length });
    expect(left).toEqual([]);
    expect(logFaults).toEqual([]);
    expect(figures).toMatchObject({ erased, stays: 0, rewritten: 0 });
    expect(figures.foundBefore).toBeGreaterThan(erased * 6);
    expect(figures.webhooksMeanwhile).toBeGreaterThan(0);
  },
  patience,
);

/** Nothing looks at the bytes afterwards: only so it shows whether they are overwritten at once. */
const blind: Break = {
  file: "src/privacy/clean-bytes.ts",
  replace: /isLeft: found\.some\(.*\),/,
  by: "isLeft: false,",
};

const faults: Record<string, Break[]> = {
  "an erasure that leaves the journal as it is": [
    {
      file: "src/privacy/personal-tables.ts",
      replace: /webhook_events: \{ kind: "journal", otherwise: "cut" \}/,
      by: 'webhook_events: { kind: "journal", ...elsewhere }',
    },
    blind,
  ],
  "a data file that does not overwrite what is deleted": [
    {
      file: "src/db/open.ts",
      replace: /PRAGMA secure_delete = ON/,
      by: "PRAGMA secure_delete = OFF",
    },
    blind,
  ],
  "a search index that only notes what is deleted": [
    {
      file: "migrations/0006-consent.ts",
      replace: /INSERT INTO message_search\(message_search, rank\) VALUES \('secure-delete', 1\)/,
      by: "INSERT INTO message_search(message_search, rank) VALUES ('secure-delete', 0)",
    },
    blind,
  ],
  "a WAL that is not cut": [
    {
      file: "src/db/write-queue.ts",
      replace: /wal_checkpoint\(TRUNCATE\)/,
      by: "wal_checkpoint(PASSIVE)",
    },
    blind,
  ],
};

for (const [name, breaks] of Object.entries(faults))
  test(
    `${name} is caught`,
    async () => {
      const broken = brokenCopy(...breaks);
      try {
        for (const part of ["test/support", "test/trust", "test/payloads"])
          cpSync(join(root, part), join(broken.root, part), { recursive: true });
        const run = Bun.spawnSync([process.execPath, "test/trust/erasure-process.ts"], {
          cwd: broken.root,
          stderr: "pipe",
        });
        if (run.exitCode !== 0) throw new Error(run.stderr.toString());
        const { left } = JSON.parse(run.stdout.toString()) as ErasureFigures;
        report(`7 erasure, ${name}`, { left: left.length });
        expect(left.length).toBeGreaterThan(0);
      } finally {
        broken.remove();
      }
    },
    patience,
  );

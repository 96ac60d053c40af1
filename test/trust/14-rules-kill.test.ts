import { expect, test } from "bun:test";
import { type Break, brokenCopy, countOf, patience, report } from "./battery.ts";
import { killRules } from "./rules-kill.ts";

test(
  "killed again and again, rules react once to each change and once to each customer who waits",
  async () => {
    const figures = await killRules({ kills: countOf(600, 6) });
    report("14 kill rules", { ...figures });
    expect(figures).toMatchObject({ missing: 0, twice: 0, wrong: 0, lost: 0 });
    expect(figures.changes).toBeGreaterThan(50);
    expect(figures.fired).toBeGreaterThan(figures.changes);
  },
  patience,
);

const faults: Record<string, { fault: Break; shows: "missing" | "twice" }> = {
  "progress that is kept later than what was done": {
    fault: {
      file: "src/routing/process-ticket-events.ts",
      replace: /if \(last\) await saveProgress\(tx, \{ id: last\.id \}\);/,
      by: "if (last) void Bun.sleep(20).then(() => recado.write((later) => saveProgress(later, { id: last.id })));",
    },
    shows: "twice",
  },
  "a tick that looks back for a minute only": {
    fault: {
      file: "src/routing/process-ticket-events.ts",
      replace: /if \(!rule \|\| !ticket \|\|/,
      by: "if (timer.due_at < now - 60_000 || !rule || !ticket ||",
    },
    shows: "missing",
  },
};

for (const [name, { fault, shows }] of Object.entries(faults)) {
  test(
    `the harness notices ${name}`,
    async () => {
      const broken = brokenCopy(fault);
      try {
        const figures = await killRules({ kills: 3, root: broken.root });
        report("14 broken on purpose", { fault: name, ...figures });
        expect(figures[shows]).toBeGreaterThan(0);
      } finally {
        broken.remove();
      }
    },
    patience,
  );
}

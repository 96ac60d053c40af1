import { expect, test } from "bun:test";
import { type Break, brokenCopy, countOf, patience, report } from "./battery.ts";
import { killTimers } from "./sla-kill.ts";

test(
  "killed every second while its clock runs fast and jumps by days, it sets off each reminder, breach and escalation once",
  async () => {
    const figures = await killTimers({ kills: countOf(600, 24) });
    report("14 kill timers", { ...figures });
    expect(figures).toMatchObject({ missing: 0, lost: 0, twice: 0, early: 0 });
    expect(figures.fired).toBeGreaterThan(100);
    expect(figures.jumps).toBeGreaterThan(3);
  },
  patience,
);

const faults: Record<string, { fault: Break; shows: "missing" | "lost" }> = {
  "effects in a transaction of their own": {
    fault: {
      file: "src/sla/run-due-steps.ts",
      replace: /if \(isNew\) await fireStep\([^;]*\);/,
      by: `if (isNew) {
        const { write } = (globalThis as unknown as { recadoUnderTest: Recado }).recadoUnderTest;
        const effects = () => write((later) => fireStep(later, next.step, { clock: row, ticket, policy }, now));
        setTimeout(() => void effects(), 200);
      }`,
    },
    shows: "lost",
  },
  "a tick that looks back for a minute only": {
    fault: {
      file: "src/sla/run-due-steps.ts",
      replace: /const result = await savepoint\(tx, \(\) => fireClock/,
      by: `if ((clock.next_at ?? 0) < now - 60_000) continue;
        const result = await savepoint(tx, () => fireClock`,
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
        const figures = await killTimers({ kills: 8, root: broken.root });
        report("14 broken on purpose", { fault: name, ...figures });
        expect(figures[shows]).toBeGreaterThan(0);
      } finally {
        broken.remove();
      }
    },
    patience,
  );
}

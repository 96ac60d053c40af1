import { expect, test } from "bun:test";
import { type Break, brokenCopy, countOf, patience, report } from "./battery.ts";
import { type FlowFigures, killFlows } from "./flow-kill.ts";

test(
  "killed again and again, dialogues go on where they were: each says everything once, no request is blindly repeated",
  async () => {
    const figures = await killFlows({ kills: countOf(600, 6) });
    report("14 kill dialogues", { ...figures });
    expect(figures).toMatchObject({ twice: 0, missing: 0, posted: 0, lost: 0 });
    expect(figures.dialogues).toBeGreaterThan(10);
    expect(figures.done + figures.timedOut).toBe(figures.dialogues);
    expect(figures.orphans).toBeGreaterThan(0);
  },
  patience,
);

const faults: Record<string, { fault: Break; shows: keyof FlowFigures }> = {
  "a request that is not noted before it leaves": {
    fault: {
      file: "src/flows/ask-systems.ts",
      replace: /await saveCall\(tx, begun, now\);/,
      by: "",
    },
    shows: "posted",
  },
  "a request that is sent again after a crash": {
    fault: {
      file: "src/flows/ask-systems.ts",
      replace: /request\.method === "POST" \|\| call\.attempts >= MOST_ATTEMPTS/,
      by: "call.attempts > 9",
    },
    shows: "posted",
  },
  "a tick that looks back for a minute only": {
    fault: {
      file: "src/flows/run-due-flows.ts",
      replace: /return listDue\(db, \{ now, limit \}\);/,
      by: "return (await listDue(db, { now, limit })).filter((row) => (row.due_at ?? 0) > now - 60_000);",
    },
    shows: "missing",
  },
  "an answer that is kept without its dialogue": {
    fault: {
      file: "src/flows/answer-call.ts",
      replace: /if \(!isWanted\) return undefined;/,
      by: "return undefined;",
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
        const figures = await killFlows({ kills: 6, root: broken.root });
        report("14 broken on purpose", { fault: name, ...figures });
        expect(figures[shows]).toBeGreaterThan(0);
      } finally {
        broken.remove();
      }
    },
    patience,
  );
}

import { expect, test } from "bun:test";
import { packs } from "../../src/packs/packs.ts";
import { brokenCopy, countOf, patience, report } from "./battery.ts";
import { loadDialogueModules } from "./dialogue-desk.ts";
import { playDialogues } from "./dialogues.ts";

for (const pack of packs)
  test(
    `random dialogues of ${pack.key} never get stuck, and every message gets at most one answer`,
    async () => {
      const modules = await loadDialogueModules();
      const { figures, faults } = await playDialogues(modules, pack, countOf(10_000, 60), 20260921);
      const { ends, ...counts } = figures;
      report(`dialogues ${pack.key}`, { ...counts, ...ends, faults: faults.length });
      expect(faults).toEqual([]);
    },
    patience,
  );

/** What would break each promise, and the words by which the harness tells. */
const breaks = [
  {
    name: "a question without a time-out",
    tells: "stuck",
    file: "src/flows/turn.ts",
    replace: /run\.row\.due_at = moment\.now \+ run\.flow\.timeoutMinutes \* MINUTE;/,
    by: "run.row.due_at = null;",
  },
  {
    name: "a bot that goes on deciding after its answer",
    tells: "answers to",
    file: "src/bot/answer-with-bot.ts",
    replace: /if \(decision\) return decision;/,
    by: 'if (decision && decision.outcome !== "incident") return decision;',
  },
  {
    name: "a dialogue that says nothing to what does not fit",
    tells: "no word",
    file: "src/flows/take-answer.ts",
    replace: /if \(row\.tries <= most\) return pose\(turn, promptAgain\(turn, step, isNeeded\)\);/,
    by: "if (row.tries <= most) return;",
  },
  {
    name: "a bot that does not hear who asks for a person",
    tells: "asked for a person",
    file: "src/bot/answer-with-bot.ts",
    replace: /  decideByHandOverWords,\n  decideByFlow,/,
    by: "  decideByFlow,",
  },
];

for (const { name, tells, ...broken } of breaks)
  test(
    `${name} is caught`,
    async () => {
      const copy = brokenCopy(broken);
      try {
        const modules = await loadDialogueModules(copy.root);
        const pack = packs.find(({ key }) => key === "return")!;
        const { faults } = await playDialogues(modules, pack, 300, 20260921);
        report("dialogues", { broken: name, found: faults[0]?.slice(0, 120) });
        expect(faults.join("\n")).toContain(tells);
      } finally {
        copy.remove();
      }
    },
    patience,
  );

import { afterAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { DAY } from "../../src/clock.ts";
import type { runRetention } from "../../src/retention/run-retention.ts";
import { findLastRun } from "../../src/retention/runs.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { openDesk } from "../support/desk.ts";
import { type Break, brokenCopy, countOf, dice, patience, report, root } from "./battery.ts";
import { expected, linesOf, snapshot } from "./retention-oracle.ts";
import { addPeople, timesOf } from "./retention-world.ts";

setDefaultTimeout(patience);

/** Rounds on random desks; how many lines differ from what the oracle says, and how many were gone through. */
async function play(rounds: number, seed: number, folder = root) {
  const path = join(folder, "src/retention/run-retention.ts");
  const { runRetention: run } = (await import(path)) as { runRetention: typeof runRetention };
  const desk = await openDesk();
  const roll = dice(seed);
  const found = { lines: 0, gone: 0, differences: [] as string[] };
  for (let round = 0; round < rounds; round += 1) {
    await addPeople(desk, roll);
    desk.clock.advance((1 + roll(200)) * DAY);
    const now = desk.clock.now();
    const days = timesOf(roll);
    const setting = { isOn: true, days, changedAt: now };
    await desk.recado.write((tx) => saveSetting(tx, "retention", setting, now));
    const before = await snapshot(desk.recado.db);
    await run(desk.recado, { isDryRun: true });
    const rehearsed = linesOf(await snapshot(desk.recado.db));
    found.differences.push(...differ(linesOf(before), rehearsed));
    await run(desk.recado, { isDryRun: false });
    const after = linesOf(await snapshot(desk.recado.db));
    found.differences.push(...differ(linesOf(expected(before, days, now)), after));
    found.lines += linesOf(before).length;
    found.gone += linesOf(before).length - after.length;
    expect((await findLastRun(desk.recado.db, false))?.error).toBeNull();
  }
  await desk.close();
  return found;
}

/** Lines that only one of both has. */
function differ(one: string[], other: string[]): string[] {
  const [a, b] = [new Set(one), new Set(other)];
  return [
    ...one.filter((line) => !b.has(line)).map((line) => `- ${line}`),
    ...other.filter((line) => !a.has(line)).map((line) => `+ ${line}`),
  ];
}

describe("Retention", () => {
  test("deletes what the page says and nothing else, on desks made at random", async () => {
    const found = await play(countOf(300, 12), 7);
    report("retention", {
      rows: found.lines,
      gone: found.gone,
      differences: found.differences.length,
    });
    expect(found.differences).toEqual([]);
    expect(found.gone).toBeGreaterThan(50);
  });

  const broken: Record<string, Break> = {
    "who is restricted or has a request is not spared": {
      file: "src/retention/tickets.ts",
      replace: /\.where\(\(where\) => where\.not\(mustStay\(where, "tickets\.contact_id"\)\)\)/,
      by: "",
    },
    "the proof of a consent that holds is deleted": {
      file: "src/retention/halves.ts",
      replace: /state\("consent_states\.state", "=", "given"\),/,
      by: "",
    },
    "what was resolved the other day is archived": {
      file: "src/retention/tickets.ts",
      replace: /\.where\(\(where\) => where\(where\.fn\.coalesce\("resolved_at"[^\n]*\n/,
      by: "\n",
    },
    "a rehearsal is none": {
      file: "src/retention/run-retention.ts",
      replace: /if \(!isDryRun\) await remove/,
      by: "await remove",
    },
  };
  for (const [what, one] of Object.entries(broken))
    describe(`this harness notices when ${what}`, () => {
      const copy = brokenCopy(one);
      afterAll(() => copy.remove());
      test("within a few rounds", async () => {
        const { differences } = await play(6, 7, copy.root);
        expect(differences.length).toBeGreaterThan(0);
      });
    });
});

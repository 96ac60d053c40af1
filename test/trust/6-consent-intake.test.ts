import { expect, test } from "bun:test";
import { type Break, brokenCopy, countOf, patience, report } from "./battery.ts";
import { raceIntake } from "./consent-intake.ts";

test(
  "no list and no form makes anybody agree who has said STOP, nor without their own message",
  async () => {
    const figures = await raceIntake(countOf(10_000, 240));
    report("6 consent taken in", { ...figures });
    expect(figures).toMatchObject({
      overWithdrawal: 0,
      twice: 0,
      unconfirmed: 0,
      stillGiven: 0,
      troubles: 0,
    });
    // Nobody is first every time: else there was no race.
    expect(figures.imported).toBeGreaterThan(figures.people / 4);
    expect(figures.imported).toBeLessThan(figures.people);
    expect(figures.stopped).toBeGreaterThan(figures.people / 5);
    expect(figures.confirmed).toBeGreaterThan(figures.people / 10);
  },
  patience,
);

const faults: Record<string, { broken: Break; shows: "overWithdrawal" | "unconfirmed" }> = {
  "a list that does not ask whether somebody has said STOP": {
    broken: {
      file: "src/consent-imports/judge-consent.ts",
      replace: /if \(state\?\.state === "withdrawn"\) return/,
      by: 'if (state?.state === "never") return',
    },
    shows: "overWithdrawal",
  },
  "a confirmation that no form knows of": {
    broken: {
      file: "src/consent-forms/submissions.ts",
      replace: /\.where\("code_hash", "=", p\.codeHash\)/,
      by: '.where("code_hash", "!=", p.codeHash)',
    },
    shows: "unconfirmed",
  },
};

for (const [fault, { broken, shows }] of Object.entries(faults))
  test(
    `${fault} is caught`,
    async () => {
      const copy = brokenCopy(broken);
      try {
        const figures = await raceIntake(240, copy.root);
        report(`6 broken on purpose (${fault})`, { ...figures });
        expect(figures[shows]).toBeGreaterThan(0);
      } finally {
        copy.remove();
      }
    },
    patience,
  );

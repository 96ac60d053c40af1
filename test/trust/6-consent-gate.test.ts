import { expect, test } from "bun:test";
import { type Break, brokenCopy, countOf, patience, report } from "./battery.ts";
import { raceConsent } from "./consent-races.ts";

test(
  "nothing that needs consent begins to be sent after a STOP was committed",
  async () => {
    const figures = await raceConsent(countOf(10_000, 120));
    report("6 consent gate", { ...figures });
    expect(figures).toMatchObject({ afterStop: 0, troubles: 0 });
    // Races that nobody loses are none.
    expect(figures.started).toBeGreaterThan(figures.races / 2);
    expect(figures.heldBack).toBeGreaterThan(figures.races / 20);
    expect(figures.notedRefusals).toBeGreaterThanOrEqual(figures.refused);
  },
  patience,
);

const notAskedAtStart: Break = {
  file: "src/consent/start-sending.ts",
  replace: /if \(purpose === "service"\) return/,
  by: "if (purpose !== undefined) return",
};
const notAskedAtClaim: Break = {
  file: "src/whatsapp/claim-outbox.ts",
  replace: /const reason = await gateReasonOf\(tx, row, now\);/,
  by: "const reason = null as Awaited<ReturnType<typeof gateReasonOf>>;",
};
const leftInTheQueue: Break = {
  file: "src/consent/withdraw.ts",
  replace: /if \(ended\.length > 0\)/,
  by: "if (ended.length < 0)",
};
const faults: Record<string, Break[]> = {
  "a sender that does not ask as the request begins": [notAskedAtStart],
  "a queue that keeps what a STOP ended, and never asks again": [
    notAskedAtStart,
    notAskedAtClaim,
    leftInTheQueue,
  ],
};

for (const [fault, breaks] of Object.entries(faults))
  test(
    `${fault} is caught`,
    async () => {
      const broken = brokenCopy(...breaks);
      try {
        const figures = await raceConsent(120, broken.root);
        report(`6 broken on purpose (${fault})`, { ...figures });
        expect(figures.afterStop).toBeGreaterThan(0);
      } finally {
        broken.remove();
      }
    },
    patience,
  );

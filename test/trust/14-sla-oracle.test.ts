import { expect, test } from "bun:test";
import { type Break, brokenCopy, countOf, patience, report } from "./battery.ts";
import { compareCases } from "./sla-battery.ts";

test(
  "clocks say what an oracle says that goes minute by minute, over changes of clocks, holidays, pauses, reopenings and changed policies",
  async () => {
    const { seen, ...figures } = await compareCases(countOf(100_000, 10_000));
    report("14 SLA oracle", { ...figures });
    expect(seen).toEqual([]);
    expect(figures.differences).toBe(0);
    expect(figures.fired).toBeGreaterThan(figures.cases / 2);
  },
  patience,
);

const faults: Record<string, Break> = {
  "hours that are counted from midnight instead of read off the wall": {
    file: "src/bot/opening-hours.ts",
    replace: /date\.toZonedDateTime\(\{ timeZone: zone, plainTime \}\)\.epochMilliseconds;/,
    by: "date.toZonedDateTime({ timeZone: zone }).epochMilliseconds + (plainTime.hour * 60 + plainTime.minute) * 60_000;",
  },
  "a clock that begins anew after a pause": {
    file: "src/sla/reckon-clock.ts",
    replace: /if \(to !== null\) ranMs \+= length;/,
    by: "if (to === null) ranMs += length;",
  },
  "a deadline at closing time that waits for the next opening": {
    file: "src/sla/work-time.ts",
    replace: /if \(left <= closesAt - start\) return start \+ left;/,
    by: "if (left < closesAt - start) return start + left;",
  },
  "work on holidays": {
    file: "src/routing/calendar.ts",
    replace: /if \(country && isHoliday\(country, text\)\) return \[\];/,
    by: "",
  },
};

for (const [name, fault] of Object.entries(faults)) {
  test(
    `the oracle notices ${name}`,
    async () => {
      const broken = brokenCopy(fault);
      try {
        const { differences, cases } = await compareCases(2_000, { root: broken.root, seed: 2 });
        report("14 broken on purpose", { fault: name, cases, differences });
        expect(differences).toBeGreaterThan(0);
      } finally {
        broken.remove();
      }
    },
    patience,
  );
}

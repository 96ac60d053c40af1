import { expect, test } from "bun:test";
import type { TicketStatus } from "../../src/db/schema.ts";
import { joinHistories } from "../../src/merging/join-histories.ts";

/** "0 new 5 open 9 resolved": opened at 0 as new, and so on. */
function life(text: string) {
  const words = text.split(" ");
  const steps = Array.from({ length: words.length / 2 }, (_, index) => ({
    at: Number(words[2 * index]),
    to: words[2 * index + 1] as TicketStatus,
  }));
  const [first, ...rest] = steps;
  const changes = rest.map(({ at, to }, index) => ({
    id: index + 1,
    at,
    from: steps[index]?.to as TicketStatus,
    to,
  }));
  return {
    openedAt: first?.at ?? 0,
    changes,
    status: steps.at(-1)?.to as TicketStatus,
  };
}

const joined = (kept: string, merged: string) =>
  joinHistories(life(kept), life(merged))
    .map(({ at, to }) => `${at} ${to}`)
    .join(" ");

test("a ticket that was resolved is at work since the other was opened, but for its pauses", () => {
  expect(joined("0 new 2 open 5 resolved", "8 new 9 open 12 pending 15 open")).toBe(
    "0 new 2 open 5 resolved 8 new 9 open 12 pending 15 open",
  );
});

test("two at once are at work while either is, and put off only while neither is", () => {
  expect(joined("0 open 4 pending 10 open", "2 new 6 snoozed 8 open")).toBe(
    "0 open 4 new 6 pending 8 open",
  );
});

test("an older one lends its time to the newer", () => {
  expect(joined("10 new", "0 new 3 pending 7 open")).toBe("0 new 3 pending 7 open 10 new");
});

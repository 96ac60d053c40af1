import { afterEach, beforeEach, expect, test } from "bun:test";
import { HOUR, MINUTE } from "../../src/clock.ts";
import { changePriority } from "../../src/inbox/change-ticket.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { previewPolicy } from "../../src/sla/preview-policy.ts";
import { openSlaDesk, termsOf } from "./support.ts";

const clara = "5511970000001";
const diego = "5511970000002";
let desk: Awaited<ReturnType<typeof openSlaDesk>>;

beforeEach(async () => {
  desk = await openSlaDesk();
});
afterEach(() => desk.close());

/** Clara has an answer after 10 minutes and one after 40, Diego never; Clara's is resolved and reopened. */
async function playAfternoon() {
  const from = desk.clock.now();
  const first = await desk.write(clara, "Where is my order?");
  await desk.write(diego, "Hello");
  desk.clock.advance(10 * MINUTE);
  await desk.answer(first);
  desk.clock.advance(10 * MINUTE);
  await desk.write(clara, "And the other one?");
  desk.clock.advance(10 * MINUTE);
  await desk.recado.write(async (tx) =>
    changePriority(tx, await getTicket(tx, first), "urgent", desk.bruno, desk.clock.now()),
  );
  desk.clock.advance(30 * MINUTE);
  await desk.answer(first);
  await desk.setStatus(first, "pending");
  desk.clock.advance(5 * HOUR);
  await desk.write(clara, "Here it is");
  desk.clock.advance(MINUTE);
  await desk.setStatus(first, "resolved");
  return { from, to: desk.clock.now() + 1, now: desk.clock.now(), first };
}

const terms = termsOf({
  "first-response": 15,
  "next-response": { normal: 60, urgent: 30 },
  resolution: 120,
});

test("a policy is tried on what happened before there was one", async () => {
  const range = await playAfternoon();
  const preview = await previewPolicy(desk.recado.db, { condition: { all: [] }, terms }, range);
  expect(preview).toMatchObject({ tickets: 2, matched: 2, isCut: false });
  const own = preview.promises.filter(({ ticketId }) => ticketId === range.first);
  expect(own.map(({ metric, outcome, tookMs }) => [metric, outcome, tookMs / MINUTE])).toEqual([
    ["first-response", "met", 10],
    ["next-response", "breached", 40],
    ["next-response", "void", 1],
    ["resolution", "met", 61],
  ]);
  expect(preview.under["first-response"]).toEqual({
    clocks: 2,
    met: 1,
    breached: 1,
    medianMs: 10 * MINUTE,
  });
  expect(preview.actual["first-response"].clocks).toBe(0);
});

test("under the same policy the preview says what the clocks said", async () => {
  const policy = await desk.addPolicy({ terms });
  const range = await playAfternoon();
  await desk.tick();
  const preview = await previewPolicy(desk.recado.db, policy, range);
  expect(preview.actual).toEqual(preview.under);
  const clocks = await desk.clocksOf(range.first);
  const said: unknown[][] = preview.promises
    .filter(({ ticketId }) => ticketId === range.first)
    .map(({ metric, startedAt, endedAt, outcome }) => [metric, startedAt, endedAt, outcome]);
  expect(said.toSorted()).toEqual(
    clocks.map((row) => [row.metric, row.started_at, row.ended_at, row.state]).toSorted(),
  );
});

test("a preview writes nothing, and asks the condition", async () => {
  const range = await playAfternoon();
  const before = desk.recado.db.selectFrom("ticket_events").selectAll();
  const events = await before.execute();
  const urgent = { field: "priority" as const, test: "is" as const, values: ["urgent"] };
  const preview = await previewPolicy(desk.recado.db, { condition: urgent, terms }, range);
  expect(preview).toMatchObject({ tickets: 2, matched: 1 });
  expect(await before.execute()).toEqual(events);
  expect(await desk.recado.db.selectFrom("sla_clocks").selectAll().execute()).toEqual([]);
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { sql } from "kysely";
import { HOUR, MINUTE } from "../../src/clock.ts";
import { saveRule } from "./support-rules.ts";
import {
  assignTicket,
  changeBot,
  changeEscalation,
  changePriority,
  changeSpam,
  changeTags,
} from "../../src/inbox/change-ticket.ts";
import { botActor, getTicket } from "../../src/inbox/tickets.ts";
import { choosePolicy } from "../../src/sla/choose-policy.ts";
import { deletePolicy, switchPolicy, updatePolicy } from "../../src/sla/policies.ts";
import { openSlaDesk, termsOf } from "./support.ts";

const clara = "5511970000001";
let desk: Awaited<ReturnType<typeof openSlaDesk>>;

beforeEach(async () => {
  desk = await openSlaDesk();
});
afterEach(() => desk.close());

const ticketOf = (id: number) => getTicket(desk.recado.db, id);

test("without a policy a customer's waiting is known all the same, and ends with a person's answer", async () => {
  const since = desk.clock.now();
  const id = await desk.write(clara, "Where is my order?");
  expect((await ticketOf(id)).waiting_since).toBe(since);
  desk.clock.advance(5 * MINUTE);
  await desk.write(clara, "Hello?");
  expect((await ticketOf(id)).waiting_since).toBe(since);
  await desk.answer(id);
  expect((await ticketOf(id)).waiting_since).toBeNull();
  expect(await desk.clocksOf(id)).toEqual([]);
});

test("the first answer is promised from the first message, and kept by an answer in time", async () => {
  await desk.addPolicy({ terms: termsOf({ "first-response": 15, "next-response": 30 }) });
  const since = desk.clock.now();
  const id = await desk.write(clara, "Where is my order?");
  expect(await desk.clocksOf(id)).toMatchObject([
    { metric: "first-response", state: "running", started_at: since, due_at: since + 15 * MINUTE },
  ]);
  expect((await ticketOf(id)).sla_due_at).toBe(since + 15 * MINUTE);
  desk.clock.advance(10 * MINUTE);
  await desk.answer(id);
  expect(await desk.clocksOf(id)).toMatchObject([
    { state: "met", ended_at: since + 10 * MINUTE, next_at: null },
  ]);
  expect((await ticketOf(id)).sla_due_at).toBeNull();
  desk.clock.advance(MINUTE);
  await desk.write(clara, "And the other one?");
  desk.clock.advance(MINUTE);
  await desk.write(clara, "The blue one");
  expect((await desk.clocksOf(id)).slice(1)).toMatchObject([
    {
      metric: "next-response",
      state: "running",
      started_at: since + 11 * MINUTE,
      due_at: since + 41 * MINUTE,
    },
  ]);
});

test("a reminder, the breach and each step of the ladder come once, late ones in their order", async () => {
  await desk.addPolicy({
    terms: termsOf(
      { "first-response": 20 },
      {
        reminders: [{ minutesBefore: 5 }, { share: 0.5 }],
        escalation: [
          { afterMinutes: 120, actions: [{ do: "add-tags", tags: ["late"] }] },
          { afterMinutes: 30, actions: [{ do: "raise" }] },
        ],
      },
    ),
  });
  const id = await desk.write(clara, "Where is my order?");
  await desk.tick();
  expect(await desk.stepsOf(id)).toEqual([]);
  desk.clock.advance(10 * MINUTE);
  await desk.tick();
  await desk.tick();
  expect(await desk.stepsOf(id)).toEqual(["first-response reminder:0.5"]);
  desk.clock.advance(3 * HOUR);
  await desk.tick();
  await desk.tick();
  expect(await desk.stepsOf(id)).toEqual([
    "first-response reminder:0.5",
    "first-response reminder:-5",
    "first-response breach",
    "first-response escalation:30",
    "first-response escalation:120",
  ]);
  expect((await ticketOf(id)).priority).toBe("high");
  const notices = await desk.recado.db.selectFrom("notifications").select("kind").execute();
  expect(notices.filter(({ kind }) => kind === "sla-breach")).toHaveLength(2); // Ana and Bruno
});

test("a step that was due before the answer came still comes with the next tick", async () => {
  await desk.addPolicy({
    terms: termsOf({ "first-response": 20 }, { reminders: [{ share: 0.5 }] }),
  });
  const id = await desk.write(clara, "Where is my order?");
  desk.clock.advance(25 * MINUTE);
  await desk.answer(id);
  desk.clock.advance(HOUR);
  await desk.tick();
  expect(await desk.stepsOf(id)).toEqual(["first-response reminder:0.5", "first-response breach"]);
  expect(await desk.clocksOf(id)).toMatchObject([{ state: "breached", next_at: null }]);
});

test("waiting for the customer stops the time; what was left is left afterwards", async () => {
  await desk.addPolicy({ terms: termsOf({ resolution: 60 }) });
  const since = desk.clock.now();
  const id = await desk.write(clara, "It is broken");
  desk.clock.advance(20 * MINUTE);
  await desk.setStatus(id, "pending");
  expect(await desk.clocksOf(id)).toMatchObject([
    { state: "paused", due_at: null, remaining_ms: 40 * MINUTE, next_at: null },
  ]);
  expect((await ticketOf(id)).sla_due_at).toBeNull();
  desk.clock.advance(5 * HOUR);
  await desk.write(clara, "Here is the photo");
  expect(await desk.clocksOf(id)).toMatchObject([
    { state: "running", due_at: since + 6 * HOUR, remaining_ms: null },
  ]);
});

test("resolved ends the resolution; reopened, the same clock goes on with the rest", async () => {
  await desk.addPolicy({ terms: termsOf({ "first-response": 600, resolution: 60 }) });
  const since = desk.clock.now();
  const id = await desk.write(clara, "It is broken");
  desk.clock.advance(50 * MINUTE);
  await desk.setStatus(id, "resolved");
  expect(await desk.clocksOf(id)).toMatchObject([
    { metric: "first-response", state: "void" },
    { metric: "resolution", state: "met", ended_at: since + 50 * MINUTE },
  ]);
  desk.clock.advance(2 * HOUR);
  expect(await desk.write(clara, "Still broken")).toBe(id);
  const [, resolution, again] = await desk.clocksOf(id);
  expect(resolution).toMatchObject({ state: "running", ended_at: null, due_at: since + 3 * HOUR });
  expect(again).toMatchObject({ metric: "first-response", started_at: desk.clock.now() });
});

test("whoever undoes a resolution finds the customer waiting since the same moment", async () => {
  await desk.addPolicy({ terms: termsOf({ "first-response": 30 }) });
  const since = desk.clock.now();
  const id = await desk.write(clara, "It is broken");
  desk.clock.advance(10 * MINUTE);
  await desk.setStatus(id, "resolved");
  desk.clock.advance(MINUTE);
  await desk.setStatus(id, "open");
  expect((await ticketOf(id)).waiting_since).toBe(since);
  expect(await desk.clocksOf(id)).toMatchObject([
    { state: "running", started_at: since, due_at: since + 31 * MINUTE },
  ]);
});

test("a higher priority is reckoned from the start, and what has fired does not fire again", async () => {
  await desk.addPolicy({
    terms: termsOf({ "first-response": { normal: 60, urgent: 10, low: 600 } }),
  });
  const since = desk.clock.now();
  const id = await desk.write(clara, "It is broken");
  const change = (priority: "urgent" | "low" | "normal") =>
    desk.recado.write(async (tx) =>
      changePriority(tx, await getTicket(tx, id), priority, desk.bruno, desk.clock.now()),
    );
  desk.clock.advance(20 * MINUTE);
  await change("urgent");
  expect(await desk.clocksOf(id)).toMatchObject([{ due_at: since + 10 * MINUTE }]);
  await desk.tick();
  await change("low");
  expect(await desk.clocksOf(id)).toMatchObject([
    { due_at: since + 600 * MINUTE, breached_at: null },
  ]);
  desk.clock.advance(12 * HOUR);
  await desk.tick();
  expect(await desk.stepsOf(id)).toEqual(["first-response breach"]);
  expect(await desk.clocksOf(id)).toMatchObject([{ breached_at: since + 600 * MINUTE }]);
});

test("the bot's hand-over is a promise until a person takes the ticket or answers", async () => {
  await desk.addPolicy({ terms: termsOf({ "hand-over": 30 }) });
  const handOver = async (waId: string) => {
    const id = await desk.write(waId, "I want a person");
    await desk.recado.write(async (tx) => {
      const silenced = await changeBot(
        tx,
        await getTicket(tx, id),
        "off",
        botActor,
        desk.clock.now(),
      );
      await changeEscalation(tx, silenced, true, botActor, desk.clock.now());
    });
    return id;
  };
  const taken = await handOver(clara);
  const answered = await handOver("5511970000002");
  expect(await desk.clocksOf(taken)).toMatchObject([{ metric: "hand-over", state: "running" }]);
  desk.clock.advance(10 * MINUTE);
  await desk.recado.write(async (tx) =>
    assignTicket(
      tx,
      await getTicket(tx, taken),
      desk.people.bruno,
      { type: "agent", id: desk.people.bruno },
      desk.clock.now(),
    ),
  );
  desk.clock.advance(30 * MINUTE);
  await desk.answer(answered);
  expect(await desk.clocksOf(taken)).toMatchObject([{ state: "met" }]);
  expect(await desk.clocksOf(answered)).toMatchObject([{ state: "breached" }]);
});

test("the bot's answer counts where the policy says so, and not elsewhere", async () => {
  await saveRule(desk.recado, "hours", "We open at nine.");
  await desk.addPolicy({
    terms: termsOf({ "first-response": 15 }, { countsBot: true }),
    condition: { field: "tag", test: "is", values: ["x"] },
  });
  const people = await desk.addPolicy({ terms: termsOf({ "first-response": 15 }) });
  const strict = await desk.write(clara, "hours");
  expect(await desk.clocksOf(strict)).toMatchObject([{ state: "running" }]);
  await desk.recado.write((tx) => switchPolicy(tx, people.id, false, desk.clock.now()));
  await desk.addPolicy({ terms: termsOf({ "first-response": 15 }, { countsBot: true }) });
  const lenient = await desk.write("5511970000003", "hours");
  expect(await desk.clocksOf(lenient)).toMatchObject([{ state: "met" }]);
  expect((await ticketOf(lenient)).waiting_since).toBeNull();
});

test("policies are asked in their order, again with every change, unless one was chosen", async () => {
  const vip = await desk.addPolicy({
    name: "Gold",
    condition: { field: "tag", test: "is", values: ["gold"] },
    terms: termsOf({ "first-response": 5 }),
  });
  const other = await desk.addPolicy({ terms: termsOf({ "first-response": 60 }) });
  const id = await desk.write(clara, "It is broken");
  expect((await ticketOf(id)).sla_policy_id).toBe(other.id);
  const tag = (tags: string[]) =>
    desk.recado.write(async (tx) =>
      changeTags(tx, await getTicket(tx, id), tags, desk.bruno, desk.clock.now()),
    );
  await tag(["gold"]);
  expect(await desk.clocksOf(id)).toMatchObject([{ policy_id: vip.id, target_ms: 5 * MINUTE }]);
  await desk.recado.write(async (tx) =>
    choosePolicy(tx, await getTicket(tx, id), other.id, desk.bruno, desk.clock.now()),
  );
  expect(await desk.clocksOf(id)).toMatchObject([{ policy_id: other.id, target_ms: HOUR }]);
  await tag(["gold", "blue"]);
  expect((await ticketOf(id)).sla_policy_id).toBe(other.id);
});

test("changed terms reach open clocks with the next tick; a policy that is gone asks nothing more", async () => {
  const policy = await desk.addPolicy({ terms: termsOf({ "first-response": 60 }) });
  const since = desk.clock.now();
  const id = await desk.write(clara, "It is broken");
  const terms = termsOf({ "first-response": 90 });
  desk.clock.advance(70 * MINUTE);
  await desk.recado.write((tx) =>
    updatePolicy(tx, policy.id, { ...policy, terms }, desk.clock.now()),
  );
  await desk.tick();
  expect(await desk.stepsOf(id)).toEqual([]);
  expect(await desk.clocksOf(id)).toMatchObject([{ due_at: since + 90 * MINUTE }]);
  await desk.recado.write((tx) => deletePolicy(tx, policy.id, desk.clock.now()));
  await desk.tick();
  expect(await desk.clocksOf(id)).toMatchObject([{ state: "void", next_at: null }]);
  expect((await ticketOf(id)).sla_due_at).toBeNull();
});

test("a policy that is switched on promises nothing about the time before", async () => {
  const id = await desk.write(clara, "It is broken");
  desk.clock.advance(5 * HOUR);
  await desk.addPolicy({ terms: termsOf({ "first-response": 15, resolution: 60 }) });
  await desk.tick();
  expect(await desk.clocksOf(id)).toMatchObject([
    { metric: "first-response", started_at: desk.clock.now() },
    { metric: "resolution", started_at: desk.clock.now() },
  ]);
  expect(await desk.stepsOf(id)).toEqual([]);
});

test("spam asks for nothing, a thank-you for no answer", async () => {
  await desk.addPolicy({
    terms: termsOf({ "first-response": 15, "next-response": 15, resolution: 60 }),
  });
  const id = await desk.write(clara, "It is broken");
  await desk.answer(id);
  await desk.write(clara, "Thank you!");
  expect((await ticketOf(id)).waiting_since).toBeNull();
  desk.clock.advance(2 * HOUR);
  await desk.recado.write(async (tx) =>
    changeSpam(tx, await getTicket(tx, id), true, desk.bruno, desk.clock.now()),
  );
  await desk.tick();
  expect((await desk.clocksOf(id)).map(({ state }) => state)).toEqual(["met", "void"]);
  expect(await desk.stepsOf(id)).toEqual([]);
});

test("a day forward sets off what was missed, a day back nothing again", async () => {
  await desk.addPolicy({
    terms: termsOf({ "first-response": 60 }, { reminders: [{ share: 0.5 }] }),
  });
  const id = await desk.write(clara, "It is broken");
  const start = desk.clock.now();
  desk.clock.set(start + 24 * HOUR);
  await desk.tick();
  const both = ["first-response reminder:0.5", "first-response breach"];
  expect(await desk.stepsOf(id)).toEqual(both);
  desk.clock.set(start);
  await desk.tick();
  const later = await desk.write("5511970000004", "Me too");
  desk.clock.set(start + 2 * HOUR);
  await desk.tick();
  expect(await desk.stepsOf(id)).toEqual(both);
  expect(await desk.stepsOf(later)).toEqual(both);
});

test("the tick looks along the index of what comes next", async () => {
  const plan = await sql<{
    detail: string;
  }>`EXPLAIN QUERY PLAN SELECT * FROM sla_clocks WHERE next_at IS NOT NULL AND next_at <= ${1}
    ORDER BY next_at LIMIT 50`.execute(desk.recado.db);
  const [step, ...more] = plan.rows.map((row) => row.detail);
  expect(step).toStartWith("SEARCH sla_clocks USING INDEX sla_clocks_due");
  expect(more).toEqual([]);
});

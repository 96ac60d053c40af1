import { afterEach, beforeEach, expect, test } from "bun:test";
import { DAY, HOUR, MINUTE } from "../../src/clock.ts";
import { changePriority, changeStatus } from "../../src/inbox/change-ticket.ts";
import { queueReply, textReply } from "../../src/inbox/queue-reply.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { type Candidate, dryRun } from "../../src/routing/dry-run.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textFrom } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const candidate = (name: string, more: Partial<Candidate>): Candidate => ({
  name,
  events: ["ticket"],
  condition: { all: [] },
  actions: [{ do: "escalate" }],
  unansweredMinutes: null,
  stops: false,
  isEnabled: true,
  ...more,
});

const write = (waId: string, name: string, text: string) =>
  desk.deliver(textFrom(desk, waId, name, text));
const clara = (text: string) => write("5511988884321", "Clara", text);
const bruno = () => ({ type: "agent" as const, id: desk.people.bruno });

const answer = (text: string) =>
  desk.recado.write(async (tx) =>
    queueReply(tx, await getTicket(tx, 1), textReply(bruno(), text), desk.clock.now()),
  );
const tryRules = (...rules: Candidate[]) =>
  dryRun(desk.recado.db, { days: 30, rules }, desk.clock.now());

test("it counts how often each rule would have acted, and on which tickets", async () => {
  await clara("quero reembolso");
  await write("5511977770000", "Davi", "bom dia");
  await clara("e o reembolso?");
  const result = await tryRules(
    candidate("Refunds", {
      events: ["message"],
      condition: { field: "text", test: "contains", phrases: ["reembolso"] },
    }),
    candidate("New", {}),
    candidate("Never", { condition: { field: "vip", test: "yes" } }),
    candidate("Switched off", { isEnabled: false }),
  );
  expect(result).toMatchObject({ mode: "first", tickets: 2, events: 3 });
  expect(result.rules).toEqual([
    { id: -1, name: "Refunds", fired: 2, matched: 2, tickets: [1] },
    { id: -2, name: "New", fired: 1, matched: 2, tickets: [2] },
    { id: -3, name: "Never", fired: 0, matched: 0, tickets: [] },
  ]);
  expect(result.neverFired).toEqual([{ id: -3, name: "Never" }]);
});

test("nothing is done, and nothing counted", async () => {
  await clara("oi");
  const before = await getTicket(desk.recado.db, 1);
  await tryRules(candidate("Resolve", { actions: [{ do: "resolve" }] }));
  expect(await getTicket(desk.recado.db, 1)).toEqual(before);
  expect(await desk.recado.db.selectFrom("rule_firings").selectAll().execute()).toEqual([]);
});

test("a ticket is seen as it was then, not as it is now", async () => {
  await clara("oi");
  desk.clock.advance(HOUR);
  await desk.recado.write(async (tx) =>
    changePriority(tx, await getTicket(tx, 1), "urgent", bruno(), desk.clock.now()),
  );
  desk.clock.advance(HOUR);
  await clara("alguém?");
  const isUrgent: Candidate["condition"] = { field: "priority", test: "is", values: ["urgent"] };
  const result = await tryRules(
    candidate("Urgent", { events: ["message"], condition: isUrgent }),
    candidate("Not yet", { events: ["ticket"], condition: { none: [isUrgent] } }),
  );
  expect(result.rules.map((rule) => rule.fired)).toEqual([1, 1]);
});

test("a change of status is an occasion, unless a rule did it", async () => {
  await clara("oi");
  const close = (rule?: string) =>
    desk.recado.write(async (tx) => {
      desk.clock.advance(MINUTE);
      const actor = { ...bruno(), ...(rule ? { rule } : {}) };
      return changeStatus(tx, await getTicket(tx, 1), "pending", actor, desk.clock.now());
    });
  const pending = candidate("Pending", {
    events: ["status"],
    condition: { field: "status", test: "is", values: ["pending"] },
  });
  await close("Some rule");
  desk.clock.advance(1);
  expect((await tryRules(pending)).rules[0]?.fired).toBe(0);
  await clara("ainda aqui");
  await close();
  desk.clock.advance(1);
  expect((await tryRules(pending)).rules[0]?.fired).toBe(1);
});

test("waiting is found again from the messages", async () => {
  await clara("oi");
  desk.clock.advance(20 * MINUTE);
  await answer("Olá, Clara");
  desk.clock.advance(MINUTE);
  await clara("obrigada");
  desk.clock.advance(HOUR);
  const wait = (minutes: number) =>
    candidate(`${minutes}`, { events: ["unanswered"], unansweredMinutes: minutes });
  const result = await tryRules(wait(15), wait(25));
  expect(result.rules.map((rule) => rule.fired)).toEqual([1, 0]);
});

test("rules that set the same thing differently on one event are in conflict", async () => {
  await clara("oi");
  const one = candidate("Low", { actions: [{ do: "priority", priority: "low" }] });
  const other = candidate("High", { actions: [{ do: "priority", priority: "high" }] });
  const third = candidate("High, too", { actions: [{ do: "priority", priority: "high" }] });
  const result = await tryRules(one, other, third);
  expect(
    result.conflicts.map(({ rules, what, count }) => [rules[0].name, rules[1].name, what, count]),
  ).toEqual([
    ["Low", "High", "priority", 1],
    ["Low", "High, too", "priority", 1],
  ]);
  expect(result.rules.map((rule) => rule.fired)).toEqual([1, 0, 0]);
  await desk.recado.write((tx) => saveSetting(tx, "routing", { mode: "all" }, 0));
  const all = await tryRules(one, { ...other, stops: true }, third);
  expect(all.rules.map((rule) => rule.fired)).toEqual([1, 1, 0]);
  expect(all.conflicts.map((conflict) => conflict.count)).toEqual([1]);
});

test("what lies before the days asked for does not count", async () => {
  await clara("oi");
  desk.clock.advance(31 * DAY);
  await write("5511977770000", "Davi", "bom dia");
  const result = await tryRules(candidate("New", {}));
  expect(result.rules[0]).toMatchObject({ fired: 1, tickets: [2] });
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { sql } from "kysely";
import { MINUTE } from "../../src/clock.ts";
import { assignTicket, changeStatus } from "../../src/inbox/change-ticket.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import type { Action } from "../../src/routing/actions.ts";
import { runRules } from "../../src/routing/process-ticket-events.ts";
import {
  deleteRoutingRule,
  insertRoutingRule,
  type RoutingRuleInput,
  switchRoutingRule,
} from "../../src/routing/rules.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textFrom } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi"));
  await run();
});
afterEach(() => desk.close());

const run = () => runRules(desk.recado, () => {});

function rule(name: string, actions: Action[], more: Partial<RoutingRuleInput> = {}) {
  const input: RoutingRuleInput = {
    name,
    events: ["status"],
    condition: { all: [] },
    actions,
    unansweredMinutes: null,
    stops: false,
    isEnabled: true,
    ...more,
  };
  return desk.recado.write((tx) => insertRoutingRule(tx, input, null, desk.clock.now()));
}

const setStatus = (status: "open" | "pending" | "resolved", type: "agent" | "api" = "agent") =>
  desk.recado.write(async (tx) =>
    changeStatus(
      tx,
      await getTicket(tx, 1),
      status,
      { type, id: desk.people.bruno },
      desk.clock.now(),
    ),
  );

const waits = (since: number | null) =>
  desk.recado.write((tx) => tx.updateTable("tickets").set({ waiting_since: since }).execute());

async function fired(): Promise<string[]> {
  const rows = await desk.recado.db
    .selectFrom("rule_firings")
    .select("rule_name")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.rule_name);
}

test("each change of status by people and programs is answered once", async () => {
  await rule("Waiting", [{ do: "add-tags", tags: ["waiting"] }], {
    condition: { field: "status", test: "is", values: ["pending"] },
  });
  await setStatus("pending");
  await run();
  await run();
  expect(await fired()).toEqual(["Waiting"]);
  await setStatus("open", "api");
  await run();
  await setStatus("pending", "api");
  await run();
  expect(await fired()).toEqual(["Waiting", "Waiting"]);
});

test("a change of owner wakes the rules on owners alone", async () => {
  await rule("Owner", [{ do: "bot", state: "off" }], { events: ["assignee"] });
  await rule("Status", [{ do: "escalate" }], {
    condition: { field: "status", test: "is", values: ["resolved"] },
  });
  await desk.recado.write(async (tx) =>
    assignTicket(
      tx,
      await getTicket(tx, 1),
      desk.people.bruno,
      { type: "agent", id: desk.people.ana },
      desk.clock.now(),
    ),
  );
  await run();
  expect(await fired()).toEqual(["Owner"]);
});

test("what rules do starts no rule, not even another one", async () => {
  await rule("Resolve", [{ do: "resolve" }], {
    condition: { field: "status", test: "is", values: ["pending"] },
  });
  await rule("Reopen", [{ do: "snooze", minutes: 5 }], {
    condition: { field: "status", test: "is", values: ["resolved"] },
  });
  await setStatus("pending");
  for (let turn = 0; turn < 5; turn++) await run();
  expect(await fired()).toEqual(["Resolve"]);
  expect((await getTicket(desk.recado.db, 1)).status).toBe("resolved");
});

test("a rule and a machine that undo each other end after twenty rounds", async () => {
  await rule("Back to pending", [{ do: "add-tags", tags: ["seen"] }]);
  for (let round = 0; round < 15; round++) {
    await setStatus("pending", "api");
    await setStatus("open", "api");
    await run();
  }
  expect(await fired()).toHaveLength(20);
  desk.clock.advance(11 * MINUTE);
  await setStatus("pending", "api");
  await run();
  expect(await fired()).toHaveLength(21);
});

test("a rule that is made later does not go back over the history", async () => {
  await setStatus("pending");
  await run();
  await rule("Any status", [{ do: "escalate" }]);
  await run();
  expect(await fired()).toEqual([]);
});

test("progress and effects stand or fall together", async () => {
  await rule("Any status", [{ do: "escalate" }]);
  await setStatus("pending");
  const { write } = desk.recado;
  const dying = { ...desk.recado, write: failing(write) };
  await expect(runRules(dying, () => {})).rejects.toThrow("killed before the commit");
  expect(await fired()).toEqual([]);
  await run();
  expect(await fired()).toEqual(["Any status"]);
});

/** Dies after the whole job was done, before its COMMIT. */
function failing(write: Desk["recado"]["write"]): Desk["recado"]["write"] {
  return (job, options) =>
    write(async (tx) => {
      await job(tx);
      throw new Error("killed before the commit");
    }, options);
}

const unanswered: Partial<RoutingRuleInput> = { events: ["unanswered"], unansweredMinutes: 10 };

test("who waits too long is answered once, at the minute", async () => {
  await waits(null);
  await rule("Late", [{ do: "raise" }], unanswered);
  await waits(desk.clock.now());
  desk.clock.advance(10 * MINUTE - 1);
  await run();
  expect(await fired()).toEqual([]);
  desk.clock.advance(1);
  await run();
  desk.clock.advance(60 * MINUTE);
  await run();
  expect(await fired()).toEqual(["Late"]);
  await waits(null);
  await waits(desk.clock.now());
  desk.clock.advance(10 * MINUTE);
  await run();
  expect(await fired()).toEqual(["Late", "Late"]);
});

test("an answer in time voids the timer", async () => {
  await waits(null);
  await rule("Late", [{ do: "raise" }], unanswered);
  await waits(desk.clock.now());
  desk.clock.advance(9 * MINUTE);
  await waits(null);
  desk.clock.advance(60 * MINUTE);
  await run();
  expect(await fired()).toEqual([]);
});

test("a new rule leaves those alone who have waited longer already", async () => {
  await waits(desk.clock.now() - 11 * MINUTE);
  await rule("Late", [{ do: "raise" }], unanswered);
  await run();
  expect(await fired()).toEqual([]);
  await waits(desk.clock.now() - 4 * MINUTE);
  desk.clock.advance(6 * MINUTE);
  await run();
  expect(await fired()).toEqual(["Late"]);
});

test("a rule that is switched off or gone has no timers", async () => {
  await waits(null);
  const { id } = await rule("Late", [{ do: "raise" }], unanswered);
  await waits(desk.clock.now());
  const timers = () => desk.recado.db.selectFrom("rule_timers").selectAll().execute();
  const switchTo = (isOn: boolean) =>
    desk.recado.write((tx) => switchRoutingRule(tx, id, isOn, null, desk.clock.now()));
  expect(await timers()).toHaveLength(1);
  await switchTo(false);
  expect(await timers()).toHaveLength(0);
  await switchTo(true);
  expect(await timers()).toHaveLength(1);
  await desk.recado.write((tx) => deleteRoutingRule(tx, id, null, desk.clock.now()));
  expect(await timers()).toHaveLength(0);
});

test("what is due is found by its index alone", async () => {
  const query = sql<{ detail: string }>`
    explain query plan select * from rule_timers where due_at <= 5 order by due_at limit 9`;
  const plan = await query.execute(desk.recado.db);
  expect(plan.rows.map((row) => row.detail).join()).toContain("rule_timers_due");
});

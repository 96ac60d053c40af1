import { afterEach, beforeEach, expect, test } from "bun:test";
import { readDeskRules } from "../../src/inbox/desk-rules.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import type { Action } from "../../src/routing/actions.ts";
import type { Condition, RoutingEvent } from "../../src/routing/conditions.ts";
import { listFirings } from "../../src/routing/firings.ts";
import { routeTicket } from "../../src/routing/route-ticket.ts";
import { insertRoutingRule, type RoutingRuleInput } from "../../src/routing/rules.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textFrom } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const always: Condition = { all: [] };

function rule(name: string, actions: Action[], more: Partial<RoutingRuleInput> = {}) {
  const input: RoutingRuleInput = {
    name,
    events: ["ticket"],
    condition: always,
    actions,
    unansweredMinutes: null,
    stops: false,
    isEnabled: true,
    ...more,
  };
  return desk.recado.write((tx) => insertRoutingRule(tx, input, null, desk.clock.now()));
}

/** Clara's ticket, opened by a message of hers before there were rules. */
async function openTicket(text = "Oi") {
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", text));
  return getTicket(desk.recado.db, 1);
}

const route = (event: RoutingEvent, text: string | null = null) =>
  desk.recado.write(async (tx) =>
    routeTicket(
      tx,
      { ticket: await getTicket(tx, 1), event, text },
      await readDeskRules(tx),
      desk.clock.now(),
    ),
  );
const useAll = () =>
  desk.recado.write((tx) => saveSetting(tx, "routing", { mode: "all" }, desk.clock.now()));

const refund: Condition = { field: "text", test: "contains", phrases: ["reembolso"] };

test("a rule that matches acts, and the ticket says why", async () => {
  await openTicket();
  const { id } = await rule("Refunds", [{ do: "priority", priority: "high" }], {
    condition: refund,
  });
  const ticket = await route("ticket", "quero um reembôlso já");
  expect(ticket.priority).toBe("high");
  const [firing] = await listFirings(desk.recado.db, 1);
  expect(firing).toMatchObject({
    ruleId: id,
    ruleName: "Refunds",
    ruleVersion: 1,
    event: "ticket",
    because: [{ field: "text", test: "contains", value: "reembolso" }],
    effects: [{ do: "priority", to: "high" }],
  });
});

test("a rule that does not match leaves no trace", async () => {
  const before = await openTicket();
  await rule("Refunds", [{ do: "priority", priority: "high" }], { condition: refund });
  expect(await route("ticket", "bom dia")).toEqual(before);
  expect(await listFirings(desk.recado.db, 1)).toEqual([]);
});

test("the first match is the only one, until the desk wants all", async () => {
  await openTicket();
  await rule("One", [{ do: "add-tags", tags: ["one"] }]);
  await rule("Two", [{ do: "add-tags", tags: ["two"] }], { stops: true });
  await rule("Three", [{ do: "add-tags", tags: ["three"] }]);
  await route("ticket", "oi");
  expect((await listFirings(desk.recado.db, 1)).map((one) => one.ruleName)).toEqual(["One"]);
  await useAll();
  await route("ticket", "oi");
  const fired = (await listFirings(desk.recado.db, 1)).map((one) => one.ruleName);
  expect(fired).toEqual(["Two", "One", "One"]);
  const tags = await desk.recado.db.selectFrom("ticket_tags").select("tag").execute();
  expect(tags.map((row) => row.tag).sort()).toEqual(["one", "two"]);
});

test("all rules of an event see the ticket as it came", async () => {
  await openTicket();
  await useAll();
  await rule("Raise", [{ do: "priority", priority: "urgent" }]);
  await rule("Urgent ones", [{ do: "add-tags", tags: ["hot"] }], {
    condition: { field: "priority", test: "is", values: ["urgent"] },
  });
  await route("ticket", "oi");
  expect((await listFirings(desk.recado.db, 1)).map((one) => one.ruleName)).toEqual(["Raise"]);
});

test("a new ticket is asked by rules on messages, too, a message not by those on new tickets", async () => {
  await openTicket();
  await useAll();
  await rule("New", [{ do: "add-tags", tags: ["new"] }], { events: ["ticket"] });
  await rule("Message", [{ do: "add-tags", tags: ["message"] }], { events: ["message"] });
  await rule("Both", [{ do: "add-tags", tags: ["both"] }], { events: ["ticket", "message"] });
  await route("ticket", "oi");
  const names = async () =>
    (await listFirings(desk.recado.db, 1)).map((one) => one.ruleName).reverse();
  expect(await names()).toEqual(["New", "Message", "Both"]);
  await route("message", "oi");
  expect((await names()).slice(3)).toEqual(["Message", "Both"]);
});

test("what cannot be done says why, and the rest is done", async () => {
  await openTicket();
  const reply = await desk.recado.write((tx) =>
    tx
      .insertInto("quick_replies")
      .values({
        shortcut: "ola",
        text: "Olá {{first_name}}, é o ticket {{ticket}}.",
        position: 1,
        created_at: 0,
        updated_at: 0,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  await rule("Welcome", [
    { do: "reply", quickReply: reply.id },
    { do: "assign-agent", user: desk.people.bruno },
    { do: "priority", priority: "normal" },
    { do: "note", text: "{{name}} asked again" },
  ]);
  await route("ticket", "oi");
  const sent = await desk.recado.db
    .selectFrom("messages")
    .select(["text", "author_type"])
    .where("direction", "=", "out")
    .execute();
  expect(sent).toEqual([{ text: "Olá Clara, é o ticket 1.", author_type: "system" }]);
  desk.clock.advance(25 * 60 * 60 * 1000);
  await route("ticket", "oi");
  const [late, first] = await listFirings(desk.recado.db, 1);
  expect(first?.effects).toEqual([
    { do: "reply", to: "/ola" },
    { do: "assign-agent", to: "Bruno", skipped: "nobody-present" },
    { do: "priority", to: "normal", skipped: "unchanged" },
    { do: "note", to: "Clara asked again" },
  ]);
  expect(late?.effects[0]).toEqual({ do: "reply", skipped: "window-closed" });
});

test("two machines that answer each other end after ten replies", async () => {
  await openTicket();
  const reply = await desk.recado.write((tx) =>
    tx
      .insertInto("quick_replies")
      .values({ shortcut: "ola", text: "Olá!", position: 1, created_at: 0, updated_at: 0 })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  await rule("Echo", [{ do: "reply", quickReply: reply.id }], { events: ["message"] });
  for (let turn = 0; turn < 12; turn++) await route("message", "oi");
  const skipped = (await listFirings(desk.recado.db, 1)).map((one) => one.effects[0]?.skipped);
  expect(skipped.slice(0, 3)).toEqual(["too-many", "too-many", undefined]);
});

test("spam starts no rule", async () => {
  await openTicket();
  await rule("All", [{ do: "escalate" }], { events: ["message"] });
  await desk.recado.write((tx) => tx.updateTable("tickets").set({ is_spam: 1 }).execute());
  await route("message", "oi");
  expect(await listFirings(desk.recado.db, 1)).toEqual([]);
});

test("a change of a rule counts for the next message", async () => {
  await openTicket();
  await route("message", "oi");
  const { id } = await rule("All", [{ do: "escalate" }], { events: ["message"] });
  await route("message", "oi");
  expect((await getTicket(desk.recado.db, 1)).is_escalated).toBe(1);
  const row = await desk.recado.db
    .selectFrom("routing_rules")
    .select("hit_count")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  expect(row.hit_count).toBe(1);
});

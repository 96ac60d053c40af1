import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  inputOf,
  insertRoutingRule,
  listRoutingRules,
  type RoutingRuleInput,
} from "../../src/routing/rules.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };

/** What the builder sends for "When a new ticket comes in, and the message mentions “urgent”, raise the priority." */
const form: Record<string, string> = {
  name: "Urgent",
  event: "ticket",
  minutes: "15",
  "p0.join": "all",
  part: "p1 p0 leaf",
  "p1.was": "text",
  "p1.field": "text",
  "p1.test": "contains",
  "p1.text": "urgent\r\nasap\r\n",
  action: "a1",
  "a1.was": "raise",
  "a1.do": "raise",
  enabled: "1",
};

const addRule = (rule: Partial<RoutingRuleInput> = {}) =>
  desk.recado.write((tx) =>
    insertRoutingRule(
      tx,
      {
        name: "Urgent",
        events: ["ticket"],
        condition: { all: [{ field: "text", test: "contains", phrases: ["urgent"] }] },
        actions: [{ do: "raise" }],
        unansweredMinutes: null,
        stops: false,
        isEnabled: true,
        ...rule,
      },
      desk.people.ana,
      desk.clock.now(),
    ),
  );
const receive = (name: string, text: string, from: string) =>
  desk.deliver(textWebhook(text, { name, from, at: desk.clock.now() }));
const rules = async () => (await listRoutingRules(desk.recado.db)).map(inputOf);
const names = async () => (await rules()).map((rule) => rule.name);

test("a dry run counts what each rule would have done, says who never fired, and changes nothing", async () => {
  await receive("Clara", "It is urgent", "5511912345601");
  await receive("Dora", "Hello there", "5511912345602");
  await addRule();
  await addRule({ name: "VIP", condition: { all: [{ field: "vip", test: "yes" }] } });
  await addRule({ name: "Asleep", isEnabled: false });
  const before = await desk.recado.db.selectFrom("ticket_events").selectAll().execute();
  const page = await parse(await ana.get("/routing/dry-run?days=14"));
  expect(words(page, "tbody td")).toEqual(["Urgent", "1", "#1", "VIP", "0", "–"]);
  expect(words(page, ".trial-words li")[0]).toStartWith("“VIP” would not have fired once.");
  expect(words(page, ".stack > .quiet-text")).toEqual(["Switched off, and so not tried: Asleep."]);
  expect(words(page, ".segmented [aria-current]")).toEqual(["14 days"]);
  expect(await desk.recado.db.selectFrom("ticket_events").selectAll().execute()).toEqual(before);
});

test("the draft in the builder is tried among the saved rules, and conflicts are said in words", async () => {
  await receive("Clara", "It is urgent", "5511912345601");
  await addRule({
    name: "Calm",
    actions: [{ do: "priority", priority: "low" }],
    condition: { all: [] },
  });
  const draft = { ...form, "a1.do": "priority", "a1.was": "priority", "a1.pick": "urgent" };
  const trial = await parse(await ana.send("POST", "/routing/dry-run", draft, htmx));
  expect(words(trial, "tbody tr td:first-child")).toEqual(["Calm", "Urgent this draft"]);
  expect(words(trial, "tbody tr td:nth-child(2) strong")).toEqual(["1", "0"]);
  expect(words(trial, "tbody small")).toEqual(["fitted 1 time, but an earlier rule came first"]);
  expect(words(trial, ".trial-words li")[0]).toBe(
    "“Calm” and “Urgent” would set the priority differently, 1 time: only the upper one acts. #1",
  );
  expect(await names()).toEqual(["Calm"]);
});

test("a draft that is not finished yet is not tried, and says so", async () => {
  const answer = await ana.send("POST", "/routing/dry-run", { ...form, "p1.text": "" }, htmx);
  expect(words(await parse(answer), "#trial")).toEqual([
    "Finish the rule first; then it can be tried.",
  ]);
});

test("a ticket says which rule fired and which words matched, in its pane and in its history", async () => {
  await addRule({
    condition: {
      all: [
        { field: "text", test: "contains", phrases: ["urgent"] },
        { field: "vip", test: "no" },
      ],
    },
    actions: [
      { do: "priority", priority: "urgent" },
      { do: "priority", priority: "urgent" },
    ],
  });
  await receive("Clara", "It is urgent", "5511912345601");
  for (const [path, place] of [
    ["/tickets/1", "#contact-pane #why"],
    ["/tickets/1/history", "#why"],
  ] as const) {
    const why = await parse(await ana.get(path));
    expect(words(why, `${place} strong`)).toEqual(["Urgent"]);
    expect(words(why, `${place} li p.quiet-text`)).toEqual([
      "When a new ticket comes in, because the message: “urgent”; the customer is not a VIP.",
    ]);
    expect(words(why, `${place} li li`)).toEqual([
      "✓ set the priority to urgent",
      "· set the priority to urgent: not done, it was so already",
    ]);
  }
  const history = await parse(await ana.get("/tickets/1/history"));
  expect(words(history, ".history span")).toContain("“Urgent” set priority to Urgent");
  await receive("Dora", "Hello", "5511912345602");
  expect((await parse(await ana.get("/tickets/2/history"))).querySelector("#why")).toBeNull();
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { listPolicies, updatePolicy } from "../../src/sla/policies.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };

test("with no policy Ana starts with the defaults in one tap, and a second tap makes no more", async () => {
  const empty = await parse(await ana.get("/sla"));
  expect(words(empty, ".empty-title")).toEqual(["No promise yet"]);
  const first = await ana.send("POST", "/sla/policies/defaults");
  expect([first.status, first.headers.get("location")]).toEqual([303, "/sla?done=defaults"]);
  expect((await ana.send("POST", "/sla/policies/defaults")).status).toBe(409);
  const page = await parse(await ana.get("/sla?done=defaults"));
  expect(words(page, ".line-title")).toEqual(["Payment and fraud", "Everybody else"]);
  expect(words(page, "#policy-2 .quiet-text")).toEqual([
    "For every ticket.",
    "First answer within 15 min (urgent 5 min); hand-over to a person within 30 min; resolution within 24 h.",
    "In the team’s hours, paused while waiting for the customer or snoozed, 3 steps when late.",
  ]);
});

test("a new policy is saved as its form says it", async () => {
  const form = new FormData();
  const fields: [string, string][] = [
    ["name", "VIP"],
    ["enabled", "1"],
    ["part", "p1 p0 leaf"],
    ["p1.field", "vip"],
    ["p1.test", "yes"],
    ["target.first-response.urgent", "5"],
    ["target.first-response.normal", "1 h 30"],
    ["calendar", "business"],
    ["pauses", "pending"],
    ["reminder.at", "75"],
    ["reminder.unit", "percent"],
    ["reminder.at", "10"],
    ["reminder.unit", "minutes"],
    ["step.0.after", "0"],
    ["step.0.raises", "1"],
    ["step.0.notify", "lead"],
    ["step.0.tags", "late, vip"],
    ["step.0.rest", "[]"],
  ];
  for (const [name, value] of fields) form.append(name, value);
  const answer = await ana.send("POST", "/sla/policies", form);
  expect(answer.headers.get("location")).toBe("/sla?done=saved");
  const [policy] = await listPolicies(desk.recado.db);
  expect(policy).toMatchObject({
    name: "VIP",
    isEnabled: true,
    condition: { all: [{ field: "vip", test: "yes" }] },
    terms: {
      targets: {
        "first-response": { urgent: 5, high: null, normal: 90, low: null },
        resolution: { urgent: null, high: null, normal: null, low: null },
      },
      calendar: "business",
      pausesOn: ["pending"],
      countsBot: false,
      reminders: [{ share: 0.75 }, { minutesBefore: 10 }],
      escalation: [
        {
          afterMinutes: 0,
          actions: [
            { do: "raise" },
            { do: "add-tags", tags: ["late", "vip"] },
            { do: "notify", to: ["lead"] },
          ],
        },
      ],
    },
  });
});

test("what is refused comes back as it was written, with each error beside its field", async () => {
  const form = {
    name: " ",
    "target.first-response.high": "soon",
    "reminder.at": "120",
    "reminder.unit": "percent",
    "step.0.after": "later",
    "step.0.rest": "[]",
  };
  const answer = await ana.send("POST", "/sla/policies", form);
  expect(answer.status).toBe(422);
  const page = await parse(answer);
  const wrong = ["target.first-response.high", "reminder.0", "step.0.after"];
  for (const id of wrong) {
    const input = page.querySelector(`[id="${id}"]`);
    expect([id, input?.getAttribute("aria-invalid")]).toEqual([id, "true"]);
    expect(page.querySelector(`[id="${id}-error"]`)).not.toBeNull();
  }
  const value = (id: string) => page.querySelector(`[id="${id}"]`)?.getAttribute("value");
  expect(wrong.map(value)).toEqual(["soon", "120", "later"]);
  expect(await listPolicies(desk.recado.db)).toEqual([]);
});

test("a policy opened and saved again is the same policy, with what the form has no field for", async () => {
  await ana.send("POST", "/sla/policies/defaults");
  const before = await listPolicies(desk.recado.db);
  const policy = before[0];
  if (!policy) throw new Error("no policy");
  const escalation = [
    { afterMinutes: 45, actions: [{ do: "webhook" as const, url: "https://loja-azul.example/x" }] },
  ];
  const terms = { ...policy.terms, escalation: [...policy.terms.escalation, ...escalation] };
  await desk.recado.write((tx) =>
    updatePolicy(tx, policy.id, { ...policy, terms }, desk.clock.now()),
  );
  const [changed] = await listPolicies(desk.recado.db);
  const page = await parse(await ana.get(`/sla/policies/${policy.id}`));
  const form = new FormData();
  for (const field of page.querySelectorAll("form.sla-form input, form.sla-form select")) {
    const name = field.getAttribute("name");
    const isBox = /checkbox|radio/.test(field.getAttribute("type") ?? "");
    if (!name || (isBox && !field.hasAttribute("checked"))) continue;
    const value =
      field.tagName === "SELECT"
        ? (field.querySelector("option[selected]") ?? field.querySelector("option"))?.getAttribute(
            "value",
          )
        : field.getAttribute("value");
    form.append(name, value ?? "");
  }
  const answer = await ana.send("POST", `/sla/policies/${policy.id}`, form);
  expect(answer.status).toBe(303);
  const [after] = await listPolicies(desk.recado.db);
  expect(after).toMatchObject({
    name: changed?.name,
    terms: changed?.terms,
    condition: changed?.condition,
  });
});

test("the small buttons add and remove without losing what is typed", async () => {
  const form = { name: "Half a pol", "reminder.at": "7", "reminder.unit": "minutes" };
  const more = await ana.send("POST", "/sla/policies/draft", { ...form, edit: "add step" }, htmx);
  const fields = await parse(more);
  expect(fields.querySelector("#name")?.getAttribute("value")).toBe("Half a pol");
  expect(fields.querySelectorAll(".ladder-step")).toHaveLength(1);
  const less = await ana.send(
    "POST",
    "/sla/policies/draft",
    { ...form, edit: "remove reminder 0" },
    htmx,
  );
  expect((await parse(less)).querySelectorAll("[name='reminder.at']")).toHaveLength(0);
});

test("a deleted policy is brought back by Undo as it was", async () => {
  await ana.send("POST", "/sla/policies/defaults");
  const before = await listPolicies(desk.recado.db);
  const gone = await (await ana.send("DELETE", "/sla/policies/1", {}, htmx)).text();
  expect(gone).toContain('hx-put="/sla/policies/1"');
  expect(await listPolicies(desk.recado.db)).toHaveLength(1);
  await ana.send("PUT", "/sla/policies/1", { enabled: "1" }, htmx);
  const after = await listPolicies(desk.recado.db);
  expect(after.map(({ id, isEnabled }) => [id, isEnabled])).toEqual(
    before.map(({ id, isEnabled }) => [id, isEnabled]),
  );
});

test("policies are switched and moved in the list", async () => {
  await ana.send("POST", "/sla/policies/defaults");
  await ana.send("PUT", "/sla/policies/1/enabled", {}, htmx);
  await ana.send("PUT", "/sla/policies/1/position", { direction: "down" }, htmx);
  const policies = await listPolicies(desk.recado.db);
  expect(policies.map(({ id, isEnabled }) => [id, isEnabled])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test("Bruno, who may not, gets to none of it", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  for (const path of ["/sla", "/sla/policies/new", "/sla/live"])
    expect((await bruno.get(path)).status).toBe(403);
});

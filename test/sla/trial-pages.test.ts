import { afterEach, beforeEach, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { listPolicies } from "../../src/sla/policies.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  for (const [index, minutes] of [4, 12, 40].entries()) {
    const name = ["Clara", "Davi", "Elisa"][index] ?? "";
    const from = `551198888000${index}`;
    await desk.deliver(textWebhook("Oi!", { name, from, at: desk.clock.now() }));
    desk.clock.advance(minutes * MINUTE);
    await ana.send("POST", `/tickets/${index + 1}/messages`, { text: `Oi ${name}` });
  }
});
afterEach(() => desk.close());

const draft = { name: "", calendar: "always", "target.first-response.normal": "10 min" };

test("a draft is tried on last week before there is any policy, and nothing is saved", async () => {
  const answer = await ana.send("POST", "/sla/policies/trial", draft, { "hx-request": "true" });
  const part = await parse(answer);
  expect(words(part, "caption")).toEqual(["First answer"]);
  expect(words(part, "tbody tr")).toEqual([
    "In time33.3%–",
    "Late20",
    "Half within12 min12 min",
    "Counted30",
  ]);
  expect(words(part, ".due-link strong")).toEqual(["Elisa", "Davi"]);
  expect(words(part, ".due-link small")[0]).toBe("#3 · First answer · 40 min instead of 10 min");
  expect(part.querySelector(".due-link")?.getAttribute("href")).toBe("/tickets/3");
  expect(await listPolicies(desk.recado.db)).toEqual([]);
});

test("a draft that is not right yet says why instead", async () => {
  const wrong = { ...draft, "target.first-response.normal": "soon" };
  const part = await parse(
    await ana.send("POST", "/sla/policies/trial", wrong, { "hx-request": "true" }),
  );
  expect(words(part, ".notice.warning")[0]).toContain("15 min or 2 h");
});

test("a saved policy is tried by its address", async () => {
  await ana.send("POST", "/sla/policies/defaults");
  const page = await parse(await ana.get("/sla/preview?policy=2&days=14"));
  expect(words(page, "caption")).toEqual(["First answer", "Resolution"]);
  expect(words(page, "tbody tr")[0]).toBe("In time66.7%–");
  const none = await parse(await ana.get("/sla/preview?policy=1"));
  expect(words(none, ".empty-title")).toEqual(["No ticket of the last 7 days is one of these"]);
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertRule } from "../../src/bot/rules.ts";
import { listSamples } from "../../src/rehearsals/sample-rows.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse } from "../support/html.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
const htmx = { "hx-request": "true" };
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  const rule = {
    name: "Preços",
    match: "contains" as const,
    phrases: ["preço"],
    answers: { pt: "Veja loja-azul.example" },
    action: "answer" as const,
    enabled: true,
  };
  await desk.recado.write((tx) => insertRule(tx, rule, 1));
});
afterEach(() => desk.close());

const test1 = {
  name: "Preço",
  language: "pt",
  say: "qual o preço?",
  outcome: "rule",
  named: "preços",
  contains: "loja-azul | veja",
  after: "",
  system: "",
};

test("a test is written, run, and green when everything is as expected", async () => {
  const saved = await ana.send("POST", "/bot/tests", test1);
  expect(saved.headers.get("location")).toBe("/bot/tests?done=saved");
  const page = await parse(await ana.send("POST", "/bot/tests/run", {}, htmx));
  expect(page.body.textContent).toContain("All 1 are green");
  const [sample] = await listSamples(desk.recado.db);
  expect(JSON.parse(sample?.last_result ?? "{}").isRed).toBe(false);
});

test("a red one says what was expected and what came", async () => {
  await ana.send("POST", "/bot/tests", { ...test1, contains: "R$ 10" });
  const page = await parse(await ana.send("POST", "/bot/tests/run", {}, htmx));
  expect(page.body.textContent).toContain("1 of 1 are red");
  expect(page.body.textContent).toContain("the answer lacks “R$ 10”: Veja loja-azul.example");
});

test("what is refused comes back as it was typed, the other system's broken answer included", async () => {
  const refused = await ana.send("POST", "/bot/tests", { ...test1, system: "{status:" });
  expect(refused.status).toBe(422);
  const page = await parse(refused);
  expect(page.querySelector("#system-0")?.getAttribute("value")).toBe("{status:");
  expect(page.querySelector("#say-0")?.getAttribute("value")).toBe("qual o preço?");
  expect(page.querySelector(".error")?.textContent).toContain("no JSON object");
  expect(await listSamples(desk.recado.db)).toEqual([]);
});

test("a message more or less changes the form alone", async () => {
  const more = await parse(
    await ana.send("POST", "/bot/tests/draft", { ...test1, edit: "add" }, htmx),
  );
  expect(more.querySelectorAll("[name=say]")).toHaveLength(2);
  const less = await parse(
    await ana.send("POST", "/bot/tests/draft", { ...test1, edit: "remove 0" }, htmx),
  );
  expect(less.querySelectorAll("[name=say]")).toHaveLength(1);
  expect(less.querySelector("[name=say]")?.getAttribute("value")).toBe("");
});

test("a deleted test comes back by Undo", async () => {
  await ana.send("POST", "/bot/tests", test1);
  const page = await parse(await ana.send("DELETE", "/bot/tests/1", undefined, htmx));
  expect(page.querySelector(".toast-undo")?.getAttribute("hx-put")).toBe("/bot/tests/1");
  expect(await listSamples(desk.recado.db)).toEqual([]);
  await ana.send("PUT", "/bot/tests/1", {}, htmx);
  expect(await listSamples(desk.recado.db)).toHaveLength(1);
});

test("a conversation goes on by what was said before, keeps nothing, and becomes a test", async () => {
  const first = await parse(
    await ana.send("POST", "/bot/talk", { say: "oi", language: "pt" }, htmx),
  );
  expect(first.querySelectorAll(".talk-turns > li")).toHaveLength(1);
  const second = await parse(
    await ana.send("POST", "/bot/talk", { said: "oi", say: "e o preço?", language: "pt" }, htmx),
  );
  expect(second.querySelectorAll(".talk-turns > li")).toHaveLength(2);
  expect(second.body.textContent).toContain("Veja loja-azul.example");
  expect(desk.graph.sent).toEqual([]);
  const { n } = await desk.recado.db
    .selectFrom("messages")
    .select((select) => select.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  expect(n).toBe(0);
  const kept = await parse(
    await ana.send("POST", "/bot/tests/keep", { said: "e o preço?", language: "pt" }),
  );
  expect(kept.querySelector("#named-0")?.getAttribute("value")).toBe("Preços");
});

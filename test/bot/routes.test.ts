import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertRule, listRules, type RuleInput } from "../../src/bot/rules.ts";
import { getSetting } from "../../src/settings/settings.ts";
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
const form = {
  name: "Prices",
  match: "contains",
  phrases: "price\nhow much\n",
  "answer.en": "See loja-azul.example",
  action: "answer",
  enabled: "1",
};
const addRule = (rule: Partial<RuleInput> = {}) =>
  desk.recado.write((tx) =>
    insertRule(
      tx,
      {
        name: "Prices",
        match: "contains",
        phrases: ["price"],
        answers: { en: "See there" },
        action: "answer",
        enabled: true,
        ...rule,
      },
      1,
    ),
  );
const names = async () => (await listRules(desk.recado.db)).map((rule) => rule.name);

test("a bot without rules teaches what a rule is and offers examples", async () => {
  const page = await parse(await ana.get("/bot"));
  expect(words(page, ".empty-title")).toEqual(["Teach the bot its first answer"]);
  const links = [...page.querySelectorAll(".examples a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual([
    "/bot/rules/new?example=hours",
    "/bot/rules/new?example=address",
    "/bot/rules/new?example=delivery",
    "/bot/rules/new",
  ]);
});

test("an example fills the form and installs nothing", async () => {
  const page = await parse(await ana.get("/bot/rules/new?example=hours"));
  expect(page.querySelector("#name")?.getAttribute("value")).toBe("Opening hours");
  expect(words(page, "#phrases")[0]).toContain("horário de funcionamento");
  expect(words(page, "[name='answer.fr']")[0]).toContain("Nous sommes ouverts");
  expect(await names()).toEqual([]);
});

test("a new rule is saved and shown with its phrases, languages and hits", async () => {
  const saved = await ana.send("POST", "/bot/rules", {
    ...form,
    "answer.pt": "Veja em loja-azul.example",
  });
  expect([saved.status, saved.headers.get("location")]).toEqual([303, "/bot?done=saved"]);
  const page = await parse(await ana.get("/bot?done=saved"));
  expect(words(page, "#rules .line-title")).toEqual(["Prices"]);
  expect(words(page, "#rules .tag")).toEqual(["price", "how much"]);
  expect(words(page, "#rules .line-text > .quiet-text")).toEqual(["EN · PT — not used yet"]);
});

test("a refused rule comes back as it was written, with the reason beside its field", async () => {
  const refused = await ana.send("POST", "/bot/rules", {
    ...form,
    "answer.en": "  ",
    name: "Mine",
  });
  expect(refused.status).toBe(422);
  const page = await parse(refused);
  expect(words(page, ".langs .error")).toEqual(["Write an answer in at least one language."]);
  expect(page.querySelector("#name")?.getAttribute("value")).toBe("Mine");
  expect(await names()).toEqual([]);
});

test("a rule is changed in its form", async () => {
  const rule = await addRule();
  const page = await parse(await ana.get(`/bot/rules/${rule.id}`));
  expect(page.querySelector("input[name=match][checked]")?.getAttribute("value")).toBe("contains");
  const saved = await ana.send("POST", `/bot/rules/${rule.id}`, {
    ...form,
    name: "Costs",
    match: "message",
    action: "hand-over",
  });
  expect(saved.status).toBe(303);
  const [changed] = await listRules(desk.recado.db);
  expect(changed).toMatchObject({
    id: rule.id,
    name: "Costs",
    match: "message",
    action: "hand-over",
    phrases: '["price","how much"]',
  });
});

test("a rule is switched off and on from the list", async () => {
  const rule = await addRule();
  const off = await parse(await ana.send("PUT", `/bot/rules/${rule.id}/enabled`, {}, htmx));
  expect(off.querySelector(`#rule-${rule.id}-enabled`)?.hasAttribute("checked")).toBe(false);
  expect((await listRules(desk.recado.db))[0]?.is_enabled).toBe(0);
  await ana.send("PUT", `/bot/rules/${rule.id}/enabled`, { enabled: "1" }, htmx);
  expect((await listRules(desk.recado.db))[0]?.is_enabled).toBe(1);
});

test("rules change places without dragging", async () => {
  await addRule({ name: "One" });
  await addRule({ name: "Two" });
  const three = await addRule({ name: "Three" });
  const moved = await parse(
    await ana.send("PUT", `/bot/rules/${three.id}/position`, { direction: "up" }, htmx),
  );
  expect(words(moved, "#rules .line-title a")).toEqual(["One", "Three", "Two"]);
  await ana.send("PUT", `/bot/rules/${three.id}/position`, { direction: "up" }, htmx);
  await ana.send("PUT", `/bot/rules/${three.id}/position`, { direction: "up" }, htmx);
  expect(await names()).toEqual(["Three", "One", "Two"]);
});

test("a deleted rule comes back by undo: same id, place, hits and words", async () => {
  await addRule({ name: "One" });
  const two = await addRule({
    name: "Two",
    phrases: ["a", "b"],
    answers: { fr: "Oui", es: "Sí" },
    enabled: false,
  });
  await addRule({ name: "Three" });
  await desk.recado.write((tx) =>
    tx.updateTable("bot_rules").set({ hit_count: 7 }).where("id", "=", two.id).execute(),
  );
  const [, before] = await listRules(desk.recado.db);
  const deleted = await parse(await ana.send("DELETE", `/bot/rules/${two.id}`, {}, htmx));
  expect(await names()).toEqual(["One", "Three"]);
  const undo = deleted.querySelector(".toast-undo");
  expect(undo?.getAttribute("hx-put")).toBe(`/bot/rules/${two.id}`);
  await ana.send(
    "PUT",
    `/bot/rules/${two.id}`,
    JSON.parse(undo?.getAttribute("hx-vals") ?? "{}"),
    htmx,
  );
  const [, after] = await listRules(desk.recado.db);
  expect({ ...after, created_at: 0, updated_at: 0 }).toEqual({
    ...before!,
    created_at: 0,
    updated_at: 0,
  });
  const again = await ana.send("PUT", `/bot/rules/${two.id}`, form, htmx);
  expect(again.status).toBe(409);
});

test("trying a message shows the answer, its rule and why", async () => {
  await addRule();
  const part = await parse(await ana.get("/bot/try?try=what%20are%20your%20prices", htmx));
  expect(words(part, "strong")).toEqual(["“Prices” answers"]);
  expect(words(part, ".block")).toEqual(["because of the phrase “price”, in singular or plural"]);
  expect(words(part, ".bubble-text")).toEqual(["See there"]);
});

test("trying works without the script, and an unanswered message leads to a rule for it", async () => {
  await addRule();
  const page = await parse(await ana.get("/bot?try=banana%20bread"));
  expect(words(page, "#try-answer strong")).toEqual(["No rule fits: it waits for a person"]);
  expect(page.querySelector("#try-answer a")?.getAttribute("href")).toBe(
    "/bot/rules/new?phrase=banana%20bread",
  );
  const started = await parse(await ana.get("/bot/rules/new?phrase=banana%20bread"));
  expect(words(started, "#phrases")).toEqual(["banana bread"]);
});

test("the bot is switched off, and the page says what that means", async () => {
  const part = await parse(await ana.send("PUT", "/bot/enabled", {}, htmx));
  expect(words(part, ".notice")[0]).toContain("every message waits for a person");
  expect((await getSetting(desk.recado.db, "bot")).isEnabled).toBe(false);
});

test("the words that always stop are shown and cannot be edited", async () => {
  const page = await parse(await ana.get("/bot"));
  const shown = words(page, "[aria-labelledby=always-title] .tag");
  for (const word of ["STOP", "ARRET", "PARAR", "BAJA", "START", "atendente"])
    expect(shown).toContain(word);
  expect(page.querySelector("[aria-labelledby=always-title] input")).toBeNull();
});

const settings = {
  "greeting.en": "Hello!",
  "away.en": "Back {opening}",
  hours: "own",
  "monday.from": "09:00",
  "monday.to": "12:00",
  words: "manager\n complaint \n\nmanager",
  misses: "2",
  unresolvedMinutes: "4",
  answers: "20",
  withinMinutes: "15",
};

test("greeting, hours, away text and own words are saved together", async () => {
  await ana.send("PUT", "/bot/enabled", {}, htmx);
  const saved = await ana.send("POST", "/bot/settings", settings);
  expect(saved.headers.get("location")).toBe("/bot/settings?done=saved");
  expect(await getSetting(desk.recado.db, "bot")).toMatchObject({
    isEnabled: false,
    greeting: { en: "Hello!" },
    away: { en: "Back {opening}" },
    hours: { monday: [{ from: "09:00", to: "12:00" }], tuesday: [] },
    handOverWords: ["manager", "complaint"],
    limits: { misses: 2, unresolvedMinutes: 4, answers: 20, withinMinutes: 15 },
  });
  const page = await parse(await ana.get("/bot/settings"));
  expect(page.querySelector("#monday-from-0")?.getAttribute("value")).toBe("09:00");
});

test("always open keeps no hours", async () => {
  await ana.send("POST", "/bot/settings", { ...settings, hours: "always" });
  expect((await getSetting(desk.recado.db, "bot")).hours).toBeNull();
});

test("half a span is refused beside the hours, and nothing is saved", async () => {
  const refused = await ana.send("POST", "/bot/settings", { ...settings, "monday.to": "" });
  expect(refused.status).toBe(422);
  const page = await parse(refused);
  expect(words(page, "#hours .error")).toHaveLength(1);
  expect(words(page, "[name='greeting.en']")).toEqual(["Hello!"]);
  expect((await getSetting(desk.recado.db, "bot")).greeting).toEqual({});
});

test("a limit out of its range is refused, and what was typed stays", async () => {
  const refused = await ana.send("POST", "/bot/settings", { ...settings, misses: "99" });
  expect(refused.status).toBe(422);
  const page = await parse(refused);
  expect(words(page, ".error[role=alert]").join()).toContain("1 to 10");
  expect(page.querySelector("#misses")?.getAttribute("value")).toBe("99");
});

test("adding hours changes the form alone", async () => {
  const part = await parse(
    await ana.send("POST", "/bot/settings/hours", { ...settings, edit: "add monday" }, htmx),
  );
  expect(part.querySelectorAll("[name='monday.from']")).toHaveLength(2);
  expect((await getSetting(desk.recado.db, "bot")).hours).toBeNull();
});

test("an agent has no business with the bot", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  for (const path of ["/bot", "/bot/settings", "/bot/rules/new", "/bot/try?try=x"])
    expect((await bruno.get(path)).status).toBe(403);
  expect((await bruno.send("POST", "/bot/rules", form)).status).toBe(403);
  expect(await names()).toEqual([]);
});

test("what people write into rules is shown as text", async () => {
  await addRule({ name: "<script>alert(1)</script>", phrases: ["<img src=x onerror=alert(1)>"] });
  const html = await (await ana.get("/bot?try=%3Cscript%3Ealert(2)%3C/script%3E")).text();
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img src=x");
});

test("every page of the bot speaks the four languages", async () => {
  await addRule();
  for (const language of ["en", "fr", "pt", "es"] as const) {
    await desk.recado.write((tx) =>
      tx.updateTable("users").set({ language }).where("id", "=", desk.people.ana).execute(),
    );
    for (const path of ["/bot?try=price", "/bot/settings", "/bot/rules/new"]) {
      const answer = await ana.get(path);
      expect(answer.status).toBe(200);
      const page = await parse(answer);
      expect(page.documentElement.getAttribute("lang")?.slice(0, 2)).toBe(language);
    }
  }
});

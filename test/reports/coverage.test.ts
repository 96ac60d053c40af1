import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { groupInBatches } from "../../src/understanding/group-in-batches.ts";
import { getSetting, saveSetting } from "../../src/settings/settings.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { insertRole } from "../../src/users/roles.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { intents } from "../understanding/labelled/pt.ts";
import { parse } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

const DAY = 86_400_000;

let desk: Desk;
let customers = 0;
beforeEach(async () => {
  desk = await openDesk();
  customers = 0;
});
afterEach(() => desk.close());

/** Each from a customer of their own. */
async function hear(...texts: string[]) {
  for (const text of texts) {
    customers += 1;
    const from = `55119${String(70_000_000 + customers)}`;
    await desk.deliver(
      textWebhook(text, { from, name: `Customer ${customers}`, at: desk.clock.now() }),
    );
  }
}

const orders = {
  name: "Where is my order",
  category: "",
  phrasings: { en: ["where is my order", "track my order"] },
  terms: { ...noTerms, answers: { en: "It is on its way." } },
  enabled: true,
};

async function addIncident(input = orders) {
  return desk.recado.write((tx) => insertIncident(tx, input, desk.people.ana, desk.clock.now()));
}

/** The groups as the page shows them: heading and examples. */
async function shown(query = "") {
  const ana = await desk.browserOf(desk.people.ana);
  const html = await parse(await ana.get(`/bot/coverage${query}`));
  const groups = [...html.querySelectorAll(".report-group")].map((group) => [
    group.querySelector("h3")?.textContent ?? "once",
    ...[...group.querySelectorAll("li")].map((line) => (line.textContent ?? "").trim()),
  ]);
  return { html, groups, summary: html.querySelector("#coverage > p strong")?.textContent };
}

const parking = [
  "do you have parking?",
  "do you have parking for bikes",
  "have you got parking?",
  "Do you have parking",
];

describe("unanswered questions", () => {
  test("are those that the bot missed, alike ones together, the most asked first", async () => {
    await addIncident();
    await hear(...parking, "where is my order", "hello", "thanks!", "STOP");
    await hear("can I bring my dog", "may I bring a dog?");
    const { groups, summary } = await shown();
    expect(summary).toBe("6 of 10 messages have no answer.");
    expect(groups[0]).toEqual([
      "These 4 had no rule",
      "Do you have parking2 times",
      "have you got parking?",
      "do you have parking for bikes",
    ]);
    expect(groups[1]?.[0]).toBe("These 2 had no rule");
    expect(groups).toHaveLength(2);
  });

  test("also come from the time before the bot was on: the first message of each ticket", async () => {
    const bot = await getSetting(desk.recado.db, "bot");
    await desk.recado.write((tx) => saveSetting(tx, "bot", { ...bot, isEnabled: false }, 1));
    await hear(...parking);
    // The second message of a conversation with a person is no question to the bot.
    await desk.deliver(
      textWebhook("and it is blue", { from: "5511970000001", at: desk.clock.now() }),
    );
    const { groups, summary } = await shown();
    expect(summary).toBe("4 of 4 messages have no answer.");
    expect(groups[0]?.[0]).toBe("These 4 had no rule");
  });

  test("of the simulator, of spam and from before the period are not among them", async () => {
    await addIncident();
    await hear(...parking);
    desk.clock.advance(10 * DAY);
    await hear("can I pay with cheese");
    const { groups } = await shown("?days=7");
    expect(groups).toEqual([["once", "can I pay with cheese"]]);
    await desk.recado.write((tx) => tx.updateTable("tickets").set({ is_spam: 1 }).execute());
    expect((await shown()).groups).toEqual([]);
    expect((await shown("?source=simulated")).groups).toEqual([]);
  });

  test("open the form of an incident with their phrasings, and are gone once it answers them", async () => {
    await addIncident();
    await hear(...parking);
    const { html } = await shown();
    const form = html.querySelector('form[action="/bot/incidents/new"]');
    const fields = [...form!.querySelectorAll("input")].map((input) => [
      input.getAttribute("name"),
      input.getAttribute("value"),
    ]);
    expect(fields).toEqual([
      ["phrasings.en", "Do you have parking"],
      ["phrasings.en", "have you got parking?"],
      ["phrasings.en", "do you have parking for bikes"],
    ]);
    const ana = await desk.browserOf(desk.people.ana);
    const data = new FormData();
    for (const [name, value] of fields) data.append(name!, value!);
    const editor = await (await ana.send("POST", "/bot/incidents/new", data)).text();
    expect(editor).toContain("have you got parking?");
    const added = await ana.send("POST", "/bot/coverage/additions?days=30", data);
    expect(added.status).toBe(404);
    data.append("incident", "1");
    const said = await (await ana.send("POST", "/bot/coverage/additions?days=30", data)).text();
    expect(said).toContain("“Where is my order” knows these phrasings now.");
    expect((await shown()).groups).toEqual([]);
    const row = await desk.recado.db.selectFrom("incidents").selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(row.phrasings).en).toHaveLength(5);
    expect(row.version).toBe(2);
  });

  test("are put aside and brought back", async () => {
    await addIncident();
    await hear(...parking);
    const ana = await desk.browserOf(desk.people.ana);
    const phrase = "do you have parking";
    const said = await (
      await ana.send("POST", "/bot/coverage/dismissals?days=30", { phrase })
    ).text();
    expect(said).toContain("Undo");
    expect((await shown()).groups).toEqual([]);
    await ana.send("POST", "/bot/coverage/dismissals/removal?days=30", { phrase });
    expect((await shown()).groups).toHaveLength(1);
  });

  test("show no phone number, nor take one as a sample", async () => {
    await addIncident();
    await hear("please call me at 11 98765-4321 about parking", "please call me about parking");
    const { html } = await shown();
    const text = html.querySelector("#coverage")?.innerHTML ?? "";
    expect(text).not.toContain("98765");
    expect(text).toContain("please call me about parking");
  });

  test.each([
    { scope: "team" as const, may: ["tickets" as const, "bot" as const] },
    { scope: "all" as const, may: ["bot" as const] },
  ])("are for who sees all tickets: not %j", async (rights) => {
    const helper = await desk.recado.write(async (tx) => {
      const customRoleId = await insertRole(tx, { name: "Bot keepers", rights }, 1);
      const person = { email: "eva@loja-azul.example", name: "Eva", passwordHash: "x" };
      return insertUser(tx, { ...person, role: "custom", customRoleId, language: "en" }, 1);
    });
    const eva = await desk.browserOf(helper);
    expect((await eva.get("/bot/coverage")).status).toBe(403);
    for (const path of ["additions", "dismissals", "dismissals/removal"])
      expect((await eva.send("POST", `/bot/coverage/${path}`, { phrase: "x" })).status).toBe(403);
  });
});

describe("grouping in batches", () => {
  test("keeps apart what is not the same, over the customers' labelled sentences", async () => {
    const items = Object.entries(intents).flatMap(([intent, texts]) =>
      texts.map((text) => ({ text, language: "pt" as const, intent })),
    );
    const groups = await groupInBatches(items);
    const right = groups.map((group) => {
      const counts = Map.groupBy(group, ({ intent }) => intent).values();
      return Math.max(...[...counts].map((same) => same.length));
    });
    const purity = right.reduce((sum, n) => sum + n, 0) / items.length;
    const share = groups.filter((group) => group.length >= 3).flat().length / items.length;
    console.info(
      `groups: ${groups.length}, purity ${purity.toFixed(3)}, in threes or more ${share.toFixed(2)}`,
    );
    expect(purity).toBeGreaterThan(0.8);
    expect(share).toBeGreaterThan(0.15);
  });

  test("finds the same groups as at once, and lets others have their turn", async () => {
    const things = ["parking", "dogs", "gift cards", "repairs", "a wedding dress"];
    const items = Array.from({ length: 1_000 }, (_, n) => ({
      text: `do you have ${things[n % 5]} number ${n}`,
      language: "en" as const,
    }));
    let turns = 0;
    let longest = 0;
    let last = performance.now();
    const tick = setInterval(() => {
      turns += 1;
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 0);
    const groups = await groupInBatches(items);
    clearInterval(tick);
    expect(groups.flat()).toHaveLength(1_000);
    expect(new Set(groups.flat()).size).toBe(1_000);
    expect(turns).toBeGreaterThan(1);
    expect(longest).toBeLessThan(1_000);
  });
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { insertTeam } from "../../src/routing/teams.ts";
import { insertRole } from "../../src/users/roles.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let lead: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** Clara's ticket is of Davi's team Orders, Elisa's of the team Money; both are late. */
async function twoTeams(): Promise<void> {
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/sla/policies/defaults");
  for (const [index, name] of ["Clara", "Elisa"].entries()) {
    const from = `551198888000${index}`;
    await desk.deliver(textWebhook("Oi!", { name, from, at: desk.clock.now() }));
  }
  const davi = await desk.recado.write(async (tx) => {
    const now = desk.clock.now();
    const id = await insertUser(
      tx,
      {
        email: "davi@loja-azul.example",
        name: "Davi",
        role: "lead",
        passwordHash: "$argon2id$none",
        language: "en",
      },
      now,
    );
    const base = { calendar: null, assignment: "manual" as const, isSticky: true };
    const orders = await insertTeam(
      tx,
      { ...base, name: "Orders", members: [{ id, isLead: true }] },
      now,
    );
    const money = await insertTeam(tx, { ...base, name: "Money", members: [] }, now);
    const give = (ticket: number, team: number) =>
      tx.updateTable("tickets").set({ team_id: team }).where("id", "=", ticket).execute();
    await give(1, orders.id);
    await give(2, money.id);
    return id;
  });
  lead = await desk.browserOf(davi);
  desk.clock.advance(20 * MINUTE);
  await ana.send("POST", "/tickets/1/messages", { text: "Oi" });
  await ana.send("POST", "/tickets/2/messages", { text: "Oi" });
}

test("a lead sees the deadlines and figures of the own teams alone", async () => {
  await twoTeams();
  const board = await parse(await lead.get("/sla/live"));
  expect(words(board, ".due-link strong")).toEqual(["Clara"]);
  const figures = await parse(await lead.get("/sla/compliance?metric=first-response"));
  expect(words(figures, ".sla-columns tbody tr")).toEqual([
    "Everybody else0%01",
    "Orders0%01",
    "Nobody0%01",
  ]);
  const file = await (await lead.get("/sla/compliance.csv")).text();
  expect(file).toContain("Orders");
  expect(file).not.toContain("Money");
});

test("who reads figures, rules and promises, but no tickets, learns no customer's name", async () => {
  await twoTeams();
  const olga = await desk.recado.write(async (tx) => {
    const now = desk.clock.now();
    const rights = { scope: "all" as const, may: ["reports", "rules", "sla"] as const };
    const customRoleId = await insertRole(
      tx,
      { name: "Analyst", rights: { ...rights, may: [...rights.may] } },
      now,
    );
    return insertUser(
      tx,
      {
        email: "olga@loja-azul.example",
        name: "Olga",
        role: "custom",
        customRoleId,
        passwordHash: "$argon2id$none",
        language: "en",
      },
      now,
    );
  });
  const analyst = await desk.browserOf(olga);
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/routing/rules", {
    name: "Everything",
    event: "ticket",
    enabled: "1",
    action: "a1",
    "a1.do": "raise",
  });
  const pagesOf = async (who: typeof analyst) => {
    const answers = await Promise.all([
      who.get("/sla/live"),
      who.get("/sla/live/board"),
      who.get("/sla/preview"),
      who.get("/sla/compliance"),
      who.get("/routing/dry-run?days=7"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    return Promise.all(answers.map((answer) => answer.text()));
  };
  const [live, , preview, , trial] = await pagesOf(ana);
  for (const seen of [live, preview, trial]) expect(seen).toContain("Clara");
  for (const seen of await pagesOf(analyst)) {
    expect(seen).not.toContain("Clara");
    expect(seen).not.toContain("Elisa");
  }
  const figures = await parse(await analyst.get("/sla/compliance?metric=first-response"));
  expect(words(figures, ".sla-columns tbody th")).toContain("Orders");
});

test("a lead may look, but not change what is promised", async () => {
  await twoTeams();
  const page = await parse(await lead.get("/sla/live"));
  expect(words(page, ".page-tabs a")).toEqual(["Now", "Kept promises"]);
  expect((await lead.get("/sla")).status).toBe(403);
  expect((await lead.send("DELETE", "/sla/policies/1")).status).toBe(403);
  expect((await lead.get("/sla/preview")).status).toBe(403);
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import type { AssignmentMode } from "../../src/db/schema.ts";
import { findTicket } from "../../src/inbox/tickets.ts";
import { archiveTeam, insertTeam } from "../../src/routing/teams.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("oi", { from: "5511987654321", at: desk.clock.now() }));
});
afterEach(() => desk.close());

const addTeam = (name: string, assignment: AssignmentMode, members: number[]) =>
  desk.recado.write((tx) =>
    insertTeam(
      tx,
      {
        name,
        calendar: null,
        assignment,
        isSticky: true,
        members: members.map((id) => ({ id, isLead: false })),
      },
      desk.clock.now(),
    ),
  );
const owner = async () => {
  const ticket = await findTicket(desk.recado.db, 1);
  return { team: ticket?.team_id ?? null, assignee: ticket?.assignee_id ?? null };
};
const htmx = { "hx-request": "true" };

test("a person gives a ticket to a team, and the history says so by its name of that day", async () => {
  const { id } = await addTeam("Vendas", "manual", [desk.people.bruno]);
  const ana = await desk.browserOf(desk.people.ana);
  const answer = await ana.send("PUT", "/tickets/1/team", { team: String(id) }, htmx);
  expect(await answer.text()).toContain("#1 belongs to Vendas now.");
  expect(await owner()).toEqual({ team: id, assignee: null });
  await desk.recado.write((tx) =>
    tx.updateTable("teams").set({ name: "Comercial" }).where("id", "=", id).execute(),
  );
  const history = await (await ana.get("/tickets/1/history")).text();
  expect(history).toContain("Ana gave it to Vendas");
});

test("a team that assigns by itself does so at once, and Undo brings the owner back", async () => {
  const { id } = await addTeam("Vendas", "round-robin", [desk.people.bruno]);
  const bruno = await desk.browserOf(desk.people.bruno);
  await bruno.get("/inbox");
  await desk.recado.store.queue.drain();
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("PUT", "/tickets/1/assignee", { user: "me" }, htmx);
  const given = await ana.send("PUT", "/tickets/1/team", { team: String(id) }, htmx);
  const page = await parse(given);
  expect(page.body.textContent).toContain("#1 went to Bruno of Vendas.");
  expect(await owner()).toEqual({ team: id, assignee: desk.people.bruno });
  const undo = page.querySelector(".toast-undo");
  expect(undo?.getAttribute("hx-put")).toBe("/tickets/1/team");
  const values = JSON.parse(undo?.getAttribute("hx-vals") ?? "{}") as Record<string, string>;
  await ana.send("PUT", "/tickets/1/team", values, htmx);
  expect(await owner()).toEqual({ team: null, assignee: desk.people.ana });
});

test("the menus offer the teams that work, and keep the name of one that was archived", async () => {
  const { id } = await addTeam("Vendas", "manual", [desk.people.bruno]);
  await addTeam("Suporte", "manual", [desk.people.bruno]);
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("PUT", "/tickets/1/team", { team: String(id) }, htmx);
  await desk.recado.write((tx) => archiveTeam(tx, id, true, desk.clock.now()));
  const page = await parse(await ana.get("/tickets/1"));
  expect(words(page, 'select[name="team"] option')).toEqual(["No team", "Vendas", "Suporte"]);
  expect(words(page, 'select[name="team"] option[disabled]')).toEqual(["Vendas"]);
  const refused = await ana.send("PUT", "/tickets/1/team", { team: String(id) }, htmx);
  expect(refused.status).toBe(422);
});

test("who may not see the ticket may not give it away", async () => {
  const { id } = await addTeam("Vendas", "manual", []);
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("PUT", "/tickets/1/team", { team: String(id) }, htmx);
  const bruno = await desk.browserOf(desk.people.bruno);
  const refused = await bruno.send("PUT", "/tickets/1/team", { team: "" }, htmx);
  expect(refused.status).toBe(404);
  expect((await owner()).team).toBe(id);
});

test("the state of each person stands beside their name where a ticket is handed over", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  await bruno.send("PUT", "/presence", { presence: "away" });
  const ana = await desk.browserOf(desk.people.ana);
  const page = await parse(await ana.get("/tickets/1"));
  const rows = words(page, "#menu-assign .choice");
  expect(rows.find((row) => row.includes("Bruno"))).toContain("Away");
});

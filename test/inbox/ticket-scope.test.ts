import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
let sales = 0;
let support = 0;

/** Carla wrote to Support last week, and to Sales, where Bruno is, today. */
beforeEach(async () => {
  desk = await openDesk();
  [sales, support] = [await addTeam("Sales"), await addTeam("Support")];
  await desk.recado.write((tx) =>
    tx.insertInto("team_members").values({ team_id: sales, user_id: desk.people.bruno }).execute(),
  );
  const ana = await desk.browserOf(desk.people.ana);
  await desk.deliver(textWebhook("segredo do suporte", { wamid: "wamid.first" }));
  await ana.send("POST", "/tickets/1/notes", { text: "nota do suporte" });
  await ana.send("PUT", "/tickets/1/resolution");
  await give(1, support);
  desk.clock.advance(8 * 24 * 3_600_000);
  await desk.deliver(textWebhook("quero comprar", { at: desk.clock.now() }));
  await give(2, sales);
  bruno = await desk.browserOf(desk.people.bruno);
});
afterEach(() => desk.close());

async function addTeam(name: string): Promise<number> {
  const now = desk.clock.now();
  const { id } = await desk.recado.write((tx) =>
    tx
      .insertInto("teams")
      .values({
        name,
        calendar: null,
        last_assigned_id: null,
        created_at: now,
        updated_at: now,
        archived_at: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  return id;
}

function give(ticket: number, team: number) {
  return desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ team_id: team }).where("id", "=", ticket).execute(),
  );
}

test("a conversation shows a team its own stretch of it, and nothing of another's", async () => {
  for (const path of [
    "/tickets/2",
    "/tickets/2/live",
    "/tickets/2?message=1",
    "/tickets/2/earlier?before=9999999999999-99",
    "/tickets/2/history",
    "/contacts/1",
    "/search?q=segredo",
    "/search?q=1",
  ]) {
    const response = await bruno.get(path, { "hx-request": "true" });
    expect([path, response.status]).toEqual([path, 200]);
    expect(await response.text()).not.toMatch(/segredo do suporte|nota do suporte|tickets\/1\b/);
  }
  expect(await (await bruno.get("/tickets/2")).text()).toContain("quero comprar");
  expect((await bruno.get("/tickets/1")).status).toBe(404);
});

test("a message of another's stretch can be neither quoted nor reacted to", async () => {
  const reaction = await bruno.send("PUT", "/messages/1/reaction", { emoji: "👍" });
  expect(reaction.status).toBe(404);
  const answer = await bruno.send(
    "POST",
    "/tickets/2/messages",
    { text: "claro", reply_to: "1" },
    { "hx-request": "true" },
  );
  expect(await answer.text()).not.toContain("segredo");
});

test("who hands a ticket on to where they see it no more is back in their inbox", async () => {
  await desk.recado.write((tx) =>
    tx.updateTable("users").set({ role: "account-manager" }).where("name", "=", "Bruno").execute(),
  );
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ assignee_id: desk.people.bruno }).where("id", "=", 2).execute(),
  );
  const user = String(desk.people.ana);
  const response = await bruno.send(
    "PUT",
    "/tickets/2/assignee",
    { user },
    { "hx-request": "true" },
  );
  expect(response.headers.get("hx-redirect")).toStartWith("/inbox");
  expect((await bruno.get("/tickets/2")).status).toBe(404);
});

test("a live page hears of its tickets in order, and of others only that something moved", async () => {
  const reader = (await bruno.get("/live")).body?.getReader();
  const { live } = desk.recado;
  const announce = (ticket: number, kind: "message" | "ticket") =>
    live.announce({ name: "ticket", detail: { ticket, thread: ticket, kinds: [kind] } });
  announce(2, "message");
  announce(1, "message");
  announce(1, "ticket");
  live.announce({ name: "typing", detail: { ticket: 1, user: "Ana" } });
  announce(2, "ticket");
  live.announce({ name: "banners", detail: {} });
  let told = "";
  while (!told.includes("banners")) {
    const { value } = (await reader?.read()) ?? {};
    told += typeof value === "string" ? value : new TextDecoder().decode(value);
  }
  const events = [...told.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(
    ([, name, data]) => `${name} ${(JSON.parse(data ?? "{}") as { ticket?: number }).ticket ?? ""}`,
  );
  expect(events).toEqual(["ticket 2", "ticket 0", "ticket 2", "banners "]);
});

test("only who answers can be given a ticket", async () => {
  await desk.recado.write((tx) =>
    tx.updateTable("users").set({ role: "moderator" }).where("name", "=", "Bruno").execute(),
  );
  const ana = await desk.browserOf(desk.people.ana);
  const page = await (await ana.get("/tickets/2")).text();
  expect(page).not.toContain(`name="user" value="${desk.people.bruno}"`);
});

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

type Browser = Awaited<ReturnType<Desk["browserOf"]>>;
let desk: Desk;
let ana: Browser;
let bruno: Browser;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
});
afterEach(() => desk.close());

function roleForm(name: string, scope: string, may: string[]): FormData {
  const form = new FormData();
  form.set("name", name);
  form.set("scope", scope);
  for (const each of may) form.append("may", each);
  return form;
}

/** Makes a role and gives it to Bruno. */
async function makeBruno(scope: string, may: string[]): Promise<void> {
  const made = await ana.send("POST", "/settings/roles", roleForm("Helper", scope, may));
  expect(made.headers.get("location")).toStartWith("/settings/roles/1?done=");
  await giveRole(ana, "custom:1");
}

function giveRole(browser: Browser, role: string, id = desk.people.bruno): Promise<Response> {
  return browser.send("POST", `/settings/people/${id}/role`, { role });
}

const status = async (response: Promise<Response>) => (await response).status;

describe("A role of one's own", () => {
  test("gives what is ticked, and nothing else, at once", async () => {
    await makeBruno("all", ["tickets", "reports"]);
    await desk.deliver(textWebhook("oi"));
    expect(await status(bruno.get("/tickets/1"))).toBe(200);
    expect(await status(bruno.send("POST", "/tickets/1/messages", { text: "olá" }))).toBe(403);
    expect(await status(bruno.get("/contacts"))).toBe(403);
    await ana.send("POST", "/settings/roles/1", roleForm("Helper", "none", ["contacts"]));
    expect(await status(bruno.get("/tickets/1"))).toBe(403);
    expect(await status(bruno.get("/contacts"))).toBe(200);
    expect(await status(bruno.get("/contacts/1"))).toBe(404);
  });

  test("numbers are masked for a role without them: in pages, titles, searches", async () => {
    await makeBruno("all", ["tickets", "contacts"]);
    await desk.deliver(textWebhook("oi", { from: "5511988884321", name: "+5511988884321" }));
    const ticket = await (await bruno.get("/tickets/1")).text();
    const contact = await (await bruno.get("/contacts/1")).text();
    expect(ticket).toContain("+55 11 ••••• 4321");
    for (const text of [ticket, contact]) expect(text).not.toMatch(/98888[- ]?4321/);
    expect(await (await bruno.get("/search?q=988884321")).text()).not.toContain("/tickets/1");
    expect(await (await ana.get("/search?q=988884321")).text()).toContain("/tickets/1");
  });

  test("saving a masked contact does not make the mask its name", async () => {
    await makeBruno("all", ["tickets", "contacts"]);
    await desk.deliver(textWebhook("oi", { from: "5511988884321", name: "+5511988884321" }));
    await bruno.send("POST", "/contacts/1", { name: "+55 11 ••••• 4321", language: "pt" });
    const row = await desk.recado.db.selectFrom("contacts").selectAll().executeTakeFirst();
    expect(row).toMatchObject({ name: "+5511988884321", language: "pt" });
  });

  test("the journal, which shows everything whole, takes all tickets and whole numbers", async () => {
    await makeBruno("team", ["tickets", "phones", "journal"]);
    expect(await status(bruno.get("/settings/webhooks"))).toBe(403);
    await ana.send(
      "POST",
      "/settings/roles/1",
      roleForm("Helper", "all", ["tickets", "phones", "journal"]),
    );
    expect(await status(bruno.get("/settings/webhooks"))).toBe(200);
  });

  test("is not deleted while somebody has it", async () => {
    await makeBruno("own", ["tickets"]);
    expect(await status(ana.send("POST", "/settings/roles/1/removal"))).toBe(409);
    await giveRole(ana, "agent");
    expect(await status(ana.send("POST", "/settings/roles/1/removal"))).toBe(303);
  });

  test.each(["", "x".repeat(61)])("needs a name: %j", async (name) => {
    expect(await status(ana.send("POST", "/settings/roles", roleForm(name, "own", [])))).toBe(422);
  });
});

describe("Nobody gives more than they have", () => {
  test("an admin makes no owner, and does nothing to one", async () => {
    await giveRole(ana, "admin");
    const { ana: owner, bruno: admin } = desk.people;
    expect(await status(giveRole(bruno, "owner", admin))).toBe(403);
    expect(await status(giveRole(bruno, "agent", owner))).toBe(403);
    for (const verb of ["password", "deactivation", "access", "tickets"]) {
      const form = { password: "a new password 1", heir: "", access: "" };
      expect(await status(bruno.send("POST", `/settings/people/${owner}/${verb}`, form))).toBe(403);
    }
    const added = {
      name: "Eva",
      email: "eva@loja-azul.example",
      language: "en",
      password: "a long password",
    };
    expect(await status(bruno.send("POST", "/settings/people", { ...added, role: "owner" }))).toBe(
      422,
    );
    const invited = { ...added, role: "owner", expires: "2026-09-28", access: "" };
    expect(await status(bruno.send("POST", "/settings/people/invitations", invited))).toBe(422);
  });

  test("who may only manage people makes no admin of anybody, nor a role that allows more", async () => {
    await makeBruno("all", ["tickets", "users"]);
    expect(await status(giveRole(bruno, "admin"))).toBe(403);
    expect(await status(giveRole(bruno, "agent"))).toBe(403);
    for (const form of [
      roleForm("More", "all", ["tickets", "reply"]),
      roleForm("More", "team", ["tickets", "settings"]),
    ])
      expect(await status(bruno.send("POST", "/settings/roles", form))).toBe(403);
    const page = await (await bruno.get("/settings/people")).text();
    expect(page).not.toContain('value="admin"');
    expect(page).toContain('value="custom:1"');
  });

  test("people are managed by who sees all tickets: else a colleague's place would show them", async () => {
    await makeBruno("team", ["tickets", "users"]);
    expect((await bruno.get("/settings/people")).status).toBe(403);
  });

  test("nor weakens a role that is stronger than their own", async () => {
    await ana.send("POST", "/settings/roles", roleForm("Strong", "all", ["settings"]));
    await ana.send("POST", "/settings/roles", roleForm("Weak", "all", ["users"]));
    await giveRole(ana, "custom:2");
    const form = roleForm("Strong", "own", []);
    expect(await status(bruno.send("POST", "/settings/roles/1", form))).toBe(403);
    expect(await status(bruno.send("POST", "/settings/roles/1/removal"))).toBe(403);
  });
});

test("a team's queue gets the tickets of who leaves", async () => {
  const { id: team } = await desk.recado.write((tx) =>
    tx
      .insertInto("teams")
      .values({
        name: "Sales",
        calendar: null,
        last_assigned_id: null,
        created_at: 1,
        updated_at: 1,
        archived_at: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  await desk.deliver(textWebhook("oi"));
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ assignee_id: desk.people.bruno }).execute(),
  );
  const live = (await bruno.get("/live")).body?.getReader();
  await live?.read();
  await ana.send("POST", `/settings/people/${desk.people.bruno}/deactivation`, {
    heir: `team:${team}`,
  });
  const row = await desk.recado.db.selectFrom("tickets").selectAll().executeTakeFirst();
  expect(row).toMatchObject({ team_id: team, assignee_id: null });
  expect((await live?.read())?.done).toBe(true);
});

test("an auditor begins at the consent log, and opens no live stream", async () => {
  await giveRole(ana, "auditor");
  expect((await bruno.get("/")).headers.get("location")).toBe("/consent");
  expect(await (await bruno.get("/settings")).text()).not.toContain("/live?after");
});

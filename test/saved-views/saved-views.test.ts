import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { insertRole } from "../../src/users/roles.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;

beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
  for (const [index, name] of ["Clara Nunes", "Davi Rocha", "Élisa Prado"].entries())
    await desk.deliver(
      textWebhook("Oi", { name, from: `551190000000${index}`, at: desk.clock.now() + index }),
    );
  await ana.send("PUT", "/tickets/1/tags", { tags: "entrega" });
  await ana.send("PUT", "/tickets/2/priority", { priority: "high" });
  await ana.send("PUT", "/tickets/2/assignee", { user: String(desk.people.bruno) });
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
async function shown(query: string, browser = ana): Promise<string[]> {
  return words(await parse(await browser.get(`/inbox?${query}`)), "#ticket-list .row-top > strong");
}
async function tabs(browser = ana, path = "/inbox"): Promise<string[]> {
  return words(await parse(await browser.get(path)), ".list-pane .tabs > a > span");
}
const save = (name: string, query: string, more: Record<string, string> = {}, browser = ana) =>
  browser.send("POST", "/inbox/saved-views", { name, query, ...more }, htmx);
const views = () => desk.recado.db.selectFrom("saved_views").selectAll().orderBy("id").execute();

describe("The list's filter", () => {
  test.each([
    ["tag=entrega", ["Clara Nunes"]],
    ["priority=high", ["Davi Rocha"]],
    ["agent=2", ["Davi Rocha"]],
    ["agent=none", ["Élisa Prado", "Clara Nunes"]],
    ["team=none&priority=normal", ["Élisa Prado", "Clara Nunes"]],
    ["q=elisa", ["Élisa Prado"]],
    ["q=entrega", []],
    ["sort=due&tag=entrega", ["Clara Nunes"]],
    ["priority=nonsense&team=x", ["Élisa Prado", "Davi Rocha", "Clara Nunes"]],
  ])("%s shows what it says", async (query, names) => {
    expect(await shown(query)).toEqual(names);
  });

  test("never finds somebody by a number that the reader may not see", async () => {
    await desk.recado.write(async (tx) => {
      const rights = { scope: "all", may: ["tickets"] } as const;
      const id = await insertRole(tx, { name: "Reader", rights }, desk.clock.now());
      await tx
        .updateTable("users")
        .set({ role: "custom", custom_role_id: id })
        .where("id", "=", desk.people.bruno)
        .execute();
    });
    expect(await shown("q=5511900000001")).toEqual(["Davi Rocha"]);
    expect(await shown("q=5511900000001", bruno)).toEqual([]);
  });

  test("stays on rows, tabs and the list's refresh", async () => {
    const page = await parse(await ana.get("/inbox?view=open&tag=entrega"));
    const list = page.querySelector("#ticket-list");
    expect(list?.getAttribute("hx-get")).toBe("/inbox/list?view=open&tag=entrega");
    expect(page.querySelector(".row-link")?.getAttribute("href")).toBe(
      "/tickets/1?view=open&tag=entrega",
    );
    const ticket = await parse(await ana.get("/tickets/1?view=open&tag=entrega"));
    expect(words(ticket, "#ticket-list .row-top > strong")).toEqual(["Clara Nunes"]);
  });
});

describe("A saved view", () => {
  test("stands above the list and in the palette of who saved it, and of nobody else", async () => {
    const response = await save("Entregas", "tag=entrega&view=open&q=");
    expect(response.headers.get("hx-redirect")).toBe("/inbox?view=open&tag=entrega");
    expect(await tabs()).toEqual(["Entregas"]);
    expect(await tabs(bruno)).toEqual([]);
    const page = await parse(await ana.get("/inbox?view=open&tag=entrega"));
    expect(words(page, ".tabs [aria-current]")).toEqual(["Entregas"]);
    expect(words(page, "#palette-commands a")).toContain("Entregas");
  });

  test("is shared by who may, and by nobody else", async () => {
    await save("Urgentes", "priority=high", { shared: "1" });
    expect(await tabs(bruno)).toEqual(["Urgentes"]);
    expect((await save("Meus", "view=mine", { shared: "1" }, bruno)).status).toBe(403);
    expect((await bruno.send("DELETE", "/inbox/saved-views/1", {}, htmx)).status).toBe(404);
    expect(await views()).toHaveLength(1);
  });

  test("of another person can be neither changed nor deleted nor moved", async () => {
    await save("Entregas", "tag=entrega", {}, bruno);
    const path = "/inbox/saved-views/1";
    expect((await ana.send("POST", path, { name: "Meu" }, htmx)).status).toBe(404);
    expect((await ana.send("DELETE", path, {}, htmx)).status).toBe(404);
    expect((await ana.send("PUT", `${path}/position`, { direction: "up" }, htmx)).status).toBe(404);
    expect((await views())[0]?.name).toBe("Entregas");
  });

  test("is renamed, moved, deleted, and put back where it stood", async () => {
    for (const name of ["Um", "Dois", "Três"]) await save(name, "view=all");
    await ana.send("PUT", "/inbox/saved-views/3/position", { direction: "up" }, htmx);
    await ana.send("POST", "/inbox/saved-views/1", { name: "Primeira" }, htmx);
    expect(await tabs()).toEqual(["Primeira", "Três", "Dois"]);
    const answer = await parse(await ana.send("DELETE", "/inbox/saved-views/3", {}, htmx));
    expect(await tabs()).toEqual(["Primeira", "Dois"]);
    const undo = answer.querySelector(".toast-undo");
    const values = JSON.parse(undo?.getAttribute("hx-vals") ?? "{}") as Record<string, string>;
    await ana.send("POST", undo?.getAttribute("hx-post") ?? "", values, htmx);
    expect(await tabs()).toEqual(["Primeira", "Três", "Dois"]);
  });

  test("needs a name, and says in words what it shows", async () => {
    expect(await (await save("  ", "view=all")).text()).toContain("Give the view a name.");
    await save("Bruno", `view=open&agent=${desk.people.bruno}&tag=entrega&sort=due`);
    const page = await parse(await ana.get("/inbox/saved-views"));
    expect(words(page, ".saved-view .hint")).toEqual([
      "Open · Who has it: Bruno · Tag: entrega · by deadline",
    ]);
  });

  test("shows each reader their own scope", async () => {
    await desk.recado.write((tx) =>
      tx
        .updateTable("users")
        .set({ role: "account-manager" })
        .where("id", "=", desk.people.bruno)
        .execute(),
    );
    await save("Tudo", "view=all", { shared: "1" });
    expect(await shown("view=all")).toHaveLength(3);
    expect(await shown("view=all", bruno)).toEqual(["Davi Rocha"]);
  });
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { getTicket } from "../../src/inbox/tickets.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { envelope, message, textWebhook } from "../support/messages.ts";

const MINUTE = 60_000;
let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;

beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };

async function say(text: string, name: string, from: string, minutesAgo = 0) {
  await desk.deliver(textWebhook(text, { name, from, at: desk.clock.now() - minutesAgo * MINUTE }));
}

test("an empty inbox says that all is done", async () => {
  const page = await parse(await ana.get("/inbox"));
  expect(words(page, ".empty-title")).toContain("All caught up");
});

test("the newest conversation stands on top, with its words, its time and what is unread", async () => {
  await say("Oi", "Carla", "5511911110001", 5);
  await say("Olá, tem M?", "Dora", "5511911110002", 2);
  await say("E azul?", "Dora", "5511911110002", 1);
  const page = await parse(await ana.get("/inbox"));
  expect(words(page, ".row-top strong")).toEqual(["Dora", "Carla"]);
  expect(words(page, ".row .count")).toEqual(["2", "1"]);
  expect(words(page, ".row-words")).toEqual(["E azul?", "Oi"]);
  expect(words(page, ".row-top time")).toEqual(["10:59", "10:55"]);
});

test("a page of fifty ends with a link, and the next page begins where it ended", async () => {
  for (let n = 0; n < 53; n++)
    await say("Oi", `Person ${n}`, `55119222200${String(n).padStart(2, "0")}`, n);
  const page = await parse(await ana.get("/inbox"));
  expect(page.querySelectorAll(".row").length).toBe(50);
  const next = page.querySelector(".older-link")?.getAttribute("hx-get") ?? "";
  const older = await parse(await ana.get(next, htmx));
  expect(words(older, ".row-top strong")).toEqual(["Person 50", "Person 51", "Person 52"]);
  expect(older.querySelector(".older-link")).toBeNull();
});

test("each view holds its tickets and no others", async () => {
  for (const [n, name] of ["Carla", "Dora", "Elsa", "Fabio"].entries())
    await say("Oi", name, `551193333000${n}`, n);
  await ana.send("PUT", "/tickets/1/assignee", { user: "me" }, htmx);
  await ana.send("PUT", "/tickets/2/resolution", {}, htmx);
  await ana.send("PUT", "/tickets/3/pending", {}, htmx);
  const shown = async (view: string) =>
    words(await parse(await ana.get(`/inbox?view=${view}`)), ".row-top strong");
  expect(await shown("open")).toEqual(["Carla", "Fabio"]);
  expect(await shown("mine")).toEqual(["Carla"]);
  expect(await shown("unassigned")).toEqual(["Elsa", "Fabio"]);
  expect(await shown("pending")).toEqual(["Elsa"]);
  expect(await shown("resolved")).toEqual(["Dora"]);
  expect(await shown("all")).toEqual(["Carla", "Dora", "Elsa", "Fabio"]);
});

test("opening a ticket reads it, here and on the customer's phone", async () => {
  await say("Oi", "Carla", "5511911110001");
  const page = await parse(await ana.get("/tickets/1"));
  expect(words(page, ".unread-line")).toEqual(["1 unread message"]);
  await desk.recado.write(async () => {});
  expect((await getTicket(desk.recado.db, 1)).unread_count).toBe(0);
});

test("a click in the list fetches the conversation alone, with its title", async () => {
  await say("Oi", "Carla", "5511911110001");
  const response = await ana.get("/tickets/1?view=open", { ...htmx, "hx-target": "div#case" });
  const text = await response.text();
  expect(text).toStartWith("<title>#1 Carla · Recado</title><article");
  expect(text).not.toContain("<html");
});

test("what a customer writes is never markup, and only web addresses become links", async () => {
  await say(
    '<img src=x onerror=alert(1)> javascript:alert(1) https://ok.example/a?b=1, "x"',
    "<b>Eve</b>",
    "5511911110003",
  );
  const page = await parse(await ana.get("/tickets/1"));
  expect(page.querySelector(".bubble img, .row b, .ticket-names b")).toBeNull();
  const links = [...page.querySelectorAll(".bubble-text a")].map((link) =>
    link.getAttribute("href"),
  );
  expect(links).toEqual(["https://ok.example/a?b=1"]);
});

test("no page has an inline style, an inline script or an event attribute", async () => {
  await say("Oi", "Carla", "5511911110001");
  for (const path of ["/inbox", "/tickets/1", "/tickets/1/history", "/search?q=oi"]) {
    const page = await parse(await ana.get(path));
    expect(page.querySelectorAll("[style], style, script:not([src])").length).toBe(0);
    const attributes = [...page.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames(),
    );
    expect(attributes.filter((name) => /^on|^hx-on/.test(name))).toEqual([]);
  }
});

test("the search finds words without accents as they are typed, names, phones and numbers", async () => {
  await say("Onde está a minha encomenda?", "João", "5511944440001");
  await say("A jaqueta não serviu", "Zélia", "5511944440002");
  const found = async (query: string) =>
    parse(await ana.get(`/search?q=${encodeURIComponent(query)}`, htmx));
  expect(words(await found("nao serv"), "#results mark")).toEqual(["não", "serviu"]);
  expect(words(await found("joao"), ".row-text strong")).toEqual(["João"]);
  expect(words(await found("4444-0002"), ".row-text strong")).toEqual(["Zélia"]);
  expect(words(await found("#1"), ".row-line")[0]).toBe("#1");
  expect(words(await found("a jaqueta n"), "#results mark")).toEqual(["A", "jaqueta", "não"]);
  expect(words(await found("j n s"), ".empty-title").length).toBe(1);
  expect(words(await found('"* OR'), ".empty-title").length).toBe(1);
});

test("a found message is shown among what was said before it", async () => {
  for (let n = 1; n <= 70; n++) await say(`line ${n}`, "Carla", "5511911110001", 90 - n);
  const page = await parse(await ana.get("/tickets/1?message=5"));
  expect(words(page, "#m-5 .bubble-text")).toEqual(["line 5"]);
  expect(page.querySelectorAll("#tail .message.in").length).toBe(70);
});

test("pages upward bring fifty more, each message once", async () => {
  for (let n = 1; n <= 70; n++) await say(`line ${n}`, "Carla", "5511911110001", 90 - n);
  const page = await parse(await ana.get("/tickets/1"));
  const shown = words(page, "#tail .message.in .bubble-text");
  const earlier = await parse(
    await ana.get(page.querySelector("#earlier .older-link")?.getAttribute("hx-get") ?? "", htmx),
  );
  const before = words(earlier, ".message.in .bubble-text");
  expect([...before, ...shown]).toEqual(Array.from({ length: 70 }, (_, n) => `line ${n + 1}`));
});

test("reactions stand on their bubble, the newest of each side, and quotes name their author", async () => {
  const wamid = "wamid.FIRST";
  await desk.deliver(textWebhook("Qual?", { name: "Carla", wamid, at: desk.clock.now() - MINUTE }));
  const from = { from: "5511987654321", at: desk.clock.now() };
  const react = (emoji: string) =>
    message({ type: "reaction", reaction: { message_id: wamid, emoji } }, from);
  const reply = message(
    { type: "text", text: { body: "Esse" }, context: { from: "5511987654321", id: wamid } },
    from,
  );
  await desk.deliver(envelope({ messages: [react("👍")] }));
  await desk.deliver(envelope({ messages: [react("❤️")] }));
  await desk.deliver(envelope({ messages: [reply] }));
  const page = await parse(await ana.get("/tickets/1"));
  expect(words(page, "#m-1 .reactions")).toEqual(["❤️"]);
  expect(words(page, ".quote strong")).toEqual(["Carla"]);
  expect(words(page, ".quote span")).toEqual(["Qual?"]);
});

test("every page exists in the four languages", async () => {
  await say("Oi", "Carla", "5511911110001");
  for (const [language, title] of [
    ["fr", "Réception"],
    ["pt", "Entrada"],
    ["es", "Bandeja"],
  ] as const) {
    await desk.recado.write((tx) =>
      tx.updateTable("users").set({ language }).where("id", "=", desk.people.ana).execute(),
    );
    const page = await parse(await ana.get("/tickets/1"));
    expect(words(page, "#list-title")).toEqual([title]);
    expect(page.documentElement.textContent).not.toMatch(/\{\w+\}(?!")/);
  }
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { DAY } from "../../src/clock.ts";
import { insertQuickReply } from "../../src/inbox/quick-replies.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { replaceTemplates } from "../../src/templates/templates.ts";
import { templateOf } from "../../src/whatsapp/graph-templates.ts";
import { type BrowserDesk, chromiumPath, openBrowserDesk, shoot } from "../support/browser.ts";
import { until, WABA_ID } from "../support/desk.ts";
import { statusWebhook, textWebhook } from "../support/messages.ts";
import { listMessagesOf } from "../support/rows.ts";
import templates from "../payloads/graph/templates_list_page1.json";

setDefaultTimeout(30_000);

/** Ticket 1 Carla, 2 Dora, 3 Elsa. */
describe.skipIf(!chromiumPath).each([[1440], [390]])("answering at %d px", (width) => {
  let open: BrowserDesk;
  let page: Page;
  let problems: string[];
  const isPhone = width < 700;

  beforeAll(async () => {
    open = await openBrowserDesk();
    const { recado, clock, people } = open.desk;
    for (const [n, name] of ["Carla", "Dora", "Elsa"].entries())
      await say(`Oi de ${name}`, n, name);
    const quick = { shortcut: "prazo", category: "", text: "Oi {{first_name}}, sai {{dia}}." };
    await recado.write((tx) => insertQuickReply(tx, quick, clock.now()));
    ({ page, problems } = await open.pageOf(people.ana, { width }));
  });
  afterAll(() => open.close());

  function say(text: string, n: number, name: string) {
    const { desk } = open;
    desk.clock.advance(1000);
    return desk.deliver(
      textWebhook(text, { name, from: `551191111000${n}`, at: desk.clock.now() }),
    );
  }
  const goTo = (path: string) => page.goto(open.url + path);
  const ticket = (number: number) => getTicket(open.desk.recado.db, number);
  const outgoing = async (number: number) =>
    (await listMessagesOf(open.desk, number)).filter(({ direction }) => direction === "out");
  const sent = (text: string) =>
    until(() =>
      open.desk.graph.sent.find((message) => JSON.stringify(message.body).includes(text)),
    );

  async function send(text: string) {
    await page.fill("#reply-text", text);
    if (isPhone) await page.tap("#reply-form button[type=submit]");
    else await page.press("#reply-text", "Enter");
    await page.waitForFunction(
      () => (document.querySelector("#reply-text") as HTMLTextAreaElement).value === "",
    );
  }
  /** On a phone hand-over, snooze and tags live behind "more". */
  async function openMenu(id: string) {
    if (!isPhone) return page.click(`#${id} > summary`);
    await page.tap("#menu-more > summary");
    await page.tap(`[data-opens=${id}]`);
  }
  const act = (selector: string) => (isPhone ? page.tap(selector) : page.click(selector));

  test("an answer leaves and its ticks follow what Meta says, without a reload", async () => {
    await goTo("/inbox");
    await act(".row-link:has-text('Carla')");
    await page.waitForSelector("#thread-pane");
    await send("Bom dia, Carla");
    const { wamid } = await sent("Bom dia, Carla");
    const bubble = ".message.out:has-text('Bom dia, Carla')";
    for (const [status, name] of [
      ["sent", "Sent"],
      ["delivered", "Delivered"],
      ["read", "Read"],
    ] as const) {
      await open.desk.deliver(statusWebhook(wamid, status, { at: open.desk.clock.now() }));
      await page.waitForSelector(`${bubble} .tick[aria-label="${name}"]`);
    }
    expect(problems).toEqual([]);
  });

  test("a message can be quoted and reacted to", async () => {
    const first = ".message.in:has-text('Oi de Carla')";
    await page.hover(first);
    await act(`${first} [data-bubble-menu]`);
    await shoot(page, `bubble-menu-${width}`);
    await act("[data-quote]");
    await page.waitForSelector("#reply-quote:not([hidden]) [data-quote-text]:text('Oi de Carla')");
    await send("Respondo a isso");
    await page.waitForSelector(
      ".message.out:has-text('Respondo a isso') .quote:has-text('Oi de Carla')",
    );
    expect(await page.isVisible("#reply-quote")).toBe(false);
    await act(`${first} [data-bubble-menu]`);
    await act("[data-react='👍']");
    await page.waitForSelector(`${first} .reactions [aria-label='Ana reacted with 👍']`);
    await until(() => open.desk.graph.sent.find(({ type }) => type === "reaction"));
    expect(problems).toEqual([]);
  });

  test("a note with an action item is for the team alone, and the item can be ticked", async () => {
    const before = open.desk.graph.sent.length;
    await act("[data-mode-button=note]");
    await page.fill("#note-text", "Ligar antes\n[ ] confirmar o endereço");
    await act("#note-form button[type=submit]");
    await page.waitForSelector(".note:has-text('Ligar antes')");
    await act(".note-item input");
    await page.waitForSelector(".note-item.is-done:has-text('confirmar o endereço')");
    expect(open.desk.graph.sent.length).toBe(before);
    await shoot(page, `note-${width}`);
    await act("[data-mode-button=reply]");
    expect(problems).toEqual([]);
  });

  test("taking, handing over, snoozing and resolving each have an Undo that undoes", async () => {
    const undo = async () => {
      await act(".toast:not([hidden]) .toast-undo");
    };
    await act("[data-action=take]");
    await page.waitForSelector("#ticket-header[data-mine=yes]");
    await undo();
    await page.waitForSelector("#ticket-header[data-mine=no]");
    expect((await ticket(1)).assignee_id).toBeNull();

    await openMenu("menu-assign");
    await page.check("#menu-assign .choice:has-text('Bruno') input");
    await page.fill("#hand-over-note", "É com você");
    await shoot(page, `hand-over-${width}`);
    await act("#menu-assign button[type=submit]");
    await page.waitForSelector(".state-owner:has-text('Bruno')");
    await page.waitForSelector(".note:has-text('É com você')");
    await undo();
    await page.waitForSelector(".state-owner:has-text('Nobody')");

    await openMenu("menu-snooze");
    await shoot(page, `snooze-${width}`);
    await act("#menu-snooze .menu-item");
    await page.waitForSelector(".toast:has-text('noozed')");
    expect((await ticket(1)).status).toBe("snoozed");
    await undo();
    await until(async () => (await ticket(1)).status === "open");
    await page.waitForSelector(".toast:not([hidden]):not(:has-text('noozed'))");

    await act("button[data-action=resolve]");
    await page.waitForSelector(".toast:not([hidden]):has-text('resolved')");
    expect((await ticket(1)).status).toBe("resolved");
    await shoot(page, `resolved-${width}`);
    await undo();
    await until(async () => (await ticket(1)).status === "open");
    expect(problems).toEqual([]);
  });

  test("a quick reply is filled in, and what it leaves open is not sent", async () => {
    await page.focus("#reply-text");
    await page.waitForSelector("#quick-replies [role=option]", { state: "attached" });
    await page.keyboard.type("/pra");
    await page.waitForSelector("#quick-replies:not([hidden]) [role=option]:visible");
    await shoot(page, `quick-replies-${width}`);
    await act("#quick-replies [role=option]:visible");
    expect(await page.inputValue("#reply-text")).toBe("Oi Carla, sai {{dia}}.");
    const before = (await outgoing(1)).length;
    if (isPhone) await page.tap("#reply-form button[type=submit]");
    else await page.keyboard.press("Enter");
    await page.waitForTimeout(200);
    expect((await outgoing(1)).length).toBe(before);
    expect(await page.evaluate("getSelection().toString()")).toBe("{{dia}}");
    await page.keyboard.type("hoje");
    expect(await page.inputValue("#reply-text")).toBe("Oi Carla, sai hoje.");
    await page.fill("#reply-text", "");
    expect(problems).toEqual([]);
  });

  test("a failed message says why in plain words; it can be sent again or given up", async () => {
    open.desk.graph.faults.set("window-closed", { times: 2 });
    await send("Não vai chegar");
    const failed = ".message.is-failed:has-text('Não vai chegar')";
    await page.waitForSelector(`${failed} .trouble:has-text('24 hours')`);
    await shoot(page, `failed-${width}`);
    await act(`${failed} [hx-post$=retry]`);
    // Meta refuses it once more.
    await until(() => open.desk.graph.faults.current() === null);
    await page.waitForSelector(`${failed} [hx-post$=drop]`);
    await act(`${failed} [hx-post$=drop]`);
    await page.waitForSelector(`${failed} [hx-post$=drop]`, { state: "detached" });
    expect(problems).toEqual([]);
  });

  test("a draft is still there after a reload, and others see that there is one", async () => {
    await goTo("/tickets/2");
    await page.focus("#reply-text");
    const saved = page.waitForResponse((response) => response.url().endsWith("/tickets/2/draft"));
    await page.keyboard.type("Estou escrevendo");
    await saved;
    await page.waitForTimeout(1700);
    await page.reload();
    expect(await page.inputValue("#reply-text")).toBe("Estou escrevendo");
    await page.fill("#reply-text", "");
    expect(problems).toEqual([]);
  });

  test("search finds while one types, without regard to accents", async () => {
    await say("A coleção de verão já chegou?", 2, "Elsa");
    await goTo("/search");
    await page.waitForSelector("#search-input:focus");
    await page.keyboard.type("colecao verao");
    await page.waitForSelector("#results .row:has-text('Elsa') mark");
    await act("#results .row-link");
    await page.waitForSelector(".message:has-text('coleção de verão')");
    expect(page.url()).toContain("/tickets/3");
    expect(problems).toEqual([]);
  });

  test("outside the window the composer is the template picker, and says why", async () => {
    const { desk } = open;
    const known = templates.data.map(templateOf).filter((template) => template !== null);
    desk.clock.advance(2 * DAY);
    await desk.recado.write((tx) => replaceTemplates(tx, WABA_ID, known, desk.clock.now()));
    await goTo("/tickets/2");
    await page.waitForSelector("#template-picker:has-text('The 24-hour window is closed')");
    expect(await page.locator("#reply-text").count()).toBe(0);
    await shoot(page, `templates-${width}`);
    const isCut = (selector: string) => {
      const { right } = document.querySelector(selector)?.getBoundingClientRect() ?? { right: 0 };
      return right > (document.querySelector("#composer")?.getBoundingClientRect().right ?? 0);
    };
    expect(await page.evaluate(isCut, ".template-choice")).toBe(false);
    expect(await page.isDisabled(".template-choice:has-text('marketing')")).toBe(true);
    await page.waitForSelector("#template-step:has-text('has not agreed')");
    await page.locator(".template-choice[disabled]").last().scrollIntoViewIfNeeded();
    await shoot(page, `templates-refused-${width}`);
    // Marketing is refused without consent; this one is about an order.
    await act(".template-choice:has-text('utility')");
    const fields = page.locator("#template-form input.input");
    await fields.first().waitFor();
    for (const field of await fields.all()) {
      const isFile = (await field.getAttribute("name"))?.startsWith("header.");
      await field.fill(isFile ? "https://loja-azul.example/foto.jpg" : "Dora");
    }
    expect(await page.evaluate(isCut, "#template-form input.input")).toBe(false);
    expect(await page.isVisible("#template-form button[type=submit]")).toBe(true);
    await shoot(page, `template-form-${width}`);
    await act("#template-form button[type=submit]");
    await page.waitForSelector(".message.out:has-text('Dora')");
    await until(() => desk.graph.sent.find(({ type }) => type === "template"));
    expect(problems).toEqual([]);
  });
});

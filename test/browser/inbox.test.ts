import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import {
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
  smallTargets,
} from "../support/browser.ts";
import { textWebhook } from "../support/messages.ts";

describe.skipIf(!chromiumPath)("the inbox in a browser", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    for (const [n, name] of ["Carla", "Dora", "Elsa"].entries())
      await say(`Oi de ${name}`, name, `551191111000${n}`);
  });
  afterAll(() => open.close());

  function say(text: string, name: string, from: string) {
    open.desk.clock.advance(1000);
    return open.desk.deliver(textWebhook(text, { name, from, at: open.desk.clock.now() }));
  }
  const value = (page: Page, selector: string) => page.inputValue(selector);
  const isSent = (page: Page) =>
    page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>("#reply-text")?.value === "",
    );

  test("an agent answers from the keyboard alone", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/inbox`);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#thread-pane[aria-label*=Elsa]");
    await page.keyboard.press("r");
    await page.keyboard.type("Bom dia");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Temos sim");
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=Temos sim");
    await isSent(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.keyboard.type("@Br");
    await page.keyboard.press("Enter");
    await page.keyboard.type("[veja");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".note mark:text('@Bruno')");
    await page.keyboard.press("Escape");
    await page.keyboard.press("m");
    await page.waitForSelector(".toast");
    const before = page.url();
    await page.keyboard.press("Shift+E");
    await page.waitForFunction((url) => location.href !== url, before);
    await page.waitForSelector(".toast:has-text('resolved')");
    expect(problems).toEqual([]);
  });

  test("a message is on an open screen well under a second after its webhook, and moves nobody", async () => {
    for (let n = 0; n < 30; n++) await say(`linha ${n}`, "Carla", "5511911110000");
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/tickets/1`);
    await page.waitForFunction(
      () => (document.querySelector("#thread-scroll")?.scrollHeight ?? 0) > 900,
    );
    await page.evaluate("document.querySelector('#thread-scroll').scrollTop = 200");
    await page.waitForTimeout(100);
    const started = performance.now();
    await say("chegou agora", "Carla", "5511911110000");
    await page.waitForSelector("text=chegou agora", { state: "attached" });
    expect(performance.now() - started).toBeLessThan(1000);
    await page.waitForSelector("#new-pill:not([hidden])");
    expect(await page.textContent("#new-pill")).toBe("1 new ↓");
    expect(await page.evaluate("document.querySelector('#thread-scroll').scrollTop")).toBe(200);
    await page.click("#new-pill");
    await page.waitForSelector("#new-pill[hidden]", { state: "attached" });
    expect(problems).toEqual([]);
  });

  test("what is being written survives everything that arrives meanwhile", async () => {
    const { page } = await open.pageOf(open.desk.people.bruno);
    await page.goto(`${open.url}/tickets/2`);
    await page.click("#reply-text");
    await page.keyboard.type("Estou vendo");
    await say("E então?", "Dora", "5511911110001");
    await page.waitForSelector("text=E então?");
    expect(await value(page, "#reply-text")).toBe("Estou vendo");
    expect(await page.evaluate("document.activeElement.id")).toBe("reply-text");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".composer-arrived");
    expect(await value(page, "#reply-text")).toBe("Estou vendo");
    await page.click(".composer-arrived button");
    await isSent(page);
  });

  test("an Undo pressed beside another ticket changes only its own", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/tickets/2`);
    await page.click("[data-action=take]");
    await page.waitForSelector(".toast-undo");
    await page.click(".row-link:has-text('Carla')");
    await page.waitForSelector("#thread-pane[aria-label*=Carla]");
    const answered = page.waitForResponse((response) =>
      response.url().includes("/tickets/2/assignee"),
    );
    await page.click(".toast-undo");
    await answered;
    await page.waitForSelector(".toast:has-text('back in the queue')");
    expect(await page.textContent(".ticket-names h1")).toBe("Carla");
    expect(await page.textContent(".contact-head h2")).toBe("Carla");
    expect(problems).toEqual([]);
  });

  test("two agents on one ticket see each other write", async () => {
    const { page: ana } = await open.pageOf(open.desk.people.ana);
    const { page: bruno } = await open.pageOf(open.desk.people.bruno);
    await ana.goto(`${open.url}/tickets/2`);
    await bruno.goto(`${open.url}/tickets/2`);
    await bruno.waitForTimeout(300);
    await ana.click("#reply-text");
    await ana.keyboard.type("Já vou");
    await bruno.waitForSelector("#typing:has-text('Ana is replying')");
    expect(await ana.textContent("#typing")).toBe("");
  });

  test("on a phone Enter breaks the line, Back returns to the list, and every target is large enough", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/inbox`);
    expect(await smallTargets(page)).toEqual([]);
    await page.tap("text=Dora");
    await page.waitForSelector("#thread-pane");
    expect(await page.isVisible("#ticket-list")).toBe(false);
    expect(await smallTargets(page)).toEqual([]);
    await page.tap("#reply-text");
    await page.keyboard.type("um");
    await page.keyboard.press("Enter");
    await page.keyboard.type("dois");
    expect(await value(page, "#reply-text")).toEndWith("um\ndois");
    await page.goBack();
    await page.waitForSelector("#ticket-list");
    expect(await page.isVisible("#ticket-list")).toBe(true);
    expect(problems).toEqual([]);
  });
});

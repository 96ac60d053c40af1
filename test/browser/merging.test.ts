import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import {
  axeFindings,
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
  shoot,
  smallTargets,
} from "../support/browser.ts";
import { textWebhook } from "../support/messages.ts";

setDefaultTimeout(60_000);

describe.skipIf(!chromiumPath)("merging two tickets on a screen", () => {
  let open: BrowserDesk;

  beforeEach(async () => {
    open = await openBrowserDesk();
    const { desk } = open;
    const ana = await desk.browserOf(desk.people.ana);
    const write = (text: string, from = "5511987654321", name = "Clara Nunes") =>
      desk.deliver(textWebhook(text, { name, from, at: desk.clock.now() }));
    await write("Meu pedido 4711 chegou com a caixa aberta e falta o carregador");
    await ana.send("POST", "/tickets/1/messages", { text: "Já vamos verificar!" });
    await ana.send("PUT", "/tickets/1/resolution");
    desk.clock.advance(2 * DAY);
    await write("Olá, ainda falta o carregador");
    await write("Oi", "5511987654322", "Davi");
  });
  afterEach(() => open.close());

  for (const width of [390, 1440])
    test(`a ticket goes into the one before it and comes back by Undo, at ${width} px`, async () => {
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      await page.goto(`${open.url}/tickets/2`);
      await page.locator("#menu-more summary").click();
      await shoot(page, `merge-menu-${width}`);
      await page.locator("text=Merge with…").click();
      await page.waitForSelector(".merge-choice");
      await shoot(page, `merge-dialog-${width}`);
      expect(await axeFindings(page)).toEqual([]);
      if (width === 390) expect(await smallTargets(page)).toEqual([]);
      await page.locator(".merge-choice").click();
      await page.waitForSelector('#thread-pane[data-ticket="1"]');
      expect(new URL(page.url()).pathname).toBe("/tickets/1");
      expect(await page.locator("#toasts").innerText()).toContain("#2 was merged into this ticket");
      await page.waitForFunction(() => !document.querySelector("dialog[open]"));
      await shoot(page, `merge-done-${width}`);
      await page.locator(".toast-undo").click();
      await page.waitForSelector("text=#2 and #1 are two tickets again");
      await page.goto(`${open.url}/tickets/2`);
      expect(new URL(page.url()).pathname).toBe("/tickets/2");
      expect(problems).toEqual([]);
    });

  test("the old number says where it leads, and who has it open is led there", async () => {
    const { page: bruno, problems } = await open.pageOf(open.desk.people.bruno);
    await bruno.goto(`${open.url}/tickets/2`);
    const ana = await open.desk.browserOf(open.desk.people.ana);
    await ana.send("POST", "/tickets/2/merge", { into: "1" });
    await bruno.waitForSelector('#thread-pane[data-ticket="1"]');
    expect(await bruno.locator("#toasts").innerText()).toContain("#2 was merged into this ticket");
    await shoot(bruno, "merge-led-1440");
    await bruno.goto(`${open.url}/tickets/3`);
    await bruno.locator("#menu-more summary").click();
    await bruno.locator("text=Merge with…").click();
    await bruno.waitForSelector("text=No other ticket in this conversation");
    await shoot(bruno, "merge-none-1440");
    expect(problems).toEqual([]);
  });
});

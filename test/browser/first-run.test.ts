import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { axeFindings, chromiumPath, shoot, startBrowser } from "../support/browser.ts";
import { textWebhook } from "../support/messages.ts";
import { type Server, startProgram } from "../support/server.ts";

setDefaultTimeout(30_000);

/** From nothing to an answered customer, on the real program, as its owner does it. */
describe.skipIf(!chromiumPath).each([1440, 390])("the first run at %i px", (width) => {
  const dataFolder = mkdtempSync(join(tmpdir(), "recado-first-run-"));
  let server: Server;
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  let page: Page;
  let context: BrowserContext;
  let problems: string[];

  beforeAll(async () => {
    // A Graph API that nobody answers: what is simulated must not need it.
    const env = { RECADO_META_GRAPH_URL: "http://127.0.0.1:9/v26.0" };
    server = await startProgram({ dataFolder, env });
    browser = await startBrowser();
    ({ page, context, problems } = await browser.visit(server.url, { width, locale: "en-US" }));
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(dataFolder, { recursive: true });
  });

  test("the link in the log opens one form, with the browser's own time zone", async () => {
    const link = /"link":"([^"]+)"/.exec(server.log.join("\n"))?.[1];
    const token = new URL(link ?? "").searchParams.get("token");
    await page.goto(`${server.url}/setup?token=${token}`);
    expect(await page.inputValue("#timezone")).toBe("America/Sao_Paulo");
    await page.waitForSelector("#business:focus");
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, `setup-${width}`);
    await page.keyboard.type("Loja Azul");
    for (const words of ["Ana", "ana@loja-azul.example", "correct horse battery"]) {
      await page.keyboard.press("Tab");
      await page.keyboard.type(words);
    }
    await page.keyboard.press("Enter");
    await page.waitForURL("**/simulator*");
    await shoot(page, `simulator-empty-${width}`);
    expect(problems).toEqual([]);
  });

  test("a simulated customer writes, is answered, and sees the ticks change", async () => {
    await page.fill("#sim-text", "Vocês abrem hoje?");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".sim-message.own:has-text('Vocês abrem hoje?')");
    const desk = await context.newPage();
    await desk.goto(`${server.url}/inbox`);
    await desk.click(".row-link:has-text('Vocês abrem hoje?')");
    await desk.fill("#reply-text", "Até as 18 h");
    await desk.click("#reply-form button[type=submit]");
    await desk.waitForSelector(".message.out:has-text('Até as 18 h')");
    await page.waitForSelector(".sim-message:not(.own):has-text('Até as 18 h')");
    await desk.waitForSelector(".message.out .tick.delivered, .message.out .tick.read");
    expect(await desk.getAttribute(".message.out .tick", "aria-label")).toMatch(/Delivered|Read/);
    await shoot(desk, `first-answer-${width}`);
    await desk.close();
    expect(problems).toEqual([]);
  });

  test("the checklist goes on by itself as each step is done", async () => {
    const done = ".sim-step.is-done";
    await page.waitForFunction((step) => document.querySelectorAll(step).length >= 2, done);
    await shoot(page, `simulator-answered-${width}`);
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${server.url}/bot/rules/new`);
    await page.fill("[name=name]", "Opening hours");
    await page.fill("[name=phrases]", "abrem hoje");
    await page.fill("textarea[name^=answer]", "Abrimos às 9 h.");
    await page.click("#main button[type=submit]");
    await page.waitForURL(/\/bot/);
    await page.goto(`${server.url}/simulator`);
    // Meta's values came with the environment: the fourth step needed nobody.
    await page.waitForSelector(".sim-all-done");
    expect(problems).toEqual([]);
  });

  test("a webhook is on an open screen well under a second after it was posted", async () => {
    await page.goto(`${server.url}/inbox`);
    await page.waitForFunction("document.querySelector('#live')?._htmx?.sse");
    const isShown = (words: string) =>
      document.querySelector(".row-words")?.textContent?.includes(words);
    const took: number[] = [];
    for (let n = 0; n < 8; n++) {
      const words = `mensagem ${n}`;
      // The list is fetched anew at most every 300 ms: this is about one message, not a flood.
      await page.waitForTimeout(350);
      const at = Date.now();
      const body = JSON.stringify(textWebhook(words, { name: "Carla", from: "5511911110000", at }));
      const started = performance.now();
      const response = await server.postWebhook(body);
      expect(response.status).toBe(200);
      await page.waitForFunction(isShown, words);
      took.push(performance.now() - started);
    }
    took.sort((a, b) => a - b);
    console.info(
      `live at ${width} px: median ${Math.round(took[4] ?? 0)} ms, worst ${Math.round(took[7] ?? 0)} ms`,
    );
    expect(took.at(-1)).toBeLessThan(1000);
    expect(problems).toEqual([]);
  });
});

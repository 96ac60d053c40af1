import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { getArticle } from "../../src/knowledge/articles.ts";
import { addArticles, delivery } from "../support/articles.ts";
import {
  axeFindings,
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
  shoot,
  smallTargets,
} from "../support/browser.ts";
import { until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

setDefaultTimeout(60_000);
const answer = `${delivery.texts.en?.body}\n\n${delivery.link}`;

describe.skipIf(!chromiumPath)("Articles beside the composer", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    await addArticles(open.desk);
    const at = open.desk.clock.now();
    await open.desk.deliver(textWebhook("How long is delivery?", { name: "Carla", at }));
    await open.desk.deliver(
      textWebhook("Hi", { name: "Dora", from: "5511933334444", at: at - 2 * 86_400_000 }),
    );
    await open.desk.recado.write((tx) =>
      tx.updateTable("contacts").set({ language: "en" }).execute(),
    );
  });
  afterAll(() => open.close());

  async function panelOf(page: Page, ticket: number): Promise<void> {
    await page.goto(`${open.url}/tickets/${ticket}`);
    await page.click('[popovertarget="article-panel"]');
    await page.waitForSelector("#article-results details");
  }
  const draft = (page: Page) => page.inputValue("#reply-text");

  test.each([1440, 390])(
    "at %d px an article is found, looked at and put below what was written, and counted",
    async (width) => {
      const { page, problems } = await open.pageOf(open.desk.people.bruno, { width });
      const before = (await getArticle(open.desk.recado.db, 1)).used_count;
      await page.goto(`${open.url}/tickets/1`);
      await page.fill("#reply-text", "Hi Carla!");
      await page.click('[popovertarget="article-panel"]');
      const found = page.waitForResponse(/articles\?q=deliv/);
      await page.fill("#article-panel input", "deliv");
      await found;
      await page.waitForSelector("#article-results:not(:has(.badge.accent)) summary");
      await page.click("#article-results summary >> nth=0");
      await shoot(page, `articles-${width}`);
      expect(await axeFindings(page)).toEqual([]);
      if (width === 390) expect(await smallTargets(page)).toEqual([]);
      await page.click("#article-results details[open] [data-insert] >> nth=0");
      expect(await draft(page)).toBe(`Hi Carla!\n${answer}`);
      expect(await page.isVisible("#article-panel")).toBe(false);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("reply-text");
      await until(async () => (await getArticle(open.desk.recado.db, 1)).used_count === before + 1);
      await page.fill("#reply-text", "");
      expect(problems).toEqual([]);
    },
  );

  test("whoever writes a note gets the reply's field back, and Escape only closes the panel", async () => {
    const { page } = await open.pageOf(open.desk.people.bruno);
    await panelOf(page, 1);
    await page.keyboard.press("Escape");
    expect(await page.isVisible("#article-panel")).toBe(false);
    expect(page.url()).toEndWith("/tickets/1");
    await page.click("[data-mode-button=note]");
    await page.click('[popovertarget="article-panel"]');
    await page.click("#article-results details:has([data-insert]) summary");
    await page.click("#article-results details[open] [data-insert] >> nth=1");
    expect(await draft(page)).toEndWith(`${delivery.texts.en?.title}\n${delivery.link}`);
    expect(await page.isVisible("#reply-text")).toBe(true);
  });

  test("with a closed window articles are read, but not inserted", async () => {
    const { page } = await open.pageOf(open.desk.people.bruno);
    await panelOf(page, 2);
    await page.click("#article-results summary >> nth=0");
    expect(await page.isVisible("#article-results .article-body")).toBe(true);
    expect(await page.isVisible("#article-results [data-insert]")).toBe(false);
  });
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { insertSample } from "../../src/rehearsals/sample-rows.ts";
import { inputOf, listIncidents } from "../../src/incidents/incidents.ts";
import {
  axeFindings,
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
  shoot,
  smallTargets,
} from "../support/browser.ts";
import { addIncident } from "../support/incidents.ts";
import { picture } from "../support/media-samples.ts";
import { pageFaults } from "../support/page-faults.ts";

setDefaultTimeout(60_000);

describe.skipIf(!chromiumPath)("the catalogue of incidents", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    await open.desk.recado.write((tx) =>
      tx.insertInto("teams").values({ name: "Lille", created_at: 1, updated_at: 1 }).execute(),
    );
  });
  afterAll(() => open.close());

  for (const width of [390, 1440])
    test(`is written, looked at, tried, deleted and brought back at ${width} px`, async () => {
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      await page.goto(`${open.url}/bot/incidents`);
      await look(page, width, "incidents-empty");
      await write(page, width);
      await findAndTry(page, width);
      await deleteAndUndo(page);
      await page.goto(`${open.url}/bot/incidents`);
      await page.locator(".icon-button[aria-label^=Delete]").first().click();
      await page.waitForSelector(".empty");
      expect(problems).toEqual([]);
    });

  async function write(page: Page, width: number): Promise<void> {
    await page.goto(`${open.url}/bot/incidents/new`);
    await look(page, width, "incident-new");
    await page.fill("#name", "Screen stays black");
    await page.fill("#category", "Devices");
    await page.fill('[name="phrasings.en"]', "my screen stays black\nthe tablet does not start");
    await page.locator(".lang-tab", { hasText: "Français" }).first().click();
    await page.fill('[name="phrasings.fr"]', "mon écran reste noir");
    await page.fill(
      '[name="answers.en"]',
      "Your ticket is #{number}. Hold the button of your {model} for ten seconds.",
    );
    await page.click("#add-field");
    // The new line has the focus, and what was typed above is still there, in the tab that was open.
    await page.waitForFunction(() => document.activeElement?.id === "f1-input");
    expect(await page.inputValue("#name")).toBe("Screen stays black");
    expect(await page.inputValue('[name="phrasings.fr"]')).toBe("mon écran reste noir");
    expect(await page.locator('[name="phrasings.fr"]').isVisible()).toBe(true);
    await page.fill("#f1-key", "model");
    await page.fill('[name="f1.question.en"]', "Which model is it?");
    await page.selectOption("#team_id", { label: "Lille" });
    await upload(page);
    await page.waitForFunction(() =>
      document.querySelector(".dialogue")?.textContent?.includes("Which model is it?"),
    );
    await look(page, width, "incident-written");
    await page.click(".form-actions .primary");
    await page.waitForURL("**/bot/incidents?done=saved");
    await look(page, width, "incidents");
    const [incident] = await listIncidents(open.desk.recado.db);
    const { terms, phrasings } = inputOf(incident!);
    expect(phrasings).toEqual({
      en: ["my screen stays black", "the tablet does not start"],
      fr: ["mon écran reste noir"],
    });
    expect(terms.fields.map(({ key }) => key)).toEqual(["model"]);
    expect(terms.assetId).toBeGreaterThan(0);
  }

  async function upload(page: Page): Promise<void> {
    const buffer = Buffer.from(await picture(900, 600));
    await page.setInputFiles("input[type=file]", {
      name: "power-button.jpg",
      mimeType: "image/jpeg",
      buffer,
    });
    await page.waitForSelector(".incident-file img");
    await page.waitForSelector("#incident-beside .dialogue img");
    expect(await page.locator("input[type=file]").inputValue()).toBe("");
    expect(await page.inputValue("#f1-key")).toBe("model");
  }

  async function findAndTry(page: Page, width: number): Promise<void> {
    await page.fill("#try-text", "my scren is black!");
    await page.waitForSelector(".candidates a");
    expect(await page.innerText("#try-result")).toContain("Taken for “Screen stays black”");
    await look(page, width, "incidents-tried");
    await page.fill("#search-input", "zzzz");
    await page.waitForSelector(".empty-title");
    await page.fill("#search-input", "ecran");
    await page.waitForSelector("#incidents .line-title a");
    await page.click("#incidents .line-title a");
    await page.waitForURL("**/bot/incidents/*");
    await page.fill("#name", "");
    await page.fill('[name="answers.en"]', "");
    await page.fill("#link", "http://x.example");
    await page.click(".form-actions .primary");
    await page.waitForSelector(".notice.danger");
    expect(await page.inputValue("#f1-key")).toBe("model");
    await look(page, width, "incident-refused");
    await page.fill("#name", "Black screen");
    await page.fill("#link", "");
    await page.fill('[name="answers.en"]', "Hold the button for {model}.");
    await page.click(".form-actions .primary");
    await page.waitForURL("**/bot/incidents?done=saved");
    await page.click("#incidents .line-title a");
    await page.click("text=Versions");
    await look(page, width, "incident-versions");
    await page.click("text=Bring this version back");
    await page.waitForURL("**/bot/incidents?done=restored");
    expect(await page.innerText("#incidents .line-title")).toBe("Screen stays black");
  }

  async function deleteAndUndo(page: Page): Promise<void> {
    await page.locator(".icon-button[aria-label^=Delete]").first().click();
    await page.waitForSelector(".empty");
    await page.click(".toast-undo");
    await page.waitForSelector("#incidents .line-title a");
  }

  test("says which phrasing another incident would be taken for, too", async () => {
    const order = await addIncident(open.desk);
    const { page, problems } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/bot/incidents/new`);
    await page.fill('[name="phrasings.en"]', "where is my order\nI want to pay by card");
    await page.waitForSelector(".incident-near a");
    expect(await page.locator(".incident-near a").allInnerTexts()).toEqual([
      "“where is my order” is also taken for “Where is my order?”.",
    ]);
    expect(await page.locator(".incident-near a").getAttribute("href")).toBe(
      `/bot/incidents/${order.id}`,
    );
    await look(page, 390, "incident-near");
    expect(problems).toEqual([]);
  });

  test("a switch that may not be turned on goes back, and says why", async () => {
    const { recado } = open.desk;
    const { id } = await addIncident(open.desk, { name: "Refund", enabled: false });
    const turns = [{ say: "hello there", expect: { contains: ["good morning"] } }];
    await recado.write((tx) =>
      insertSample(tx, { name: "Hello", language: "en", flowId: null, turns }, 1),
    );
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/bot/incidents`);
    await page.click(`#incident-${id}-enabled`);
    await page.waitForSelector(".toast.error");
    expect(await page.innerText(".toast.error")).toContain("“Hello”");
    expect(await page.isChecked(`#incident-${id}-enabled`)).toBe(false);
  });

  async function look(page: Page, width: number, name: string): Promise<void> {
    await page.evaluate("window.scrollTo(0, 0)");
    await shootWhole(page, `${width}-${name}`);
    expect(await axeFindings(page)).toEqual([]);
    if (width !== 390) return;
    expect(await pageFaults(page, "en")).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
  }

  async function shootWhole(page: Page, name: string): Promise<void> {
    const size = page.viewportSize()!;
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    if (process.env.RECADO_SHOTS)
      await page.setViewportSize({ ...size, height: Math.min(height, 4000) });
    await shoot(page, name);
    await page.setViewportSize(size);
  }
});

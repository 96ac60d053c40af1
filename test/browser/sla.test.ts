import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { MINUTE } from "../../src/clock.ts";
import {
  axeFindings,
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
  shoot,
  smallTargets,
} from "../support/browser.ts";
import { textWebhook } from "../support/messages.ts";
import { pageFaults } from "../support/page-faults.ts";

setDefaultTimeout(60_000);

const paths = [
  "/sla",
  "/sla/policies/new",
  "/sla/policies/2",
  "/sla/live",
  "/sla/preview",
  "/sla/compliance",
  "/inbox?view=open&sort=due",
  "/tickets/2",
];

describe.skipIf(!chromiumPath)("the pages about answer times", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    const { desk } = open;
    const ana = await desk.browserOf(desk.people.ana);
    await ana.send("POST", "/sla/policies/defaults");
    const customers = ["Clara", "Davi", "Elisa", "Fábio"];
    for (const [index, name] of customers.entries()) {
      const from = `551198888000${index}`;
      await desk.deliver(textWebhook("Oi!", { name, from, at: desk.clock.now() }));
      desk.clock.advance(5 * MINUTE);
    }
    await ana.send("PUT", "/tickets/1/assignee", { user: "me" });
    await ana.send("POST", "/tickets/1/messages", { text: "Oi Clara" });
    await ana.send("PUT", "/tickets/3/pending");
  });
  afterAll(() => open.close());

  test.each([390, 1440])("fit and are free of findings at %i px", async (width) => {
    const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
    const found: string[] = [];
    for (const path of paths) found.push(...(await inspect(page, path, width)));
    expect([...found, ...problems]).toEqual([]);
  });

  async function inspect(page: Page, path: string, width: number): Promise<string[]> {
    await page.emulateMedia({ colorScheme: width === 390 ? "dark" : "light" });
    await page.goto(open.url + path);
    await shoot(page, `${width}${path.replaceAll(/[^a-z0-9]+/gi, "-")}`, "body");
    const found = await axeFindings(page);
    if (width === 390) {
      found.push(...(await pageFaults(page, "en")));
      found.push(...(await smallTargets(page)).map((target) => `small: ${target}`));
    }
    return found.map((finding) => `${path} at ${width} px: ${finding}`);
  }

  test.each(["fr", "pt", "es"] as const)(
    "fit a phone in %s, with every text there",
    async (language) => {
      const { recado, clock, people } = open.desk;
      await recado.write((tx) =>
        tx.updateTable("users").set({ language }).where("id", "=", people.ana).execute(),
      );
      clock.advance(1);
      const { page } = await open.pageOf(people.ana, { width: 390, hasScript: false });
      const found: string[] = [];
      // The first page of a browser is styled as its files come in.
      await page.goto(`${open.url}/settings`);
      for (const path of paths) {
        await page.goto(open.url + path);
        await shoot(page, `${language}${path.replaceAll(/[^a-z0-9]+/gi, "-")}`, "body");
        const faults = await pageFaults(page, language);
        found.push(...faults.map((fault) => `${path}: ${fault}`));
      }
      await recado.write((tx) =>
        tx.updateTable("users").set({ language: "en" }).where("id", "=", people.ana).execute(),
      );
      expect(found).toEqual([]);
    },
  );

  test("a clock counts down on the page, warns, and is late when it runs out", async () => {
    const { page } = await open.pageOf(open.desk.people.ana, { width: 1440 });
    await page.clock.install();
    await page.goto(`${open.url}/inbox?sort=due&view=unassigned`);
    const mark = page.locator("#row-4 .clock-mark");
    const text = mark.locator("[data-clock-text]");
    const state = async () => [await text.textContent(), await mark.getAttribute("class")];
    await page.clock.runFor(30_000);
    expect(await state()).toEqual(["9 min", "clock-mark ok"]);
    await page.clock.runFor(6 * MINUTE);
    expect(await state()).toEqual(["3 min", "clock-mark soon"]);
    await page.clock.runFor(2 * MINUTE);
    expect(await state()).toEqual(["1 min", "clock-mark soon"]);
    await page.clock.runFor(5 * MINUTE);
    expect(await state()).toEqual(["3 min late", "clock-mark breached"]);
    expect(await mark.locator("use").getAttribute("href")).toEndWith("#alert");
  });

  test("a draft without a name is tried on last week beside its form", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/sla/policies/new`);
    await page.getByRole("button", { name: "Add a reminder" }).click();
    await page.waitForSelector('[id="reminder.1"]');
    await page.fill('[id="reminder.1"]', "5");
    await page.fill('[id="target.first-response.normal"]', "3 min");
    await page.getByRole("button", { name: "Try it on last week" }).click();
    await page.waitForSelector("#policy-trial table");
    expect(await page.textContent("#policy-trial")).toContain("20 min instead of 3 min");
    expect(await page.inputValue('[id="target.first-response.normal"]')).toBe("3 min");
    expect([...(await pageFaults(page, "en")), ...problems]).toEqual([]);
  });

  test("Ana adds a step and a condition, and nothing that she typed is lost", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/sla/policies/new`);
    await page.fill("#name", "Half a pol");
    await page.fill('[id="target.resolution.normal"]', "2 h");
    await page.getByRole("button", { name: "Add a step" }).click();
    await page.waitForSelector(".ladder-step");
    await page.fill('[id="step.0.after"]', "45 min");
    await page.selectOption("#p1-field", "vip");
    await page.waitForSelector('[name="p1.test"]');
    expect(await page.inputValue("#name")).toBe("Half a pol");
    expect(await page.inputValue('[id="target.resolution.normal"]')).toBe("2 h");
    expect(await page.inputValue('[id="step.0.after"]')).toBe("45 min");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.waitForURL(/done=saved/);
    expect(await page.textContent("#policies")).toContain("Half a pol");
    expect(problems).toEqual([]);
  });
});

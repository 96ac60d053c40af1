import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { inputOf, listRoutingRules } from "../../src/routing/rules.ts";
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

describe.skipIf(!chromiumPath)("routing rules", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    const { desk } = open;
    await desk.recado.write((tx) =>
      tx.insertInto("teams").values({ name: "Paris", created_at: 1, updated_at: 1 }).execute(),
    );
    for (const [index, text] of ["C'est urgent, merci", "Bonjour", "urgent!"].entries())
      await desk.deliver(
        textWebhook(text, {
          name: `Clara ${index}`,
          from: `3361222333${index}`,
          at: desk.clock.now(),
        }),
      );
  });
  afterAll(() => open.close());

  for (const width of [390, 1440])
    test(`are built, tried, saved and brought back at ${width} px, and nothing typed is lost`, async () => {
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      await build(page, width);
      await tryOut(page, width);
      await save(page, width);
      await deleteAndUndo(page);
      expect(problems).toEqual([]);
    });

  /** "When a new ticket comes in, and the message mentions “urgent”, give it to team Paris and add the tag “hurry”." */
  async function build(page: Page, width: number): Promise<void> {
    await page.goto(`${open.url}/routing/rules/new`);
    await page.fill("#name", "In a hurry");
    await page.selectOption("#p1-field", "text");
    await page.fill("#p1-text-text", "urgent\nasap");
    await page.click("#p0-nest");
    // The new line has the focus, and what was typed above is still there.
    await page.waitForFunction(() => document.activeElement?.id === "p3-field");
    expect(await page.inputValue("#name")).toBe("In a hurry");
    expect(await page.inputValue("#p1-text-text")).toBe("urgent\nasap");
    await page.selectOption("#p3-field", "language");
    await page.locator("#p3 .chip", { hasText: "French" }).click();
    await page.click("#p2-add");
    await page.selectOption("#p4-field", "vip");
    await page.selectOption("#a1-do", "assign-team");
    await page.selectOption("#a1-assign-team-pick", { label: "Paris" });
    await page.click("#actions-add");
    await page.selectOption("#a2-do", "add-tags");
    await page.fill("#a2-add-tags-word-0", "hurry");
    await page.press("#a2-add-tags-word-0", "Enter");
    await page.waitForSelector("#a2 .chip:has(:checked)");
    expect(await page.inputValue("#a2-add-tags-word-1")).toBe("");
    await page.waitForFunction(() =>
      document.querySelector("#rule-sentence")?.textContent?.includes("“hurry”"),
    );
    expect(await page.innerText("#rule-sentence")).toBe(
      "When a new ticket comes in, and the message mentions “urgent” or “asap” and (the message is in French or the customer is a VIP), give it to team Paris and add the tag “hurry”.",
    );
    await shoot(page, `${width}-rule-builder`);
    await look(page, width);
  }

  test("a tick stays with its chip and a choice with its list, whatever is drawn anew", async () => {
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await open.desk.recado.write((tx) =>
      tx
        .insertInto("ticket_tags")
        .values(["early", "gold", "late"].map((tag) => ({ ticket_id: 1, tag })))
        .execute(),
    );
    await page.goto(`${open.url}/routing/rules/new`);
    await page.selectOption("#p1-field", "tag");
    await page.locator("#p1 .chip", { hasText: "late" }).click();
    await page.click("#p0-add");
    await page.waitForSelector("#p2-field");
    const ticked = () => page.locator("#p1 .chip:has(:checked)").allInnerTexts();
    expect(await ticked()).toEqual(["late"]);
    await page.selectOption("#a1-do", "assign-team");
    await page.selectOption("#a1-assign-team-pick", { label: "Paris" });
    await page.selectOption("#a1-do", "assign-agent");
    await page.waitForSelector("#a1-assign-agent-pick");
    expect(await page.inputValue("#a1-assign-agent-pick")).toBe("");
  });

  test("what is typed while an answer is on its way stays", async () => {
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/routing/rules/new`);
    await page.selectOption("#p1-field", "text");
    await page.waitForSelector("#p1-text-text");
    let letGo = () => {};
    const asked = new Promise<void>((resolve) => {
      void page.route("**/routing/draft", async (route) => {
        const answer = await route.fetch();
        resolve();
        await new Promise<void>((go) => (letGo = go));
        await route.fulfill({ response: answer });
      });
    });
    await page.click("#p0-add");
    await asked;
    await page.focus("#p1-text-text");
    await page.keyboard.type("urgent");
    letGo();
    await page.waitForSelector("#p2-field");
    expect(await page.inputValue("#p1-text-text")).toBe("urgent");
  });

  async function tryOut(page: Page, width: number): Promise<void> {
    await page.click("text=Try on last week");
    await page.waitForSelector("#trial table");
    expect(await page.innerText("#trial .trial-tickets")).toContain("#1");
    await page.locator("#trial").scrollIntoViewIfNeeded();
    await shoot(page, `${width}-rule-trial`);
    await look(page, width);
    expect(await listRoutingRules(open.desk.recado.db)).toEqual([]);
  }

  async function save(page: Page, width: number): Promise<void> {
    await page.click("form.stack > .form-actions [type=submit]");
    await page.waitForSelector("#routing-rules .line");
    const [rule] = (await listRoutingRules(open.desk.recado.db)).map(inputOf);
    expect(rule).toMatchObject({
      name: "In a hurry",
      condition: {
        all: [
          { field: "text", test: "contains", phrases: ["urgent", "asap"] },
          {
            any: [
              { field: "language", test: "is", values: ["fr"] },
              { field: "vip", test: "yes" },
            ],
          },
        ],
      },
      actions: [
        { do: "assign-team", team: 1 },
        { do: "add-tags", tags: ["hurry"] },
      ],
    });
    await shoot(page, `${width}-rule-list`);
    await look(page, width);
  }

  async function deleteAndUndo(page: Page): Promise<void> {
    await page.click("[aria-label='Delete “In a hurry”']");
    await page.waitForSelector(".rule-example");
    await page.click(".toast-undo");
    await page.waitForSelector("#routing-rules .line");
    await page.click("[aria-label='Delete “In a hurry”']");
    await page.waitForSelector(".rule-example");
    expect(await listRoutingRules(open.desk.recado.db)).toEqual([]);
  }

  async function look(page: Page, width: number): Promise<void> {
    expect(await axeFindings(page)).toEqual([]);
    if (width > 390) return;
    expect(await pageFaults(page, "en")).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
  }
});

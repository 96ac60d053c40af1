import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { type BrowserDesk, chromiumPath, openBrowserDesk } from "../support/browser.ts";
import { textWebhook } from "../support/messages.ts";

setDefaultTimeout(60_000);

describe.skipIf(!chromiumPath)("several tickets on a screen", () => {
  let open: BrowserDesk;

  beforeEach(async () => {
    open = await openBrowserDesk();
    const { desk } = open;
    for (const [index, name] of ["Clara", "Davi", "Elisa", "Fábio"].entries())
      await desk.deliver(
        textWebhook(`Oi, é ${name}`, {
          name,
          from: `551190000000${index}`,
          at: desk.clock.now() - index * 60_000,
        }),
      );
  });
  afterEach(() => open.close());

  test("a card is dragged, moved by keys and by its menu, and comes back by Undo", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/board`);
    await page.locator("#card-1").dragTo(page.locator("#column-pending"));
    await page.waitForSelector("#column-pending #card-1");
    await page.locator(".toast-undo").click();
    await page.waitForSelector("#column-new #card-1");
    await page.locator("#card-2 .board-link").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.waitForSelector("#column-assigned #card-2 .board-link:focus");
    await page.locator("#card-3 summary").click();
    await page.locator("#card-3 button[value=escalated]").click();
    await page.waitForSelector("#column-escalated #card-3");
    expect(problems).toEqual([]);
  });

  test("a card that somebody else takes moves by itself", async () => {
    const { page } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/board`);
    const bruno = await open.desk.browserOf(open.desk.people.bruno);
    await bruno.send("PUT", "/tickets/4/assignee", { user: "me" });
    await page.waitForSelector("#column-assigned #card-4");
    expect(await page.locator("#card-4 .board-owner").innerText()).toContain("Bruno");
  });

  test("who was slower is told by name, and sees the card where it stands", async () => {
    const { page } = await open.pageOf(open.desk.people.ana);
    await page.route(/\/live\?/, (route) => route.abort());
    await page.goto(`${open.url}/board`);
    const bruno = await open.desk.browserOf(open.desk.people.bruno);
    await bruno.send("PUT", "/tickets/4/assignee", { user: "me" });
    await page.locator("#card-4 summary").click();
    await page.locator("#card-4 button[value=assigned]").click();
    await page.waitForSelector("text=#4 was not moved: Bruno has it since.");
    await page.waitForSelector("#column-assigned #card-4");
  });

  test("a phone shows one column and moves by the menu", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/board`);
    expect(await page.locator(".board-column:visible").count()).toBe(1);
    await page.locator("#card-1 summary").click();
    await page.locator("#card-1 button[value=pending]").click();
    await page.locator("#card-1").waitFor({ state: "hidden" });
    await page.locator(".board-tabs a", { hasText: "Waiting for customer" }).click();
    await page.waitForSelector("#column-pending #card-1");
    expect(problems).toEqual([]);
  });

  test("rows are selected by keys, stay so while the list refreshes, and change with one Undo", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/inbox`);
    for (const key of ["j", "x", "j", "j", "Shift+X"]) await page.keyboard.press(key);
    await page.waitForSelector(".bulk-choices button");
    expect(await page.locator("[data-bulk-count]").innerText()).toBe("3 selected");
    await open.desk.deliver(
      textWebhook("Ainda eu", {
        name: "Gabriela",
        from: "5511900000009",
        at: open.desk.clock.now(),
      }),
    );
    await page.waitForSelector("#row-5");
    expect(await page.locator(".row-check :checked").count()).toBe(3);
    await page.locator(".bulk-choices button[value=resolve]").click();
    await page.waitForSelector("text=3 tickets resolved");
    await page.locator("#row-1").waitFor({ state: "detached" });
    expect(await page.locator(".row-check :checked").count()).toBe(0);
    await page.locator(".toast-undo").click();
    await page.waitForSelector("#row-1");
    expect(problems).toEqual([]);
  });

  test("keys that are faster than the page's own start are not lost", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.addInitScript(() => {
      document.addEventListener("DOMContentLoaded", () => {
        for (const key of ["j", "x"])
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      });
    });
    await page.goto(`${open.url}/inbox`);
    await page.waitForSelector(".bulk-choices button");
    expect(await page.locator("[data-bulk-count]").innerText()).toBe("1 selected");
    expect(problems).toEqual([]);
  });

  test("what can be done to the selected is asked again after a failure", async () => {
    const { page } = await open.pageOf(open.desk.people.ana);
    let failures = 0;
    await page.route("**/inbox/bulk", (route) =>
      failures++ === 0 ? route.fulfill({ status: 503, body: "" }) : route.continue(),
    );
    await page.goto(`${open.url}/inbox`);
    for (const key of ["j", "x"]) await page.keyboard.press(key);
    await page.waitForSelector(".toast");
    for (const key of ["j", "x"]) await page.keyboard.press(key);
    await page.waitForSelector(".bulk-choices button");
    expect(await page.locator("[data-bulk-count]").innerText()).toBe("2 selected");
  });
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { type BrowserDesk, chromiumPath, openBrowserDesk, shoot } from "../support/browser.ts";
import { addConsentForm } from "../support/consent-forms.ts";
import { textWebhook } from "../support/messages.ts";

setDefaultTimeout(60_000);

describe.skipIf(!chromiumPath)("The form that anybody may fill in", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    await addConsentForm(open.desk);
  });
  afterAll(() => open.close());

  test("works on a phone without script, to the record in the log", async () => {
    const { page, problems } = await open.strangersPage({ width: 390, hasScript: false });
    await page.goto(`${open.url}/c/counter?language=en`);
    await page.click("button[type=submit]");
    await shoot(page, "form-nothing-ticked");
    expect(await page.textContent("[role=alert]")).toContain("Tick what you agree to first.");
    await page.check("input[value=marketing]");
    await page.fill("#name", "Clara");
    await page.click("button[type=submit]");
    const said = (await page.textContent(".public-message")) ?? "";
    const link = await page.getAttribute("a.button", "href");
    expect(link).toBe(`https://wa.me/15550783881?text=${encodeURIComponent(said)}`);
    await shoot(page, "form-sent");
    const at = open.desk.clock.now();
    await open.desk.deliver(textWebhook(said, { name: "Clara", from: "5511988887777", at }));
    const { page: log } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await log.goto(`${open.url}/consent?event=given`);
    expect(await log.textContent(".entries")).toContain("Clara");
    expect(problems).toEqual([]);
  });

  test("on a tablet the way back leads to an empty form", async () => {
    const { page } = await open.strangersPage({ width: 1024 });
    await page.goto(`${open.url}/c/counter?tablet=1&language=en`);
    await page.fill("#name", "Clara Souza");
    await page.check("input[value=marketing]");
    await page.click("button[type=submit]");
    await page.waitForSelector("svg.qr");
    await page.goBack();
    await page.waitForSelector("#name");
    expect(await page.inputValue("#name")).toBe("");
    expect(await page.isChecked("input[value=marketing]")).toBe(false);
  });
});

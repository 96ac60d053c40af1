import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import type { Language } from "../../src/db/schema.ts";
import { finishErasure } from "../../src/privacy/erase-person.ts";
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
import { addRequests } from "../support/requests.ts";

setDefaultTimeout(90_000);

let open: BrowserDesk;
beforeAll(async () => {
  if (!chromiumPath) return;
  open = await openBrowserDesk();
  const { desk } = open;
  await desk.deliver(textWebhook("Olá, o que vocês guardam sobre mim?", { name: "Clara Nunes" }));
  await addRequests(desk);
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/consent/requests/1/identity", { how: "known-number" });
  await ana.send("POST", "/consent/requests/4/restriction");
  await ana.send("POST", "/consent/settings", {
    jurisdiction: "FR",
    controller: "Loja Azul SARL",
    contact: "vie-privee@loja-azul.example",
    stopEnds: "all",
    evidenceMonths: "24",
  });
});
afterAll(() => open?.close());

/** As a whole, at the width that it has. */
async function look(page: Page, name: string): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize() ?? { width: 1440 };
  await page.setViewportSize({ width, height: Math.max(height, 844) });
  await shoot(page, name);
}

const pages = {
  requests: "/consent/requests",
  "request-new": "/consent/requests/new?contact=1",
  "request-search": "/consent/requests/new?q=Clara",
  "request-access": "/consent/requests/1",
  "request-objection": "/consent/requests/2",
  "request-restriction": "/consent/requests/4",
  "request-erasure": "/consent/requests/3/erasure",
  settings: "/consent/settings",
  suppressed: "/consent/suppressed",
  contact: "/contacts/1",
  ticket: "/tickets/1",
};

describe.skipIf(!chromiumPath)("the pages of requests", () => {
  for (const width of [1440, 390])
    test(`can be read and used at ${width} px by everybody`, async () => {
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(open.url + path);
        expect([name, await axeFindings(page)]).toEqual([name, []]);
        if (width === 390) expect([name, await pageFaults(page, "en")]).toEqual([name, []]);
        if (width === 390) expect([name, await smallTargets(page)]).toEqual([name, []]);
        await look(page, `${width}-${name}`);
        await page.setViewportSize({ width, height: 844 });
      }
      expect(problems).toEqual([]);
    });

  test.each(["fr", "pt", "es"] as const)("fit a phone in %s", async (language) => {
    const { recado, people } = open.desk;
    const speak = (own: Language) =>
      recado.write((tx) =>
        tx.updateTable("users").set({ language: own }).where("id", "=", people.ana).execute(),
      );
    await speak(language);
    const { page } = await open.pageOf(people.ana, { width: 390, locale: language });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(open.url + path);
      expect([name, await pageFaults(page, language)]).toEqual([name, []]);
    }
    await page.goto(open.url + pages["request-access"]);
    await look(page, `390-request-access-${language}`);
    await speak("en");
  });

  test("take a request from the search to its erasure without script", async () => {
    const visit = { width: 390, hasScript: false };
    const { page } = await open.pageOf(open.desk.people.ana, visit);
    await open.desk.deliver(
      textWebhook("Apaguem tudo", { from: "5511912345678", name: "Bia Reis" }),
    );
    await page.goto(`${open.url}/consent/requests/new`);
    await page.fill("#q", "Bia");
    await page.click("main form button[type=submit]");
    await page.click("main .entry-link");
    await page.selectOption("#kind", "erasure");
    await page.click("main form.panel button[type=submit]");
    expect(page.url()).toEndWith("/consent/requests/5?done=request-opened");
    await page.click("#identity button");
    await page.click("#erase a");
    await page.fill("#word", "erase");
    await page.click("main form.panel button[type=submit]");
    await finishErasure(open.desk.recado, 1);
    await page.click("#erasure a.link-like").catch(() => page.reload());
    expect(await page.textContent("#erasure .notice")).toContain("Erased");
    await look(page, "390-erased");
    await page.click("#erasure .form-actions a");
    await page.selectOption("#state", "done");
    await page.click("#close button");
    expect(await page.textContent("main header .badge")).toBe("done");
  });
});

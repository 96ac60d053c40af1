import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
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

let open: BrowserDesk;
beforeAll(async () => {
  if (!chromiumPath) return;
  open = await openBrowserDesk();
  const { desk } = open;
  await desk.deliver(textWebhook("Olá", { at: desk.clock.now() }));
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/consent/purposes", { "name-en": "Club news", keywords: "CLUB" });
  const body = "I agree that {business} writes to me about its club from {number}. STOP ends it.";
  await ana.send("POST", "/consent/texts", { purpose: "club_news", language: "en", body });
  await ana.send("POST", "/consent/texts", { purpose: "marketing", language: "en", body });
  await ana.send("POST", "/consent/texts/2/approval");
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
  texts: "/consent/texts",
  "text-draft": "/consent/texts/1",
  "text-approved": "/consent/texts/2",
  purpose: "/consent/purposes/club_news",
  words: "/consent/words",
  ask: "/tickets/1/consent",
};

for (const [name, path] of Object.entries(pages))
  for (const width of [390, 1440])
    test.skipIf(!chromiumPath)(`${path} reads well at ${width} px`, async () => {
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      await page.goto(open.url + path);
      await look(page, `consent-${name}-${width}`);
      expect(await axeFindings(page)).toEqual([]);
      if (width === 390) {
        expect(await pageFaults(page, "en")).toEqual([]);
        expect(await smallTargets(page)).toEqual([]);
      }
      expect(problems).toEqual([]);
    });

test.skipIf(!chromiumPath)(
  "a text is written, approved and asked for without any script",
  async () => {
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390, hasScript: false });
    await page.goto(`${open.url}/consent/texts/new?purpose=reviews&language=pt`);
    await page.fill("#body", "Aceito que {business} peça minha opinião. PARAR encerra.");
    await page.click("button:has-text('Save draft')");
    await page.click("button:has-text('Approve')");
    expect(await page.textContent(".notice.good")).toContain("Approved");
    await page.goto(`${open.url}/tickets/1/consent`);
    await page.check("#purpose-reviews");
    await page.uncheck("#purpose-marketing");
    await page.click("button:has-text('Ask now')");
    expect(page.url()).toEndWith("/tickets/1");
    const asked = await open.desk.recado.db
      .selectFrom("messages")
      .select("text")
      .where("direction", "=", "out")
      .executeTakeFirstOrThrow();
    expect(asked.text).toContain("Aceito que Loja Azul peça minha opinião. PARAR encerra.");
  },
);

for (const language of ["fr", "pt", "es"] as const)
  test.skipIf(!chromiumPath)(`the pages fit a phone in ${language}`, async () => {
    const { desk, url } = open;
    await desk.recado.write((tx) => tx.updateTable("users").set({ language }).execute());
    const { page } = await open.pageOf(desk.people.ana, { width: 390, hasScript: false });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(url + path);
      await look(page, `consent-${name}-${language}`);
      expect({ path, faults: await pageFaults(page, language) }).toEqual({ path, faults: [] });
    }
  });

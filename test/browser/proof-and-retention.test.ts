import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { runRetention } from "../../src/retention/run-retention.ts";
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
  await desk.deliver(textWebhook("Olá"));
  await desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose: "marketing",
        event: "given",
        method: "agent",
        actor: { type: "agent", id: 1 },
        eventAt: desk.clock.now(),
      },
      desk.clock.now(),
    ),
  );
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/consent/proof/copies", { mailsOwners: "1", url: "https://10.0.0.1/x" });
  await ana.send("POST", "/consent/proof/checkpoints");
  await ana.send("POST", "/consent/proof/checkpoints/1/paper");
  await ana.send("PUT", "/tickets/1/resolution");
  desk.clock.advance(100 * 86_400_000);
  await runRetention(desk.recado, { isDryRun: true });
  await desk.deliver(textWebhook("Oi"));
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
  proof: "/consent/proof",
  checkpoint: "/consent/proof/checkpoints/1",
  retention: "/consent/retention",
};

describe.skipIf(!chromiumPath)("The pages of proof and retention", () => {
  for (const [name, path] of Object.entries(pages))
    for (const width of [390, 1440])
      test(`${name} at ${width} px fits, and can be reached by everybody`, async () => {
        const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
        await page.goto(open.url + path);
        await look(page, `${name}-${width}`);
        expect(await axeFindings(page)).toEqual([]);
        if (width === 390) {
          expect(await pageFaults(page, "en")).toEqual([]);
          expect(await smallTargets(page)).toEqual([]);
        }
        expect(problems).toEqual([]);
      });

  test.each(["fr", "pt", "es"] as const)("fit a phone in %s", async (language) => {
    const { recado, people } = open.desk;
    await recado.write((tx) =>
      tx.updateTable("users").set({ language }).where("id", "=", people.ana).execute(),
    );
    const { page } = await open.pageOf(people.ana, { width: 390, locale: language });
    for (const path of Object.values(pages)) {
      await page.goto(open.url + path);
      expect(await pageFaults(page, language)).toEqual([]);
    }
    await look(page, `retention-390-${language}`);
    await recado.write((tx) => tx.updateTable("users").set({ language: "en" }).execute());
  });

  test("a checkpoint is printed by itself", async () => {
    const { page } = await open.pageOf(open.desk.people.ana, { width: 1440 });
    await page.goto(open.url + pages.checkpoint);
    await page.emulateMedia({ media: "print" });
    await shoot(page, "checkpoint-print");
    const isSeen = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).visibility);
    expect(await isSeen(".proof-paper .qr-code")).toBe("visible");
    expect(await isSeen("nav")).toBe("hidden");
  });

  test("comparing works without script", async () => {
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390, hasScript: false });
    await page.goto(`${open.url}/consent/proof/checkpoints/1`);
    const copy = await page.locator("pre").first().innerText();
    await page.goto(`${open.url}/consent/proof`);
    await page.fill("#text", copy);
    await page.click("#compare button");
    await shoot(page, "proof-compared-390", "#compare");
    expect(await page.locator("#compare .notice.good").innerText()).toContain("It fits");
  });
});

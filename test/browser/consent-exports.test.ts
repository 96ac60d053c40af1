import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expireExports, makeExports } from "../../src/consent-exports/make-exports.ts";
import { requestExport } from "../../src/consent-exports/exports.ts";
import { insertUser } from "../../src/users/users.ts";
import { addRecords } from "../consent-exports/round-trip.ts";
import {
  axeFindings,
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
  shoot,
  smallTargets,
} from "../support/browser.ts";

let browser: BrowserDesk;
let clara: number;
beforeAll(async () => {
  if (!chromiumPath) return;
  browser = await openBrowserDesk();
  const { desk } = browser;
  await addRecords(desk, 12);
  clara = await desk.recado.write((tx) =>
    insertUser(
      tx,
      {
        email: "clara@loja-azul.example",
        name: "Clara",
        role: "auditor",
        passwordHash: "$argon2id$none",
        language: "fr",
      },
      desk.clock.now(),
    ),
  );
});
afterAll(() => browser?.close());

describe.skipIf(!chromiumPath)("exports of the consent log", () => {
  test("are asked for, approved, watched and fetched without script", async () => {
    const { desk } = browser;
    const asking = await browser.pageOf(clara, { width: 390, hasScript: false });
    await asking.page.goto(`${browser.url}/consent/exports`);
    await asking.page.fill("#reason", "Contrôle de la CNIL, dossier 2026-118");
    await asking.page.click("button.primary");
    expect(await asking.page.locator(".badge").innerText()).toBe("À approuver");
    const deciding = await browser.pageOf(desk.people.ana, { width: 390, hasScript: false });
    await deciding.page.goto(`${browser.url}/consent/exports/1`);
    await deciding.page.click("button.primary");
    await makeExports(desk.recado);
    await asking.page.reload();
    const download = asking.page.waitForEvent("download");
    await asking.page.click("a.primary");
    expect((await download).suggestedFilename()).toBe("consent-1.zip");
    expect([...asking.problems, ...deciding.problems]).toEqual([]);
  });

  test("move on by themselves while they are written", async () => {
    const { desk } = browser;
    const wanted = { filter: {}, reason: "again", language: "en" as const, requestedBy: clara };
    const { id } = await desk.recado.write((tx) => requestExport(tx, wanted, desk.clock.now()));
    const { page, problems } = await browser.pageOf(desk.people.ana);
    await page.goto(`${browser.url}/consent/exports/${id}`);
    await shoot(page, "consent-export-decision-1440");
    await desk.recado.write((tx) =>
      tx
        .updateTable("consent_exports")
        .set({ state: "running", done: 400_000, total: 1_000_000 })
        .where("id", "=", id)
        .execute(),
    );
    await page.reload();
    await page.waitForSelector("progress");
    await shoot(page, "consent-export-progress-1440");
    await makeExports(desk.recado);
    await page.waitForSelector("a.primary");
    expect(problems).toEqual([]);
  });

  test("are verified by uploading one, in plain words", async () => {
    const { desk } = browser;
    const folder = join(desk.folder, "exports");
    const [file = ""] = readdirSync(folder);
    const { page, problems } = await browser.pageOf(clara, { width: 390 });
    await page.goto(`${browser.url}/consent/verify`);
    await page.setInputFiles("#file", join(folder, file));
    await page.click("button.primary");
    await page.waitForSelector(".notice.good");
    await shoot(page, "consent-verify-good-390");
    await page.fill("#key", "0".repeat(64));
    await page.setInputFiles("#file", join(folder, file));
    await page.click("button.primary");
    await page.waitForSelector(".notice.danger");
    await shoot(page, "consent-verify-bad-390");
    expect(problems).toEqual([]);
  });

  for (const width of [390, 1440])
    test(`fit ${width} px, a finger, and axe`, async () => {
      const { page, problems } = await browser.pageOf(browser.desk.people.ana, { width });
      for (const [name, path] of [
        ["exports", "/consent/exports"],
        ["export", "/consent/exports/1"],
        ["verify", "/consent/verify"],
      ]) {
        await page.goto(`${browser.url}${path}`);
        await shoot(page, `consent-${name}-${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect([path, wide <= width]).toEqual([path, true]);
        expect(await axeFindings(page)).toEqual([]);
        if (width === 390) expect(await smallTargets(page)).toEqual([]);
      }
      expect(problems).toEqual([]);
    });

  test("that are over say so", async () => {
    const { desk } = browser;
    desk.clock.advance(8 * 24 * 60 * 60 * 1000);
    await expireExports(desk.recado);
    const { page } = await browser.pageOf(clara);
    await page.goto(`${browser.url}/consent/exports/1`);
    expect(await page.locator(".badge").first().innerText()).toBe("Supprimé");
  });
});

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type BrowserDesk, chromiumPath, openBrowserDesk, shoot } from "../support/browser.ts";
import { picture } from "../support/media-samples.ts";
import { textWebhook } from "../support/messages.ts";

describe.skipIf(!chromiumPath)("A signed paper at the counter", () => {
  let browser: BrowserDesk;
  beforeAll(async () => {
    browser = await openBrowserDesk();
    await browser.desk.deliver(textWebhook("Olá", { name: "Clara" }));
  });
  afterAll(() => browser.close());

  test.each([true, false])(
    "is recorded from a phone with its photo, and found in the log (script: %p)",
    async (hasScript) => {
      const { page, problems } = await browser.pageOf(browser.desk.people.ana, {
        width: 390,
        hasScript,
      });
      await page.goto(`${browser.url}/contacts/1`);
      await page.click('#consent a[href="/contacts/1/consent"]');
      await page.selectOption("#method", "paper");
      await page.selectOption("#text", { index: 1 });
      await page.fill("#source", "Balcão");
      await page.click('#record button[type="submit"]');
      expect(await page.textContent("#photo-error")).toBe("Take a photo of the signed paper.");
      expect(await page.inputValue("#source")).toBe("Balcão");
      await shoot(page, `390-consent-record-refused-${hasScript}`);
      const buffer = Buffer.from(await picture(40, 30));
      await page.setInputFiles("#photo", { name: "p.jpg", mimeType: "image/jpeg", buffer });
      await page.click('#record button[type="submit"]');
      await page.waitForSelector(".notice.good");
      expect(await page.textContent("#states .badge")).toBe("Agreed");
      await page.click('#history a[href^="/consent/records/"]');
      await page.waitForSelector("#checks .notice.good");
      const photo = await page.getAttribute('#evidence a[href^="/consent/papers/"]', "href");
      expect((await page.request.get(browser.url + photo)).status()).toBe(200);
      await shoot(page, `390-consent-record-${hasScript}`);
      expect(problems).toEqual([]);
    },
  );
});

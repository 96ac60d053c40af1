import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { replaceTemplates } from "../../src/templates/templates.ts";
import { fetchDueMedia } from "../../src/whatsapp/fetch-media.ts";
import { type BrowserDesk, chromiumPath, openBrowserDesk } from "../support/browser.ts";
import { type Desk, WABA_ID } from "../support/desk.ts";
import { envelope, message } from "../support/messages.ts";
import { hostile, hostileUrls } from "../support/hostile-words.ts";

setDefaultTimeout(60_000);

/** Payloads per customer: twelve messages each, and a page shows fifty. */
const TOGETHER = 4;

/** TRUST.md 15, at a tenth: what customers and Meta may write is words, never markup or script. */
describe.skipIf(!chromiumPath)("hostile words", () => {
  let open: BrowserDesk;
  let page: Page;
  let problems: string[];
  const executed: string[] = [];
  let tickets: number;

  beforeAll(async () => {
    open = await openBrowserDesk();
    for (let n = 0; n * TOGETHER < hostile.length; n++)
      await send(open.desk, n, hostile.slice(n * TOGETHER, (n + 1) * TOGETHER));
    tickets = Math.ceil(hostile.length / TOGETHER);
    // Everybody else is called like that at least.
    for (const [n, words] of hostile.entries()) await send(open.desk, 100 + n, [words], 1);
    await fetchDueMedia(open.desk.recado);
    ({ page, problems } = await open.pageOf(open.desk.people.ana));
    await page.context().exposeFunction("executed", (what: string) => void executed.push(what));
    page.on("dialog", (dialog) => {
      executed.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  afterAll(() => open.close());

  async function look(path: string): Promise<void> {
    await page.goto(open.url + path);
    await page.evaluate(
      "document.querySelectorAll('details').forEach((each) => (each.open = true))",
    );
    const bad = await page.evaluate<string[]>(`(${foreign})()`);
    expect([path, ...bad]).toEqual([path]);
  }

  test("in every field of a message execute nothing, load nothing and link to nothing unsafe", async () => {
    for (let number = 1; number <= tickets; number++) await look(`/tickets/${number}`);
    expect(executed).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("on the other pages neither", async () => {
    const paths = [
      "/inbox",
      "/contacts",
      "/contacts/1",
      "/contacts/7",
      "/settings/webhooks",
      "/settings/webhooks/1",
      "/tickets/1/history",
    ];
    for (const path of paths) await look(path);
    for (const words of hostile.slice(0, 12)) {
      await look(`/search?q=${encodeURIComponent(words)}`);
      await look(`/contacts?q=${encodeURIComponent(words)}`);
      await look(`/simulator?who=${encodeURIComponent(words)}`);
      await look(`/inbox?view=${encodeURIComponent(words)}`);
    }
    expect(executed).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("nor in names of templates, quotes and what arrives while one looks", async () => {
    const { desk } = open;
    const known = hostile.slice(0, 20).map((words, n) => ({
      metaId: `${n}`,
      name: words,
      language: "en",
      status: "APPROVED",
      category: "UTILITY",
      parameterFormat: "POSITIONAL" as const,
      components: [{ type: "BODY", text: `${words} {{1}}`, example: { body_text: [[words]] } }],
    }));
    await page.goto(`${open.url}/tickets/1`);
    await send(desk, 0, ["<img src=x onerror=executed(1)>"], 1);
    await page.waitForSelector(".message:has-text('onerror=executed(1)')");
    await page.hover(".message.in >> nth=-1");
    await page.click(".message.in >> nth=-1 >> [data-bubble-menu]");
    await page.click("[data-quote]");
    desk.clock.advance(2 * 86_400_000);
    await desk.recado.write((tx) =>
      replaceTemplates(tx, WABA_ID, known as never, desk.clock.now()),
    );
    await look("/tickets/2");
    for (const choice of (await page.locator(".template-choice").all()).slice(0, 5)) {
      await choice.click();
      await page.click("#template-form .template-foot button[type=button]");
      await page.waitForSelector(".template-choice");
    }
    expect(executed).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("are found where they are markup after all", async () => {
    await page.goto(`${open.url}/tickets/1`);
    const inject = (markup: string) => void document.body.insertAdjacentHTML("beforeend", markup);
    await page.evaluate(inject, "<a href='javascript:executed(1)' onclick='executed(2)'>x</a>");
    expect(await page.evaluate<string[]>(`(${foreign})()`)).toHaveLength(2);
    await page.evaluate("executed(3)");
    expect(executed.splice(0)).toHaveLength(1);
    await page.evaluate(inject, "<img src=x onerror='executed(4)'>");
    await page.waitForTimeout(100);
    expect(problems.splice(0).join()).toContain("script-src");
  });

  /** In the page: markup that nobody of us wrote. */
  function foreign(): string[] {
    const wrong: string[] = [];
    for (const element of document.querySelectorAll(
      "script:not([src^='/assets/']), iframe, object, embed, base, style, meta[http-equiv], [onerror], [onload], [onclick], [onfocus], [style*=expression], [srcdoc]",
    ))
      wrong.push(element.outerHTML.slice(0, 120));
    for (const link of document.querySelectorAll<HTMLAnchorElement | HTMLFormElement>(
      "a[href], form[action]",
    )) {
      const url = new URL(
        link instanceof HTMLFormElement ? (link.getAttribute("action") ?? "") : link.href,
        location.href,
      );
      if (!/^(https?|tel|mailto):$/.test(url.protocol)) wrong.push(link.outerHTML.slice(0, 120));
    }
    return wrong;
  }
});

/** A customer who is called by the first of these words and has all of them in all that they send. */
async function send(desk: Desk, n: number, all: readonly string[], most = Infinity): Promise<void> {
  const from = `551193333${1000 + n}`;
  const messages = all.flatMap((words, index) =>
    contentsOf(desk, n * TOGETHER + index, words)
      .slice(0, most)
      .map((content) => message(content, { from, at: desk.clock.now() })),
  );
  const profile = { name: all[0], username: all[0] };
  await desk.deliver(envelope({ contacts: [{ wa_id: from, profile }], messages }));
}

function contentsOf(desk: Desk, n: number, words: string): Record<string, unknown>[] {
  const url = hostileUrls[n % hostileUrls.length] ?? "";
  const file = desk.graph.addMedia(new TextEncoder().encode("%PDF-1.4\n%%EOF"), "application/pdf");
  const media = { id: file.metaId, sha256: file.sha256, mime_type: "application/pdf" };
  const card = {
    name: { formatted_name: words, first_name: words },
    org: { company: words, title: words },
    phones: [{ phone: words, type: words, wa_id: words }],
    emails: [{ email: words, type: words }],
    urls: [{ url, type: words }],
    addresses: [{ street: words, city: words, country: words }],
  };
  return [
    {
      type: "text",
      text: { body: words },
      referral: {
        source_url: url,
        source_type: "ad",
        source_id: words,
        headline: words,
        body: words,
        media_type: "image",
        image_url: url,
        ctwa_clid: words,
      },
    },
    { type: "text", text: { body: url } },
    { type: "document", document: { ...media, filename: words, caption: words } },
    { type: "location", location: { latitude: 1, longitude: 2, name: words, address: words, url } },
    { type: "contacts", contacts: [card] },
    {
      type: "interactive",
      interactive: { type: "button_reply", button_reply: { id: words, title: words } },
    },
    {
      type: "interactive",
      interactive: {
        type: "list_reply",
        list_reply: { id: words, title: words, description: words },
      },
    },
    {
      type: "interactive",
      interactive: {
        type: "nfm_reply",
        nfm_reply: { name: words, body: words, response_json: JSON.stringify({ [words]: words }) },
      },
    },
    { type: "button", button: { text: words, payload: words } },
    {
      type: "order",
      order: {
        catalog_id: words,
        text: words,
        product_items: [
          { product_retailer_id: words, quantity: 1, item_price: 2, currency: words },
        ],
      },
    },
    {
      type: words.slice(0, 30),
      [words.slice(0, 30)]: { body: words },
      errors: [{ code: 1, title: words, error_data: { details: words } }],
    },
    { type: "system", system: { type: "user_changed_number", body: words, customer: words } },
  ];
}

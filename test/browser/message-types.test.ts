import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { type BrowserDesk, chromiumPath, openBrowserDesk, shoot } from "../support/browser.ts";
import { type ArrivedMessage, deliverEveryMessage } from "../support/every-message.ts";

setDefaultTimeout(40_000);

/** What people must be able to read of each payload; the others are only not empty. */
const words: Record<string, RegExp> = {
  call_connect_user_initiated: /customer called/i,
  msg_audio_voice: /voice/i,
  msg_button_template_quick_reply: /.{3}/,
  msg_contacts_one: /\+?\d[\d ()-]{6}/,
  msg_contacts_request_contact_info: /\d{6}/,
  msg_document_accented_filename: /\.pdf/i,
  msg_document_no_filename: /file/i,
  msg_edit_image: /edited/i,
  msg_group_text: /group/i,
  msg_interactive_list_reply: /.{3}/,
  msg_interactive_nfm_reply_bad_json: /could not be read/i,
  msg_location: /map/i,
  msg_location_pin: /map/i,
  msg_media_too_big_131052: /./,
  msg_order: /total/i,
  msg_reaction: /reacted with/,
  msg_request_welcome: /first time/i,
  msg_system_user_changed_number: /\d{6}/,
  msg_text_forwarded: /forwarded/i,
  msg_text_frequently_forwarded: /many times|often/i,
  msg_text_product_inquiry: /product/i,
  msg_text_referral_ad_image: /came from an ad/i,
  msg_text_referral_post: /post/i,
  msg_text_reply: /Hello Sheena/,
  msg_text_reply_unknown: /do not have/i,
  msg_unsupported_untyped: /does not pass on/i,
};
/** Never to be seen by anybody. */
const broken = /undefined|\bnull\b|NaN|\[object|[{[]"|\{\w+\}/;

describe.skipIf(!chromiumPath)("every type of message", () => {
  let open: BrowserDesk;
  let shown: (ArrivedMessage & { payload: string; selector: string })[];
  beforeAll(async () => {
    open = await openBrowserDesk();
    const arrived = await deliverEveryMessage(open.desk);
    const all = arrived.flatMap(({ payload, messages }) =>
      messages.map((message) => ({ ...message, payload })),
    );
    // Reactions, edits and revocations show on the message that they mean, where it is with us.
    const idOf = (wamid: string | null) => all.find((message) => message.wamid === wamid)?.id;
    shown = all.map((message) => ({
      ...message,
      selector: `#m-${message.target_wamid ? (idOf(message.target_wamid) ?? 2) : message.id}`,
    }));
    const silent = arrived.filter(({ messages }) => messages.length === 0);
    // Of a call only that somebody called; the rest of it is in the journal.
    expect(silent.map(({ payload }) => payload)).toEqual(
      ["connect_business", "status", "terminate"].map((part) => `call_${part}`),
    );
  });
  afterAll(() => open.close());

  for (const width of [1440, 390]) {
    test(`is shown as what it is at ${width} px`, async () => {
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      const wrong: string[] = [];
      for (const ticket of new Set(shown.map(({ ticket_id }) => ticket_id))) {
        await page.goto(`${open.url}/tickets/${ticket}`);
        await loadWhole(page);
        for (const message of shown.filter(({ ticket_id }) => ticket_id === ticket)) {
          const text = await page.evaluate<string>(`(${readBubble})("${message.selector}")`);
          const expected = words[message.payload] ?? /[\p{L}\p{N}]/u;
          if (!expected.test(text) || broken.test(text))
            wrong.push(`${message.payload}: "${text}"`);
          await shoot(page, `${width}-${message.payload}-${message.id}`, message.selector);
        }
        wrong.push(...(await page.evaluate<string[]>(`(${brokenMedia})()`)));
      }
      expect(wrong).toEqual([]);
      expect(problems).toEqual([]);
    });
  }

  async function loadWhole(page: Page): Promise<void> {
    await page.waitForSelector("#thread-scroll");
    while (await page.locator("#earlier .older-link").count()) {
      await page.evaluate("document.querySelector('#thread-scroll').scrollTop = 0");
      await page.waitForTimeout(100);
    }
  }

  /** What can be read or is read aloud, without who and when. */
  function readBubble(selector: string): string {
    const bubble = document.querySelector(selector)?.cloneNode(true) as HTMLElement | undefined;
    if (!bubble) return "";
    for (const part of bubble.querySelectorAll("h2, time, .bubble-more, .tick")) part.remove();
    const named = [...bubble.querySelectorAll("[aria-label], img[alt]")];
    const names = named.map((part) => part.getAttribute("aria-label") ?? part.getAttribute("alt"));
    return [bubble.textContent, ...names].join(" ").replaceAll(/\s+/g, " ").trim();
  }

  async function brokenMedia(): Promise<string[]> {
    const wrong: string[] = [];
    for (const image of document.querySelectorAll<HTMLImageElement>(".message img")) {
      image.loading = "eager";
      await image.decode().catch(() => wrong.push(image.src));
    }
    for (const source of document.querySelectorAll<HTMLSourceElement>(".message source")) {
      const { status } = await fetch(source.src, { headers: { range: "bytes=0-99" } });
      if (status !== 206) wrong.push(`${source.src}: ${status}`);
    }
    return wrong;
  }
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { getTicket } from "../../src/inbox/tickets.ts";
import { type BrowserDesk, chromiumPath, openBrowserDesk } from "../support/browser.ts";
import { until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

setDefaultTimeout(30_000);

/** Nothing here touches the mouse. Ticket 1 Carla, 2 Dora, 3 Elsa; the newest stands on top. */
describe.skipIf(!chromiumPath)("with the keyboard alone", () => {
  let open: BrowserDesk;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    open = await openBrowserDesk();
    for (const [n, name] of ["Carla", "Dora", "Elsa"].entries())
      await say(`Oi de ${name}`, n, name);
    ({ page, problems } = await open.pageOf(open.desk.people.ana));
    await page.goto(`${open.url}/inbox`);
  });
  afterAll(() => open.close());

  function say(text: string, n: number, name: string) {
    const { desk } = open;
    desk.clock.advance(1000);
    return desk.deliver(
      textWebhook(text, { name, from: `551191111000${n}`, at: desk.clock.now() }),
    );
  }
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate<string>(`(${describeFocus})()`);
  const ticket = (number: number) => getTicket(open.desk.recado.db, number);

  test("j and k move, Enter opens, Escape comes back to the row", async () => {
    await press("j");
    expect(await focused()).toContain("Elsa");
    await press("j", "j");
    expect(await focused()).toContain("Carla");
    await press("k");
    expect(await focused()).toContain("Dora");
    expect(await isRingVisible()).toBe(true);
    await press("Enter");
    await page.waitForSelector("#thread-pane[data-ticket='2']");
    await press("r");
    expect(await focused()).toBe("reply-text");
    await press("Escape");
    expect(await focused()).toBe("thread-scroll");
    await press("Escape");
    expect(await focused()).toContain("Dora");
    expect(problems).toEqual([]);
  });

  test("focus stays where it is when the list and the thread are fetched anew", async () => {
    await press("j");
    expect(await focused()).toContain("Carla");
    await say("Mais uma de Carla", 0, "Carla");
    await page.waitForSelector(".row-words:has-text('Mais uma de Carla')");
    expect(await focused()).toContain("Carla");
    await press("r");
    await page.keyboard.type("Estou");
    await say("E agora?", 1, "Dora");
    await page.waitForSelector(".message:has-text('E agora?')");
    await page.keyboard.type(" aqui");
    expect(await page.inputValue("#reply-text")).toBe("Estou aqui");
    await page.fill("#reply-text", "");
    await press("Escape");
    expect(problems).toEqual([]);
  });

  test("take, hand over, label, snooze, wake, resolve and mark unread", async () => {
    await press("m");
    await page.waitForSelector("#ticket-header[data-mine=yes]");
    await press("a");
    expect(await focused()).toContain("user");
    await press("Tab");
    await page.keyboard.type("Pode ver?");
    await press("Tab", "Enter");
    await page.waitForSelector(".state-owner:has-text('Bruno')");
    await press("Escape", "l");
    await page.keyboard.type("troca");
    await press("Enter");
    await page.waitForSelector(".ticket-state .tag:has-text('troca')");
    await press("Escape", "Escape", "s");
    expect(await page.evaluate("document.querySelector('#menu-snooze').open")).toBe(true);
    await press("Escape");
    expect(await page.evaluate("document.querySelector('#menu-snooze').open")).toBe(false);
    await press("e");
    await until(async () => (await ticket(2)).status === "resolved");
    await page.waitForSelector(".toast:not([hidden]) .toast-undo");
    await press("e");
    await until(async () => (await ticket(2)).status !== "resolved");
    await press("u");
    await page.waitForURL(/\/inbox/);
    await until(async () => (await ticket(2)).unread_count > 0);
    expect(problems).toEqual([]);
  });

  test("/ searches, ? lists the keys, Ctrl K opens the palette", async () => {
    await press("?");
    await page.waitForSelector("#keyboard-help[open]");
    await press("Escape");
    await page.waitForSelector("#keyboard-help[open]", { state: "detached" });
    await press("Control+k");
    await page.keyboard.type("elsa");
    await page.waitForSelector("#palette-results .menu-item:has-text('Elsa')");
    await press("Enter");
    await page.waitForURL(/\/tickets\/3/);
    await press("Control+k");
    await page.keyboard.type("set");
    await press("Enter");
    await page.waitForURL(/\/settings/);
    await press("/");
    await page.waitForURL(/\/search/);
    await page.waitForSelector("#search-input:focus");
    await press("Escape", "g", "m");
    await page.waitForURL(/view=mine/);
    expect(problems).toEqual([]);
  });

  test("Tab reaches everything on a ticket in reading order, always with a ring", async () => {
    await page.goto(`${open.url}/tickets/3`);
    await press("Tab");
    expect(await focused()).toBe("skip");
    const seen: string[] = [];
    const ringless: string[] = [];
    for (let n = 0; n < 60; n++) {
      await press("Tab");
      const name = await focused();
      if (name === "BODY") break;
      seen.push(name);
      if (!(await isRingVisible())) ringless.push(name);
    }
    for (const part of ["Elsa", "thread-scroll", "reply-text", "reply-files"])
      expect(seen.join("\n")).toContain(part);
    expect(ringless).toEqual([]);
  });

  test("single keys can be switched off; Ctrl K and Escape stay", async () => {
    await page.goto(`${open.url}/settings/profile`);
    await page.focus("#shortcuts");
    await press("Space");
    await page.focus("#main form button[type=submit]");
    await press("Enter");
    await page.waitForSelector("#shortcuts:not(:checked)");
    await page.goto(`${open.url}/tickets/3`);
    await press("e", "r", "?", "m");
    expect(await focused()).toBe("BODY");
    expect(await page.locator("dialog[open]").count()).toBe(0);
    expect(await ticket(3)).toMatchObject({ status: "new", assignee_id: null });
    await press("Control+k");
    await page.waitForSelector("#palette[open]");
    await press("Escape");
    await page.waitForSelector("#palette[open]", { state: "detached" });
    expect(problems).toEqual([]);
  });

  /** What has the focus shows it: an outline, a shadow or a border that it has not otherwise. */
  function isRingVisible(): Promise<boolean> {
    return page.evaluate<boolean>(`(${hasRing})()`);
  }

  function describeFocus(): string {
    const element = document.activeElement as HTMLElement;
    const name = element.id || element.getAttribute("name") || element.getAttribute("aria-label");
    return (
      name ||
      (element.textContent?.trim().slice(0, 60) &&
        (element === document.body
          ? "BODY"
          : element.className === "skip"
            ? "skip"
            : element.textContent.trim().replaceAll(/\s+/g, " ").slice(0, 60))) ||
      element.tagName
    );
  }

  function hasRing(): boolean {
    const look = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
      return [outlineStyle === "none" ? "" : outlineWidth, boxShadow, borderColor].join();
    };
    const focused = document.activeElement as HTMLElement;
    // Inputs that are hidden for their label, such as files: the label shows it.
    const shown = [focused, focused.closest("label"), focused.parentElement].filter(
      (element) => element !== null,
    );
    const before = shown.map(look);
    focused.blur();
    const after = shown.map(look);
    focused.focus({ preventScroll: true });
    return before.some((value, index) => value !== after[index]);
  }
});

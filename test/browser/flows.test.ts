import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import type { Step } from "../../src/flows/flow.ts";
import { draftOf, getFlow, publishFlow } from "../../src/flows/flows.ts";
import { insertUser } from "../../src/users/users.ts";
import {
  axeFindings,
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
  shoot,
  smallTargets,
} from "../support/browser.ts";
import { addFlow, everyKind, everyKindInPlainWords, leadToFlow } from "../support/flows.ts";
import { pageFaults } from "../support/page-faults.ts";

setDefaultTimeout(120_000);

describe.skipIf(!chromiumPath)("flows", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
  });
  afterAll(() => open.close());

  const stepsOf = async (id: number) => draftOf(await getFlow(open.desk.recado.db, id)).steps;

  test("a small one is built on a phone from nothing, published, and played in the simulator", async () => {
    const { desk, url } = open;
    const { page, problems } = await open.pageOf(desk.people.ana, { width: 390 });
    await page.goto(`${url}/bot/flows`);
    await look(page);
    await page.click("text=Start from nothing");
    await page.fill("#name", "First order");
    await page.click("text=Create and add steps");
    await page.waitForSelector(".kind");
    await look(page);
    await build(page);
    await shoot(page, "390-flow-built");
    await look(page);
    await page.click("summary:has-text('Publish')");
    await page.fill("#publish-note", "For everybody");
    await page.click("text=Publish now");
    await page.waitForSelector(".notice:has-text('Published as version 1.')");
    await look(page);
    const id = Number(/flows\/(\d+)/.exec(page.url())?.[1]);
    await leadToFlow(desk, id);
    await play(page);
    expect(problems).toEqual([]);
  });

  /** Hello → name → order or question → a person, or goodbye. */
  async function build(page: Page): Promise<void> {
    await page.click(".kind:has-text('Say')");
    await page.fill("#f-text-en", "Welcome to Loja Azul!");
    // "New step…" saves what was typed and asks what comes next.
    await page.selectOption("#f-next", { label: "New step…" });
    await page.click("#add-say-1-next .kind:has-text('Ask')");
    await page.waitForFunction(() => document.activeElement?.id === "f-text-en");
    await page.fill("#f-text-en", "What is your name?");
    await page.selectOption("#f-input", "name");
    await page.fill("#f-save", "name");
    await page.click("button:has-text('Done')");
    await page.waitForSelector("#step-ask-1:not(.is-open)");
    await page.click("#add-at-ask-1-next");
    await page.click("#add-ask-1-next .kind:has-text('Choose')");
    await page.fill("#f-text-en", "Is it about an order, {name}?");
    await page.fill("#f-option-1-label-en", "Yes");
    await page.fill("#f-option-2-label-en", "No");
    await page.selectOption("#f-option-1-next", { label: "New step…" });
    await page.click("#add-choose-1-option-1 .kind:has-text('Hand over')");
    await page.click("button:has-text('Done')");
    await page.click("#add-at-choose-1-option-2");
    await page.click("#add-choose-1-option-2 .kind:has-text('End')");
    await page.fill("#f-text-en", "See you soon, {name|friend}!");
    await page.click("button:has-text('Done')");
    await page.waitForSelector("summary:has-text('Publish')");
    const kinds = (await stepsOf(1)).map(({ kind }) => kind);
    expect(kinds).toEqual(["say", "ask", "choose", "end", "hand-over"]);
  }

  async function play(page: Page): Promise<void> {
    await page.goto(`${open.url}/simulator`);
    const write = async (text: string) => {
      await page.fill("#sim-text", text);
      await page.press("#sim-text", "Enter");
      await page.waitForSelector(`.sim-message.own:has-text('${text}')`);
    };
    const hear = (text: string) =>
      page.waitForSelector(`.sim-message:not(.own):has-text('${text}')`);
    await write("I want to order");
    await hear("What is your name?");
    await write("Diana");
    await hear("Is it about an order, Diana?");
    await shoot(page, "390-flow-played");
    await write("2");
    await hear("See you soon, Diana!");
  }

  for (const width of [390, 1440])
    test(`every kind of step is opened at ${width} px, and fits`, async () => {
      const row = await addFlow(open.desk, everyKindInPlainWords, `All kinds ${width}`);
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      for (const { id } of everyKind.steps) {
        await page.goto(`${open.url}/bot/flows/${row.id}?step=${id}`);
        await page.waitForSelector(`#step-${id}.is-open`);
        await look(page, width);
      }
      await shoot(page, `${width}-flow-steps`);
      await page.goto(`${open.url}/bot/flows/${row.id}/map`);
      await look(page, width);
      await shoot(page, `${width}-flow-map`);
      expect(problems).toEqual([]);
    });

  test("the map stands beside the list where there is room, follows it, and leads to its steps", async () => {
    const row = await addFlow(open.desk, undefined, "Beside");
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/bot/flows/${row.id}?step=hello`);
    expect(await page.locator(".flow-aside .map-box").count()).toBe(5);
    await page.fill("#f-text-en", "Good morning!");
    await page.press("#f-text-en", "Tab");
    await page.waitForSelector(".map-box:has-text('Good morning!')");
    expect(await page.inputValue("#f-text-en")).toBe("Good morning!");
    await page.click(".map-box:has-text('Goodbye!')");
    expect(page.url()).toEndWith("#step-bye");
    expect(problems).toEqual([]);
  });

  test("what is typed while a save is on its way stays, and is saved by the next", async () => {
    const row = await addFlow(open.desk, undefined, "Slow");
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/bot/flows/${row.id}?step=name`);
    let letGo = () => {};
    const asked = new Promise<void>((resolve) => {
      void page.route(
        "**/steps/name",
        async (route) => {
          const answer = await route.fetch();
          resolve();
          await new Promise<void>((go) => (letGo = go));
          await route.fulfill({ response: answer });
        },
        { times: 1 },
      );
    });
    await page.fill("#f-text-en", "Who are you?");
    await page.focus("#f-save");
    await asked;
    await page.fill("#f-save", "who");
    letGo();
    await page.waitForSelector("#flow-saved:has-text('Saved')");
    expect(await page.inputValue("#f-save")).toBe("who");
    await page.click("button:has-text('Done')");
    await page.waitForSelector("#step-name:not(.is-open)");
    const step = (await stepsOf(row.id)).find(({ id }) => id === "name");
    expect(step).toMatchObject({ text: { en: "Who are you?" }, save: "who" } as Partial<Step>);
  });

  test("two people write the same step: the second is told, keeps the text and decides", async () => {
    const { desk } = open;
    const row = await addFlow(desk, undefined, "Together");
    const clara = await desk.recado.write((tx) =>
      insertUser(
        tx,
        {
          email: "clara@loja-azul.example",
          name: "Clara",
          role: "admin",
          passwordHash: "$argon2id$none",
          language: "en",
        },
        desk.clock.now(),
      ),
    );
    const address = `${open.url}/bot/flows/${row.id}?step=bye`;
    const { page: mine } = await open.pageOf(desk.people.ana, { width: 390 });
    const { page: theirs } = await open.pageOf(clara, { width: 390 });
    await mine.goto(address);
    await theirs.goto(address);
    await theirs.fill("#f-text-en", "Clara says goodbye");
    await theirs.click("button:has-text('Done')");
    await theirs.waitForSelector("#step-bye:not(.is-open)");
    await mine.fill("#f-text-en", "Ana says goodbye");
    await mine.press("#f-text-en", "Tab");
    await mine.waitForSelector(".step-form .notice:has-text('Clara changed this meanwhile')");
    await shoot(mine, "390-flow-conflict");
    expect(await mine.inputValue("#f-text-en")).toBe("Ana says goodbye");
    await mine.click("button:has-text('Keep mine')");
    await mine.waitForSelector("#step-bye:not(.is-open):has-text('Ana says goodbye')");
  });

  test("a step is deleted and brought back from the keyboard, and the focus is never lost", async () => {
    const row = await addFlow(open.desk, undefined, "By keyboard");
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/bot/flows/${row.id}`);
    await page.focus("#menu-topic summary");
    await page.keyboard.press("Enter");
    await page.focus("#menu-topic .menu-item.danger");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".toast-undo");
    expect(await page.locator("#step-topic").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toStartWith("open-");
    await page.focus(".toast-undo");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#step-topic");
    await page.waitForFunction(() => document.activeElement?.id === "open-topic");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#step-topic.is-open");
    await page.focus("#f-add-option");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "f-option-3-label-en");
    expect(problems).toEqual([]);
  });

  test("a draft is talked to like a customer would", async () => {
    const row = await addFlow(open.desk, undefined, "Talk");
    const { desk } = open;
    await desk.recado.write((tx) => publishFlow(tx, row.id, { by: 1 }, desk.clock.now()));
    const { page, problems } = await open.pageOf(desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/bot/flows/${row.id}/try`);
    await page.fill("#try-say", "Diana");
    await page.press("#try-say", "Enter");
    await page.waitForSelector(".offered button");
    await look(page);
    await page.click(".offered button:has-text('No')");
    await page.waitForSelector(".bubble:has-text('Goodbye!')");
    await shoot(page, "390-flow-try");
    await look(page);
    await page.click("text=Begin again");
    await page.waitForFunction(() => document.querySelectorAll(".talk-turns > li").length === 1);
    expect(problems).toEqual([]);
  });

  async function look(page: Page, width = 390): Promise<void> {
    expect(await axeFindings(page)).toEqual([]);
    if (width !== 390) return;
    expect(await smallTargets(page)).toEqual([]);
    expect(await pageFaults(page, "en")).toEqual(await variablesShown(page));
  }

  /** The chips of the variables, and the steps that use them, hold braces on purpose. */
  async function variablesShown(page: Page): Promise<string[]> {
    const faults = await pageFaults(page, "en");
    return faults.filter(
      (fault) => fault.startsWith('"') && /\{(?:name|order|status)\b/.test(fault),
    );
  }
});

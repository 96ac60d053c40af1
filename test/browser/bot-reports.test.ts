import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { languages } from "../../views/i18n.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { insertUser } from "../../src/users/users.ts";
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

setDefaultTimeout(120_000);

const paths = ["/bot/coverage", "/bot/figures", "/bot/coverage?source=simulated"];
const asked = [
  "do you have parking?",
  "do you have parking for bikes",
  "have you got parking?",
  "do you have parking",
  "can I bring my dog",
  "may I bring a dog?",
  "do you wrap presents so that they look really nice and arrive on the right day",
  "is the blue one coming back",
];

describe.skipIf(!chromiumPath)("the bot's reports in a browser", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    const { desk } = open;
    const now = desk.clock.now();
    const names = ["Where is my order", "Opening hours"];
    for (const [index, phrase] of ["where is my order", "what time do you open"].entries())
      await desk.recado.write((tx) =>
        insertIncident(
          tx,
          {
            name: names[index]!,
            category: "",
            phrasings: { en: [phrase] },
            terms: { ...noTerms, answers: { en: "We will see.", pt: "Vamos ver." } },
            enabled: true,
          },
          desk.people.ana,
          now,
        ),
      );
    for (let week = 0; week < 6; week++) {
      for (let n = 0; n < 2 + ((week * 3) % 5); n++)
        await hear(n % 3 === 2 ? "what time do you open" : "where is my order", `${week}${n}`);
      desk.clock.advance(7 * 86_400_000);
    }
    for (const [n, text] of asked.entries()) await hear(text, `9${n}`);
  });
  afterAll(() => open.close());

  async function hear(text: string, who: string): Promise<void> {
    const { desk } = open;
    const from = `5511990${who.padStart(6, "0")}`;
    await desk.deliver(textWebhook(text, { from, name: `Customer ${who}`, at: desk.clock.now() }));
  }

  test("have no finding of axe at both widths, and fit a phone in every language", async () => {
    const found: string[] = [];
    for (const width of [1440, 390]) {
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      await page.emulateMedia({ colorScheme: width === 390 ? "dark" : "light" });
      for (const path of paths) {
        await page.goto(open.url + path);
        await shoot(page, `${width}${path.replaceAll(/[^a-z0-9]+/gi, "-")}`);
        const faults = await axeFindings(page);
        if (width === 390)
          faults.push(...(await smallTargets(page)), ...(await pageFaults(page, "en")));
        found.push(...faults.map((fault) => `${width} ${path}: ${fault}`));
      }
      found.push(...problems);
    }
    for (const language of languages.filter((each) => each !== "en")) {
      const person = { email: `${language}@loja-azul.example`, name: "Ana", language };
      const owner = await open.desk.recado.write((tx) =>
        insertUser(tx, { ...person, role: "owner", passwordHash: "x" }, open.desk.clock.now()),
      );
      const { page } = await open.pageOf(owner, { width: 390, hasScript: false });
      for (const path of paths) {
        await page.goto(open.url + path);
        await shoot(page, `${language}${path.replaceAll(/[^a-z0-9]+/gi, "-")}`);
        found.push(
          ...(await pageFaults(page, language)).map((fault) => `${language} ${path}: ${fault}`),
        );
      }
    }
    expect(found).toEqual([]);
  });

  test("one tap makes an incident of what had no rule; what is put aside comes back", async () => {
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/bot/coverage`);
    await page
      .locator(".report-group", { hasText: "dog" })
      .getByRole("button", { name: /^Put aside/ })
      .click();
    await page.locator(".report-group", { hasText: "dog" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator(".report-group", { hasText: "dog" }).waitFor();
    await page.getByRole("button", { name: "Make an incident of it" }).first().click();
    await page.waitForURL(/\/bot\/incidents\/new/);
    expect(await page.content()).toContain("have you got parking?");
  });
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { languages } from "../../views/i18n.ts";
import { type BrowserDesk, chromiumPath, openBrowserDesk } from "../support/browser.ts";
import { pageFaults } from "../support/page-faults.ts";
import { addTeams } from "../support/teams.ts";

setDefaultTimeout(60_000);

describe.skipIf(!chromiumPath)("teams", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    await addTeams(open.desk);
  });
  afterAll(() => open.close());

  test("a team gets a lunch break, a country and a day of its own, on a phone", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/settings/teams/new`);
    await page.fill("#name", "Suporte");
    await page.check('[name="member"] >> nth=1');
    await page.check('[name="calendar"][value="own"]');
    await page.check('[name="hours"][value="own"]');
    await page.locator(".hours-day").first().getByRole("button", { name: "Add" }).click();
    await page.fill("#monday-to-0", "12:00");
    await page.fill("#monday-from-1", "14:00");
    await page.fill("#monday-to-1", "18:00");
    await page.selectOption("#country", "FR");
    await page.locator(".team-holidays li").first().waitFor();
    expect(await page.inputValue("#monday-from-1")).toBe("14:00");
    await page.getByRole("button", { name: "Add a day" }).click();
    await page.fill("#day-date-0", "2026-12-31");
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator(".notice").waitFor();
    const team = await open.desk.recado.db
      .selectFrom("teams")
      .selectAll()
      .where("name", "=", "Suporte")
      .executeTakeFirstOrThrow();
    const calendar = JSON.parse(team.calendar ?? "{}") as object;
    expect(calendar).toMatchObject({
      country: "FR",
      hours: {
        monday: [
          { from: "09:00", to: "12:00" },
          { from: "14:00", to: "18:00" },
        ],
      },
      days: [{ date: "2026-12-31" }],
    });
    expect(problems).toEqual([]);
  });

  test("a shift is added, taken away and brought back", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/shifts?team=1`);
    const sundays = page.locator(".week-day").last().locator(".shift");
    expect(await sundays.count()).toBe(0);
    await page.selectOption("#weekday", "sunday");
    await page.fill("#starts", "22:00");
    await page.fill("#ends", "04:00");
    await page.getByRole("button", { name: "Add shift" }).click();
    await sundays.first().waitFor();
    expect(await sundays.first().innerText()).toContain("next day");
    await sundays.first().getByRole("button").click();
    await page.locator(".toast-undo").click();
    await sundays.first().waitFor();
    expect(problems).toEqual([]);
  });

  test("one's presence is changed in the menu, and the banner of a card goes once it is taken over", async () => {
    const { page, problems } = await open.pageOf(open.desk.people.ana);
    await page.goto(`${open.url}/inbox`);
    await page.locator("#account-menu > summary").click();
    await page.selectOption("#rail-presence select", "online");
    await page.locator(".toast").first().waitFor();
    await page.goto(`${open.url}/inbox`);
    await page.locator(".banner.info a").click();
    await page.getByRole("button", { name: "I take over" }).click();
    await page.locator(".toast", { hasText: "You took over from Bruno" }).waitFor();
    await page.locator(".banner.info").waitFor({ state: "detached" });
    expect(problems).toEqual([]);
  });

  test.each(languages)("every page fits a phone in %s", async (language) => {
    await open.desk.recado.write((tx) => tx.updateTable("users").set({ language }).execute());
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390, hasScript: false });
    const faults: string[] = [];
    for (const path of ["/settings/teams", "/settings/teams/1", "/shifts", "/handovers"]) {
      await page.goto(open.url + path);
      faults.push(...(await pageFaults(page, language)).map((fault) => `${path}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});

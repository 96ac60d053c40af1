import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { languages } from "../../views/i18n.ts";
import { insertUser } from "../../src/users/users.ts";
import { addBookings } from "../support/bookings.ts";
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

const paths = [
  "/bookings",
  "/bookings?view=week",
  "/bookings/new",
  "/bookings/3",
  "/bookings/services",
  "/bookings/services/new",
  "/bookings/services/1",
  "/bookings/staff",
  "/bookings/staff/1",
];

describe.skipIf(!chromiumPath)("bookings in a browser", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    const { page } = await open.pageOf(open.desk.people.ana, { width: 390 });
    await page.goto(`${open.url}/bookings`);
    await shoot(page, "390-bookings-empty");
    await page.context().close();
    for (const [name, from] of [
      ["Maria Souza", "5511911112222"],
      ["João Lima", "5511911113333"],
      ["Carla Mendes", "5511911114444"],
    ])
      await open.desk.deliver(textWebhook("Olá", { name, from }));
    await addBookings(open.desk);
  });
  afterAll(() => open.close());

  test("the pages have no finding of axe, at both widths", async () => {
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
    expect(found).toEqual([]);
  });

  test("the pages fit a phone in every language", async () => {
    const found: string[] = [];
    for (const language of languages.filter((each) => each !== "en")) {
      const owner = await open.desk.recado.write((tx) =>
        insertUser(
          tx,
          {
            email: `${language}@loja-azul.example`,
            name: "Ana",
            role: "owner",
            passwordHash: "$argon2id$none",
            language,
          },
          open.desk.clock.now(),
        ),
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

  test("somebody is booked by hand, cancelled, and booked again", async () => {
    const { page } = await open.pageOf(open.desk.people.bruno, { width: 390 });
    await page.goto(`${open.url}/bookings/new?date=2026-09-28`);
    await page.fill("#typed", "joão");
    await page.locator("#booking-found label", { hasText: "João Lima" }).click();
    await page.selectOption("#service", { label: "Make-up class" });
    await page.locator(".booking-slot", { hasText: "10:00" }).click();
    await shoot(page, "390-bookings-filled");
    await page.getByRole("button", { name: "Book", exact: true }).click();
    await page.waitForURL(/date=2026-09-28&done=new/);
    const line = page.locator(".booking", { hasText: "João Lima" });
    expect(await line.textContent()).toContain("Make-up class with Clara");
    await line.locator("summary").click();
    await line.getByRole("button", { name: "Cancel it" }).click();
    await page.locator(".booking.is-off").waitFor();
    await shoot(page, "390-bookings-cancelled");
    await page.locator("#toasts").getByRole("button", { name: "Undo" }).click();
    await page.locator(".booking.is-off").waitFor({ state: "detached" });
    expect(await line.count()).toBe(1);
  });

  test("a booking is moved, and with Undo it is back", async () => {
    const { page } = await open.pageOf(open.desk.people.bruno, { width: 390 });
    await page.goto(`${open.url}/bookings/3`);
    await page.locator(".booking-slot", { hasText: "17:00" }).click();
    await page.getByRole("button", { name: "Move it" }).click();
    await page.waitForURL(/done=moved/);
    await shoot(page, "390-bookings-moved");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(/done=back/);
    const line = page.locator(".booking", { hasText: "Carla Mendes" });
    expect(await line.locator("time").textContent()).toContain("13:00");
  });
});

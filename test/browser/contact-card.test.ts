import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { getContact } from "../../src/contacts/contacts.ts";
import {
  axeFindings,
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
} from "../support/browser.ts";
import { addKnowledge } from "../support/contact-knowledge.ts";
import { textWebhook } from "../support/messages.ts";

setDefaultTimeout(60_000);

describe.skipIf(!chromiumPath)("the card beside the thread", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    await open.desk.deliver(textWebhook("oi", { name: "Carla" }));
    await addKnowledge(open.desk);
  });
  afterAll(() => open.close());

  test("is edited in its place; what is typed stays while messages arrive", async () => {
    const { desk, url } = open;
    const { page, problems } = await open.pageOf(desk.people.ana);
    await page.goto(`${url}/tickets/1`);
    const card = page.locator("#contact-pane");
    await card.getByRole("button", { name: "Edit what you know" }).click();
    await card.getByLabel("Customer value (BRL)").fill("99,5");
    await desk.deliver(textWebhook("tem alguém aí?", { name: "Carla" }));
    await page.getByText("tem alguém aí?").last().waitFor();
    await page.locator("#tail").getByText("tem alguém aí?").waitFor();
    expect(await card.getByLabel("Customer value (BRL)").inputValue()).toBe("99,5");
    expect(await axeFindings(page)).toEqual([]);
    await card.getByLabel("Pedidos").fill("many");
    await card.getByRole("button", { name: "Save" }).click();
    await card.getByText("Pedidos: give a number.").waitFor();
    expect(await card.getByLabel("Customer value (BRL)").inputValue()).toBe("99,5");
    await card.getByLabel("Pedidos").fill("13");
    await card.getByRole("button", { name: "Save" }).click();
    await card.getByText("R$99.50").waitFor();
    await card.getByRole("button", { name: "Edit what you know" }).waitFor();
    expect((await getContact(desk.recado.db, 1)).value).toBe(9950);
    expect(problems).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
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

const paths = ["/consent/audit", "/consent/audit?action=changed", "/consent/audit/2"];

describe.skipIf(!chromiumPath)("the audit log in a browser", () => {
  let open: BrowserDesk;
  beforeAll(async () => {
    open = await openBrowserDesk();
    const { desk } = open;
    await desk.deliver(textWebhook("Olá", { name: "Clara Nunes" }));
    const ana = await desk.browserOf(desk.people.ana);
    await ana.send("POST", "/contacts/1", { name: "Clara Nunes Prado", language: "pt" });
    await ana.send("POST", "/contacts/1/tags", { tag: "cliente antiga" });
    await ana.send("PUT", "/tickets/1/priority", { priority: "high" });
    await ana.send("POST", `/settings/people/${desk.people.bruno}/role`, { role: "supervisor" });
    const reply = { text: "Bom dia!", key: crypto.randomUUID() };
    await ana.send("POST", "/tickets/1/messages", reply);
    await ana.get("/sla/compliance.csv");
  });
  afterAll(() => open.close());

  for (const width of [390, 1440])
    test(`reads well and without a finding of axe at ${width}`, async () => {
      const { page, problems } = await open.pageOf(open.desk.people.ana, { width });
      for (const [index, path] of paths.entries()) {
        await page.goto(`${open.url}${path}`);
        expect(await axeFindings(page)).toEqual([]);
        if (width === 390) expect(await smallTargets(page)).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        expect({ path, overflow }).toEqual({ path, overflow: false });
        await shoot(page, `${width}-audit-${index}`);
      }
      expect(problems).toEqual([]);
      await page.context().close();
    });

  test("fits a phone in every language", async () => {
    const found: string[] = [];
    for (const language of ["fr", "pt", "es"] as const) {
      const person = {
        email: `${language}@loja-azul.example`,
        name: "Ana",
        role: "owner" as const,
        passwordHash: "$argon2id$none",
        language,
      };
      const { desk } = open;
      const id = await desk.recado.write((tx) => insertUser(tx, person, desk.clock.now()));
      const { page } = await open.pageOf(id, { width: 390, hasScript: false });
      for (const path of paths) {
        await page.goto(`${open.url}${path}`);
        await shoot(page, `${language}-audit-${paths.indexOf(path)}`);
        found.push(...(await pageFaults(page, language)).map((each) => `${language} ${each}`));
      }
    }
    expect(found).toEqual([]);
  });
});

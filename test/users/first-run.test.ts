import { afterEach, beforeEach, describe, expect, test, setDefaultTimeout } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { claimSetup } from "../../src/users/claim-setup.ts";
import { guessZone, zoneNames } from "../../src/users/guess-zone.ts";
import { insertSetupLink, isSetupToken } from "../../src/users/setup.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { cookieFrom, isSignedIn, logIn, postForm, tally } from "../support/sign-in.ts";

setDefaultTimeout(20_000);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk({ isSetUp: false });
});
afterEach(() => desk.close());

const ana = {
  business: "Loja Azul",
  name: "Ana",
  email: "ana@loja-azul.example",
  password: "correct horse battery",
  timezone: "America/Sao_Paulo",
  language: "pt",
};

function makeLink(): Promise<string> {
  return desk.recado.write((tx) => insertSetupLink(tx, desk.clock.now()));
}

async function owners(): Promise<number> {
  return (await desk.recado.db.selectFrom("users").select("id").execute()).length;
}

describe("The first run in the browser", () => {
  test("whoever comes without the link is told how to get one", async () => {
    const home = await desk.send("/");
    expect(home.headers.get("location")).toBe("/login");
    expect((await desk.send("/login")).headers.get("location")).toBe("/setup");
    const page = await desk.send("/setup");
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("recado setup-link");
  });

  test("the page guesses language and zone", async () => {
    const token = await makeLink();
    const page = await desk.send(`/setup?token=${token}`, {
      headers: { "accept-language": "es-MX,es;q=0.9" },
    });
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain('value="America/Mexico_City" selected');
    expect(text).toContain('value="es" selected');
  });

  test("every zone that we guess is one that can be chosen", () => {
    for (const tag of [
      "pt-br",
      "pt-pt",
      "fr-fr",
      "fr-be",
      "fr-ch",
      "fr-ca",
      "es-es",
      "es-mx",
      "es-ar",
      "es-co",
      "es-cl",
      "es-pe",
      "en-gb",
      "en-ie",
      "en-us",
      "en-au",
      "en-in",
      "zz",
    ]) {
      expect(zoneNames()).toContain(guessZone([tag]));
    }
  });

  test("it makes the business and its owner, signs her in and leads to the simulator", async () => {
    const response = await postForm(desk, "/setup", { ...ana, token: await makeLink() });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/simulator");
    expect(await isSignedIn(desk, cookieFrom(response))).toBe(true);
    expect((await logIn(desk)).status).toBe(303);
    const business = await desk.recado.db
      .selectFrom("settings")
      .select("value")
      .where("key", "=", "business")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(business.value)).toMatchObject({
      name: "Loja Azul",
      language: "pt",
      timezone: "America/Sao_Paulo",
    });
  });

  test("afterwards the page is gone for everybody, the owner and holders of the old link included", async () => {
    const token = await makeLink();
    const cookie = cookieFrom(await postForm(desk, "/setup", { ...ana, token }));
    expect((await desk.send(`/setup?token=${token}`)).status).toBe(404);
    expect((await desk.send(`/setup?token=${token}`, { headers: { cookie } })).status).toBe(404);
    expect(
      (await postForm(desk, "/setup", { ...ana, email: "eve@evil.example", token })).status,
    ).toBe(404);
    expect(await owners()).toBe(1);
  });

  test("what was typed stays when something is wrong, but for the password", async () => {
    const token = await makeLink();
    const form = {
      ...ana,
      token,
      email: "not an address",
      timezone: "Mars/Olympus",
      password: "short",
    };
    const response = await postForm(desk, "/setup", form);
    const text = await response.text();
    expect(response.status).toBe(422);
    for (const kept of [
      'value="Loja Azul"',
      'value="Ana"',
      'value="not an address"',
      'value="pt" selected',
    ])
      expect(text).toContain(kept);
    expect(text.match(/class="error"/g)).toHaveLength(3);
    expect(text).not.toContain('value="short"');
    expect(await owners()).toBe(0);
    expect((await postForm(desk, "/setup", { ...ana, token })).status).toBe(303);
  });

  test("a link works for 30 minutes", async () => {
    const token = await makeLink();
    desk.clock.advance(30 * MINUTE);
    expect((await desk.send(`/setup?token=${token}`)).status).toBe(404);
    expect((await postForm(desk, "/setup", { ...ana, token })).status).toBe(404);
    expect(await owners()).toBe(0);
  });

  test("a new link ends the one before", async () => {
    const first = await makeLink();
    const second = await makeLink();
    expect((await desk.send(`/setup?token=${first}`)).status).toBe(404);
    expect((await desk.send(`/setup?token=${second}`)).status).toBe(200);
  });
});

describe("A hundred claims at the same time (TRUST.md, battery 17)", () => {
  const emails = Array.from({ length: 100 }, (_, n) => `person${n}@loja-azul.example`);

  test("with the link exactly one becomes the owner", async () => {
    const token = await makeLink();
    const responses = await Promise.all(
      emails.map((email) => postForm(desk, "/setup", { ...ana, email, token })),
    );
    expect(tally(responses)).toEqual({ 303: 1, 404: 99 });
    expect(await owners()).toBe(1);
    expect(responses.filter((response) => response.headers.has("set-cookie"))).toHaveLength(1);
  }, 30_000);

  test("without it, or with a guessed one, nobody does", async () => {
    await makeLink();
    const guesses = ["", "A".repeat(43), "null", "undefined", "%"];
    const responses = await Promise.all(
      emails.map((email, n) =>
        postForm(desk, "/setup", { ...ana, email, token: guesses[n % guesses.length] ?? "" }),
      ),
    );
    expect(tally(responses)).toEqual({ 404: 100 });
    expect(await owners()).toBe(0);
  });

  type Claim = typeof claimSetup;
  /** How many of a hundred claims straight at the verb succeed. */
  async function winners(claim: Claim): Promise<number> {
    const token = await makeLink();
    const setup = { ...ana, language: "pt" as const, passwordHash: "$argon2id$none" };
    const claims = emails.map((email) =>
      desk.recado.write((tx) => claim(tx, token, { ...setup, email }, desk.clock.now())),
    );
    return (await Promise.allSettled(claims)).filter(({ status }) => status === "fulfilled").length;
  }

  test("the same at the verb: one", async () => {
    expect(await winners(claimSetup)).toBe(1);
  });

  test("this harness sees a build that checks the link but forgets that it was used", async () => {
    const forgetful: Claim = async (tx, token, setup, now) => {
      if (!(await isSetupToken(tx, token, now))) throw new Error("no link");
      return insertUser(tx, { ...setup, role: "owner" }, now);
    };
    expect(await winners(forgetful)).toBeGreaterThan(1);
  });
});

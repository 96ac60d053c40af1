import { afterEach, beforeEach, describe, expect, test, setDefaultTimeout } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { type Desk, HOST, openDesk, testClock } from "../support/desk.ts";
import {
  cookieFrom,
  givePasswords,
  isSignedIn,
  logIn,
  PASSWORD,
  postForm,
  tally,
} from "../support/sign-in.ts";

// A hash takes its time on purpose, and a busy machine takes several times that.
setDefaultTimeout(20_000);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await givePasswords(desk);
});
afterEach(() => desk.close());

describe("Log-in", () => {
  test("the right password leads in, with a cookie that opens the pages", async () => {
    const response = await logIn(desk);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/inbox");
    expect(await isSignedIn(desk, cookieFrom(response))).toBe(true);
  });

  test("an e-mail in capitals and with spaces around it is the same one", async () => {
    expect((await logIn(desk, { email: "  Ana@Loja-Azul.example " })).status).toBe(303);
  });

  test("a wrong password keeps the e-mail on the page, never the password", async () => {
    const response = await logIn(desk, { password: "a wrong guess 42" });
    const text = await response.text();
    expect(response.status).toBe(401);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(text).toContain('value="ana@loja-azul.example"');
    expect(text).not.toContain("a wrong guess 42");
  });

  test("an unknown e-mail reads exactly like a wrong password", async () => {
    const wrong = await logIn(desk, { password: "a wrong guess 42" });
    const unknown = await logIn(desk, { email: "nobody@loja-azul.example" });
    const anonymous = (text: string) => text.replaceAll(/\w+@loja-azul\.example/g, "somebody");
    expect(unknown.status).toBe(wrong.status);
    expect(anonymous(await unknown.text())).toBe(anonymous(await wrong.text()));
  });

  test("somebody deactivated reads the same as somebody unknown", async () => {
    await desk.recado.write((tx) =>
      tx.updateTable("users").set({ deactivated_at: 1 }).where("name", "=", "Bruno").execute(),
    );
    expect((await logIn(desk, { email: "bruno@loja-azul.example" })).status).toBe(401);
  });

  test("a form without fields, or one that is no form, is refused and not a fault of ours", async () => {
    expect((await postForm(desk, "/login", {})).status).toBe(401);
    const json = await desk.send("/login", {
      method: "POST",
      body: "{}",
      headers: {
        "content-type": "multipart/form-data",
        "content-length": "2",
        origin: `http://${HOST}`,
      },
    });
    expect(json.status).toBe(422);
  });

  test("signed-out pages speak the browser's language", async () => {
    const pageIn = async (tags: string) =>
      (await desk.send("/login", { headers: { "accept-language": tags } })).text();
    expect(await pageIn("pt-BR,pt;q=0.9,en;q=0.8")).toContain('lang="pt-BR"');
    expect(await pageIn("de-DE,de;q=0.9,fr;q=0.5,en;q=0.3")).toContain('lang="fr"');
    expect(await pageIn("es;q=0,en-GB")).toContain('lang="en"');
    expect(await pageIn("zh")).toContain('lang="en"');
  });

  test("neither password nor session token is ever logged", async () => {
    const response = await logIn(desk);
    await logIn(desk, { password: "a wrong guess 42" });
    const token = cookieFrom(response).split("=")[1] ?? "";
    expect(token.length).toBeGreaterThan(40);
    for (const secret of [PASSWORD, "a wrong guess 42", token])
      expect(desk.log.join("")).not.toContain(secret);
  });

  test("the session's token is stored as a hash only", async () => {
    const token = cookieFrom(await logIn(desk)).split("=")[1] ?? "";
    const rows = await desk.recado.db.selectFrom("sessions").selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("Log-out", () => {
  test("it ends the session: the old cookie opens nothing", async () => {
    const cookie = cookieFrom(await logIn(desk));
    const response = await postForm(desk, "/logout", {}, { cookie });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/login");
    expect(response.headers.get("set-cookie")).toContain("Max-Age=0");
    expect(await isSignedIn(desk, cookie)).toBe(false);
  });
});

describe("Session fixation", () => {
  test("a cookie planted before log-in is not the one that leaves it, and opens nothing", async () => {
    const planted = `recado=${"A".repeat(43)}`;
    const fresh = cookieFrom(await logIn(desk, {}, { cookie: planted }));
    expect(fresh).not.toBe(planted);
    expect(await isSignedIn(desk, planted)).toBe(false);
    expect(await isSignedIn(desk, fresh)).toBe(true);
  });

  test("signing in again ends the session that the browser had before", async () => {
    const first = cookieFrom(await logIn(desk));
    const second = cookieFrom(await logIn(desk, {}, { cookie: first }));
    expect(second).not.toBe(first);
    expect(await isSignedIn(desk, first)).toBe(false);
    expect(await isSignedIn(desk, second)).toBe(true);
  });

  test("a session ends by itself after 30 days without use", async () => {
    const cookie = cookieFrom(await logIn(desk));
    desk.clock.advance(31 * 24 * 60 * MINUTE);
    expect(await isSignedIn(desk, cookie)).toBe(false);
  });
});

describe("Throttle", () => {
  const wrong = { password: "a wrong guess 42" };

  test("after ten guesses within 15 minutes even the right password waits, and is told how long", async () => {
    for (let n = 0; n < 10; n += 1) expect((await logIn(desk, wrong)).status).toBe(401);
    const response = await logIn(desk);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBe(15 * 60);
    expect(await response.text()).toContain("Wait 15 minutes");
  });

  test("a hundred guesses at once: ten are checked, ninety wait", async () => {
    const responses = await Promise.all(Array.from({ length: 100 }, () => logIn(desk, wrong)));
    expect(tally(responses)).toEqual({ 401: 10, 429: 90 });
  });

  test("a hundred guesses at once with the right password among the last: it does not get in", async () => {
    const guesses = Array.from({ length: 100 }, (_, n) => logIn(desk, n < 99 ? wrong : {}));
    const responses = await Promise.all(guesses);
    expect(tally(responses)[303]).toBeUndefined();
  });

  test("guesses under another spelling of the e-mail count for the same account", async () => {
    for (let n = 0; n < 10; n += 1)
      await logIn(desk, {
        ...wrong,
        email: n % 2 ? "ANA@loja-azul.example" : " ana@LOJA-azul.example",
      });
    expect((await logIn(desk)).status).toBe(429);
  });

  test("the others are not kept out by guesses at one account", async () => {
    for (let n = 0; n < 11; n += 1) await logIn(desk, wrong);
    expect((await logIn(desk, { email: "bruno@loja-azul.example" })).status).toBe(303);
  });

  test("one address that tries many accounts is stopped too", async () => {
    const others = Array.from({ length: 59 }, (_, n) => ({
      email: `person${n}@loja-azul.example`,
      address: "127.0.0.1",
      attempted_at: desk.clock.now(),
    }));
    await desk.recado.write((tx) => tx.insertInto("login_attempts").values(others).execute());
    expect((await logIn(desk, wrong)).status).toBe(401);
    expect((await logIn(desk)).status).toBe(429);
  });

  test("a restart does not give ten new guesses", async () => {
    for (let n = 0; n < 10; n += 1) await logIn(desk, wrong);
    await desk.close({ keep: true });
    const clock = testClock(desk.clock.now() + MINUTE);
    desk = await openDesk({ dataFolder: desk.folder, clock, isSetUp: false });
    expect((await logIn(desk)).status).toBe(429);
  });

  test("after 15 minutes it goes on", async () => {
    for (let n = 0; n < 10; n += 1) await logIn(desk, wrong);
    desk.clock.advance(15 * MINUTE);
    expect((await logIn(desk)).status).toBe(303);
  });

  test("getting in forgets the guesses before", async () => {
    for (let n = 0; n < 9; n += 1) await logIn(desk, wrong);
    expect((await logIn(desk)).status).toBe(303);
    expect((await logIn(desk, wrong)).status).toBe(401);
  });
});

describe("Where log-in leads", () => {
  test("to the page that was asked for", async () => {
    const asked = await desk.send("/settings/profile");
    expect(asked.headers.get("location")).toBe("/login?next=%2Fsettings%2Fprofile");
    const form = await (await desk.send("/login?next=%2Fsettings%2Fprofile")).text();
    expect(form).toContain('name="next" value="/settings/profile"');
    expect((await logIn(desk, { next: "/settings/profile" })).headers.get("location")).toBe(
      "/settings/profile",
    );
  });

  test("not to an address of absurd length", async () => {
    const next = `/${"a".repeat(600)}`;
    expect((await logIn(desk, { next })).headers.get("location")).toBe("/inbox");
  });

  const foreign = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "evil.example",
    // A header takes no such letter; the addresses of our pages have none.
    "/caf\u0113",
    "/\u6f22",
    "",
  ];
  test.each(foreign)("never to another site: %j", async (next) => {
    expect((await logIn(desk, { next })).headers.get("location")).toBe("/inbox");
    const page = await (await desk.send(`/login?next=${encodeURIComponent(next)}`)).text();
    expect(page).toContain('name="next" value/>');
  });
});

import { afterEach, beforeEach, describe, expect, test, setDefaultTimeout } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { givePasswords, isSignedIn, logIn, PASSWORD } from "../support/sign-in.ts";

setDefaultTimeout(20_000);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await givePasswords(desk);
});
afterEach(() => desk.close());

const fresh = "another horse battery";

describe("Profile", () => {
  test("a person changes name, language, shortcuts and sound, and reads the page in the new language", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    const form = { name: "Bruno  Lima", language: "fr", sound: "1" };
    const response = await bruno.send("POST", "/settings/profile", form);
    expect(response.headers.get("location")).toBe("/settings/profile?done=saved");
    const text = await (await bruno.get("/settings/profile?done=saved")).text();
    expect(text).toContain('lang="fr"');
    expect(text).toContain("Enregistré.");
    expect(text).toContain('data-shortcuts="off"');
    const row = await desk.recado.db
      .selectFrom("users")
      .selectAll()
      .where("id", "=", desk.people.bruno)
      .executeTakeFirst();
    expect(row).toMatchObject({
      name: "Bruno Lima",
      language: "fr",
      has_shortcuts: 0,
      has_sound: 1,
      role: "agent",
    });
  });

  test("the script of the sound comes only to who asked for it", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    const hasSound = async () =>
      (await (await bruno.get("/inbox")).text()).includes("/assets/sound-");
    expect(await hasSound()).toBe(false);
    await bruno.send("POST", "/settings/profile", { name: "Bruno", language: "en", sound: "1" });
    expect(await hasSound()).toBe(true);
  });

  test("role and e-mail cannot be slipped into the form", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    await bruno.send("POST", "/settings/profile", {
      name: "Bruno",
      language: "en",
      role: "owner",
      email: "eve@evil.example",
      id: "1",
    });
    const row = await desk.recado.db
      .selectFrom("users")
      .selectAll()
      .where("id", "=", desk.people.bruno)
      .executeTakeFirst();
    expect(row).toMatchObject({ role: "agent", email: "bruno@loja-azul.example" });
  });

  test("an empty name is refused beside its field", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    const response = await bruno.send("POST", "/settings/profile", { name: " ", language: "en" });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('id="name-error"');
  });

  test("what a person typed is text on the page, never markup", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    await bruno.send("POST", "/settings/profile", {
      name: '"><img src=x onerror=alert(1)>',
      language: "en",
    });
    const ana = await desk.browserOf(desk.people.ana);
    for (const page of [await bruno.get("/settings/profile"), await ana.get("/settings/people")]) {
      expect(await page.text()).not.toContain("<img");
    }
  });
});

describe("A password change", () => {
  test("ends every other session and its live pages, and keeps this one", async () => {
    const here = await desk.browserOf(desk.people.ana);
    const there = await desk.browserOf(desk.people.ana);
    const other = await desk.browserOf(desk.people.bruno);
    const stream = (await there.get("/live")).body?.getReader();
    await stream?.read();

    const response = await here.send("POST", "/settings/profile/password", {
      current: PASSWORD,
      password: fresh,
    });
    expect(response.headers.get("location")).toBe("/settings/profile?done=password");
    expect(await isSignedIn(desk, here.cookie)).toBe(true);
    expect(await isSignedIn(desk, there.cookie)).toBe(false);
    expect(await isSignedIn(desk, other.cookie)).toBe(true);
    let isOver = false;
    while (stream && !isOver) isOver = (await stream.read()).done;
    expect(isOver).toBe(true);

    expect((await logIn(desk)).status).toBe(401);
    expect((await logIn(desk, { password: fresh })).status).toBe(303);
  });

  test("takes the current password", async () => {
    const here = await desk.browserOf(desk.people.ana);
    const response = await here.send("POST", "/settings/profile/password", {
      current: "a wrong guess",
      password: fresh,
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('id="current-error"');
    expect((await logIn(desk)).status).toBe(303);
  });

  test("is no way round the throttle: its guesses count with those at log-in", async () => {
    const here = await desk.browserOf(desk.people.ana);
    for (let n = 0; n < 10; n += 1)
      await here.send("POST", "/settings/profile/password", {
        current: `guess ${n}`,
        password: fresh,
      });
    const response = await here.send("POST", "/settings/profile/password", {
      current: PASSWORD,
      password: fresh,
    });
    expect(response.status).toBe(429);
    expect((await logIn(desk)).status).toBe(429);
  });

  test.each([
    ["too short", "short"],
    ["absurdly long", "x".repeat(257)],
  ])("refuses one that is %s", async (_, password) => {
    const here = await desk.browserOf(desk.people.ana);
    const response = await here.send("POST", "/settings/profile/password", {
      current: PASSWORD,
      password,
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('id="password-error"');
  });
});

describe("Devices", () => {
  const firefox =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

  test("the list names them in plain words and marks this one", async () => {
    await logIn(desk, {}, { "user-agent": firefox });
    const here = await desk.browserOf(desk.people.ana);
    const text = await (await here.get("/settings/sessions")).text();
    expect(text).toContain("Firefox on Windows");
    expect(text).toContain("Unknown device");
    expect(text.match(/This one/g)).toHaveLength(1);
    expect(text.match(/\/settings\/sessions\/\d+\/end/g)).toHaveLength(1);
  });

  test("one that is signed out opens nothing any more", async () => {
    const there = await desk.browserOf(desk.people.ana);
    const here = await desk.browserOf(desk.people.ana);
    const action =
      /\/settings\/sessions\/\d+\/end/.exec(
        await (await here.get("/settings/sessions")).text(),
      )?.[0] ?? "";
    expect((await here.send("POST", action)).status).toBe(303);
    expect(await isSignedIn(desk, there.cookie)).toBe(false);
    expect(await isSignedIn(desk, here.cookie)).toBe(true);
  });

  test("all others at once", async () => {
    const others = [await desk.browserOf(desk.people.ana), await desk.browserOf(desk.people.ana)];
    const here = await desk.browserOf(desk.people.ana);
    await here.send("POST", "/settings/sessions/others/end");
    for (const { cookie } of others) expect(await isSignedIn(desk, cookie)).toBe(false);
    expect(await isSignedIn(desk, here.cookie)).toBe(true);
  });

  test("nobody ends the session of another by guessing its number", async () => {
    const ana = await desk.browserOf(desk.people.ana);
    const bruno = await desk.browserOf(desk.people.bruno);
    for (let id = 1; id < 5; id += 1) await bruno.send("POST", `/settings/sessions/${id}/end`);
    expect(await isSignedIn(desk, ana.cookie)).toBe(true);
  });
});

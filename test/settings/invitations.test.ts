import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { endDueAccess } from "../../src/users/end-access.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";
import {
  cookieFrom,
  givePasswords,
  isSignedIn,
  logIn,
  postForm,
  tally,
} from "../support/sign-in.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  await givePasswords(desk);
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

/** The desk's clock stands on 21 September 2026. */
const clara = {
  email: "Clara@loja-azul.example",
  name: "Clara",
  role: "lead",
  expires: "2026-09-28",
  access: "",
};

/** The token of the link that the page shows, once. */
async function invite(values: Record<string, string> = {}): Promise<string> {
  const response = await ana.send("POST", "/settings/people/invitations", { ...clara, ...values });
  const text = await response.text();
  expect(response.status).toBe(201);
  return /\/invitation\?token=([\w-]+)/.exec(text)?.[1] ?? "";
}

const answers = { name: "Clara Nunes", password: "a password of hers", language: "pt" };
const join = (token: string, values = answers) =>
  postForm(desk, "/invitation", { token, ...values });

async function findClara() {
  return desk.recado.db
    .selectFrom("users")
    .selectAll()
    .where("email", "=", "clara@loja-azul.example")
    .executeTakeFirst();
}

describe("An invitation", () => {
  test("lets the person in with the password they chose, with role, teams and language", async () => {
    const { id: team } = await desk.recado.write((tx) =>
      tx
        .insertInto("teams")
        .values({
          name: "Sales",
          calendar: null,
          last_assigned_id: null,
          created_at: 1,
          updated_at: 1,
          archived_at: null,
        })
        .returning("id")
        .executeTakeFirstOrThrow(),
    );
    const token = await invite({ teams: String(team) });
    const page = await (await desk.send(`/invitation?token=${token}`)).text();
    expect(page).toContain("Welcome to Loja Azul");
    expect(page).toContain('value="Clara"');
    const response = await join(token);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    expect(await isSignedIn(desk, cookieFrom(response))).toBe(true);
    const row = await findClara();
    expect(row).toMatchObject({ name: "Clara Nunes", role: "lead", language: "pt" });
    const member = await desk.recado.db.selectFrom("team_members").selectAll().executeTakeFirst();
    expect(member).toMatchObject({ team_id: team, user_id: row?.id });
    expect((await logIn(desk, { email: clara.email, password: answers.password })).status).toBe(
      303,
    );
  });

  test("works once: of twenty at the same time one gets in", async () => {
    const token = await invite();
    const responses = await Promise.all(Array.from({ length: 20 }, () => join(token)));
    expect(tally(responses)).toEqual({ 303: 1, 404: 19 });
    expect((await desk.send(`/invitation?token=${token}`)).status).toBe(404);
  });

  test("ends with its day and says so; seven days are offered", async () => {
    const people = await (await ana.get("/settings/people")).text();
    expect(people).toContain('value="2026-09-28"');
    const token = await invite();
    desk.clock.advance(7 * DAY);
    expect((await desk.send(`/invitation?token=${token}`)).status).toBe(200);
    desk.clock.advance(DAY);
    const late = await desk.send(`/invitation?token=${token}`);
    expect(late.status).toBe(410);
    expect(await late.text()).toContain("This invitation has expired");
    expect((await join(token)).status).toBe(410);
    expect(await findClara()).toBeUndefined();
  });

  test("is on the list until it is revoked, and then its link is worth nothing", async () => {
    const token = await invite();
    expect(await (await ana.get("/settings/people")).text()).toContain("clara@loja-azul.example");
    await ana.send("POST", "/settings/people/invitations/1/revocation");
    expect((await join(token)).status).toBe(404);
    expect(await (await ana.get("/settings/people")).text()).not.toContain("clara@");
  });

  test("a second one for the same address takes the place of the first", async () => {
    const [first, second] = [await invite(), await invite()];
    expect((await join(first)).status).toBe(404);
    expect((await join(second)).status).toBe(303);
  });

  test("is worth nothing once whoever made it may invite no more", async () => {
    await ana.send("POST", `/settings/people/${desk.people.bruno}/role`, { role: "admin" });
    const bruno = await desk.browserOf(desk.people.bruno);
    const made = await bruno.send("POST", "/settings/people/invitations", clara);
    const token = /token=([\w-]+)/.exec(await made.text())?.[1] ?? "";
    expect((await desk.send(`/invitation?token=${token}`)).status).toBe(200);
    await ana.send("POST", `/settings/people/${desk.people.bruno}/role`, { role: "agent" });
    expect((await desk.send(`/invitation?token=${token}`)).status).toBe(404);
  });

  test.each([
    ["a day that was", { expires: "2026-09-20" }],
    ["no day", { expires: "tomorrow" }],
    ["an address that has an account", { email: "bruno@loja-azul.example" }],
    ["no role", { role: "boss" }],
    ["an end of access that was", { access: "2026-01-01" }],
  ])("is not made with %s", async (_, values) => {
    const response = await ana.send("POST", "/settings/people/invitations", {
      ...clara,
      ...values,
    });
    expect(response.status).toBe(422);
    expect(await response.text()).not.toContain("/invitation?token=");
  });

  test("its token is in no table and in no line of the log", async () => {
    const token = await invite();
    const rows = await desk.recado.db.selectFrom("invitations").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(desk.log.join("\n")).not.toContain(token);
  });
});

describe("The end of an access", () => {
  test("signs the person out, ends their live pages and gives their tickets back", async () => {
    const token = await invite({ access: "2026-09-22" });
    const cookie = cookieFrom(await join(token));
    const id = (await findClara())?.id ?? 0;
    await desk.deliver(textWebhook("oi"));
    await desk.recado.write((tx) => tx.updateTable("tickets").set({ assignee_id: id }).execute());
    const live = (await desk.send("/live", { headers: { cookie } })).body?.getReader();
    await live?.read();
    desk.clock.advance(2 * DAY);
    expect(await isSignedIn(desk, cookie)).toBe(false);
    expect((await logIn(desk, { email: clara.email, password: answers.password })).status).toBe(
      401,
    );
    await endDueAccess(desk.recado);
    expect((await live?.read())?.done).toBe(true);
    const ticket = await desk.recado.db.selectFrom("tickets").selectAll().executeTakeFirst();
    expect(ticket?.assignee_id).toBeNull();
    expect((await findClara())?.deactivated_at).toBe(desk.clock.now());
  });

  test("is set and taken back on the person's page, but never for the only owner", async () => {
    const address = `/settings/people/${desk.people.bruno}`;
    await ana.send("POST", `${address}/access`, { access: "2026-10-01" });
    expect(await (await ana.get(address)).text()).toContain('value="2026-10-01"');
    await ana.send("POST", `${address}/access`, { access: "" });
    const own = await ana.send("POST", `/settings/people/${desk.people.ana}/access`, {
      access: "2026-10-01",
    });
    expect(own.status).toBe(409);
  });
});

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { TicketScope } from "../../src/db/schema.ts";
import { notify } from "../../src/notify/notify.ts";
import { insertRoutingRule } from "../../src/routing/rules.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import type { Permission } from "../../src/users/permissions.ts";
import { insertRole, updateRole } from "../../src/users/roles.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

/** Ways to more than a role gives: past a token, a preview, a link or an old notice. */

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

/** Clara, with a role of the desk's own. */
async function clara(scope: TicketScope, may: Permission[]) {
  const now = desk.clock.now();
  const { id, roleId } = await desk.recado.write(async (tx) => {
    const customRoleId = await insertRole(tx, { name: "Own", rights: { scope, may } }, now);
    const person = {
      email: "clara@loja-azul.example",
      name: "Clara",
      role: "custom" as const,
      customRoleId,
      passwordHash: "$argon2id$none",
      language: "en" as const,
    };
    return { id: await insertUser(tx, person, now), roleId: customRoleId };
  });
  const change = (next: Permission[]) =>
    desk.recado.write((tx) =>
      updateRole(tx, roleId, { name: "Own", rights: { scope, may: next } }, now),
    );
  return { ...(await desk.browserOf(id)), id, change };
}

describe("A token", () => {
  const make = (browser: { send: typeof ana.send }, scopes: string[]) => {
    const form = new FormData();
    form.set("name", "shop");
    for (const scope of scopes) form.append("scope", scope);
    return browser.send("POST", "/settings/tokens", form);
  };

  test("reads no tickets, numbers, rules or journal that its maker may not see", async () => {
    const browser = await clara("none", ["settings"]);
    for (const scope of ["tickets:read", "contacts:read", "rules:write", "webhooks:read"])
      expect((await make(browser, [scope])).status).toBe(403);
    expect(await desk.recado.db.selectFrom("api_tokens").selectAll().execute()).toEqual([]);
    expect(await (await browser.get("/settings/tokens")).text()).not.toContain("tickets:read");
  });

  test("without a choice has all that its maker may give, and no more", async () => {
    const browser = await clara("team", ["tickets", "phones", "settings", "sla"]);
    expect((await make(browser, [])).status).toBe(201);
    const { scopes } = await desk.recado.db
      .selectFrom("api_tokens")
      .select("scopes")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(scopes)).toEqual(["sla:read", "sla:write", "metrics"]);
  });
});

describe("Numbers are masked for who may not see them", () => {
  test("in a dry run", async () => {
    await desk.deliver(textWebhook("refund", { from: "5511987654321", name: "+55 11 98765-4321" }));
    await desk.recado.write((tx) =>
      insertRoutingRule(
        tx,
        {
          name: "Refunds",
          events: ["message", "ticket"],
          condition: { all: [] },
          actions: [{ do: "raise" }],
          unansweredMinutes: null,
          stops: false,
          isEnabled: true,
        },
        desk.people.ana,
        desk.clock.now(),
      ),
    );
    desk.clock.advance(1000);
    const browser = await clara("all", ["tickets", "rules"]);
    expect(await (await ana.get("/routing/dry-run")).text()).toContain("98765-4321");
    const masked = await (await browser.get("/routing/dry-run")).text();
    expect(masked).toContain("/tickets/1");
    expect(masked).not.toContain("98765-4321");
  });
});

describe("Who may see no tickets reads nothing of one", () => {
  beforeEach(() => desk.deliver(textWebhook("my secret words", { name: "Davi" })));

  test("on the page of its contact", async () => {
    const browser = await clara("all", ["contacts", "phones"]);
    const page = await (await browser.get("/contacts/1")).text();
    expect(page).toContain("Davi");
    expect(page).not.toContain("my secret words");
    expect(page).not.toContain("/tickets/1");
    expect(await (await ana.get("/contacts/1")).text()).toContain("my secret words");
  });

  test("in notices from the time when they did", async () => {
    const browser = await clara("all", ["tickets", "reply", "notes"]);
    for (const kind of ["message", "mention"] as const)
      await desk.recado.write((tx) =>
        notify(
          tx,
          {
            userId: browser.id,
            kind: "assigned",
            ticketId: 1,
            detail: { text: `words of a ${kind}` },
          },
          desk.clock.now(),
        ),
      );
    expect(await (await browser.get("/notifications")).text()).toContain("words of a message");
    await browser.change(["contacts"]);
    const page = await (await browser.get("/notifications")).text();
    expect(page).not.toContain("words of");
    expect(await (await browser.get("/notifications/unseen")).text()).toBe("");
  });
});

test("E-mail that has not left yet does not follow somebody out", async () => {
  const { bruno } = desk.people;
  const now = desk.clock.now();
  await desk.recado.write(async (tx) => {
    const mail = { host: "mail.example", port: 25, user: "", password: null, from: "a@b.example" };
    await saveSetting(tx, "mail", { ...mail, security: "none" }, now);
    const notice = { assigned: ["email"] };
    await tx
      .updateTable("users")
      .set({ notify: JSON.stringify(notice) })
      .execute();
    for (const userId of [bruno, desk.people.ana])
      await notify(tx, { userId, kind: "assigned", ticketId: null }, now);
  });
  const targets = async () =>
    (await desk.recado.db.selectFrom("deliveries").select("target").execute()).map(
      ({ target }) => target,
    );
  expect((await targets()).length).toBe(2);
  await ana.send("POST", `/settings/people/${bruno}/deactivation`, { heir: "" });
  expect(await targets()).toEqual(["ana@loja-azul.example"]);
});

describe("Who reads no notes", () => {
  beforeEach(() => desk.deliver(textWebhook("oi", { name: "Davi" })));

  test("reads none that a rule wrote, in the thread, the history or among the reasons", async () => {
    const note = { do: "note", text: "He never pays" } as const;
    await desk.recado.write((tx) =>
      insertRoutingRule(
        tx,
        {
          name: "Warn",
          events: ["message"],
          condition: { all: [] },
          actions: [note],
          unansweredMinutes: null,
          stops: false,
          isEnabled: true,
        },
        desk.people.ana,
        desk.clock.now(),
      ),
    );
    await desk.deliver(textWebhook("oi de novo", { name: "Davi", at: desk.clock.now() + 1000 }));
    const browser = await clara("all", ["tickets", "reply", "contacts"]);
    for (const path of ["/tickets/1", "/tickets/1/history"]) {
      expect(await (await ana.get(path)).text()).toContain("He never pays");
      const page = await (await browser.get(path)).text();
      expect(page).toContain("Warn");
      expect(page).not.toContain("He never pays");
    }
  });

  test("writes none with a ticket that they give away", async () => {
    const browser = await clara("all", ["tickets", "reply"]);
    expect(await (await browser.get("/tickets/1")).text()).not.toContain("hand-over-note");
    expect(await (await ana.get("/tickets/1")).text()).toContain("hand-over-note");
    const form = { user: String(desk.people.bruno), note: "look" };
    expect((await browser.send("PUT", "/tickets/1/assignee", form)).status).toBe(403);
    expect(await desk.recado.db.selectFrom("notes").selectAll().execute()).toEqual([]);
  });
});

test("A rotation of no weeks or of a million is refused in words", async () => {
  await ana.send("POST", "/settings/teams", { name: "Vendas" });
  for (const [weeks, current] of [
    ["", "1"],
    ["999999999999999", "999999999999999"],
  ])
    expect(
      (await ana.send("PUT", "/settings/shifts/rotation/1", { weeks: weeks!, current: current! }))
        .status,
    ).toBe(422);
});

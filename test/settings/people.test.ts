import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { givePasswords, isSignedIn, logIn } from "../support/sign-in.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  await givePasswords(desk);
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const carla = {
  name: "Carla",
  email: "Carla@loja-azul.example",
  role: "agent",
  language: "pt",
  password: "a first password",
};

async function pageOf(id: number): Promise<string> {
  return (await ana.get(`/settings/people/${id}`)).text();
}

describe("Adding a person", () => {
  test("they sign in with the first password, in their language", async () => {
    expect((await ana.send("POST", "/settings/people", carla)).headers.get("location")).toBe(
      "/settings/people?done=added",
    );
    expect((await logIn(desk, carla)).status).toBe(303);
    const row = await desk.recado.db
      .selectFrom("users")
      .selectAll()
      .where("email", "=", "carla@loja-azul.example")
      .executeTakeFirst();
    expect(row).toMatchObject({ name: "Carla", role: "agent", language: "pt" });
    expect(row?.password_hash).toStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
  });

  test("an e-mail that somebody has is refused beside its field, and what was typed stays", async () => {
    const response = await ana.send("POST", "/settings/people", {
      ...carla,
      email: "BRUNO@loja-azul.example",
    });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('id="email-error"');
    expect(text).toContain('value="Carla"');
    expect(text).not.toContain("a first password");
  });

  test.each(["boss", "custom", "custom:1", "custom:x", "__proto__", "constructor", ""])(
    "there is no role %j",
    async (role) => {
      expect((await ana.send("POST", "/settings/people", { ...carla, role })).status).toBe(422);
    },
  );
});

describe("Roles", () => {
  test("an owner makes an agent an owner, at once", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    expect((await bruno.get("/settings/people")).status).toBe(403);
    await ana.send("POST", `/settings/people/${desk.people.bruno}/role`, { role: "owner" });
    expect((await bruno.get("/settings/people")).status).toBe(200);
  });

  test("the last owner can be neither demoted nor deactivated, and the page says why", async () => {
    const { ana: id } = desk.people;
    expect((await ana.send("POST", `/settings/people/${id}/role`, { role: "agent" })).status).toBe(
      409,
    );
    expect((await ana.send("POST", `/settings/people/${id}/deactivation`)).status).toBe(409);
    const text = await pageOf(id);
    expect(text).toContain("The only owner");
    expect(text).not.toContain("/deactivation");
  });

  test("two owners who demote each other at the same time leave one", async () => {
    const { ana: first, bruno: second } = desk.people;
    await ana.send("POST", `/settings/people/${second}/role`, { role: "owner" });
    const bruno = await desk.browserOf(second);
    const answers = await Promise.all([
      ana.send("POST", `/settings/people/${second}/role`, { role: "agent" }),
      bruno.send("POST", `/settings/people/${first}/role`, { role: "agent" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  test("a deactivated owner does not count as one", async () => {
    const { ana: first, bruno: second } = desk.people;
    await ana.send("POST", `/settings/people/${second}/role`, { role: "owner" });
    await ana.send("POST", `/settings/people/${second}/deactivation`);
    expect(
      (await ana.send("POST", `/settings/people/${first}/role`, { role: "agent" })).status,
    ).toBe(409);
  });
});

describe("Deactivating", () => {
  async function giveTickets(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1)
      await desk.deliver(textWebhook("oi", { from: `55119888877${10 + n}` }));
    await desk.recado.write((tx) =>
      tx.updateTable("tickets").set({ assignee_id: desk.people.bruno }).execute(),
    );
  }

  test("signs them out at once and keeps them out", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    await ana.send("POST", `/settings/people/${desk.people.bruno}/deactivation`);
    expect(await isSignedIn(desk, bruno.cookie)).toBe(false);
    expect((await logIn(desk, { email: "bruno@loja-azul.example" })).status).toBe(401);
    await ana.send("POST", `/settings/people/${desk.people.bruno}/reactivation`);
    expect(await isSignedIn(desk, bruno.cookie)).toBe(false);
    expect((await logIn(desk, { email: "bruno@loja-azul.example" })).status).toBe(303);
  });

  test("says how many open tickets they have, and hands them to whom one chooses, in the history too", async () => {
    await giveTickets(3);
    expect(await pageOf(desk.people.bruno)).toContain("3 open tickets go to");
    const response = await ana.send("POST", `/settings/people/${desk.people.bruno}/deactivation`, {
      heir: String(desk.people.ana),
    });
    expect(response.headers.get("location")).toEndWith("done=deactivated&n=3");
    const tickets = await desk.recado.db.selectFrom("tickets").select("assignee_id").execute();
    expect(tickets.map((ticket) => ticket.assignee_id)).toEqual([
      desk.people.ana,
      desk.people.ana,
      desk.people.ana,
    ]);
    const events = await desk.recado.db
      .selectFrom("ticket_events")
      .select("actor_id")
      .where("kind", "=", "assignee")
      .execute();
    expect(events).toHaveLength(3);
    expect(events[0]?.actor_id).toBe(desk.people.ana);
  });

  test("or to nobody", async () => {
    await giveTickets(2);
    await ana.send("POST", `/settings/people/${desk.people.bruno}/deactivation`, { heir: "" });
    const tickets = await desk.recado.db.selectFrom("tickets").select("assignee_id").execute();
    expect(tickets.map((ticket) => ticket.assignee_id)).toEqual([null, null]);
  });

  test("resolved tickets keep the name of who resolved them", async () => {
    await giveTickets(2);
    await desk.recado.write((tx) =>
      tx.updateTable("tickets").set({ status: "resolved" }).where("id", "=", 1).execute(),
    );
    await ana.send("POST", `/settings/people/${desk.people.bruno}/deactivation`, { heir: "" });
    const row = await desk.recado.db
      .selectFrom("tickets")
      .select("assignee_id")
      .where("id", "=", 1)
      .executeTakeFirst();
    expect(row?.assignee_id).toBe(desk.people.bruno);
  });

  test("does nothing at all when the heir is nobody who could have tickets", async () => {
    await giveTickets(1);
    for (const heir of ["999", String(desk.people.bruno), "x"]) {
      const response = await ana.send(
        "POST",
        `/settings/people/${desk.people.bruno}/deactivation`,
        { heir },
      );
      expect([404, 422]).toContain(response.status);
    }
    const row = await desk.recado.db
      .selectFrom("users")
      .select("deactivated_at")
      .where("id", "=", desk.people.bruno)
      .executeTakeFirst();
    expect(row?.deactivated_at).toBeNull();
  });
});

describe("A forgotten password", () => {
  test("an owner sets a new one: it holds, and all sessions of that person end", async () => {
    const bruno = await desk.browserOf(desk.people.bruno);
    await ana.send("POST", `/settings/people/${desk.people.bruno}/password`, {
      password: "a fresh password",
    });
    expect(await isSignedIn(desk, bruno.cookie)).toBe(false);
    expect(
      (await logIn(desk, { email: "bruno@loja-azul.example", password: "a fresh password" }))
        .status,
    ).toBe(303);
  });

  test("one's own is changed under Profile alone, where the current one is asked", async () => {
    const response = await ana.send("POST", `/settings/people/${desk.people.ana}/password`, {
      password: "a fresh password",
    });
    expect(response.headers.get("location")).toBe("/settings/profile#password-panel");
    expect((await logIn(desk, { password: "a fresh password" })).status).toBe(401);
  });
});

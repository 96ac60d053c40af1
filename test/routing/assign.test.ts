import { afterEach, beforeEach, expect, test } from "bun:test";
import { sql } from "kysely";
import type { AssignmentMode, PresenceChoice, Priority } from "../../src/db/schema.ts";
import { getTicket, systemActor } from "../../src/inbox/tickets.ts";
import {
  assignByTeam,
  type Assignment,
  assignLastAgent,
  findAssigningTeam,
  giveToTeam,
} from "../../src/routing/assign.ts";
import { runActions } from "../../src/routing/run-actions.ts";
import { drainBacklog } from "../../src/routing/drain-backlog.ts";
import { type Skills, saveSkills } from "../../src/routing/skills.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let bruno: number;
let clara: number;
let davi: number;
beforeEach(async () => {
  desk = await openDesk();
  bruno = desk.people.bruno;
  clara = await addPerson("Clara");
  davi = await addPerson("Davi");
});
afterEach(() => desk.close());

const now = () => desk.clock.now();

async function addPerson(name: string): Promise<number> {
  const email = `${name.toLowerCase()}@loja-azul.example`;
  const person = { email, name, role: "agent", passwordHash: "-", language: "en" } as const;
  return desk.recado.write((tx) => insertUser(tx, person, now()));
}

async function addTeam(
  assignment: AssignmentMode,
  members = [bruno, clara, davi],
  is_sticky: 0 | 1 = 0,
): Promise<number> {
  return desk.recado.write(async (tx) => {
    const { id } = await tx
      .insertInto("teams")
      .values({ name: "Sales", assignment, is_sticky, created_at: now(), updated_at: now() })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const user_id of members)
      await tx.insertInto("team_members").values({ team_id: id, user_id }).execute();
    return id;
  });
}

const setUser = (id: number, columns: { presence?: PresenceChoice; capacity?: number | null }) =>
  desk.recado.write((tx) => tx.updateTable("users").set(columns).where("id", "=", id).execute());
const presence = async (choice: PresenceChoice, ...ids: number[]) => {
  for (const id of ids) await setUser(id, { presence: choice });
};
const skilled = (id: number, skills: Partial<Skills>) =>
  desk.recado.write((tx) =>
    saveSkills(tx, id, { languages: [], products: [], level: null, ...skills }),
  );

let customers = 0;
/** A ticket of a customer of its own, who wrote just now. */
async function newTicket(from = `55119${String(80_000_000 + customers++)}`): Promise<number> {
  await desk.deliver(textWebhook("oi", { from, at: now() }));
  const { id } = await desk.recado.db
    .selectFrom("tickets")
    .select("id")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return id;
}
const setTicket = (
  id: number,
  columns: { category?: string; priority?: Priority; language?: "en" | "fr" },
) =>
  desk.recado.write((tx) => tx.updateTable("tickets").set(columns).where("id", "=", id).execute());
const ownerOf = async (id: number) => (await getTicket(desk.recado.db, id)).assignee_id;

async function assign(
  teamId: number,
  id: number,
  options?: { isPassedOn?: boolean },
): Promise<Assignment> {
  return desk.recado.write(async (tx) => {
    const team = await findAssigningTeam(tx, teamId);
    if (!team) throw new Error("no team");
    return assignByTeam(tx, await getTicket(tx, id), team, systemActor, now(), options);
  });
}
async function ownersOf(teamId: number, n: number): Promise<(number | null)[]> {
  const owners: (number | null)[] = [];
  for (let i = 0; i < n; i++) {
    const id = await newTicket();
    await assign(teamId, id);
    owners.push(await ownerOf(id));
    desk.clock.advance(1000);
  }
  return owners;
}
const give = (id: number, teamId: number | null) =>
  desk.recado.write(async (tx) =>
    giveToTeam(tx, await getTicket(tx, id), teamId, systemActor, now()),
  );

test("round robin goes round those who are online, and over whoever is away", async () => {
  await presence("online", bruno, clara, davi);
  const team = await addTeam("round-robin");
  expect(await ownersOf(team, 4)).toEqual([bruno, clara, davi, bruno]);
  await presence("away", clara);
  expect(await ownersOf(team, 3)).toEqual([davi, bruno, davi]);
  await presence("online", clara);
  expect(await ownersOf(team, 4)).toEqual([clara, bruno, davi, clara]);
});

test("a ticket that only one can take costs the others no turn", async () => {
  await presence("online", bruno, clara, davi);
  await skilled(davi, { languages: ["fr", "en"] });
  const team = await addTeam("round-robin");
  const owners: (number | null)[] = [];
  for (const language of ["en", "fr", "en", "fr", "en"] as const) {
    const id = await newTicket();
    await setTicket(id, { language });
    await assign(team, id);
    owners.push(await ownerOf(id));
  }
  expect(owners).toEqual([bruno, davi, clara, davi, bruno]);
});

test("least busy counts what is new or open, then who was idle longest", async () => {
  await presence("online", bruno, clara, davi);
  const team = await addTeam("least-busy");
  expect(await ownersOf(team, 3)).toEqual([bruno, clara, davi]);
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ status: "resolved" }).where("assignee_id", "=", davi).execute(),
  );
  expect(await ownersOf(team, 2)).toEqual([davi, bruno]);
});

test("nobody gets more than there is room for, and nobody who is away gets anything", async () => {
  await presence("online", bruno, clara);
  await presence("away", davi);
  await setUser(bruno, { capacity: 1 });
  await setUser(clara, { capacity: 0 });
  const team = await addTeam("round-robin");
  expect(await ownersOf(team, 3)).toEqual([bruno, null, null]);
});

test("who may not answer is not given tickets", async () => {
  await presence("online", bruno, clara);
  await desk.recado.write((tx) =>
    tx.updateTable("users").set({ role: "auditor" }).where("id", "=", bruno).execute(),
  );
  await desk.recado.write((tx) =>
    tx.updateTable("users").set({ access_ends_at: now() }).where("id", "=", clara).execute(),
  );
  expect(await ownersOf(await addTeam("round-robin"), 1)).toEqual([null]);
});

test("skills are preferred: language before product before level", async () => {
  await presence("online", bruno, clara, davi);
  await skilled(bruno, { languages: ["fr"] });
  await skilled(clara, { products: ["Billing"] });
  await skilled(davi, { level: "2" });
  const team = await addTeam("least-busy");
  const wanted = async (columns: Parameters<typeof setTicket>[1]) => {
    const id = await newTicket();
    await setTicket(id, { language: "en", ...columns });
    const outcome = await assign(team, id);
    return [await ownerOf(id), outcome.kind === "assigned" ? outcome.lacks : null];
  };
  expect(await wanted({ language: "fr", category: "billing" })).toEqual([bruno, ["product"]]);
  expect(await wanted({ category: "billing", priority: "urgent" })).toEqual([clara, ["level"]]);
  expect(await wanted({ priority: "urgent" })).toEqual([davi, []]);
});

test("who falls short of what is asked gets it when nobody better is there, and the history says so", async () => {
  await presence("online", bruno);
  await presence("off", clara);
  await skilled(clara, { products: ["billing"], languages: ["fr"] });
  const team = await addTeam("round-robin");
  const id = await newTicket();
  await setTicket(id, { language: "fr", category: "Billing" });
  expect(await assign(team, id)).toMatchObject({
    kind: "assigned",
    lacks: ["language", "product"],
  });
  const other = await newTicket();
  await setTicket(other, { language: "fr" });
  expect(await give(other, team)).toMatchObject({ outcome: "assigned", lacks: ["language"] });
  const { detail } = await desk.recado.db
    .selectFrom("ticket_events")
    .select("detail")
    .where("ticket_id", "=", id)
    .where("kind", "=", "assignee")
    .executeTakeFirstOrThrow();
  expect(JSON.parse(detail)).toEqual({
    from: null,
    to: bruno,
    by: "round-robin",
    lacks: ["language", "product"],
  });
});

test("a sticky team gives a contact's next ticket to their last agent, while they are there", async () => {
  await presence("online", bruno, clara, davi);
  const team = await addTeam("round-robin", [bruno, clara, davi], 1);
  const from = "5511977770000";
  const first = await newTicket(from);
  await desk.recado.write((tx) =>
    tx
      .updateTable("tickets")
      .set({ assignee_id: clara, status: "resolved", resolved_at: now() })
      .where("id", "=", first)
      .execute(),
  );
  desk.clock.advance(3 * 24 * 60 * 60 * 1000);
  const second = await newTicket(from);
  expect(second).not.toBe(first);
  await assign(team, second);
  expect(await ownerOf(second)).toBe(clara);
  await presence("away", clara);
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ assignee_id: null }).where("id", "=", second).execute(),
  );
  await assign(team, second);
  expect(await ownerOf(second)).toBe(bruno);
});

test("a contact's account manager goes before their last agent", async () => {
  await presence("online", bruno, clara, davi);
  const team = await addTeam("round-robin", [bruno, clara, davi], 1);
  const id = await newTicket();
  const { contact_id } = await getTicket(desk.recado.db, id);
  await desk.recado.write((tx) =>
    tx.updateTable("contacts").set({ manager_id: davi }).where("id", "=", contact_id).execute(),
  );
  await assign(team, id);
  expect(await ownerOf(id)).toBe(davi);
});

test("the last agent is asked whatever their team, but only while online and with room", async () => {
  const from = "5511977770001";
  const first = await newTicket(from);
  await desk.recado.write((tx) =>
    tx
      .updateTable("tickets")
      .set({ assignee_id: clara, status: "resolved", resolved_at: now() })
      .where("id", "=", first)
      .execute(),
  );
  desk.clock.advance(3 * 24 * 60 * 60 * 1000);
  const second = await newTicket(from);
  const ask = () =>
    desk.recado.write(async (tx) =>
      assignLastAgent(tx, await getTicket(tx, second), systemActor, now()),
    );
  await presence("away", clara);
  expect((await ask()).kind).toBe("nobody");
  await presence("online", clara);
  expect((await ask()).kind).toBe("assigned");
  expect(await ownerOf(second)).toBe(clara);
});

test("a member who has the ticket keeps it, unless it is passed on", async () => {
  await presence("online", bruno, clara);
  const team = await addTeam("round-robin", [bruno, clara]);
  const id = await newTicket();
  await assign(team, id);
  await assign(team, id);
  expect(await ownerOf(id)).toBe(bruno);
  await assign(team, id, { isPassedOn: true });
  expect(await ownerOf(id)).toBe(clara);
  await presence("away", bruno);
  expect((await assign(team, id, { isPassedOn: true })).kind).toBe("nobody");
  expect(await ownerOf(id)).toBe(clara);
});

test("given to a team that assigns by itself, a ticket leaves whoever had it", async () => {
  await presence("online", bruno, clara);
  const sales = await addTeam("manual", [bruno]);
  const finance = await addTeam("least-busy", [clara]);
  const id = await newTicket();
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ assignee_id: bruno }).where("id", "=", id).execute(),
  );
  expect((await give(id, sales)).outcome).toBe("manual");
  expect(await ownerOf(id)).toBe(bruno);
  expect((await give(id, finance)).outcome).toBe("assigned");
  expect(await ownerOf(id)).toBe(clara);
  await presence("off", clara);
  await give(id, sales);
  const other = await newTicket();
  expect((await give(other, finance)).outcome).toBe("nobody");
  expect(await ownerOf(other)).toBeNull();
});

test("the backlog is given out, the oldest waiting first, when somebody comes and as far as they have room", async () => {
  const team = await addTeam("round-robin", [bruno]);
  await presence("away", bruno);
  await setUser(bruno, { capacity: 2 });
  const ids = [await newTicket(), await newTicket(), await newTicket()];
  for (const id of ids) await give(id, team);
  // The last one's customer has waited longest: it was reopened.
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ waiting_since: 1 }).where("id", "=", ids[2]!).execute(),
  );
  expect(await drainBacklog(desk.recado)).toBe(0);
  await presence("online", bruno);
  expect(await drainBacklog(desk.recado, clara)).toBe(0);
  expect(await drainBacklog(desk.recado, bruno)).toBe(2);
  expect(await Promise.all(ids.map(ownerOf))).toEqual([bruno, null, bruno]);
  await setUser(bruno, { capacity: null });
  expect(await drainBacklog(desk.recado)).toBe(1);
  expect(await drainBacklog(desk.recado)).toBe(0);
});

test("two who drain at once give each ticket once", async () => {
  const team = await addTeam("round-robin");
  const ids: number[] = [];
  for (let i = 0; i < 45; i++) ids.push(await newTicket());
  for (const id of ids) await give(id, team);
  await presence("online", bruno, clara, davi);
  const given = await Promise.all([drainBacklog(desk.recado), drainBacklog(desk.recado)]);
  expect((given[0] ?? 0) + (given[1] ?? 0)).toBe(45);
  const { n } = await desk.recado.db
    .selectFrom("ticket_events")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("kind", "=", "assignee")
    .executeTakeFirstOrThrow();
  expect(n).toBe(45);
  const loads = await desk.recado.db
    .selectFrom("tickets")
    .select((select) => ["assignee_id", select.fn.countAll<number>().as("n")])
    .groupBy("assignee_id")
    .execute();
  expect(loads.map((load) => load.n)).toEqual([15, 15, 15]);
});

test("what waits is found by an index alone", async () => {
  const { rows } = await sql<{ detail: string }>`EXPLAIN QUERY PLAN
    SELECT * FROM tickets WHERE team_id = ${1} AND assignee_id IS NULL
      AND status IN ('new', 'open')
      ORDER BY coalesce(tickets.waiting_since, tickets.created_at), id LIMIT ${20}`.execute(
    desk.recado.db,
  );
  expect(rows.map((row) => row.detail)).toEqual([
    "SEARCH tickets USING INDEX tickets_for_teams (team_id=?)",
  ]);
});

test("the history says in words how somebody was chosen, and what they lack", async () => {
  await presence("online", bruno);
  await skilled(clara, { languages: ["fr"] });
  const team = await addTeam("round-robin");
  const id = await newTicket();
  await setTicket(id, { language: "fr" });
  await assign(team, id);
  const ana = await desk.browserOf(desk.people.ana);
  const page = await parse(await ana.get(`/tickets/${id}/history`));
  expect(page.body.textContent).toContain(
    "Recado handed it over to Bruno (by turns; nobody present had: the language)",
  );
});

test("a person's page keeps their room and skills, and what waits comes at once", async () => {
  const ana = await desk.browserOf(desk.people.ana);
  await presence("online", bruno);
  await setUser(bruno, { capacity: 0 });
  const team = await addTeam("round-robin", [bruno]);
  const id = await newTicket();
  await give(id, team);
  expect(await ownerOf(id)).toBeNull();
  const form = new FormData();
  for (const [name, value] of [
    ["capacity", "3"],
    ["languages", "fr"],
    ["languages", "pt"],
    ["products", " billing, repairs ,, Billing"],
    ["level", "2"],
  ] as const)
    form.append(name, value);
  const saved = await ana.send("POST", `/settings/people/${bruno}/skills`, form);
  expect(saved.headers.get("location")).toBe(`/settings/people/${bruno}?done=saved`);
  expect(await ownerOf(id)).toBe(bruno);
  const page = await parse(await ana.get(`/settings/people/${bruno}`));
  expect(page.querySelector("#capacity")?.getAttribute("value")).toBe("3");
  expect(page.querySelector("#products")?.getAttribute("value")).toBe("Billing, repairs");
  expect(page.querySelectorAll("[name=languages][checked]")).toHaveLength(2);
  expect(page.querySelector("#level option[selected]")?.getAttribute("value")).toBe("2");
  const wrong = await ana.send("POST", `/settings/people/${bruno}/skills`, { capacity: "many" });
  expect(wrong.status).toBe(422);
  const byAgent = await desk.browserOf(clara);
  expect((await byAgent.send("POST", `/settings/people/${bruno}/skills`)).status).toBe(403);
});

test("a rule's effect says what nobody present had", async () => {
  await presence("online", bruno);
  await skilled(clara, { languages: ["fr"] });
  const team = await addTeam("least-busy");
  const id = await newTicket();
  await setTicket(id, { language: "fr" });
  const effects = await desk.recado.write(async (tx) =>
    runActions(
      tx,
      await getTicket(tx, id),
      [{ do: "assign-team", team }],
      { name: "Sales" },
      now(),
    ),
  );
  expect(effects).toEqual([{ do: "assign-team", to: "Sales: Bruno", lacks: ["language"] }]);
});

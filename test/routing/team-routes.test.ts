import { afterEach, beforeEach, expect, test } from "bun:test";
import type { Calendar } from "../../src/routing/calendar.ts";
import { insertShift, listShifts } from "../../src/routing/shifts.ts";
import { getTeam, listMembers, listTeams } from "../../src/routing/teams.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
});
afterEach(() => desk.close());

/** A form may have a name several times. */
function form(...fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}
const plain = (name: string, ...rest: [string, string][]) =>
  form(["name", name], ["assignment", "manual"], ["calendar", "business"], ...rest);
const post = (path: string, data: FormData) => ana.send("POST", path, data);
const teams = () => listTeams(desk.recado.db);

const makeLead = (teamId: number) =>
  desk.recado.write(async (tx) => {
    await tx
      .updateTable("users")
      .set({ role: "lead" })
      .where("id", "=", desk.people.bruno)
      .execute();
    await tx
      .insertInto("team_members")
      .values({ team_id: teamId, user_id: desk.people.bruno, is_lead: 1 })
      .onConflict((conflict) => conflict.doUpdateSet({ is_lead: 1 }))
      .execute();
  });

test("a desk without teams says when one is worth making", async () => {
  const page = await parse(await ana.get("/settings/teams"));
  expect(words(page, ".empty-title")).toEqual(["No team yet"]);
});

test("a team is made with members, a lead, and hours with a lunch break in its own zone", async () => {
  const { ana: anaId, bruno: brunoId } = desk.people;
  const answer = await post(
    "/settings/teams",
    form(
      ["name", "  Vendas   Norte "],
      ["member", String(anaId)],
      ["member", String(brunoId)],
      ["lead", String(brunoId)],
      ["assignment", "round-robin"],
      ["sticky", "1"],
      ["calendar", "own"],
      ["timezone", "Europe/Lisbon"],
      ["country", "PT"],
      ["hours", "own"],
      ["monday.from", "14:00"],
      ["monday.to", "18:00"],
      ["monday.from", "09:00"],
      ["monday.to", "12:00"],
      ["day.date", "2026-12-24"],
      ["day.name", "Véspera"],
      ["day.from", "09:00"],
      ["day.to", "13:00"],
      ["day.date", "2026-12-31"],
      ["day.name", ""],
      ["day.from", ""],
      ["day.to", ""],
    ),
  );
  expect(answer.status).toBe(303);
  const [team] = await teams();
  expect(team).toMatchObject({ name: "Vendas Norte", assignment: "round-robin", is_sticky: 1 });
  const calendar = JSON.parse(team?.calendar ?? "null") as Calendar;
  expect(calendar).toMatchObject({ timezone: "Europe/Lisbon", country: "PT" });
  expect(calendar.hours?.monday).toEqual([
    { from: "09:00", to: "12:00" },
    { from: "14:00", to: "18:00" },
  ]);
  expect(calendar.days).toEqual([
    { date: "2026-12-24", name: "Véspera", hours: [{ from: "09:00", to: "13:00" }] },
    { date: "2026-12-31", name: "" },
  ]);
  const members = await listMembers(desk.recado.db, [team?.id ?? 0]);
  expect(members.map(({ name, is_lead }) => [name, is_lead])).toEqual([
    ["Bruno", 1],
    ["Ana", 0],
  ]);
  const page = await parse(await ana.get(`/settings/teams/${team?.id}`));
  expect(page.querySelector("#day-date-0")?.getAttribute("value")).toBe("2026-12-24");
  expect(words(page, "#timezone option[selected]")).toEqual(["Europe/Lisbon"]);
});

test.each([
  ["no name", [["name", " "]], "Give the team a name"],
  [
    "a day without a date",
    [
      ["day.date", ""],
      ["day.name", "Natal"],
    ],
    "date of its own",
  ],
  [
    "a day with a beginning alone",
    [
      ["day.date", "2026-12-24"],
      ["day.from", "09:00"],
    ],
    "date of its own",
  ],
  ["a date that does not exist", [["day.date", "2026-02-30"]], "date of its own"],
  [
    "a span without an end",
    [
      ["hours", "own"],
      ["monday.from", "09:00"],
    ],
    "every span",
  ],
] as [string, [string, string][], string][])(
  "%s is refused beside its field",
  async (_, fields, said) => {
    const own = fields.some(([name]) => name === "name") ? [] : [["name", "Vendas"]];
    const all = [...own, ["calendar", "own"], ["timezone", "UTC"], ["hours", "always"]].filter(
      ([name]) => name !== "hours" || fields.every(([each]) => each !== "hours"),
    );
    const answer = await post("/settings/teams", form(...(all as [string, string][]), ...fields));
    expect(answer.status).toBe(422);
    const page = await parse(answer);
    expect(words(page, ".error").join(" ").toLowerCase()).toContain(said.toLowerCase());
    expect(await teams()).toEqual([]);
  },
);

test("two teams that work have different names; an archived one may come back only to a free name", async () => {
  await post("/settings/teams", plain("Vendas"));
  expect((await post("/settings/teams", plain("vendas"))).status).toBe(422);
  const [team] = await teams();
  const htmx = { "hx-request": "true" };
  const archived = await parse(await ana.send("DELETE", `/settings/teams/${team?.id}`, {}, htmx));
  expect(archived.querySelector(".toast-undo")?.getAttribute("hx-post")).toBe(
    `/settings/teams/${team?.id}/restoration`,
  );
  expect(await teams()).toEqual([]);
  await post("/settings/teams", plain("Vendas"));
  const refused = await ana.send("POST", `/settings/teams/${team?.id}/restoration`, {}, htmx);
  expect(refused.status).toBe(422);
  expect(await teams()).toHaveLength(1);
});

test("Undo brings an archived team back", async () => {
  await post("/settings/teams", plain("Vendas"));
  const [team] = await teams();
  await ana.send("DELETE", `/settings/teams/${team?.id}`, {}, { "hx-request": "true" });
  await ana.send("POST", `/settings/teams/${team?.id}/restoration`, {}, { "hx-request": "true" });
  expect((await teams()).map(({ name }) => name)).toEqual(["Vendas"]);
});

test("who leaves a team leaves its shifts; who stays keeps their turn", async () => {
  const { ana: anaId, bruno: brunoId } = desk.people;
  const both: [string, string][] = [
    ["member", String(anaId)],
    ["member", String(brunoId)],
  ];
  await post("/settings/teams", plain("Vendas", ...both));
  const id = (await teams())[0]?.id ?? 0;
  await desk.recado.write(async (tx) => {
    for (const user_id of [anaId, brunoId])
      await insertShift(tx, {
        team_id: id,
        user_id,
        week: 1,
        weekday: "monday",
        starts: "09:00",
        ends: "12:00",
      });
    await tx.updateTable("team_members").set({ turn: 7 }).where("user_id", "=", anaId).execute();
  });
  await post(`/settings/teams/${id}`, plain("Vendas", ["member", String(anaId)]));
  expect((await listShifts(desk.recado.db, id)).map(({ user_id }) => user_id)).toEqual([anaId]);
  const member = await desk.recado.db
    .selectFrom("team_members")
    .selectAll()
    .where("team_id", "=", id)
    .executeTakeFirstOrThrow();
  expect(member).toMatchObject({ user_id: anaId, turn: 7 });
});

test("the calendar's small buttons give the form back with one part more and save nothing", async () => {
  const draft = (edit: string, ...rest: [string, string][]) =>
    post("/settings/teams/calendar", plain("Vendas", ["edit", edit], ...rest));
  const day = await parse(await draft("add-day", ["calendar", "own"]));
  expect(day.querySelectorAll(".team-day")).toHaveLength(1);
  const span = await parse(await draft("add sunday"));
  expect(span.querySelector("#sunday-from-0")?.getAttribute("value")).toBe("09:00");
  // The desk's clock: 21 September 2026.
  const french = await parse(
    await draft("country", ["country", "FR"], ["timezone", "Europe/Paris"]),
  );
  expect(words(french, ".team-holidays li")[0]).toBe("Sun, November 1, 2026 Toussaint");
  expect(await teams()).toEqual([]);
});

test("a lead changes the team they lead, no other, and makes none", async () => {
  await post("/settings/teams", plain("Vendas"));
  await post("/settings/teams", plain("Suporte"));
  const [suporte, vendas] = await teams();
  await makeLead(vendas?.id ?? 0);
  const change = (id = 0) => bruno.send("POST", `/settings/teams/${id}`, plain("Vendas Sul"));
  expect((await change(suporte?.id)).status).toBe(403);
  expect((await bruno.get(`/settings/teams/${suporte?.id}`)).status).toBe(403);
  expect((await bruno.send("DELETE", `/settings/teams/${suporte?.id}`)).status).toBe(403);
  expect((await bruno.get("/settings/teams/new")).status).toBe(403);
  expect((await bruno.send("POST", "/settings/teams", plain("Minha"))).status).toBe(403);
  expect((await change(vendas?.id)).status).toBe(303);
  expect((await getTeam(desk.recado.db, vendas?.id ?? 0)).name).toBe("Vendas Sul");
  const page = await parse(await bruno.get("/settings/teams"));
  expect(page.querySelectorAll(".line-actions")).toHaveLength(0);
});

test("an agent has no business there", async () => {
  expect((await bruno.get("/settings/teams")).status).toBe(403);
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { listShifts } from "../../src/routing/shifts.ts";
import { insertTeam } from "../../src/routing/teams.ts";
import { presenceOf } from "../../src/users/presence.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
let team: number;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  // Monday, 21 September 2026, 11:00 in São Paulo.
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
  const made = await desk.recado.write((tx) =>
    insertTeam(
      tx,
      {
        name: "Vendas",
        calendar: null,
        assignment: "manual",
        isSticky: true,
        members: [{ id: desk.people.bruno, isLead: false }],
      },
      desk.clock.now(),
    ),
  );
  team = made.id;
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
const add = (weekday: string, starts: string, ends: string, week = 1) =>
  ana.send(
    "POST",
    "/settings/shifts",
    {
      team: String(team),
      week: String(week),
      user: String(desk.people.bruno),
      weekday,
      starts,
      ends,
    },
    htmx,
  );
const rotate = (weeks: number, current: number) =>
  ana.send(
    "PUT",
    `/settings/shifts/rotation/${team}`,
    { weeks: String(weeks), current: String(current), week: "1" },
    htmx,
  );
const shifts = () => listShifts(desk.recado.db, team);

test("a shift from Monday to Friday is five, and everybody sees who is on now", async () => {
  await add("workdays", "09:00", "17:00");
  expect(await shifts()).toHaveLength(5);
  await bruno.get("/inbox/unread");
  await desk.recado.store.queue.drain();
  const page = await parse(await bruno.get("/shifts"));
  expect(words(page, "#rota .team-members li")).toEqual(["OnlineBrunountil 17:00"]);
  expect(words(page, ".shift.is-now")).toEqual(["Bruno09:00–17:00"]);
  expect(page.querySelector(".shift-form")).toBeNull();
});

test("a night shows that it ends on the next day, and is on until it does", async () => {
  await add("sunday", "22:00", "12:00");
  const page = await parse(await ana.get(`/shifts?team=${team}`));
  expect(words(page, ".shift.is-now span.grow")).toEqual(["Bruno22:00–12:00 next day"]);
  desk.clock.advance(3_600_000);
  const later = await parse(await ana.get(`/shifts?team=${team}`));
  expect(words(later, ".shift.is-now")).toEqual([]);
});

test("of a rotation, the week that it is now is shown first; another has its own plan", async () => {
  await rotate(3, 2);
  await add("monday", "09:00", "17:00", 2);
  const page = await parse(await ana.get("/shifts"));
  expect(words(page, '.tabs a[aria-current="page"]')).toEqual(["Week 2now"]);
  expect(words(page, ".shift strong")).toEqual(["Bruno"]);
  const first = await parse(await ana.get(`/shifts?team=${team}&week=1`));
  expect(words(first, ".shift strong")).toEqual([]);
  await ana.send("PUT", `/settings/shifts/weeks/${team}`, { from: "2", week: "1" }, htmx);
  expect((await shifts()).map(({ week }) => week)).toEqual([1, 2]);
  desk.clock.advance(14 * 86_400_000);
  const later = await parse(await ana.get("/shifts"));
  expect(words(later, '.tabs a[aria-current="page"]')).toEqual(["Week 1now"]);
});

test("weeks that a shorter rotation leaves out are kept but not worked", async () => {
  await rotate(2, 1);
  await add("monday", "09:00", "17:00", 2);
  await rotate(1, 1);
  expect(await shifts()).toHaveLength(1);
  const states = await presenceOf(desk.recado.db, [desk.people.bruno], desk.clock.now());
  expect(states.get(desk.people.bruno)).not.toBe("off");
});

test("a shift that was removed comes back by Undo", async () => {
  await add("monday", "09:00", "17:00");
  const [shift] = await shifts();
  const answer = await parse(await ana.send("DELETE", `/settings/shifts/${shift?.id}`, {}, htmx));
  expect(await shifts()).toEqual([]);
  const undo = answer.querySelector(".toast-undo")?.getAttribute("hx-vals") ?? "{}";
  await ana.send("POST", "/settings/shifts", JSON.parse(undo) as Record<string, string>, htmx);
  expect(await shifts()).toMatchObject([{ weekday: "monday", starts: "09:00", ends: "17:00" }]);
});

test("a span of no length, a strange day and somebody of another team are refused", async () => {
  expect((await add("monday", "09:00", "09:00")).status).toBe(422);
  expect((await add("monday", "9", "17:00")).status).toBe(422);
  expect((await add("someday", "09:00", "17:00")).status).toBe(422);
  expect((await add("monday", "09:00", "17:00", 9)).status).toBe(422);
  const stranger = {
    team: String(team),
    week: "1",
    user: String(desk.people.ana),
    weekday: "monday",
    starts: "09:00",
    ends: "17:00",
  };
  expect((await ana.send("POST", "/settings/shifts", stranger, htmx)).status).toBe(422);
  expect(await shifts()).toEqual([]);
});

test("an agent looks and changes nothing", async () => {
  await add("monday", "09:00", "17:00");
  const [shift] = await shifts();
  expect((await bruno.send("DELETE", `/settings/shifts/${shift?.id}`, {}, htmx)).status).toBe(403);
  expect(
    (await bruno.send("PUT", `/settings/shifts/rotation/${team}`, { weeks: "2" }, htmx)).status,
  ).toBe(403);
});

test("a team without anybody stands behind those that have somebody, and says what to do", async () => {
  const empty = await desk.recado.write((tx) =>
    insertTeam(
      tx,
      { name: "A new one", calendar: null, assignment: "manual", isSticky: true, members: [] },
      desk.clock.now(),
    ),
  );
  await desk.recado.write(async (tx) => {
    await tx.updateTable("teams").set({ position: 0 }).where("id", "=", empty.id).execute();
    await tx.updateTable("teams").set({ position: 1 }).where("id", "!=", empty.id).execute();
  });
  const first = await parse(await ana.get("/shifts"));
  expect(words(first, '.week-tabs a[aria-current="page"]')).not.toContain("A new one");
  expect(first.querySelector(".shift-form")).not.toBeNull();
  const page = await parse(await ana.get(`/shifts?team=${empty.id}`));
  expect(page.querySelector(".nobody-yet a")?.getAttribute("href")).toBe(
    `/settings/teams/${empty.id}`,
  );
});

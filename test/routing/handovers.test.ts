import { afterEach, beforeEach, expect, test } from "bun:test";
import { HOUR, MINUTE } from "../../src/clock.ts";
import type { HandoverCard } from "../../src/routing/handover-card.ts";
import { makeHandovers } from "../../src/routing/make-handovers.ts";
import { insertShift } from "../../src/routing/shifts.ts";
import { insertTeam } from "../../src/routing/teams.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk, testClock } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let team: number;
let clara: number;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
let claras: Awaited<ReturnType<Desk["browserOf"]>>;

beforeEach(async () => {
  // Monday, 21 September 2026, 11:30 in São Paulo: Bruno is on until 12:00, Clara from then on.
  desk = await openDesk({ clock: testClock(Date.UTC(2026, 8, 21, 14, 30)) });
  const now = desk.clock.now();
  clara = await desk.recado.write((tx) =>
    insertUser(
      tx,
      {
        email: "clara@loja-azul.example",
        name: "Clara",
        role: "agent",
        passwordHash: "-",
        language: "en",
      },
      now,
    ),
  );
  team = await desk.recado.write(async (tx) => {
    const members = [desk.people.bruno, clara].map((id) => ({ id, isLead: false }));
    const input = { calendar: null, assignment: "manual", isSticky: true } as const;
    const { id } = await insertTeam(tx, { ...input, name: "Vendas", members }, now);
    const monday = { team_id: id, week: 1, weekday: "monday" };
    const brunos = { ...monday, user_id: desk.people.bruno };
    await insertShift(tx, { ...brunos, starts: "08:00", ends: "12:00" });
    await insertShift(tx, { ...monday, user_id: clara, starts: "12:00", ends: "18:00" });
    return id;
  });
  bruno = await desk.browserOf(desk.people.bruno);
  claras = await desk.browserOf(clara);
  await makeHandovers(desk.recado);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
const cards = async () =>
  (await desk.recado.db.selectFrom("shift_handovers").selectAll().orderBy("id").execute()).map(
    (row) => ({ ...row, card: JSON.parse(row.card) as HandoverCard }),
  );

/** A ticket of Bruno's in the team; `ago`: when the customer wrote. */
async function ticket(columns: object = {}, ago = 0, from = "5511987654321"): Promise<number> {
  await desk.deliver(textWebhook("oi", { from, at: desk.clock.now() - ago }));
  const { id } = await desk.recado.db
    .selectFrom("tickets")
    .select("id")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  await desk.recado.write((tx) =>
    tx
      .updateTable("tickets")
      .set({ assignee_id: desk.people.bruno, team_id: team, status: "open", ...columns })
      .where("id", "=", id)
      .execute(),
  );
  return id;
}

test("at the end of a shift its card lists what is open, promised, and about to close", async () => {
  const now = desk.clock.now();
  const open = await ticket({ sla_due_at: now + 2 * HOUR }, 0, "5511900000001");
  const closing = await ticket({}, 22 * HOUR, "5511900000002");
  const snoozed = await ticket(
    { status: "snoozed", snoozed_until: now + HOUR },
    0,
    "5511900000003",
  );
  await ticket({ status: "resolved", resolved_at: now }, 0, "5511900000004");
  await ticket({ assignee_id: clara }, 0, "5511900000005");
  await bruno.send("POST", `/tickets/${open}/notes`, { text: "Ligar para a fábrica" }, htmx);
  expect(await makeHandovers(desk.recado)).toBe(0);
  desk.clock.advance(30 * MINUTE);
  expect(await makeHandovers(desk.recado)).toBe(1);
  const [card] = await cards();
  expect(card).toMatchObject({ team_id: team, from_user_id: desk.people.bruno });
  expect(card?.shift_ended_at).toBe(Date.UTC(2026, 8, 21, 15));
  expect(card?.card.open.toSorted()).toEqual([open, closing]);
  expect(card?.card.promised).toEqual([
    { ticket: snoozed, at: now + HOUR, kind: "snoozed" },
    { ticket: open, at: now + 2 * HOUR, kind: "sla" },
  ]);
  expect(card?.card.closing).toEqual([{ ticket: closing, at: now + 2 * HOUR }]);
  expect(card?.card.notes).toHaveLength(1);
});

test("each end makes one card: not again with the next tick, nor when the clock jumps back", async () => {
  await ticket();
  desk.clock.advance(30 * MINUTE);
  expect(await makeHandovers(desk.recado)).toBe(1);
  expect(await makeHandovers(desk.recado)).toBe(0);
  desk.clock.advance(-HOUR);
  expect(await makeHandovers(desk.recado)).toBe(0);
  desk.clock.advance(2 * HOUR);
  expect(await makeHandovers(desk.recado)).toBe(0);
  expect(await cards()).toHaveLength(1);
});

test("ends that nobody was running for are made up, those of days ago are not", async () => {
  await ticket();
  desk.clock.advance(20 * HOUR);
  expect(await makeHandovers(desk.recado)).toBe(1);
  await desk.recado.write((tx) => tx.deleteFrom("shift_handovers").execute());
  desk.clock.advance(9 * 24 * HOUR);
  expect(await makeHandovers(desk.recado)).toBe(0);
});

test("who leaves nothing behind makes no card, unless they wrote something before the end", async () => {
  desk.clock.advance(30 * MINUTE);
  expect(await makeHandovers(desk.recado)).toBe(0);
  desk.clock.advance(7 * 24 * HOUR - 30 * MINUTE);
  await makeHandovers(desk.recado);
  const page = await parse(await bruno.get("/handovers"));
  expect(words(page, "main h2")).toEqual(["Your shift in Vendas ends at 12:00"]);
  await bruno.send("PUT", `/handovers/note/${team}`, { note: "A chave está na gaveta" }, htmx);
  // Nobody reads it before it is handed over.
  expect(words(await parse(await claras.get("/handovers")), "main section")).toEqual([]);
  desk.clock.advance(30 * MINUTE);
  expect(await makeHandovers(desk.recado)).toBe(1);
  const read = await parse(await claras.get("/handovers"));
  expect(words(read, ".handover-note")).toEqual(["A chave está na gaveta"]);
});

test("the next on shift is told in the inbox until the first acknowledges", async () => {
  const number = await ticket();
  desk.clock.advance(30 * MINUTE);
  await makeHandovers(desk.recado);
  const inbox = await parse(await claras.get("/inbox"));
  expect(words(inbox, ".banner.info span")).toEqual([
    "Bruno (Vendas) hands over: 1 open, 0 promised, 0 about to close.",
  ]);
  // Who left is off, and not told of their own card.
  expect(words(await parse(await bruno.get("/inbox")), ".banner.info span")).toEqual([]);
  const page = await parse(await claras.get("/handovers"));
  expect(words(page, ".handover-lines a")[0]).toContain(`#${number}`);
  const id = (await cards())[0]?.id;
  expect((await bruno.send("PUT", `/handovers/${id}/acknowledgement`, {}, htmx)).status).toBe(403);
  const answers = await Promise.all(
    [1, 2].map(() => claras.send("PUT", `/handovers/${id}/acknowledgement`, {}, htmx)),
  );
  const said = (await Promise.all(answers.map((answer) => answer.text()))).join(" ");
  expect(said).toContain("You took over from Bruno.");
  expect(said).toContain("Clara took over already.");
  expect((await cards())[0]?.acknowledged_by).toBe(clara);
  expect(words(await parse(await claras.get("/inbox")), ".banner.info span")).toEqual([]);
  const later = await parse(await claras.get("/handovers"));
  expect(words(later, ".handover-past summary strong")).toEqual(["Bruno"]);
});

test("the one who left may still write, until it is taken over; nobody else may", async () => {
  await ticket();
  desk.clock.advance(30 * MINUTE);
  await makeHandovers(desk.recado);
  const id = (await cards())[0]?.id;
  await bruno.send("PUT", `/handovers/${id}/note`, { note: "Ana sabe mais" }, htmx);
  expect((await cards())[0]?.note).toBe("Ana sabe mais");
  const foreign = await claras.send("PUT", `/handovers/${id}/note`, { note: "x" }, htmx);
  expect(foreign.status).toBe(403);
  await claras.send("PUT", `/handovers/${id}/acknowledgement`, {}, htmx);
  expect((await bruno.send("PUT", `/handovers/${id}/note`, { note: "x" }, htmx)).status).toBe(409);
  const late = await bruno.send("PUT", `/handovers/note/${team}`, { note: "x" }, htmx);
  expect(late.status).toBe(409);
});

test("tickets out of the reader's scope are counted, not named", async () => {
  const number = await ticket();
  desk.clock.advance(30 * MINUTE);
  await makeHandovers(desk.recado);
  await desk.recado.write((tx) =>
    tx.updateTable("users").set({ role: "account-manager" }).where("id", "=", clara).execute(),
  );
  const page = await parse(await claras.get("/handovers"));
  expect(page.body.textContent).toContain("1 more ticket that you do not see");
  expect(page.querySelector(`a[href="/tickets/${number}"]`)).toBeNull();
});

test("who is not of the team finds no card", async () => {
  await ticket();
  desk.clock.advance(30 * MINUTE);
  await makeHandovers(desk.recado);
  const id = (await cards())[0]?.id;
  await desk.recado.write((tx) =>
    tx.deleteFrom("team_members").where("user_id", "=", clara).execute(),
  );
  const refused = await claras.send("PUT", `/handovers/${id}/acknowledgement`, {}, htmx);
  expect(refused.status).toBe(404);
  expect(words(await parse(await claras.get("/handovers")), "main section")).toEqual([]);
});

test("a shift that was planned after its end gets no card", async () => {
  await ticket({ assignee_id: clara });
  desk.clock.advance(-3 * HOUR);
  await desk.recado.write((tx) =>
    tx.updateTable("teams").set({ handed_over_until: desk.clock.now() }).execute(),
  );
  desk.clock.advance(3 * HOUR);
  const ana = await desk.browserOf(desk.people.ana);
  const past = { team: String(team), week: "1", user: String(clara), weekday: "monday" };
  await ana.send("POST", "/settings/shifts", { ...past, starts: "08:00", ends: "10:00" }, htmx);
  expect(await makeHandovers(desk.recado)).toBe(0);
  expect(await cards()).toEqual([]);
});

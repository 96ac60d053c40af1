import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";
import { insertTeam } from "../../src/routing/teams.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;

beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
  for (const [index, name] of ["Clara", "Davi", "Elisa", "Fábio"].entries())
    await desk.deliver(
      textWebhook(`Oi, é ${name}`, { name, from: `551190000000${index}`, at: desk.clock.now() }),
    );
  await ana.send("PUT", "/tickets/2/assignee", { user: "me" });
  await ana.send("PUT", "/tickets/3/pending");
  await move(4, "escalated");
});
afterEach(() => desk.close());

async function ticket(id: number) {
  return desk.recado.db
    .selectFrom("tickets")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

async function stamp(id: number, browser = ana): Promise<string> {
  const page = await parse(await browser.get("/board"));
  return page.querySelector(`#card-${id} [name=stamp]`)?.getAttribute("value") ?? "";
}

const fragment = { "hx-request": "true" };

async function move(id: number, to: string, more: Record<string, string> = {}, browser = ana) {
  const form = { to, stamp: more.stamp ?? (await stamp(id)), ...more };
  return browser.send("PUT", `/board/${id}/column`, form, fragment);
}

async function undoOf(response: Response): Promise<string> {
  const answer = await response.text();
  const [, path] = /hx-post="(\/undo\/\d+)"/.exec(answer) ?? [];
  if (!path) throw new Error(`no undo in ${answer.slice(0, 300)}`);
  return path;
}

async function columns(browser = ana, path = "/board"): Promise<Record<string, string[]>> {
  const page = await parse(await browser.get(path));
  return Object.fromEntries(
    ["new", "assigned", "pending", "escalated"].map((id) => [
      id,
      words(page, `#column-${id} .row-top > strong`),
    ]),
  );
}

describe("The board", () => {
  test("shows each open ticket where it stands, with its number of tickets", async () => {
    expect(await columns()).toEqual({
      new: ["Clara"],
      assigned: ["Davi"],
      pending: ["Elisa"],
      escalated: ["Fábio"],
    });
    const page = await parse(await ana.get("/board"));
    expect(words(page, ".board-column > h2 > small")).toEqual(["1", "1", "1", "1"]);
  });

  test("opens on a phone on the first column that has a card, unless one was asked for", async () => {
    const shown = async (path: string) =>
      (await parse(await ana.get(path))).querySelector(".is-shown")?.getAttribute("data-column");
    expect(await shown("/board")).toBe("new");
    await ana.send("PUT", "/tickets/1/assignee", { user: "me" });
    expect(await shown("/board")).toBe("assigned");
    expect(await shown("/board?column=new")).toBe("new");
  });

  test("leaves out what is resolved, snoozed or spam", async () => {
    await ana.send("PUT", "/tickets/1/resolution");
    await ana.send("PUT", "/tickets/2/snooze", {
      until: new Date(desk.clock.now() + 60 * MINUTE).toISOString(),
    });
    await ana.send("PUT", "/tickets/3/spam");
    expect(await columns()).toEqual({ new: [], assigned: [], pending: [], escalated: ["Fábio"] });
  });

  test("says how long a customer waits", async () => {
    desk.clock.advance(25 * MINUTE);
    const page = await parse(await ana.get("/board"));
    expect(words(page, "#card-1 .board-wait")).toEqual(["waits 25 mins"]);
  });

  test("shows the reader's own and what nobody has, or what their teams have", async () => {
    await move(1, "person", { user: String(desk.people.bruno) });
    expect(await columns(bruno, "/board?filter=mine")).toMatchObject({
      new: [],
      assigned: ["Clara"],
    });
    const team = await desk.recado.write((tx) =>
      insertTeam(
        tx,
        {
          name: "Loja",
          assignment: "manual",
          isSticky: false,
          calendar: null,
          members: [{ id: desk.people.bruno, isLead: false }],
        },
        desk.clock.now(),
      ),
    );
    await ana.send("PUT", "/tickets/2/team", { team: String(team.id) });
    expect((await columns(bruno, "/board?filter=team")).assigned).toEqual(["Davi"]);
  });

  test("shows nobody a ticket out of their scope, and lets nobody move one", async () => {
    await desk.recado.write((tx) =>
      tx
        .updateTable("users")
        .set({ role: "account-manager" })
        .where("id", "=", desk.people.bruno)
        .execute(),
    );
    expect(await columns(bruno)).toEqual({ new: [], assigned: [], pending: [], escalated: [] });
    const response = await move(2, "pending", {}, bruno);
    expect(response.status).toBe(404);
    expect((await ticket(2)).status).toBe("open");
  });
});

describe("A move", () => {
  test("is the verb that its column stands for", async () => {
    expect((await move(1, "assigned")).status).toBe(200);
    expect(await ticket(1)).toMatchObject({ assignee_id: desk.people.ana, status: "open" });
    await move(1, "pending");
    expect((await ticket(1)).status).toBe("pending");
    await move(1, "escalated");
    expect(await ticket(1)).toMatchObject({ is_escalated: 1, status: "pending" });
    await move(1, "new");
    expect(await ticket(1)).toMatchObject({ is_escalated: 0, status: "open", assignee_id: null });
    expect((await columns()).new).toEqual(["Clara"]);
  });

  test("to a person gives it to them and says so", async () => {
    const answer = await (await move(1, "person", { user: String(desk.people.bruno) })).text();
    expect(answer).toContain("#1 given to Bruno");
    expect((await ticket(1)).assignee_id).toBe(desk.people.bruno);
  });

  test("is taken back exactly, once", async () => {
    const before = await ticket(3);
    const undo = await undoOf(await move(3, "assigned"));
    expect((await ticket(3)).status).toBe("open");
    desk.clock.advance(MINUTE);
    expect(await (await ana.send("POST", undo, {}, fragment)).text()).toContain("is as it was");
    expect(await ticket(3)).toEqual({ ...before, updated_at: desk.clock.now() });
    expect((await ana.send("POST", undo, {}, fragment)).status).toBe(404);
  });

  test("cannot be taken back by somebody else", async () => {
    const undo = await undoOf(await move(1, "assigned"));
    expect((await bruno.send("POST", undo, {}, fragment)).status).toBe(404);
    expect((await ticket(1)).assignee_id).toBe(desk.people.ana);
  });

  test("is refused by name when somebody else was faster", async () => {
    const seen = await stamp(1);
    await move(1, "assigned", { stamp: seen }, bruno);
    const response = await move(1, "assigned", { stamp: seen });
    expect(response.status).toBe(409);
    const answer = await response.text();
    expect(answer).toContain("#1 was not moved: Bruno has it since.");
    expect(answer).not.toContain("/undo/");
    expect((await ticket(1)).assignee_id).toBe(desk.people.bruno);
  });
});

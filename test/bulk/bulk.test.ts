import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "kysely";
import { HOUR, MINUTE } from "../../src/clock.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;

beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
  for (const [index, name] of ["Clara", "Davi", "Elisa"].entries()) await write(name, index);
});
afterEach(() => desk.close());

function write(name: string, index: number, text = `Oi, é ${name}`) {
  return desk.deliver(
    textWebhook(text, {
      name,
      from: `55119${String(index).padStart(8, "0")}`,
      at: desk.clock.now(),
    }),
  );
}

const rows = () => desk.recado.db.selectFrom("tickets").selectAll().orderBy("id").execute();
const tags = () =>
  desk.recado.db.selectFrom("ticket_tags").selectAll().orderBy("ticket_id").execute();

/** The boxes of the inbox as somebody sees them, for these tickets. */
async function boxes(numbers: number[], browser = ana): Promise<string[]> {
  const page = await parse(await browser.get("/inbox?view=all"));
  return numbers.map(
    (number) =>
      page.querySelector(`#row-${number} .row-check input`)?.getAttribute("value") ?? "missing",
  );
}

async function change(action: string, values: string[], more: Record<string, string> = {}) {
  const form = new FormData();
  for (const value of values) form.append("ticket", value);
  for (const [name, value] of Object.entries({ action, "list-view": "all", ...more }))
    form.append(name, value);
  const response = await ana.send("POST", "/inbox/bulk", form, { "hx-request": "true" });
  const text = await response.text();
  return { status: response.status, text, undo: /hx-post="(\/undo\/\d+)"/.exec(text)?.[1] ?? "" };
}

const undo = async (path: string) =>
  (await ana.send("POST", path, {}, { "hx-request": "true" })).text();

describe("What breaks on the way", () => {
  test("leaves what came before changed, says so and can be taken back", async () => {
    const first = (await rows())[0] as Awaited<ReturnType<typeof rows>>[number];
    await desk.recado.write(async (tx) => {
      for (let n = 0; n < 40; n++) {
        const { id: _, ...columns } = first;
        await tx.insertInto("tickets").values(columns).execute();
      }
      await sql`CREATE TRIGGER broken BEFORE UPDATE OF priority ON tickets WHEN new.id = 30
        BEGIN SELECT RAISE(ABORT, 'planted'); END`.execute(tx);
    });
    const numbers = (await rows()).map(({ id }) => `${id}`);
    const done = await change("priority:high", numbers);
    expect(done.text).toContain("20 tickets changed.");
    expect(done.text).toContain("the others are as they were");
    expect(desk.log.join()).toContain("bulk.cut");
    const high = () => rows().then((all) => all.filter((row) => row.priority === "high").length);
    expect(await high()).toBe(20);
    expect(await undo(done.undo)).toContain("20 tickets are as they were");
    expect(await high()).toBe(0);
    // Nothing was changed before it broke: an error like any other.
    expect((await change("priority:high", ["30"])).status).toBe(500);
    await desk.recado.write((tx) => sql`DROP TRIGGER broken`.execute(tx));
    const all = await change("priority:high", numbers);
    await desk.recado.write((tx) =>
      sql`CREATE TRIGGER broken BEFORE UPDATE OF priority ON tickets WHEN new.id = 30
        BEGIN SELECT RAISE(ABORT, 'planted'); END`.execute(tx),
    );
    const half = await undo(all.undo);
    expect(half).toContain("20 tickets are as they were");
    expect(half).toContain("Try again.");
    await desk.recado.write((tx) => sql`DROP TRIGGER broken`.execute(tx));
    await undo(/hx-post="(\/undo\/\d+)"/.exec(half)?.[1] ?? "");
    expect(await high()).toBe(0);
  });
});

describe("What cannot be put back", () => {
  test("for its owner has left stays, is named, and keeps nothing else from coming back", async () => {
    const { bruno } = desk.people;
    await change(`assign:${bruno}`, await boxes([1]));
    const { undo: path } = await change("assign:me", await boxes([1, 2, 3]));
    await ana.send("POST", `/settings/people/${bruno}/deactivation`, { heir: "" });
    expect(await undo(path)).toContain("#1");
    expect((await rows()).map((row) => row.assignee_id)).toEqual([desk.people.ana, null, null]);
  });
});

describe("Several tickets at once", () => {
  test.each([
    ["resolve", {}, { status: "resolved" }],
    ["spam", {}, { status: "resolved", is_spam: 1 }],
    ["priority:urgent", {}, { priority: "urgent" }],
    ["assign:me", {}, { status: "open", assignee_id: 1 }],
  ])("are changed by %s and come back exactly", async (action, more, expected) => {
    const before = await rows();
    const done = await change(action, await boxes([1, 2]), more);
    expect(done.text).toContain("2 tickets");
    const [first, second, third] = await rows();
    expect(first).toMatchObject(expected);
    expect(second).toMatchObject(expected);
    expect(third).toEqual(before[2] as typeof third);
    expect(await undo(done.undo)).toContain("2 tickets are as they were");
    const after = await rows();
    expect(after).toEqual(
      before.map((row, index) => ({ ...row, updated_at: after[index]?.updated_at ?? 0 })),
    );
  });

  test("are snoozed, and come back as they were", async () => {
    const until = new Date(desk.clock.now() + 3 * HOUR).toISOString();
    const done = await change(`snooze:${until}`, await boxes([1, 3]));
    expect((await rows()).map((row) => row.status)).toEqual(["snoozed", "new", "snoozed"]);
    await undo(done.undo);
    expect((await rows()).map((row) => row.status)).toEqual(["new", "new", "new"]);
  });

  test("get a tag beside the ones they have, and lose it alone", async () => {
    await ana.send("PUT", "/tickets/1/tags", { tags: "vip" });
    const done = await change("tag", await boxes([1, 2]), { tag: "entrega" });
    expect(await tags()).toEqual([
      { ticket_id: 1, tag: "entrega" },
      { ticket_id: 1, tag: "vip" },
      { ticket_id: 2, tag: "entrega" },
    ]);
    await undo(done.undo);
    expect(await tags()).toEqual([{ ticket_id: 1, tag: "vip" }]);
  });

  test("say which somebody else changed meanwhile, and leave those alone", async () => {
    const seen = await boxes([1, 2, 3]);
    await bruno.send("PUT", "/tickets/2/assignee", { user: "me" });
    desk.clock.advance(MINUTE);
    await write("Elisa", 2, "Ainda está aí?");
    const done = await change("resolve", seen);
    expect(done.text).toContain("1 ticket resolved.");
    expect(done.text).toContain("left alone: #2 (Bruno), #3.");
    expect((await rows()).map((row) => row.status)).toEqual(["resolved", "open", "new"]);
  });

  test("a new message does not stand in the way of an owner", async () => {
    const seen = await boxes([3]);
    desk.clock.advance(MINUTE);
    await write("Elisa", 2, "Ainda está aí?");
    await change("assign:me", seen);
    expect((await rows())[2]).toMatchObject({ assignee_id: desk.people.ana, unread_count: 2 });
  });

  test("out of the person's scope are named and left alone", async () => {
    await desk.recado.write((tx) =>
      tx
        .updateTable("users")
        .set({ role: "account-manager" })
        .where("id", "=", desk.people.ana)
        .execute(),
    );
    await desk.recado.write((tx) =>
      tx.updateTable("tickets").set({ assignee_id: desk.people.ana }).where("id", "=", 1).execute(),
    );
    const done = await change("priority:high", ["1", "2", "99"]);
    expect(done.text).toContain("Not yours to change: #2, #99.");
    expect((await rows()).map((row) => row.priority)).toEqual(["high", "normal", "normal"]);
  });

  test("undo leaves alone what was changed since, and says which", async () => {
    const done = await change("assign:me", await boxes([1, 2]));
    await bruno.send("PUT", "/tickets/2/assignee", { user: "me" });
    const said = await undo(done.undo);
    expect(said).toContain("1 ticket is as it was");
    expect(said).toContain("left alone: #2 (Bruno)");
    expect((await rows()).map((row) => row.assignee_id)).toEqual([null, desk.people.bruno, null]);
  });

  test("all of the list are meant, up to 500, in jobs that let webhooks through", async () => {
    const first = (await rows())[0] as Awaited<ReturnType<typeof rows>>[number];
    await desk.recado.write(async (tx) => {
      for (let n = 0; n < 520; n++) {
        const { id: _, ...columns } = first;
        await tx
          .insertInto("tickets")
          .values({ ...columns, status: "open" })
          .execute();
      }
    });
    const changing = change("priority:low", [], { all: "1", "list-view": "open" });
    await write("Fábio", 9);
    const done = await changing;
    expect(done.text).toContain("500 tickets changed.");
    const low = (await rows()).filter((row) => row.priority === "low");
    expect(low).toHaveLength(500);
  });

  test("nothing ticked and a tag without a name are refused in words", async () => {
    expect((await change("resolve", [])).text).toContain("Select at least one ticket.");
    expect((await change("tag", ["1"])).text).toContain("Write the tag first.");
  });
});

describe("The next most urgent", () => {
  const next = async (from = "") =>
    (await ana.get(`/inbox/next?from=${from}`)).headers.get("location");

  test("is the longest late, then the next deadline, then who waits longest", async () => {
    const now = desk.clock.now();
    await desk.recado.write(async (tx) => {
      await tx
        .updateTable("tickets")
        .set({ sla_due_at: now + HOUR })
        .where("id", "=", 1)
        .execute();
      await tx
        .updateTable("tickets")
        .set({ sla_due_at: now - HOUR })
        .where("id", "=", 3)
        .execute();
    });
    expect(await next()).toBe("/tickets/3?view=unassigned");
    expect(await next("3")).toBe("/tickets/1?view=unassigned");
    expect(await next("1")).toBe("/tickets/2?view=unassigned");
    expect(await next("2")).toBe("/tickets/3?view=unassigned");
  });

  test("is a friendly word where there is none", async () => {
    for (const number of [1, 2, 3]) await ana.send("PUT", `/tickets/${number}/resolution`);
    const to = (await next()) ?? "";
    expect(to).toBe("/inbox?view=mine&next=none");
    const page = await parse(await ana.get(to));
    expect(page.querySelector("#toasts")?.textContent).toContain("Nothing waits for you.");
    const plain = await parse(await ana.get("/inbox?view=mine&next=elsewhere"));
    expect(plain.querySelector("#toasts")?.textContent).toBe("");
  });

  test("is mine or nobody's, and never somebody else's", async () => {
    await bruno.send("PUT", "/tickets/1/assignee", { user: "me" });
    await ana.send("PUT", "/tickets/2/assignee", { user: "me" });
    await ana.send("PUT", "/tickets/3/resolution");
    expect(await next()).toBe("/tickets/2?view=mine");
    expect(await next("2")).toBe("/inbox?view=mine&next=no-other");
  });
});

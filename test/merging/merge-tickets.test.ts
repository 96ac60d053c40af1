import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "kysely";
import { DAY, HOUR } from "../../src/clock.ts";
import { changePriority, changeTags } from "../../src/inbox/change-ticket.ts";
import { insertNote } from "../../src/inbox/notes.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { saveRule } from "../sla/support-rules.ts";
import { movedTables } from "../../src/merging/move-rows.ts";
import { parse, words } from "../support/html.ts";
import { clara, everythingOf, type MergingDesk, openMergingDesk } from "./support.ts";

let desk: MergingDesk;
beforeEach(async () => {
  desk = await openMergingDesk();
});
afterEach(() => desk.close());

const ticketsOfMessages = async () =>
  (await desk.recado.db.selectFrom("messages").select("ticket_id").orderBy("id").execute()).map(
    (row) => row.ticket_id,
  );

async function tag(number: number, tags: string[]) {
  await desk.recado.write(async (tx) =>
    changeTags(tx, await getTicket(tx, number), tags, desk.bruno, desk.clock.now()),
  );
}

test("every table that names a ticket is moved, or stays for a reason", async () => {
  const { rows } = await sql<{ name: string }>`SELECT tables.name FROM sqlite_master AS tables
    JOIN pragma_table_info(tables.name) AS columns ON columns.name = 'ticket_id'
    WHERE tables.type = 'table'`.execute(desk.recado.db);
  const stays = [
    // They speak of the number; the kept ticket shows them with its own.
    "ticket_events",
    // Joined, not moved: what both have is there once.
    "ticket_tags",
    // Open ones by sla/join-clocks.ts; those that ended are figures of the merged one.
    "sla_clocks",
    // What a waiting has set off goes with the waiting.
    "rule_timers",
    "notify_told",
    // How far clocks are reckoned: no ticket's own.
    "sla_progress",
  ];
  expect(rows.map(({ name }) => name).sort()).toEqual([...movedTables, ...stays].sort());
});

describe("Merged into the ticket before it", () => {
  test("messages, notes, tags, what is unread and who waits are the kept ticket's", async () => {
    await tag(1, ["troca"]);
    await tag(2, ["urgente"]);
    await desk.recado.write(async (tx) => {
      const two = await getTicket(tx, 2);
      await insertNote(tx, two, desk.people.ana, "@Bruno vê isto?", desk.clock.now());
      await changePriority(tx, two, "high", desk.bruno, desk.clock.now());
    });
    const before = await desk.ticket(2);
    expect((await desk.merge(2, 1)).status).toBe(200);
    expect(await ticketsOfMessages()).toEqual([1, 1]);
    expect(await desk.ticket(1)).toMatchObject({
      status: "open",
      priority: "high",
      unread_count: 1,
      waiting_since: before.waiting_since,
      last_message_id: before.last_message_id,
      last_message_at: before.last_message_at,
    });
    expect(await desk.ticket(2)).toMatchObject({
      status: "resolved",
      merged_into_id: 1,
      unread_count: 0,
      waiting_since: null,
    });
    const { db } = desk.recado;
    const note = await db.selectFrom("notes").select("ticket_id").executeTakeFirst();
    expect(note?.ticket_id).toBe(1);
    const tags = await db
      .selectFrom("ticket_tags")
      .select("tag")
      .where("ticket_id", "=", 1)
      .execute();
    expect(tags.map((row) => row.tag).sort()).toEqual(["troca", "urgente"]);
  });

  test("its number leads to the kept one, with a word about it", async () => {
    await desk.merge(2, 1);
    const response = await desk.ana.get("/tickets/2");
    expect(response.headers.get("location")).toBe("/tickets/1?view=open&merged=2");
    const page = await parse(await desk.ana.get("/tickets/1?view=open&merged=2"));
    expect(words(page, "#toasts .grow")).toEqual(["#2 was merged into this ticket"]);
    expect(words(page, ".toast-undo")).toEqual(["Undo"]);
    expect(words(page, ".ticket-state a")).toContain("with #2");
    const bruno = await desk.browserOf(desk.people.bruno);
    const led = await parse(await bruno.get("/tickets/1?view=open&merged=2"));
    expect(words(led, "#toasts .grow")).toEqual(["#2 was merged into this ticket"]);
    expect(words(led, ".toast-undo")).toEqual([]);
    const plain = await parse(await desk.ana.get("/tickets/1?merged=7"));
    expect(words(plain, "#toasts")).toEqual([""]);
  });

  test("whoever still has its page open is led on by the next refresh, and answers the kept one", async () => {
    await desk.merge(2, 1);
    const bruno = await desk.browserOf(desk.people.bruno);
    const refresh = await bruno.get("/tickets/2/live", { "hx-request": "true" });
    expect(refresh.headers.get("hx-redirect")).toBe("/tickets/1?view=open&merged=2");
    await bruno.send("POST", "/tickets/2/messages", { text: "Vamos trocar!" });
    expect(await ticketsOfMessages()).toEqual([1, 1, 1]);
  });

  test("it is no ticket in lists, and cannot be brought back to life by the others", async () => {
    await desk.merge(2, 1);
    const list = await parse(await desk.ana.get("/inbox?view=all"));
    expect(words(list, "#row-2")).toEqual([]);
    expect(words(list, "#row-1")).toHaveLength(1);
    const form = new FormData();
    form.append("ticket", "2");
    form.append("action", "priority:low");
    await desk.ana.send("POST", "/inbox/bulk", form, { "hx-request": "true" });
    expect((await desk.ticket(2)).priority).toBe("normal");
  });

  test("what the customer writes next belongs to the kept one, also when that is resolved", async () => {
    await desk.merge(2, 1);
    await desk.setStatus(1, "resolved");
    desk.clock.advance(HOUR);
    await desk.write(clara, "Oi?");
    expect(await ticketsOfMessages()).toEqual([1, 1, 1]);
    expect((await desk.ticket(1)).status).toBe("open");
    expect((await desk.ticket(2)).status).toBe("resolved");
    await desk.setStatus(1, "resolved");
    desk.clock.advance(2 * DAY);
    await desk.write(clara, "Outra coisa");
    expect((await ticketsOfMessages()).at(-1)).toBe(3);
  });

  test("a customer who asks about the old number hears of the kept one", async () => {
    await saveRule(desk.recado, "hours", "We open at nine.");
    await desk.merge(2, 1);
    await desk.write(clara, "#2");
    const { text } = await desk.recado.db
      .selectFrom("messages")
      .select("text")
      .where("author_type", "=", "bot")
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    expect(text).toContain("#1");
    expect(text).not.toContain("#2");
  });

  test("its lines are in the kept one's history, each in the reader's language", async () => {
    await desk.merge(2, 1);
    const page = await parse(await desk.ana.get("/tickets/1/history"));
    const lines = words(page, "main").join(" ");
    expect(lines).toContain("Ana merged #2 into this ticket");
    expect(lines).toContain("Ticket #2 opened");
    expect(lines).toContain("Ana merged #2 into #1");
    for (const [language, said] of [
      ["fr", "Ana a fusionné #2 avec ce ticket"],
      ["pt", "Ana uniu #2 a este ticket"],
      ["es", "Ana unió #2 a este ticket"],
    ] as const) {
      await desk.recado.write((tx) => tx.updateTable("users").set({ language }).execute());
      const translated = await parse(await desk.ana.get("/tickets/1/history"));
      expect(words(translated, "main").join(" ")).toContain(said);
    }
  });

  test("what was merged into it before leads on, too", async () => {
    await desk.setStatus(2, "resolved");
    desk.clock.advance(2 * DAY);
    await desk.write(clara, "De novo eu");
    await desk.merge(1, 2);
    await desk.merge(2, 3);
    expect((await desk.ticket(1)).merged_into_id).toBe(3);
    expect((await desk.ana.get("/tickets/1")).headers.get("location")).toContain("/tickets/3?");
    expect(await ticketsOfMessages()).toEqual([3, 3, 3]);
  });
});

describe("An old ticket merged into the one under way", () => {
  test("brings its messages and tags, and leaves status, owner and clocks alone", async () => {
    await tag(1, ["troca"]);
    await desk.ana.send("PUT", "/tickets/2/assignee", { user: "me" });
    await desk.merge(1, 2);
    expect(await ticketsOfMessages()).toEqual([2, 2]);
    expect(await desk.ticket(2)).toMatchObject({
      status: "open",
      assignee_id: desk.people.ana,
      unread_count: 1,
    });
  });

  test("an owner and a team that the kept one lacks come along, with priority and escalation", async () => {
    await desk.setStatus(1, "open");
    await desk.recado.write((tx) =>
      tx
        .updateTable("tickets")
        .set({ assignee_id: desk.people.bruno, is_escalated: 1, bot_state: "off" })
        .where("id", "=", 1)
        .execute(),
    );
    await desk.merge(1, 2);
    expect(await desk.ticket(2)).toMatchObject({
      status: "open",
      assignee_id: desk.people.bruno,
      is_escalated: 1,
      bot_state: "off",
    });
  });
});

describe("Undo", () => {
  test("makes two tickets again, exactly as they were", async () => {
    await tag(1, ["troca"]);
    await tag(2, ["urgente"]);
    await desk.recado.write(async (tx) =>
      insertNote(tx, await getTicket(tx, 2), desk.people.ana, "@Bruno vê isto?", desk.clock.now()),
    );
    const before = await everythingOf(desk);
    const address = await desk.mergeAndUndoAddress(2, 1);
    expect(await everythingOf(desk)).not.toEqual(before);
    desk.clock.advance(1_000);
    expect(await desk.undo(address)).toContain("#2 and #1 are two tickets again");
    expect(await everythingOf(desk)).toEqual(before);
    expect((await desk.ana.get("/tickets/2")).status).toBe(200);
    expect(await desk.undo(address)).toContain("nothing left to undo");
  });

  test("of the older into the newer is exact, too", async () => {
    await desk.setStatus(1, "open");
    const before = await everythingOf(desk);
    const address = await desk.mergeAndUndoAddress(1, 2);
    await desk.undo(address);
    expect(await everythingOf(desk)).toEqual(before);
  });

  test("is refused honestly once something has happened", async () => {
    for (const happen of [
      () => desk.write(clara, "Mais uma coisa"),
      () => desk.answer(1),
      () => desk.setStatus(1, "pending"),
    ]) {
      await desk.close();
      desk = await openMergingDesk();
      const address = await desk.mergeAndUndoAddress(2, 1);
      await happen();
      const left = await everythingOf(desk);
      expect(await desk.undo(address)).toContain("Something has happened on #1 since");
      expect(await everythingOf(desk)).toEqual(left);
    }
  });

  test("is its own person's alone", async () => {
    const address = await desk.mergeAndUndoAddress(2, 1);
    const bruno = await desk.browserOf(desk.people.bruno);
    expect(await desk.undo(address, bruno)).toContain("nothing left to undo");
    expect((await desk.ticket(2)).merged_into_id).toBe(1);
  });
});

describe("Programs", () => {
  test("merge, are told where a ticket went, and reach the customer by the old number", async () => {
    const api = await desk.apiOf();
    const merged = await api.call("POST", "/tickets/2/merge", { into: 1 });
    expect(merged).toMatchObject({ status: 200, body: { number: 1, status: "open" } });
    expect((await api.get("/tickets/2")).body).toMatchObject({
      number: 2,
      status: "resolved",
      merged_into: 1,
    });
    expect((await api.get("/tickets/1")).body.merged_into).toBeNull();
    expect((await api.get("/tickets/2/messages")).body.data).toHaveLength(2);
    const refused = await api.call("PATCH", "/tickets/2", { status: "open" });
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
    const sent = await api.call(
      "POST",
      "/tickets/2/messages",
      { text: "Trocado!" },
      { "idempotency-key": "a" },
    );
    expect(sent).toMatchObject({ status: 201, body: { ticket_number: 1 } });
    expect((await api.call("POST", "/tickets/1/merge", { into: 1 })).status).toBe(422);
    expect((await api.call("POST", "/tickets/99/merge", { into: 1 })).status).toBe(404);
  });
});

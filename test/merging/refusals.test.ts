import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { insertUser } from "../../src/users/users.ts";
import { parse, words } from "../support/html.ts";
import { clara, type MergingDesk, openMergingDesk } from "./support.ts";

let desk: MergingDesk;
beforeEach(async () => {
  desk = await openMergingDesk();
});
afterEach(() => desk.close());

const ticketsOfMessages = async () =>
  (await desk.recado.db.selectFrom("messages").select("ticket_id").orderBy("id").execute()).map(
    (row) => row.ticket_id,
  );

describe("Refused", () => {
  const refusal = async (number: number, into: number, browser = desk.ana) => {
    const response = await desk.merge(number, into, browser);
    const text = (await response.text()).replaceAll(/<[^>]+>/g, "").trim();
    return { status: response.status, text };
  };

  test("are itself, another contact's ticket, spam, and one that is merged already", async () => {
    await desk.write("5511970000002", "Oi, sou o Davi");
    expect(await refusal(2, 2)).toMatchObject({ status: 422 });
    expect((await refusal(2, 3)).text).toContain("are of two contacts");
    expect(await refusal(2, 99)).toMatchObject({ status: 404 });
    await desk.ana.send("PUT", "/tickets/1/spam");
    expect((await refusal(2, 1)).text).toContain("marked as spam");
    await desk.ana.send("DELETE", "/tickets/1/spam");
    await desk.merge(2, 1);
    expect(await refusal(2, 1)).toEqual({
      status: 409,
      text: "#2 has just been merged into #1.",
    });
    expect(await refusal(1, 2)).toMatchObject({ status: 409 });
  });

  test("are tickets of two numbers, and the text says why", async () => {
    await desk.recado.write(async (tx) => {
      const channel = await tx
        .insertInto("channels")
        .values({ name: "Loja 2", phone_number_id: "42", created_at: 1 })
        .returning("id")
        .executeTakeFirstOrThrow();
      const { contact_id } = await getTicket(tx, 2);
      const thread = await tx
        .insertInto("threads")
        .values({ contact_id, channel_id: channel.id, created_at: 1 })
        .returning("id")
        .executeTakeFirstOrThrow();
      await tx
        .updateTable("tickets")
        .set({ thread_id: thread.id, channel_id: channel.id })
        .where("id", "=", 1)
        .execute();
    });
    expect((await refusal(2, 1)).text).toContain("came in on two numbers");
    expect(await ticketsOfMessages()).toEqual([1, 2]);
  });

  test("of two people who merge at once the second is told", async () => {
    await desk.setStatus(2, "resolved");
    desk.clock.advance(2 * DAY);
    await desk.write(clara, "De novo eu");
    const bruno = await desk.browserOf(desk.people.bruno);
    const answers = await Promise.all([desk.merge(3, 1), desk.merge(3, 2, bruno)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const there = await Promise.all([desk.merge(1, 2), desk.merge(2, 1, bruno)]);
    expect(there.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test("who does not see both merges neither, and is offered only what they see", async () => {
    const dora = await desk.recado.write((tx) =>
      insertUser(
        tx,
        {
          name: "Dora",
          email: "dora@loja-azul.example",
          role: "account-manager",
          passwordHash: "$argon2id$none",
          language: "en",
        },
        desk.clock.now(),
      ),
    );
    await desk.recado.write((tx) =>
      tx.updateTable("tickets").set({ assignee_id: dora }).where("id", "=", 2).execute(),
    );
    const browser = await desk.browserOf(dora);
    expect(await refusal(2, 1, browser)).toMatchObject({ status: 404 });
    expect(await refusal(1, 2, browser)).toMatchObject({ status: 404 });
    const offered = await parse(await browser.get("/tickets/2/merge"));
    expect(words(offered, ".empty-title")).toEqual(["No other ticket in this conversation"]);
    // Led on only to what they may see.
    await desk.merge(1, 2);
    expect((await browser.get("/tickets/1")).headers.get("location")).toContain("/tickets/2?");
    await desk.recado.write((tx) =>
      tx.updateTable("tickets").set({ assignee_id: null }).where("id", "=", 2).execute(),
    );
    expect((await browser.get("/tickets/1")).status).toBe(404);
  });
});

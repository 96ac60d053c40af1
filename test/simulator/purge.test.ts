import { afterEach, beforeEach, expect, test } from "bun:test";
import { sql } from "kysely";
import { readdirSync } from "node:fs";
import { cast } from "../../src/simulator/people.ts";
import { purgeSimulation } from "../../src/simulator/purge.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { payload } from "../payloads/read.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const tables = [
  "contacts",
  "contact_identities",
  "consent_private",
  "consent_states",
  "threads",
  "tickets",
  "ticket_events",
  "messages",
  "notes",
  "media",
  "outbox",
  "webhook_events",
  "early_statuses",
] as const;

async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { n } = await desk.recado.db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    counts[table] = n;
  }
  return counts;
}

/** A photo, words, a STOP and a note: something in every table. */
async function simulate(): Promise<void> {
  const browser = await desk.browserOf(desk.people.ana);
  const who = cast[0]?.key ?? "";
  await browser.get("/simulator");
  for (const [name, value] of [
    ["text", "só de teste"],
    ["action", "image"],
    ["action", "stop"],
  ] as const) {
    await browser.send(
      "POST",
      "/simulator/messages",
      { who, [name]: value },
      { "hx-request": "true" },
    );
  }
  await until(
    async () =>
      (await desk.recado.db.selectFrom("media").select("state").execute())[0]?.state === "ready",
  );
  const now = desk.recado.clock.now();
  await desk.recado.write(async (tx) => {
    const ticket = await tx
      .selectFrom("tickets")
      .selectAll()
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    const note = { thread_id: ticket.thread_id, ticket_id: ticket.id, author_id: desk.people.ana };
    await tx
      .insertInto("notes")
      .values({ ...note, text: "teste", created_at: now, updated_at: now })
      .execute();
  });
  await until(async () =>
    (await desk.recado.db.selectFrom("outbox").select("state").execute()).every(
      ({ state }) => state === "accepted",
    ),
  );
}

test("a purge leaves nothing simulated and everything real", async () => {
  await desk.deliver(await payload("msg_text"));
  const real = await countRows();
  await simulate();
  expect(readdirSync(desk.config.mediaFolder).length).toBeGreaterThan(0);
  const browser = await desk.browserOf(desk.people.ana);
  const answer = await browser.send(
    "DELETE",
    `/simulator/data?who=${cast[0]?.key}&shown=2`,
    {},
    { "hx-request": "true" },
  );
  expect(await answer.text()).toContain("The simulator is empty again");
  expect(await countRows()).toEqual(real);
  expect(readdirSync(desk.config.mediaFolder)).toEqual([]);
});

test("the search forgets what was purged", async () => {
  await simulate();
  const find = () =>
    sql<{
      rowid: number;
    }>`SELECT rowid FROM message_search WHERE message_search MATCH 'teste'`.execute(desk.recado.db);
  expect((await find()).rows).toHaveLength(1);
  await purgeSimulation(desk.recado);
  expect((await find()).rows).toEqual([]);
  await desk.recado.write((tx) =>
    sql`INSERT INTO message_search(message_search) VALUES ('integrity-check')`.execute(tx),
  );
});

test("a purge goes through any number of messages in small steps", async () => {
  await simulate();
  const { id } = await desk.recado.db.selectFrom("threads").select("id").executeTakeFirstOrThrow();
  await desk.recado.write(async (tx) => {
    const row = {
      thread_id: id,
      direction: "in",
      author_type: "contact",
      type: "text",
      text: "x",
      status: "received",
    } as const;
    const rest = {
      author_id: null,
      wamid: null,
      reference: null,
      reply_to_wamid: null,
      target_wamid: null,
      error_code: null,
      error: null,
    };
    for (let n = 0; n < 1100; n += 1) {
      await tx
        .insertInto("messages")
        .values({ ...row, ...rest, ticket_id: null, sent_at: n, created_at: n })
        .execute();
    }
  });
  expect(await purgeSimulation(desk.recado)).toBeGreaterThan(1100);
  expect(await countRows()).toMatchObject({ messages: 0, contacts: 0, webhook_events: 0 });
});

test("the channel stays, and is open again", async () => {
  await simulate();
  await desk.recado.write((tx) =>
    tx
      .updateTable("channels")
      .set({ closed_at: 1, closed_reason: "190" })
      .where("is_simulated", "=", 1)
      .execute(),
  );
  await purgeSimulation(desk.recado);
  const channels = await desk.recado.db
    .selectFrom("channels")
    .select(["is_simulated", "closed_at"])
    .execute();
  expect(channels).toContainEqual({ is_simulated: 1, closed_at: null });
});

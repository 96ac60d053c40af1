import { afterEach, beforeEach, expect, test } from "bun:test";
import { getTicket } from "../../src/inbox/tickets.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";
import { tally } from "../support/sign-in.ts";

let desk: Desk;
let people: number[];
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
  people = await desk.recado.write(async (tx) => {
    const ids: number[] = [];
    for (let i = 1; i <= 100; i++) {
      const person = {
        email: `agent${i}@loja-azul.example`,
        name: `Agent ${i}`,
        role: "agent" as const,
        passwordHash: "-",
        language: "en" as const,
      };
      ids.push(await insertUser(tx, person, desk.clock.now()));
    }
    return ids;
  });
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };

async function historyOfOwners(): Promise<unknown[]> {
  const rows = await desk.recado.db
    .selectFrom("ticket_events")
    .select("detail")
    .where("ticket_id", "=", 1)
    .where("kind", "=", "assignee")
    .execute();
  return rows.map((row) => JSON.parse(row.detail));
}

test("of a hundred people who take a ticket at once one has it, and ninety-nine learn who", async () => {
  const browsers = await Promise.all(people.map((id) => desk.browserOf(id)));
  const answers = await Promise.all(
    browsers.map((browser) =>
      browser.send("PUT", "/tickets/1/assignee", { user: "me", owner: "" }, htmx),
    ),
  );
  expect(tally(answers)).toEqual({ 200: 1, 409: 99 });
  const winner = (await getTicket(desk.recado.db, 1)).assignee_id ?? 0;
  expect(answers[people.indexOf(winner)]?.status).toBe(200);
  const name = `Agent ${people.indexOf(winner) + 1}`;
  for (const answer of answers.filter(({ status }) => status === 409))
    expect(words(await parse(answer), "body")).toEqual([
      expect.stringContaining(`${name} has just taken it`),
    ]);
  expect(await historyOfOwners()).toEqual([{ from: null, to: winner }]);
});

test("a hundred programs that assign an unowned ticket at once: one wins, the others are told whom", async () => {
  const api = await desk.apiOf();
  const answers = await Promise.all(
    people.map((id) => api.call("PATCH", "/tickets/1", { assignee_id: id, assignee_was: null })),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  const name = String(won[0]?.body.assignee.name);
  const refused = answers.filter(({ status }) => status === 409);
  expect(refused).toHaveLength(99);
  for (const { body } of refused) {
    expect(body).toMatchObject({ code: "conflict", detail: `${name} has just taken it.` });
  }
  expect(await historyOfOwners()).toHaveLength(1);
});

test("pages and programs at once: one of them has it", async () => {
  const api = await desk.apiOf();
  const browsers = await Promise.all(people.slice(0, 50).map((id) => desk.browserOf(id)));
  const statuses = await Promise.all([
    ...browsers.map(async (browser) => {
      const form = { user: "me", owner: "" };
      return (await browser.send("PUT", "/tickets/1/assignee", form, htmx)).status;
    }),
    ...people.slice(50).map(async (id) => {
      const body = { assignee_id: id, assignee_was: null };
      return (await api.call("PATCH", "/tickets/1", body)).status;
    }),
  ]);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(99);
  expect(await historyOfOwners()).toHaveLength(1);
});

test("without a word about whom it was seen with, the API gives the ticket to anybody", async () => {
  const api = await desk.apiOf();
  await api.call("PATCH", "/tickets/1", { assignee_id: people[0] });
  expect((await api.call("PATCH", "/tickets/1", { assignee_id: people[1] })).status).toBe(200);
  const stale = await api.call("PATCH", "/tickets/1", {
    assignee_id: people[2],
    assignee_was: people[0],
    priority: "urgent",
  });
  expect(stale.status).toBe(409);
  expect(await getTicket(desk.recado.db, 1)).toMatchObject({
    assignee_id: people[1] ?? 0,
    priority: "normal",
  });
});

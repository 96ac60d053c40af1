import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertRule } from "../../src/bot/rules.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { addIncident } from "../support/incidents.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  bruno = await desk.browserOf(desk.people.bruno);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
const clara = "5511987654321";
const says = async (text: string) => {
  desk.clock.advance(1000);
  await desk.deliver(textWebhook(text, { from: clara, at: desk.clock.now() - 500 }));
};
const lastOf = async (direction: "in" | "out") => {
  const { id } = await desk.recado.db
    .selectFrom("messages")
    .select("id")
    .where("direction", "=", direction)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
};
const whyOf = async (id: number, browser = bruno) =>
  parse(await browser.get(`/messages/${id}/why`, htmx));
const addHours = () =>
  desk.recado.write((tx) =>
    insertRule(
      tx,
      {
        name: "Opening hours",
        match: "contains",
        phrases: ["opening hours"],
        answers: { en: "9 to 18" },
        action: "answer",
        enabled: true,
      },
      1,
    ),
  );

test("an answer by a rule names the rule, its phrase and how near the message came", async () => {
  await addHours();
  await says("what are your openning hours?");
  const why = await whyOf(await lastOf("out"));
  expect(words(why, ".why-outcome")).toEqual(["It answered by a keyword rule."]);
  expect(words(why, "q")).toEqual(["what are your openning hours?"]);
  expect(words(why, ".is-taken").join()).toBe(
    "The rule “Opening hours” has the phrase “opening hours”, the same but for a letter mistyped.",
  );
});

test("an answer by its meaning tells points, words and how each was understood", async () => {
  await addHours();
  await addIncident(desk);
  await says("can you trck my parcels 1042");
  const why = await whyOf(await lastOf("out"));
  expect(words(why, ".why-outcome")).toEqual([
    "It took the message for an incident that it knows.",
  ]);
  expect(words(why, ".why-steps > li:not(.is-taken)")[0]).toBe(
    "1 keyword rule was asked: none of its phrases is in the message.",
  );
  const [candidate] = words(why, ".why-candidates details");
  expect(candidate).toStartWith("Where is my order?");
  expect(candidate).toContain("this is what it took it for");
  expect(candidate).toContain("“parcels” is a form of “parcel”");
  expect(candidate).toContain("“trck” was taken for a mistyped “track”");
});

test("what was not understood tells what came nearest and why that was too far", async () => {
  await addIncident(desk);
  await says("has somebody painted the order of the universe on a wall?");
  const why = await whyOf(await lastOf("out"));
  expect(words(why, ".why-outcome").join()).toContain("did not understand");
  const [candidate] = words(why, ".why-candidates details");
  expect(candidate).toContain("Too few points.");
  expect(candidate).toContain("Nothing of it explains:");
  expect(candidate).toContain("universe");
});

test("a message of the customer leads to the same explanation as its answer", async () => {
  await addHours();
  await says("opening hours please");
  const [asked, answered] = [await whyOf(await lastOf("in")), await whyOf(await lastOf("out"))];
  expect(asked.body.innerHTML).toBe(answered.body.innerHTML);
});

test("each bubble of the bot has its question, and only those", async () => {
  await addHours();
  await says("opening hours");
  const thread = await parse(await bruno.get("/tickets/1"));
  const said = await lastOf("out");
  const asked = [...thread.querySelectorAll(".why-ask summary")];
  expect(asked.map((one) => one.getAttribute("hx-get"))).toEqual([`/messages/${said}/why`]);
  const link = thread.querySelector(`#why-${said} a`)?.getAttribute("href") ?? "";
  const page = await parse(await bruno.get(link));
  expect(words(page, "h1")).toEqual(["Why did the bot say that?"]);
  expect(words(page, ".why-said")).toEqual(["9 to 18"]);
});

test("where nothing was kept the page says so", async () => {
  await says("hello");
  const why = await whyOf(await lastOf("in"));
  expect(words(why, "p")[0]).toBe("No explanation was kept for this message.");
});

test("who may not see the ticket may not see why either", async () => {
  await addHours();
  await says("opening hours");
  const { recado, clock, people } = desk;
  const now = clock.now();
  const permissions = JSON.stringify(["tickets"]);
  await recado.write(async (tx) => {
    const role = { name: "Own alone", ticket_scope: "own" as const, permissions };
    const { id } = await tx
      .insertInto("roles")
      .values({ ...role, created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    await tx
      .updateTable("users")
      .set({ role: "custom", custom_role_id: id })
      .where("id", "=", people.bruno)
      .execute();
  });
  const id = await lastOf("out");
  const assign = (assignee: number) =>
    recado.write((tx) => tx.updateTable("tickets").set({ assignee_id: assignee }).execute());
  await assign(people.ana);
  expect((await bruno.get(`/messages/${id}/why`)).status).toBe(404);
  await assign(people.bruno);
  expect((await bruno.get(`/messages/${id}/why`)).status).toBe(200);
});

test("the words are there in four languages", async () => {
  await addIncident(desk);
  await says("where is my order");
  const id = await lastOf("out");
  for (const [language, word] of [
    ["fr", "Ce qu’il a examiné"],
    ["pt", "O que ele examinou"],
    ["es", "Lo que examinó"],
  ] as const) {
    await desk.recado.write((tx) => tx.updateTable("users").set({ language }).execute());
    expect(words(await whyOf(id), ".why-head").join()).toStartWith(word);
  }
});

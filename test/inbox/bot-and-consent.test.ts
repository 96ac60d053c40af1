import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY, HOUR } from "../../src/clock.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { envelope, textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf();
});
afterEach(() => desk.close());

const says = (text: string, from = "5511987654321") =>
  desk.deliver(textWebhook(text, { from, at: desk.clock.now() - 60_000 }));
const thread = async (
  number = 1,
): Promise<{ direction: string; text: string; author: { type: string } }[]> =>
  (await api.get(`/tickets/${number}/messages`)).body.data;
const answers = async (number = 1) =>
  (await thread(number)).filter((message) => message.author.type === "bot").map(({ text }) => text);
const addRule = (rule: Record<string, unknown>) =>
  api.call("POST", "/bot/rules", { enabled: true, ...rule });
const hours = {
  name: "Hours",
  match: "contains",
  phrases: ["opening hours", "horário"],
  answers: { en: "We open at 9.", pt: "Abrimos às 9h." },
};

describe("a keyword rule", () => {
  test("answers in the customer's language, with accents, case and one typo aside", async () => {
    expect((await addRule(hours)).status).toBe(201);
    await says("Hello, what are your opening HOUSR please?");
    expect(await answers(1)).toEqual(["We open at 9."]);
    await says("Olá, qual é o horario de vocês?", "5511987654322");
    expect(await answers(2)).toEqual(["Abrimos às 9h."]);
    await until(() => desk.graph.sent.length === 2);
  });

  test("answers one message once, however often it is delivered", async () => {
    await addRule(hours);
    const webhook = textWebhook("opening hours?");
    await desk.deliver(webhook);
    await desk.deliver(webhook);
    expect(await answers()).toHaveLength(1);
  });

  test("is silent from the first human reply until the ticket is resolved", async () => {
    await addRule(hours);
    await says("hello");
    await api.call("POST", "/tickets/1/messages", { text: "Ana here" }, { "idempotency-key": "1" });
    await says("opening hours");
    expect(await answers()).toEqual([]);
    await api.call("PATCH", "/tickets/1", { status: "resolved" });
    await says("opening hours");
    expect((await api.get("/tickets/1")).body.status).toBe("open");
    expect(await answers()).toEqual(["We open at 9."]);
  });

  test("that ties with another asks which one is meant, and a digit decides", async () => {
    await addRule({
      name: "Size chart",
      match: "contains",
      phrases: ["size"],
      answers: { en: "Chart" },
    });
    await addRule({
      name: "Find my size",
      match: "contains",
      phrases: ["size"],
      answers: { en: "Measure yourself" },
    });
    await says("what about the size?");
    expect(await answers()).toEqual(["Which one do you mean?"]);
    await says("2");
    expect(await answers()).toEqual(["Which one do you mean?", "Measure yourself"]);
  });

  test("refuses what it cannot use and says why", async () => {
    for (const wrong of [
      { ...hours, match: "fuzzy" },
      { ...hours, phrases: [] },
      { ...hours, answers: {} },
      { ...hours, answers: { de: "x" } },
    ]) {
      const { status, body } = await addRule(wrong);
      expect([status, body.code]).toEqual([422, "invalid"]);
    }
  });
});

describe("greeting, away and hand-over", () => {
  const bot = {
    isEnabled: true,
    greeting: { en: "Welcome to Loja Azul!" },
    away: { en: "We open {opening}. Your number is #{number}." },
    hours: null,
    handOverWords: [],
  };

  test("a first contact is greeted once", async () => {
    await desk.recado.write((tx) => saveSetting(tx, "bot", bot, desk.clock.now()));
    await says("hello there my friends");
    await says("are you there?");
    expect(await answers()).toEqual(["Welcome to Loja Azul!"]);
  });

  test("a word brings a person, and the customer is told once with the number", async () => {
    await desk.recado.write((tx) => saveSetting(tx, "bot", bot, desk.clock.now()));
    await says("I want to speak to a real person please");
    await says("urgent, please hurry");
    const said = await answers();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("#1");
    const ticket = (await api.get("/tickets/1")).body;
    expect([ticket.escalated, ticket.bot]).toEqual([true, "off"]);
  });

  test("outside the opening hours the notice says when we open, once, even while a person has the ticket", async () => {
    // Sunday in São Paulo; open on weekdays only.
    desk.clock.set(Date.UTC(2026, 8, 20, 15, 0, 0));
    const weekday = [{ from: "09:00", to: "18:00" }];
    const open = {
      monday: weekday,
      tuesday: weekday,
      wednesday: weekday,
      thursday: weekday,
      friday: weekday,
      saturday: [],
      sunday: [],
    };
    await desk.recado.write((tx) =>
      saveSetting(tx, "bot", { ...bot, hours: open }, desk.clock.now()),
    );
    await says("hello, anybody there today?");
    await api.call("PATCH", "/tickets/1", { assignee_id: desk.people.bruno });
    await says("hello?");
    const said = await answers();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/We open .*09:00.*#1/);
  });
});

describe("STOP, START and YES", () => {
  const consent = async () =>
    (await api.get("/contacts?phone=%2B5511987654321")).body.data[0].consent.marketing;

  test("STOP is recorded with its evidence, confirmed once, and comes before any rule", async () => {
    await addRule({
      name: "Stop rule",
      match: "contains",
      phrases: ["stop"],
      answers: { en: "never said" },
    });
    await says("Stop!");
    await says("STOP");
    expect(await consent()).toBe("withdrawn");
    const said = await answers();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("Loja Azul");
    const { data } = (await api.get("/contacts/1/consent")).body;
    expect(data.at(-1)).toMatchObject({ event: "withdrawn", source: "keyword", message_id: 1 });
  });

  test("START asks with the consent text, and only YES to it gives consent", async () => {
    await says("yes");
    expect(await consent()).toBe("none");
    await says("STOP");
    await says("START");
    expect(await consent()).toBe("none");
    expect((await answers()).at(-1)).toContain("STOP");
    await desk.sendAll();
    await says("sim");
    expect(await consent()).toBe("given");
  });

  test("a YES after somebody else has spoken is no consent", async () => {
    await says("START");
    await api.call(
      "POST",
      "/tickets/1/messages",
      { text: "Shall I send it?" },
      { "idempotency-key": "1" },
    );
    await says("yes");
    expect(await consent()).toBe("none");
  });

  test("Meta's own stop is recorded and not answered", async () => {
    await says("hello");
    await desk.deliver(
      envelope(
        {
          contacts: [{ wa_id: "5511987654321" }],
          user_preferences: [
            {
              wa_id: "5511987654321",
              category: "marketing_messages",
              value: "stop",
              timestamp: Math.floor(desk.clock.now() / 1000),
            },
          ],
        },
        { field: "user_preferences" },
      ),
    );
    expect(await consent()).toBe("withdrawn");
    expect(await answers()).toEqual([]);
  });
});

describe("threading", () => {
  const resolve = (number: number) =>
    api.call("PATCH", `/tickets/${number}`, { status: "resolved" });

  test("a message within a day of resolution reopens the ticket, a later one opens a new one", async () => {
    await says("first");
    await resolve(1);
    desk.clock.advance(23 * HOUR);
    await says("still broken");
    expect((await api.get("/tickets/1")).body.status).toBe("open");
    await resolve(1);
    desk.clock.advance(2 * DAY);
    await says("another matter");
    expect(
      (await api.get("/tickets")).body.data.map((ticket: { number: number }) => ticket.number),
    ).toEqual([2, 1]);
    expect((await thread(2)).map(({ text }) => text)).toEqual(["another matter"]);
  });

  test("a thank-you or a reaction does not reopen", async () => {
    await says("first");
    await resolve(1);
    await says("Muito obrigada!");
    await desk.deliver(
      envelope({
        messages: [
          {
            from: "5511987654321",
            id: "wamid.reaction",
            timestamp: "1790000000",
            type: "reaction",
            reaction: { message_id: "wamid.x", emoji: "👍" },
          },
        ],
      }),
    );
    expect((await api.get("/tickets/1")).body.status).toBe("resolved");
    expect((await api.get("/tickets")).body.data).toHaveLength(1);
  });

  test("what waited for the customer is open again when they write", async () => {
    await says("first");
    await api.call("PATCH", "/tickets/1", { status: "pending" });
    await says("here is the answer");
    expect((await api.get("/tickets/1")).body.status).toBe("open");
    await api.call("PATCH", "/tickets/1", {
      status: "snoozed",
      snoozed_until: new Date(desk.clock.now() + HOUR).toISOString(),
    });
    await says("one more thing");
    expect((await api.get("/tickets/1")).body).toMatchObject({
      status: "open",
      snoozed_until: null,
    });
  });
});

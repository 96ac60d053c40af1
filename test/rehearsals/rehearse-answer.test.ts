import { afterEach, beforeEach, expect, test } from "bun:test";
import { rehearseAnswer } from "../../src/rehearsals/rehearse-answer.ts";
import { rehearseConversation } from "../../src/rehearsals/rehearse-conversation.ts";
import { insertRule, type RuleInput } from "../../src/bot/rules.ts";
import { weekdays } from "../../src/bot/opening-hours.ts";
import { getSetting, saveSetting, type BotSettings } from "../../src/settings/settings.ts";
import type { Tx } from "../../src/db/open.ts";
import { readRoutingDesk } from "../../src/routing/routing-desk.ts";
import { cast } from "../../src/simulator/people.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => void (desk = await openDesk({ language: "pt" })));
afterEach(() => desk.close());

const prices: RuleInput = {
  name: "Preços",
  match: "contains",
  phrases: ["preço", "quanto custa"],
  answers: { pt: "Veja nossos preços: loja-azul.example", en: "Our prices: loja-azul.example" },
  action: "answer",
  enabled: true,
};
const addRule = (rule: Partial<RuleInput> = {}) =>
  desk.recado.write((tx) => insertRule(tx, { ...prices, ...rule }, 1));
const say = (text: string, more: { isFirst?: boolean; isClosed?: boolean } = {}) =>
  rehearseAnswer(desk.recado, { text, isFirst: false, isClosed: false, ...more });
async function change(bot: Partial<BotSettings>) {
  const { recado } = desk;
  await recado.write(async (tx) =>
    saveSetting(tx, "bot", { ...(await getSetting(tx, "bot")), ...bot }, 1),
  );
}

test("the answer comes with its rule, the phrase and how near it was", async () => {
  await addRule();
  expect(await say("Oi, qual é o preco?")).toEqual({
    kind: "rule",
    text: "Veja nossos preços: loja-azul.example",
    language: "pt",
    name: "Preços",
    phrase: "preço",
    nearness: "fold",
    options: [],
  });
  expect((await say("os preços por favor")).nearness).toBe("plural");
});

test("the language of the message decides which answer is said", async () => {
  await addRule({ phrases: ["price"], match: "contains" });
  const answer = await say("Hello, could you tell me the price please?");
  expect(answer.language).toBe("en");
  expect(answer.text).toBe("Our prices: loja-azul.example");
});

test("rules that tie end in the question between them", async () => {
  await addRule({ name: "Tabela de medidas", phrases: ["tamanho"] });
  await addRule({
    name: "Achar meu tamanho",
    phrases: ["tamanho"],
    answers: { pt: "Qual a sua altura?" },
  });
  const answer = await say("tamanho");
  expect(answer).toMatchObject({
    kind: "clarify",
    options: ["Tabela de medidas", "Achar meu tamanho"],
  });
});

test("a rehearsal leaves nothing behind: no message, no hit, no contact", async () => {
  const { db } = desk.recado;
  const rule = await addRule();
  for (const text of ["preço", "STOP", "falar com alguém"]) await say(text, { isFirst: true });
  for (const table of ["messages", "contacts", "tickets", "outbox", "consent_records"] as const) {
    const { n } = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    expect(`${table} ${n}`).toBe(`${table} 0`);
  }
  const [{ hit_count }] = (await db
    .selectFrom("bot_rules")
    .select("hit_count")
    .where("id", "=", rule.id)
    .execute()) as [{ hit_count: number }];
  expect(hit_count).toBe(0);
  expect(desk.graph.sent).toEqual([]);
});

test("what the simulator's customers write is no hit of a rule", async () => {
  const { db, write } = desk.recado;
  await addRule();
  const bot = { ...(await getSetting(db, "bot")), isEnabled: true };
  await write((tx) => saveSetting(tx, "bot", bot, 1));
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/simulator/messages", { who: cast[0]?.key ?? "", text: "preço" });
  await desk.work.processor.kick();
  const said = await db.selectFrom("messages").select("text").where("author_type", "=", "bot");
  expect((await said.executeTakeFirst())?.text).toContain("loja-azul.example");
  const rules = await db.selectFrom("bot_rules").select("hit_count").execute();
  expect(rules).toEqual([{ hit_count: 0 }]);
});

test("STOP and START are answered before any rule", async () => {
  await addRule({ phrases: ["parar", "start"] });
  expect(await say("Parar!")).toMatchObject({ kind: "stop", name: null });
  expect((await say("start")).kind).toBe("start");
});

test("whoever asks for a person is handed over", async () => {
  await addRule();
  expect(await say("quero falar com alguém")).toMatchObject({ kind: "hand-over", name: null });
  await addRule({
    name: "Reclamação",
    phrases: ["reclamação"],
    action: "hand-over",
    answers: {},
  });
  expect(await say("tenho uma reclamação")).toMatchObject({
    kind: "hand-over",
    name: "Reclamação",
  });
});

test("what no rule knows is left to a person", async () => {
  await addRule();
  expect(await say("bom dia")).toMatchObject({ kind: "silence", text: "" });
});

test("the greeting is for a first message only", async () => {
  await change({ greeting: { pt: "Bem-vinda à Loja Azul!" } });
  expect(await say("bom dia", { isFirst: true })).toMatchObject({
    kind: "greeting",
    text: "Bem-vinda à Loja Azul!",
  });
  expect((await say("bom dia")).kind).toBe("silence");
});

test("outside the hours the away text says when it opens", async () => {
  const nine = [{ from: "09:00", to: "18:00" }];
  await change({
    hours: Object.fromEntries(weekdays.map((day) => [day, nine])),
    away: { pt: "Abrimos {opening}. Nº {number}" },
  });
  expect((await say("bom dia")).kind).toBe("silence");
  const answer = await say("bom dia", { isClosed: true });
  expect(answer.kind).toBe("away");
  expect(answer.text).toMatch(/^Abrimos amanhã às 09:00\. Nº \d+$/);
});

test("a bot that is switched off is tried as if it were on", async () => {
  await addRule();
  await change({ isEnabled: false });
  expect((await say("preço")).kind).toBe("rule");
});

test("two rehearsals at once do not disturb each other", async () => {
  await addRule();
  const answers = await Promise.all([say("preço"), say("STOP"), say("bom dia")]);
  expect(answers.map(({ kind }) => kind)).toEqual(["rule", "stop", "silence"]);
});

test("what a rehearsal has read is forgotten with it", async () => {
  const { recado } = desk;
  const addTeam = (tx: Tx, name: string) =>
    tx.insertInto("teams").values({ name, created_at: 1, updated_at: 1 }).execute();
  // A change of the desk that is taken back: the next real one brings the same version again.
  await rehearseConversation(recado, [{ say: "oi", expect: {} }], {
    language: "pt",
    prepare: async (tx) => void (await addTeam(tx, "Vendas")),
  });
  await recado.write((tx) => addTeam(tx, "Suporte"));
  const seen = await recado.write(async (tx) => (await readRoutingDesk(tx)).teams);
  expect(seen.map(({ name }) => name)).toEqual(["Suporte"]);
});

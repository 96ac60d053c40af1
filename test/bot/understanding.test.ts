import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { handOverUnresolved } from "../../src/bot/hand-over-unresolved.ts";
import { MINUTE } from "../../src/clock.ts";
import type { HandOverCard } from "../../src/bot/hand-over-card.ts";
import type { Explanation } from "../../src/bot/explanation.ts";
import { type IncidentInput, noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf();
});
afterEach(() => desk.close());

const refund: IncidentInput = {
  name: "Reembolso",
  category: "",
  phrasings: {
    pt: ["quero meu dinheiro de volta", "como peço reembolso?", "quando recebo o estorno?"],
    en: ["I want my money back", "how do I get a refund?", "when do I receive my refund?"],
  },
  terms: {
    ...noTerms,
    answers: { pt: "O estorno leva 5 dias úteis.", en: "A refund takes 5 working days." },
    asksWhetherSolved: true,
  },
  enabled: true,
};
const exchange: IncidentInput = {
  ...refund,
  name: "Troca",
  phrasings: { pt: ["quero trocar o tamanho", "posso trocar por um maior?"] },
  terms: {
    ...noTerms,
    answers: { pt: "Anotado: vamos trocar o pedido {order}." },
    fields: [
      {
        key: "order",
        question: { pt: "Qual o número do pedido?" },
        input: "order-number",
        isOptional: false,
      },
    ],
    escalation: { teamId: null, priority: "high", tag: "troca" },
  },
};
const add = (input: IncidentInput) =>
  desk.recado.write((tx) => insertIncident(tx, input, null, desk.clock.now()));

const says = async (text: string, from = "5511987654321") => {
  desk.clock.advance(1000);
  await desk.deliver(textWebhook(text, { from, at: desk.clock.now() - 500 }));
};
const answers = async (number = 1): Promise<string[]> => {
  const { body } = await api.get(`/tickets/${number}/messages?limit=200`);
  return body.data
    .filter((message: { author: { type: string } }) => message.author.type === "bot")
    .map((message: { text: string }) => message.text);
};
const turns = () =>
  desk.recado.db
    .selectFrom("bot_turns")
    .select(["outcome", "incident_id", "explanation"])
    .orderBy("id")
    .execute();

describe("an incident", () => {
  test("is understood in other words, and answers in the customer's language", async () => {
    await add(refund);
    await says("oi, vocês devolvem o dinheiro? quero meu dinheiro de volta");
    expect((await answers())[0]).toContain("5 dias úteis");
    await says("Hi there, how can I get my refund please", "5511987654322");
    expect((await answers(2))[0]).toContain("5 working days");
    expect((await turns()).map(({ outcome }) => outcome)).toEqual(["incident", "incident"]);
  });

  test("gives way to a keyword rule, and a message gets one answer", async () => {
    await add(refund);
    await api.call("POST", "/bot/rules", {
      name: "Estorno",
      match: "contains",
      phrases: ["dinheiro de volta"],
      answers: { pt: "Fale com o financeiro." },
      enabled: true,
    });
    await says("quero meu dinheiro de volta");
    expect(await answers()).toEqual(["Fale com o financeiro."]);
  });

  test("that was not solved brings a person with what was gathered", async () => {
    await add(exchange);
    await says("bom dia, quero trocar o tamanho da camisa");
    await says("AZ-1042");
    expect((await answers()).at(-1)).toContain("AZ-1042");
    await says("quero trocar o tamanho");
    await says("atendente");
    const ticket = (await api.get("/tickets/1")).body;
    expect([ticket.escalated, ticket.bot, ticket.priority, ticket.tags]).toEqual([
      true,
      "off",
      "high",
      ["troca"],
    ]);
    const event = await desk.recado.db
      .selectFrom("ticket_events")
      .select("detail")
      .where("kind", "=", "hand-over")
      .executeTakeFirstOrThrow();
    const { card } = JSON.parse(event.detail) as { card: HandOverCard };
    expect(card.topics.map(({ name }) => name)).toEqual(["Troca", "Troca"]);
    expect(card.fields.map(({ value }) => value)).toContain("AZ-1042");
    const ana = await desk.browserOf(desk.people.ana);
    expect(await (await ana.get("/tickets/1")).text()).toContain("AZ-1042");
  });

  test("leaves a reason that names the words that matched", async () => {
    await add(refund);
    await says("quando recebo meu estorno?");
    const [turn] = await turns();
    const { considered } = JSON.parse(turn?.explanation ?? "{}") as Explanation;
    const intents = considered.find(({ what }) => what === "intents");
    expect(intents?.isTaken).toBe(true);
    if (intents?.what !== "intents") throw new Error("no intents");
    expect(intents.candidates[0]?.words.map(({ said }) => said)).toContain("estorno");
  });
});

describe("what it does not understand", () => {
  test("is said twice; the third time a person comes", async () => {
    await add(refund);
    for (const text of ["o céu está azul hoje", "meu gato subiu no telhado", "lalala lelele"])
      await says(text);
    const said = await answers();
    expect(said).toHaveLength(3);
    expect(said[0]).toContain("não entendi");
    expect(said[1]).toContain("não entendi");
    expect(said[2]).toContain("#1");
    expect((await api.get("/tickets/1")).body.bot).toBe("off");
  });

  test("brings a person after five minutes, once", async () => {
    await add(refund);
    await says("meu gato subiu no telhado");
    const look = () => handOverUnresolved(desk.recado, () => {});
    desk.clock.advance(4 * MINUTE);
    await look();
    expect(await answers()).toHaveLength(1);
    desk.clock.advance(2 * MINUTE);
    await Promise.all([look(), look()]);
    await look();
    const said = await answers();
    expect(said).toHaveLength(2);
    expect(said[1]).toContain("#1");
  });

  test("in a dialogue brings a person as well, with what was gathered", async () => {
    await add(exchange);
    await says("quero trocar o tamanho");
    await says("não sei");
    const before = (await answers()).length;
    desk.clock.advance(6 * MINUTE);
    await handOverUnresolved(desk.recado, () => {});
    await handOverUnresolved(desk.recado, () => {});
    expect(await answers()).toHaveLength(before + 1);
    expect((await api.get("/tickets/1")).body.escalated).toBe(true);
  });

  test("is left alone where there are keyword rules only", async () => {
    await api.call("POST", "/bot/rules", {
      name: "Preço",
      match: "contains",
      phrases: ["preço"],
      answers: { pt: "R$ 10" },
      enabled: true,
    });
    for (const text of ["meu gato subiu", "lalala", "bem alto", "no telhado"]) await says(text);
    expect(await answers()).toEqual([]);
    expect((await turns()).map(({ outcome }) => outcome)).toEqual(Array(4).fill("silence"));
  });

  test("is no thank-you and no courtesy", async () => {
    await add(refund);
    for (const text of ["obrigado!", "ok obrigada", "👍"]) await says(text);
    expect(await answers()).toEqual([]);
  });
});

describe("the bot says of itself", () => {
  test("that it is one, to whoever only says hello", async () => {
    await add(refund);
    await says("oi, bom dia");
    expect((await answers())[0]).toMatch(/assistente automático de Loja Azul/);
  });

  test("that it goes on in the language that was asked for", async () => {
    await add(refund);
    await says("quero meu dinheiro de volta");
    await says("English please");
    expect((await answers()).at(-1)).toContain("English");
    expect((await answers()).at(-1)).toContain("Did this solve it?");
    await says("how do I get a refund?");
    expect((await answers()).at(-1)).toContain("5 working days");
  });

  test("that it is one, with its first answer on a ticket only", async () => {
    await add(refund);
    await says("quero meu dinheiro de volta");
    await says("quando recebo o estorno?");
    const said = await answers();
    expect(said[0]).toContain("Respondo automaticamente");
    expect(said[1]).not.toContain("Respondo automaticamente");
  });

  test("how the asker's own tickets stand, and nobody else's", async () => {
    await add(refund);
    await says("quero falar com atendente");
    await says("oi, bom dia", "5511987654399");
    await says("#1", "5511987654399");
    expect((await answers(2)).at(-1)).toContain("Não encontrei");
    await api.call("PATCH", "/tickets/1", { status: "resolved" });
    await says("#1");
    expect((await answers(1)).at(-1)).toMatch(/#1: /);
  });
});

test("two bots that answer each other stop", async () => {
  await add({ ...refund, terms: { ...refund.terms, asksWhetherSolved: false } });
  for (let n = 0; n < 45; n++) await says("quero meu dinheiro de volta");
  expect(await answers()).toHaveLength(30);
  await until(() => desk.graph.sent.length >= 30);
});

test("who asked for a person may still ask how their request stands, until the person answers", async () => {
  await add(refund);
  await says("quero falar com atendente");
  await says("status");
  expect((await answers()).at(-1)).toContain("#1: uma pessoa vai responder");
  await api.call("POST", "/tickets/1/messages", { text: "Ana aqui" }, { "idempotency-key": "1" });
  const before = (await answers()).length;
  await says("status");
  expect(await answers()).toHaveLength(before);
});

test("two that tie are offered in the customer's words, the bot says what it is, and a digit decides", async () => {
  await add({ ...refund, phrasings: { pt: ["onde está minha encomenda que comprei ontem"] } });
  await add({ ...exchange, phrasings: { pt: ["onde está minha encomenda que comprei hoje"] } });
  await says("onde está minha encomenda que comprei");
  const [asked] = await answers();
  expect(asked).toContain("Respondo automaticamente");
  expect(asked).toContain("1. Onde está minha encomenda que comprei");
  await says("2");
  const second = asked?.split("\n").at(-1) ?? "";
  expect((await answers()).at(-1)).toContain(second.includes("hoje") ? "do pedido?" : "O estorno");
});

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { checkTurn } from "../../src/rehearsals/check-turn.ts";
import { listSamples } from "../../src/rehearsals/sample-rows.ts";
import { rehearseConversation } from "../../src/rehearsals/rehearse-conversation.ts";
import type { SampleTurn } from "../../src/rehearsals/samples.ts";
import type { Language } from "../../src/db/schema.ts";
import { fillText } from "../../src/flows/fill-text.ts";
import { insertConnection } from "../../src/flows/connections.ts";
import { bookTexts } from "../../src/bookings/book-texts.ts";
import { bookingTexts } from "../../src/packs/booking-texts.ts";
import { exampleValues } from "../../src/packs/example-values.ts";
import { hoursTexts } from "../../src/packs/hours-texts.ts";
import { leadTexts } from "../../src/packs/lead-texts.ts";
import { orderTexts } from "../../src/packs/order-texts.ts";
import { findPack } from "../../src/packs/packs.ts";
import { playable, switchPackOn, turnsOf } from "../../src/packs/switch-packs.ts";
import { getSetting, saveSetting } from "../../src/settings/settings.ts";
import { languages } from "../../views/i18n.ts";
import { openSalon } from "../bookings/support.ts";
import { customerOf } from "../flows/support.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function switchOn(key: string, connectionId: number | null = null): Promise<void> {
  const pack = findPack(key)!;
  const by = { by: null, language: "en", now: 1 } as const;
  await desk.recado.write((tx) =>
    switchPackOn(tx, pack, { ...exampleValues(pack), connectionId }, by),
  );
}

type Said = string | { say: string; lookUps: Record<string, unknown>[] };

/** What the customer reads after each message, and how the bot decided. */
async function play(language: Language, said: Said[]) {
  const turns: SampleTurn[] = said.map((each) =>
    typeof each === "string" ? { say: each, expect: {} } : { ...each, expect: {} },
  );
  const played = await rehearseConversation(desk.recado, turns, { language, isKnown: true });
  return played.map(({ heard, offered, outcome }) => ({
    heard: heard.join("\n"),
    offered,
    outcome,
  }));
}

const firstWord = {
  order: {
    en: "where is my order",
    fr: "où est ma commande",
    pt: "cadê meu pedido",
    es: "dónde está mi pedido",
  },
  book: {
    en: "i would like to book an appointment",
    fr: "je voudrais prendre rendez-vous",
    pt: "quero marcar um horário",
    es: "quiero reservar una cita",
  },
  move: {
    en: "move my appointment",
    fr: "déplacer mon rendez-vous",
    pt: "remarcar meu horário",
    es: "cambiar mi cita",
  },
  confirm: {
    en: "confirm my appointment",
    fr: "confirmer mon rendez-vous",
    pt: "confirmar meu horário",
    es: "confirmar mi cita",
  },
  cancel: {
    en: "cancel my appointment",
    fr: "annuler mon rendez-vous",
    pt: "desmarcar meu horário",
    es: "cancelar mi cita",
  },
  hours: {
    en: "are you open now",
    fr: "vous êtes ouverts maintenant ?",
    pt: "estão abertos agora?",
    es: "¿están abiertos ahora?",
  },
};
const yes = { en: "yes", fr: "oui", pt: "sim", es: "sí" };

const withNumber = (text: string, number: string, status = "") =>
  fillText(text, (name) => (name === "order_number" ? number : status));

describe.each([...languages])("in %s", (language) => {
  test("the shop's system tells where an order is", async () => {
    await switchOn("order", await addSystem());
    const turns = await play(language, [
      firstWord.order[language],
      { say: "10425", lookUps: [{ status: "in the van" }] },
      yes[language],
    ]);
    const status = withNumber(orderTexts.status[language], "10425", "in the van");
    expect(turns[1]!.heard).toContain(status);
    expect(turns[2]!.outcome).toBe("flow");
  });

  test("an order that the system does not know: another number, and then the system is silent", async () => {
    await switchOn("order", await addSystem());
    const turns = await play(language, [
      firstWord.order[language],
      { say: "10425", lookUps: [{ other: 1 }] },
      orderTexts.another[language],
      "10426",
    ]);
    expect(turns[1]!.heard).toContain(withNumber(orderTexts.unknown[language], "10425"));
    expect(turns[2]!.heard).toContain(orderTexts.number[language]);
    expect(turns[3]!.heard).toContain(withNumber(orderTexts.noAnswer[language], "10426"));
  });

  test("the conversation that the test bench keeps is the one with a system to ask", async () => {
    await switchOn("order", await addSystem());
    const pack = findPack("order")!;
    const values = { ...exampleValues(pack), connectionId: 1 };
    for (const sample of playable(pack, values)) {
      const turns = turnsOf(sample, language);
      const played = await rehearseConversation(desk.recado, turns, { language, isKnown: true });
      const problems = played.map((turn, index) => checkTurn(turns[index]!.expect, turn));
      expect(problems.filter(Boolean)).toEqual([]);
    }
    expect(await listSamples(desk.recado.db)).toHaveLength(2);
  });

  test("an appointment is booked, confirmed by 1, moved by 2, and cancelled", async () => {
    await switchOn("booking");
    await switchOn("appointment");
    await openSalon(desk, {}, ["Clara"]);
    const turns = await play(language, [
      firstWord.book[language],
      "1", // the first day
      "1", // the first time
      yes[language],
      firstWord.confirm[language],
      "1",
      firstWord.confirm[language],
      "2",
      "2", // the second day
      "1",
      yes[language],
      firstWord.cancel[language],
      "1",
      firstWord.move[language],
    ]);
    const heard = turns.map((turn) => turn.heard);
    expect(heard[3]).toContain(bookTexts.booked[language].split("{")[0]!);
    expect(heard[3]).toContain(bookingTexts.booked[language]);
    expect(turns[4]!.offered).toHaveLength(3);
    expect(heard[5]).toContain(bookTexts.confirmed[language].split("{")[0]!);
    expect(heard[10]).toContain(bookTexts.moved[language].split("{")[0]!);
    expect(heard[12]).toContain(bookTexts.cancelled[language].split("{")[0]!);
    // Nothing is left to be moved.
    expect(heard[13]).toContain(bookingTexts.none[language]);
  });

  test("whoever has booked gets a link to the calendar file", async () => {
    await switchOn("booking");
    await openSalon(desk, {}, ["Clara"]);
    await desk.recado.write((tx) =>
      saveSetting(tx, "address", { url: "https://loja-azul.example", isSet: true }, 1),
    );
    const turns = await play(language, [firstWord.book[language], "1", "1", yes[language]]);
    expect(turns[3]!.heard).toMatch(/https:\/\/loja-azul\.example\/c\/booking\/\S+\.ics/);
  });

  test("nothing is bookable: a person looks for a time", async () => {
    await switchOn("booking");
    const [turn] = await play(language, [firstWord.book[language]]);
    expect(turn!.heard).toContain(bookingTexts.full[language]);
  });

  test("whether the shop is open right now", async () => {
    await switchOn("hours");
    const open = await play(language, [firstWord.hours[language]]);
    expect(open[0]!.heard).toContain(hoursTexts.open[language].split("\n")[0]!);
    await desk.recado.write(async (tx) => {
      const hours = { tuesday: [{ from: "09:00", to: "10:00" }] };
      await saveSetting(tx, "bot", { ...(await getSetting(tx, "bot")), hours }, 1);
    });
    const closed = await play(language, [firstWord.hours[language]]);
    const said = hoursTexts.closed[language].split("{")[0]!.trim();
    expect(closed[0]!.heard.replaceAll("\u00a0", " ")).toContain(said.replaceAll("\u00a0", " "));
    expect(closed[0]!.heard).toContain("9");
  });
});

async function addSystem(): Promise<number> {
  const input = { name: "Shop", baseUrl: "https://shop.example", headers: [] };
  const { id } = await desk.recado.write((tx) =>
    insertConnection(tx, input, desk.recado.secrets, 1),
  );
  return id;
}

const interested = {
  en: "i would like a quote",
  fr: "je voudrais un devis",
  pt: "queria um orçamento",
  es: "quisiera un presupuesto",
};

describe.each([...languages])("consent in %s", (language) => {
  test("what is kept is the very text that the customer was shown", async () => {
    await switchOn("lead");
    const carla = await customerOf(desk);
    await desk.recado.write((tx) => tx.updateTable("contacts").set({ language }).execute());
    const skip = { en: "skip", fr: "passer", pt: "pular", es: "omitir" }[language];
    for (const text of [interested[language], "Carla Lima", skip, "carla@example.com", skip, skip])
      await carla.says(text);
    await carla.hears();
    await carla.says("12 blue curtains, 2 m");
    const shown = (await carla.hears()).join("\n");
    expect(shown).toContain("Loja Azul");
    await carla.taps(leadTexts.agree[language]);
    const [record, ...more] = await desk.recado.db
      .selectFrom("consent_records")
      .innerJoin("shown_texts", "shown_texts.hash", "consent_records.text_hash")
      .select(["purpose", "body"])
      .execute();
    expect(more).toEqual([]);
    expect(record).toMatchObject({ purpose: "marketing" });
    expect(JSON.stringify(record)).toContain(JSON.stringify(shown).slice(1, -1));
  });

  test("who does not want news is asked nothing more, and nothing is recorded as agreed", async () => {
    await switchOn("lead");
    const turns = await play(language, [
      interested[language],
      "Carla Lima",
      "Loja Azul",
      "carla@example.com",
      "+55 11 98765-4321",
      "01310-100",
      "curtains",
      leadTexts.refuse[language],
    ]);
    expect(turns.at(-1)!.outcome).toBe("hand-over");
  });
});

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  type BookingAnswer,
  type BookingTurn,
  continueBooking,
  enterBooking,
} from "../../src/bookings/book-step.ts";
import { takeSlot } from "../../src/bookings/take-slot.ts";
import { DAY, HOUR, MINUTE } from "../../src/clock.ts";
import type { Language } from "../../src/db/schema.ts";
import type { BookStep } from "../../src/flows/flow.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addCustomer, at, openSalon, wallOf } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  // Monday, 21 September 2026, 11:00 in São Paulo.
  desk = await openDesk();
});
afterEach(() => desk.close());

type Act = BookStep["act"];

/** A dialogue about one step, as the engine leads it. */
function talkWith(
  { contactId, ticketId }: { contactId: number; ticketId: number },
  {
    act = "choose",
    language = "pt",
    service = null,
  }: { act?: Act; language?: Language; service?: string | null } = {},
) {
  const step = { act, service };
  const ctx = () => ({
    contactId,
    ticketId,
    runId: null,
    language,
    now: desk.clock.now(),
    business: {
      name: "Loja Azul",
      language: "pt" as const,
      timezone: "America/Sao_Paulo",
      country: "BR",
    },
  });
  let turn: BookingTurn;
  const state = () => (turn.kind === "ask" ? turn.state : "{}");
  const take = async (answer: BookingAnswer) =>
    (turn = await desk.recado.write((tx) => continueBooking(tx, step, state(), answer, ctx())));
  return {
    begin: async () => (turn = await desk.recado.write((tx) => enterBooking(tx, step, ctx()))),
    tap: (choice: string) => take({ text: null, choice }),
    say: (text: string) => take({ text, choice: null }),
    labels: () =>
      turn.kind === "ask" ? (turn.prompt.options ?? []).map(({ label }) => label) : [],
    ids: () => (turn.kind === "ask" ? (turn.prompt.options ?? []).map(({ id }) => id) : []),
    text: () =>
      turn.kind === "ask" ? turn.prompt.text : turn.kind === "done" ? turn.text : "none",
    variables: () => (turn.kind === "done" ? turn.variables : {}),
    kind: () => turn.kind,
  };
}

async function bookings() {
  const rows = await desk.recado.db.selectFrom("bookings").selectAll().orderBy("id").execute();
  return rows.map(({ state, starts_at, staff_id, seat }) => [
    state,
    wallOf(starts_at),
    staff_id,
    seat,
  ]);
}

describe("a booking in a dialogue", () => {
  test("goes from the person to the day to the time, holds the slot and books it", async () => {
    await openSalon(desk);
    await desk.recado.write((tx) =>
      saveSetting(tx, "address", { url: "https://desk.example.com/", isSet: true }, 1),
    );
    const maria = await addCustomer(desk, "Maria", "5511911112222");
    const talk = talkWith(maria);
    await talk.begin();
    expect(talk.labels()).toEqual(["Tanto faz", "Clara", "Davi"]);
    await talk.say("2");
    expect(talk.labels()).toHaveLength(9);
    expect(talk.labels()[0]).toBe("seg., 21 de set.");
    expect(talk.labels().at(-1)).toBe("Mais tarde…");
    expect(talk.labels().every((label) => label.length <= 24)).toBe(true);
    await talk.tap("d-2026-09-22");
    expect(talk.text()).toContain("Terça-feira, 22 de setembro: a que horas?");
    expect(talk.labels()).toEqual([
      "09:00",
      "10:00",
      "11:00",
      "13:00",
      "14:00",
      "15:00",
      "16:00",
      "17:00",
    ]);
    await talk.say("15:00");
    expect(await bookings()).toEqual([["held", "2026-09-22T15:00", 1, 0]]);
    expect(talk.text()).toBe(
      "Corte com Clara\nTerça-feira, 22 de setembro às 15:00\nR$ 80\n\nPosso agendar?\n\nGuardo este horário para você por 10 minutos.",
    );
    await talk.say("sim");
    expect(talk.kind()).toBe("done");
    expect(talk.text()).toBe("Agendado: Corte com Clara, terça-feira, 22 de setembro às 15:00.");
    expect(talk.variables()).toMatchObject({
      booking_time: "terça-feira, 22 de setembro às 15:00",
      booking_service: "Corte",
      booking_staff: "Clara",
      booking_state: "booked",
      booking_link: expect.stringMatching(
        /^https:\/\/desk\.example\.com\/c\/booking\/[\w-]{32}\.ics$/,
      ),
    });
    expect(await bookings()).toEqual([["booked", "2026-09-22T15:00", 1, 0]]);
  });

  test("takes a day and a time in the customer's own words", async () => {
    await openSalon(desk, {}, ["Clara"]);
    const sentences: [Language, string, string][] = [
      ["pt", "amanhã às 15", "2026-09-22T15:00"],
      ["en", "next Friday morning", ""],
      ["fr", "jeudi à 14h", "2026-09-24T14:00"],
      ["es", "pasado mañana a las 10", "2026-09-23T10:00"],
    ];
    for (const [index, [language, text, held]] of sentences.entries()) {
      const talk = talkWith(await addCustomer(desk, `C${index}`, `551191111000${index}`), {
        language,
      });
      await talk.begin();
      await talk.say(text);
      if (held) expect((await bookings()).at(-1)).toEqual(["held", held, 1, 0]);
      else
        expect(talk.labels()).toEqual([
          "Fri 25/09 09:00",
          "Fri 25/09 10:00",
          "Fri 25/09 11:00",
          "Another time",
        ]);
    }
  });

  test("offers the nearest times when the asked one is not free", async () => {
    const { service, staff } = await openSalon(desk, {}, ["Clara"]);
    const maria = await addCustomer(desk, "Maria", "5511911112222");
    const joao = await addCustomer(desk, "João", "5511911113333");
    const slot = { staffId: staff[0]!.id, startsAt: at("2026-09-22T15:00") };
    await desk.recado.write((tx) =>
      takeSlot(tx, service, slot, { ...joao, runId: null }, "booked", desk.clock.now()),
    );
    const talk = talkWith(maria);
    await talk.begin();
    await talk.say("amanhã 15h");
    expect(talk.text()).toStartWith("Terça-feira, 22 de setembro às 15:00 não está livre.");
    expect(talk.labels()).toEqual([
      "ter. 22/09 11:00",
      "ter. 22/09 13:00",
      "ter. 22/09 14:00",
      "ter. 22/09 16:00",
      "ter. 22/09 17:00",
      "Outro horário",
    ]);
    await talk.say("e");
    expect((await bookings()).at(-1)).toEqual(["held", "2026-09-22T17:00", 1, 0]);
  });

  test("says so when somebody was faster, and offers the nearest", async () => {
    await openSalon(desk, {}, ["Clara"]);
    const [one, two] = [
      talkWith(await addCustomer(desk, "Maria", "5511911112222")),
      talkWith(await addCustomer(desk, "João", "5511911113333")),
    ];
    for (const talk of [one, two]) {
      await talk.begin();
      await talk.tap("d-2026-09-22");
    }
    await one.say("10:00");
    await two.say("10:00");
    expect(two.text()).toStartWith(
      "Poxa, terça-feira, 22 de setembro às 10:00 acabou de ser ocupado.",
    );
    expect(two.labels()).toContain("ter. 22/09 11:00");
  });

  test("a hold is over after ten minutes; who then says yes still gets the slot if it is free", async () => {
    await openSalon(desk, {}, ["Clara"]);
    const [one, two] = [
      talkWith(await addCustomer(desk, "Maria", "5511911112222")),
      talkWith(await addCustomer(desk, "João", "5511911113333")),
    ];
    await one.begin();
    await one.say("amanhã às 15");
    desk.clock.advance(11 * MINUTE);
    await two.begin();
    await two.say("amanhã às 15");
    await two.say("sim");
    await one.say("sim");
    expect(one.text()).toContain("acabou de ser ocupado");
    await one.tap("t-" + at("2026-09-22T16:00") / 60_000);
    desk.clock.advance(11 * MINUTE);
    await one.say("sim");
    expect(one.kind()).toBe("done");
    expect(await bookings()).toEqual([
      ["booked", "2026-09-22T15:00", 1, 0],
      ["booked", "2026-09-22T16:00", 1, 0],
    ]);
  });

  test("is moved, also into its own time, and the link goes along", async () => {
    await openSalon(desk, { everyMinutes: 30 }, ["Clara", "Davi"]);
    const maria = await addCustomer(desk, "Maria", "5511911112222");
    const first = talkWith(maria);
    await first.begin();
    await first.say("Clara");
    await first.say("amanhã às 15");
    await first.say("ok");
    const { token, uid } = (await desk.recado.db
      .selectFrom("bookings")
      .selectAll()
      .executeTakeFirst())!;
    const move = talkWith(maria, { act: "move" });
    await move.begin();
    expect(move.text()).toContain(
      "Seu agendamento: Corte com Clara, terça-feira, 22 de setembro às 15:00.",
    );
    await move.say("amanhã 15h30");
    expect(move.text()).toContain("Novo horário:\nTerça-feira, 22 de setembro às 15:30");
    await move.say("sim");
    expect(move.variables().booking_state).toBe("moved");
    expect(await bookings()).toEqual([
      ["moved", "2026-09-22T15:00", 1, 0],
      ["booked", "2026-09-22T15:30", 1, 0],
    ]);
    const moved = (await desk.recado.db
      .selectFrom("bookings")
      .selectAll()
      .where("state", "=", "booked")
      .executeTakeFirst())!;
    expect([moved.token, moved.uid, moved.sequence]).toEqual([token, uid, 1]);
  });

  test("is confirmed, cancelled or kept, and nothing to speak of is none", async () => {
    await openSalon(desk, {}, ["Clara"]);
    const maria = await addCustomer(desk, "Maria", "5511911112222");
    const cancel = talkWith(maria, { act: "cancel" });
    expect((await cancel.begin()).kind).toBe("none");
    const book = talkWith(maria);
    await book.begin();
    await book.say("quinta às 9");
    await book.say("1");
    const confirm = talkWith(maria, { act: "confirm" });
    await confirm.begin();
    expect(confirm.ids()).toEqual(["confirm", "move", "cancel"]);
    await confirm.say("1");
    expect(confirm.variables().booking_state).toBe("confirmed");
    await cancel.begin();
    await cancel.say("não");
    expect(cancel.variables().booking_state).toBe("kept");
    await cancel.begin();
    await cancel.say("sim");
    expect(cancel.text()).toBe(
      "Desmarcado: Corte com Clara, quinta-feira, 24 de setembro às 09:00.",
    );
    expect(await bookings()).toEqual([["cancelled", "2026-09-24T09:00", 1, 0]]);
    const cells = await desk.recado.db.selectFrom("booking_cells").selectAll().execute();
    expect(cells).toEqual([]);
  });

  test("asks again what it did not understand, and gives up after three times", async () => {
    await openSalon(desk, {}, ["Clara"]);
    const talk = talkWith(await addCustomer(desk, "Maria", "5511911112222"));
    await talk.begin();
    await talk.say("blá");
    expect(talk.text()).toStartWith("Não entendi.");
    await talk.say("?");
    expect((await talk.say("hm")).kind).toBe("none");
  });

  test("without a service, or when everything is booked, there is none", async () => {
    const maria = await addCustomer(desk, "Maria", "5511911112222");
    expect((await talkWith(maria).begin()).kind).toBe("none");
    await openSalon(desk, { daysAhead: 1 }, ["Clara"]);
    desk.clock.advance(4 * DAY + 8 * HOUR);
    // Friday evening: the weekend is closed, and Monday is too far ahead.
    expect((await talkWith(maria).begin()).kind).toBe("none");
  });

  test("more services than fit on a list are on its next page", async () => {
    for (let n = 1; n <= 12; n++)
      await openSalon(desk, { name: { pt: `Serviço ${n}` } }, [`P${n}`]);
    const talk = talkWith(await addCustomer(desk, "Maria", "5511911112222"));
    await talk.begin();
    expect(talk.labels()).toHaveLength(9);
    await talk.tap("more");
    expect(talk.labels()).toEqual([
      "Serviço 9",
      "Serviço 10",
      "Serviço 11",
      "Serviço 12",
      "Voltar ao início",
    ]);
    await talk.say("quero o serviço 11 amanhã às 15h");
    expect((await bookings()).at(-1)).toEqual(["held", "2026-09-22T15:00", 11, 0]);
    const named = talkWith(await addCustomer(desk, "João", "5511911113333"), {
      service: "serviço 3",
    });
    await named.begin();
    expect(named.ids()[0]).toBe("d-2026-09-21");
  });
});

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { listTaken } from "../../src/bookings/free-slots.ts";
import type { BookStep } from "../../src/flows/flow.ts";
import { customerOf, flow } from "../flows/support.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { at, openSalon } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const book = (act: BookStep["act"] = "choose") =>
  flow(
    [
      { id: "book", kind: "book", act, service: null, next: "bye", none: "full" },
      { id: "bye", kind: "end", text: { en: "State: {booking_state}, {booking_staff}." } },
      { id: "full", kind: "end", text: { en: "Nothing is free." } },
    ],
    { timeoutMinutes: 60 },
  );

const states = async () =>
  (await desk.recado.db.selectFrom("bookings").select("state").orderBy("id").execute()).map(
    ({ state }) => state,
  );

/** What others find taken at ten on Tuesday. */
const taken = async (staffId: number) => {
  const from = at("2026-09-22T10:00");
  return listTaken(desk.recado.db, [{ id: staffId }], { from, to: from + 1 }, desk.clock.now());
};

describe("booking over WhatsApp", () => {
  test("runs through real webhooks: rows, a typed time, buttons, and the outcome", async () => {
    await openSalon(desk);
    const carla = await customerOf(desk);
    await carla.hears();
    await carla.starts(book());
    expect((await carla.offered()).map(({ title }) => title)).toEqual(["Anyone", "Clara", "Davi"]);
    await carla.taps("Clara");
    expect((await carla.offered())[0]?.title).toBe("Mon 21 Sept");
    await carla.says("tomorrow at 10");
    expect((await carla.offered()).map(({ title }) => title)).toEqual([
      "Yes, book it",
      "Another time",
    ]);
    expect(await states()).toEqual(["held"]);
    await carla.taps("Yes, book it");
    expect((await carla.hears()).at(-1)).toBe(
      "Booked: Haircut with Clara, Tuesday 22 September at 10:00.\n\nState: booked, Clara.",
    );
    expect(await states()).toEqual(["booked"]);
    expect((await carla.run()).outcome).toBe("done");
  });

  test("a held slot is free again when a person takes over, on STOP, and when the time is up", async () => {
    const { staff } = await openSalon(desk, {}, ["Clara"]);
    const [clara] = staff;
    const hold = async (from: string) => {
      const customer = await customerOf(desk, from);
      await customer.starts(book());
      await customer.says("tomorrow at 10");
      expect(await taken(clara!.id)).toHaveLength(1);
      return customer;
    };
    await hold("5511911112222");
    const bruno = await desk.browserOf(desk.people.bruno);
    await bruno.send("POST", "/tickets/1/messages", { text: "I can help you." });
    expect(await taken(clara!.id)).toEqual([]);
    const maria = await hold("5511911113333");
    await maria.says("STOP");
    expect(await taken(clara!.id)).toEqual([]);
    await hold("5511911114444");
    desk.clock.advance(10 * 60_000);
    expect(await taken(clara!.id)).toEqual([]);
  });

  test("nothing to move leads on", async () => {
    await openSalon(desk);
    const carla = await customerOf(desk);
    await carla.hears();
    await carla.starts(book("move"));
    expect(await carla.hears()).toEqual(["Nothing is free."]);
  });
});

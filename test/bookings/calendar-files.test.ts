import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { icsText } from "../../src/bookings/ics.ts";
import { endBooking, takeSlot } from "../../src/bookings/take-slot.ts";
import { getBooking } from "../../src/bookings/bookings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addCustomer, at, openSalon } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const event = {
  uid: "abc",
  sequence: 2,
  startsAt: Date.UTC(2026, 8, 22, 18, 0),
  endsAt: Date.UTC(2026, 8, 22, 18, 45),
  updatedAt: Date.UTC(2026, 8, 21, 14, 0),
  summary: "Corte; barba, bigode\\ e mais",
  description: "Linha um\nLinha dois",
  isCancelled: false,
};

describe("a calendar file", () => {
  test("escapes what would end a value, and ends its lines as the standard wants", () => {
    const text = icsText([event]);
    expect(text).toStartWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:");
    expect(text).toEndWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(text).toContain("SUMMARY:Corte\\; barba\\, bigode\\\\ e mais\r\n");
    expect(text).toContain("DESCRIPTION:Linha um\\nLinha dois\r\n");
    expect(text).toContain("DTSTART:20260922T180000Z\r\nDTEND:20260922T184500Z\r\n");
    expect(text).toContain("SEQUENCE:2\r\n");
  });

  test("folds long lines at 75 octets without cutting a letter in two", () => {
    const summary = "Avaliação capilar com hidratação 💇🏽 e ação ".repeat(8);
    const text = icsText([{ ...event, summary }], "Clara");
    const lines = text.split("\r\n");
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text.replaceAll("\r\n ", "")).toContain(`SUMMARY:${summary}`);
    expect(text).toContain("X-WR-CALNAME:Clara\r\n");
  });

  test("a name cannot bring lines of its own", () => {
    const text = icsText([{ ...event, summary: "x\r\nATTACH:http://evil.example/\u0000" }]);
    expect(text).toContain("SUMMARY:x\\nATTACH:http://evil.example/ \r\n");
    expect(text).not.toContain("\r\nATTACH");
  });
});

describe("an address with a token", () => {
  async function book() {
    const { service, staff } = await openSalon(desk, {}, ["Clara"]);
    const maria = await addCustomer(desk, "Maria Souza", "5511911112222");
    const slot = { staffId: staff[0]!.id, startsAt: at("2026-09-22T15:00") };
    const taker = { ...maria, runId: null };
    const outcome = await desk.recado.write((tx) =>
      takeSlot(tx, service, slot, taker, "booked", desk.clock.now()),
    );
    if (outcome.kind !== "taken") throw new Error("full");
    return { booking: outcome.booking, feed: staff[0]!.feed_token };
  }

  test("gives a stranger that one booking, without the customer's name or number", async () => {
    const { booking } = await book();
    const response = await desk.send(`/c/booking/${booking.token}.ics`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const text = await response.text();
    expect(text).toContain("SUMMARY:Corte · Loja Azul");
    expect(text).toContain("DTSTART:20260922T180000Z");
    expect(text).not.toMatch(/Maria|1111/);
    await desk.recado.write(async (tx) =>
      endBooking(tx, await getBooking(tx, booking.id), "cancelled", desk.clock.now()),
    );
    const after = await (await desk.send(`/c/booking/${booking.token}.ics`)).text();
    expect(after).toContain("STATUS:CANCELLED");
    expect(after).toContain("SEQUENCE:1");
  });

  test("gives a calendar app what somebody is booked for, with names and without numbers", async () => {
    const { feed } = await book();
    const text = await (await desk.send(`/c/calendar/${feed}.ics`)).text();
    expect(text).toContain("Maria Souza");
    expect(text).not.toContain("1111");
  });

  test("opens nothing without the token, and not for ever in a minute", async () => {
    const { booking } = await book();
    for (const path of [
      `/c/booking/${"x".repeat(32)}.ics`,
      `/c/calendar/${booking.token}.ics`,
      "/c/booking/1.ics",
    ])
      expect((await desk.send(path)).status).toBe(404);
    expect((await desk.send(`/c/booking/${booking.token}`)).status).toBe(303);
    for (let n = 0; n < 57; n++) await desk.send(`/c/booking/${booking.token}.ics`);
    const refused = await desk.send(`/c/booking/${booking.token}.ics`);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
    desk.clock.advance(60_000);
    expect((await desk.send(`/c/booking/${booking.token}.ics`)).status).toBe(200);
  });
});

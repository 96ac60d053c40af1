import { describe, expect, test } from "bun:test";
import { freeSlotsOn, type SlotTerms, type Taken } from "../../src/bookings/free-slots.ts";
import { DAY, HOUR, MINUTE } from "../../src/clock.ts";
import type { Calendar } from "../../src/routing/calendar.ts";
import { at, shopHours, wallOf } from "./support.ts";

const terms: SlotTerms = {
  id: 1,
  minutes: 60,
  buffer_minutes: 0,
  every_minutes: 60,
  capacity: 1,
  days_ahead: 60,
  notice_minutes: 0,
};

function slots(
  day: string,
  {
    service = {},
    calendar = shopHours,
    taken = [],
    now = "2026-09-01T00:00",
    zone = "America/Sao_Paulo",
  }: {
    service?: Partial<SlotTerms>;
    calendar?: Calendar;
    taken?: Taken[];
    now?: string;
    zone?: string;
  } = {},
): string[] {
  const date = Temporal.PlainDate.from(day);
  const range = { timezone: zone, date, now: at(now, zone) };
  return freeSlotsOn({ ...terms, ...service }, [{ id: 1, calendar }], range, taken).map(
    ({ startsAt }) => wallOf(startsAt, zone).slice(5),
  );
}

describe("free slots", () => {
  test("lie within the hours, by the staff's calendar, holidays and days off", () => {
    expect(slots("2026-09-22")).toEqual(
      [9, 10, 11, 13, 14, 15, 16, 17].map((hour) => `09-22T${String(hour).padStart(2, "0")}:00`),
    );
    // Independence of Brazil, a Monday; a Saturday; an own day off, and one with other hours.
    expect(slots("2026-09-07")).toEqual([]);
    expect(slots("2026-09-26")).toEqual([]);
    const days = [
      { date: "2026-09-22", name: "Fair" },
      { date: "2026-09-26", name: "Saturday sale", hours: [{ from: "10:00", to: "12:00" }] },
    ];
    const calendar = { ...shopHours, days };
    expect(slots("2026-09-22", { calendar })).toEqual([]);
    expect(slots("2026-09-26", { calendar })).toEqual(["09-26T10:00", "09-26T11:00"]);
  });

  test("keep the notice and the horizon", () => {
    expect(
      slots("2026-09-22", { now: "2026-09-22T13:30", service: { notice_minutes: 60 } }),
    ).toEqual(["09-22T15:00", "09-22T16:00", "09-22T17:00"]);
    expect(slots("2026-09-22", { now: "2026-09-20T10:00", service: { days_ahead: 2 } })).toEqual([
      "09-22T09:00",
      "09-22T10:00",
    ]);
  });

  test("leave room for what is booked and for its pause", () => {
    const startsAt = at("2026-09-22T10:00");
    const taken = [
      {
        staff_id: 1,
        service_id: 2,
        starts_at: startsAt,
        busy_until: startsAt + 75 * MINUTE,
        seat: 0,
      },
    ];
    expect(slots("2026-09-22", { taken, service: { every_minutes: 30 } }).slice(0, 4)).toEqual([
      "09-22T09:00",
      "09-22T13:00",
      "09-22T13:30",
      "09-22T14:00",
    ]);
  });

  test("the night on which the clocks change has as many hours as it has", () => {
    const always: Calendar = { hours: null, timezone: "Europe/Paris", country: null, days: [] };
    const spring = slots("2026-03-29", {
      calendar: always,
      zone: "Europe/Paris",
      now: "2026-03-01T00:00",
    });
    expect(spring).toHaveLength(23);
    expect(spring.slice(0, 4)).toEqual([
      "03-29T00:00",
      "03-29T01:00",
      "03-29T03:00",
      "03-29T04:00",
    ]);
    const autumn = slots("2026-10-25", {
      calendar: always,
      zone: "Europe/Paris",
      now: "2026-10-01T00:00",
    });
    expect(autumn).toHaveLength(25);
    const shop: Calendar = {
      ...always,
      hours: { sunday: [{ from: "09:00", to: "11:00" }] },
    };
    for (const day of ["2026-03-29", "2026-10-25"])
      expect(
        slots(day, {
          calendar: shop,
          zone: "Europe/Paris",
          now: "2026-03-01T00:00",
          service: { days_ahead: 300 },
        }),
      ).toEqual([`${day.slice(5)}T09:00`, `${day.slice(5)}T10:00`]);
  });

  test("a night bar's hours after midnight belong to the day on the wall", () => {
    const night: Calendar = {
      hours: { friday: [{ from: "22:00", to: "02:00" }] },
      timezone: "America/Sao_Paulo",
      country: null,
      days: [],
    };
    expect(slots("2026-09-25", { calendar: night })).toEqual(["09-25T22:00", "09-25T23:00"]);
    expect(slots("2026-09-26", { calendar: night })).toEqual(["09-26T00:00", "09-26T01:00"]);
  });

  test("somebody in another zone is offered by the shop's clock", () => {
    const lisbon: Calendar = {
      hours: { tuesday: [{ from: "09:00", to: "11:00" }] },
      timezone: "Europe/Lisbon",
      country: null,
      days: [],
    };
    // 9:00 in Lisbon is 5:00 in São Paulo.
    expect(slots("2026-09-22", { calendar: lisbon })).toEqual(["09-22T05:00", "09-22T06:00"]);
  });

  test("every slot of a year lies within an opening and none overlaps what is booked", () => {
    const taken = Array.from({ length: 40 }, (_, n) => {
      const starts_at = at("2026-01-05T09:00") + n * 9 * DAY + (n % 8) * HOUR;
      return { staff_id: 1, service_id: 2, starts_at, busy_until: starts_at + HOUR, seat: 0 };
    });
    let count = 0;
    for (let day = 0; day < 365; day++) {
      const date = Temporal.PlainDate.from("2026-01-01").add({ days: day }).toString();
      for (const wall of slots(date, {
        taken,
        now: "2025-12-31T00:00",
        service: { days_ahead: 400 },
      })) {
        count += 1;
        const startsAt = at(`2026-${wall}`);
        const hour = Number(wall.slice(6, 8));
        expect((hour >= 9 && hour < 12) || (hour >= 13 && hour < 18)).toBe(true);
        expect(
          taken.some((one) => one.starts_at < startsAt + HOUR && one.busy_until > startsAt),
        ).toBe(false);
      }
    }
    expect(count).toBeGreaterThan(1_900);
  });
});

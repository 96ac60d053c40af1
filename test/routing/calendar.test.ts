import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  type Calendar,
  calendarOf,
  isCalendarOpen,
  nextCalendarOpening,
} from "../../src/routing/calendar.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const split = [
  { from: "09:00", to: "12:00" },
  { from: "14:00", to: "18:00" },
];
const week = { monday: split, tuesday: split, wednesday: split, thursday: split, friday: split };

function calendar(change: Partial<Calendar>): Calendar {
  return { hours: week, timezone: "Europe/Paris", country: null, days: [], ...change };
}

/** The next opening on the calendar's own wall. */
function opensAt(of: Calendar, text: string): string | null {
  const instant = nextCalendarOpening(of, at(text));
  if (instant === null) return null;
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(of.timezone)
    .toString({ timeZoneName: "never", smallestUnit: "minute" });
}

describe("holidays and own days", () => {
  // 2026-05-14 is Ascension, a Thursday.
  test("a public holiday of the country is closed; without a country it is a day like others", () => {
    const french = calendar({ country: "FR" });
    expect(isCalendarOpen(french, at("2026-05-14T10:00+02:00"))).toBe(false);
    expect(isCalendarOpen(calendar({}), at("2026-05-14T10:00+02:00"))).toBe(true);
    expect(opensAt(french, "2026-05-13T19:00+02:00")).toBe("2026-05-15T09:00+02:00");
    expect(isCalendarOpen(calendar({ country: "BR" }), at("2026-05-14T10:00+02:00"))).toBe(true);
  });

  test("the date is the one on the calendar's wall", () => {
    // 7 September is a holiday in Brazil; in São Paulo it begins at 03:00 UTC.
    const night = calendar({ hours: null, timezone: "America/Sao_Paulo", country: "BR" });
    expect(isCalendarOpen(night, at("2026-09-07T02:59Z"))).toBe(true);
    expect(isCalendarOpen(night, at("2026-09-07T03:00Z"))).toBe(false);
    expect(isCalendarOpen(night, at("2026-09-08T02:59Z"))).toBe(false);
    expect(isCalendarOpen(night, at("2026-09-08T03:00Z"))).toBe(true);
  });

  test("an own day is closed, or open at other hours, even on a holiday", () => {
    const own = calendar({
      country: "FR",
      days: [
        { date: "2026-05-15", name: "Pont" },
        { date: "2026-12-24", name: "Réveillon", hours: [{ from: "09:00", to: "13:00" }] },
        { date: "2026-12-25", name: "Noël", hours: [{ from: "10:00", to: "12:00" }] },
      ],
    });
    expect(opensAt(own, "2026-05-13T19:00+02:00")).toBe("2026-05-18T09:00+02:00");
    expect(isCalendarOpen(own, at("2026-12-24T12:30+01:00"))).toBe(true);
    expect(isCalendarOpen(own, at("2026-12-24T15:00+01:00"))).toBe(false);
    expect(isCalendarOpen(own, at("2026-12-25T11:00+01:00"))).toBe(true);
  });

  test("the night into a holiday is worked to its end, the night out of it is not", () => {
    const nights = { wednesday: [{ from: "22:00", to: "06:00" }] };
    const every = calendar({
      hours: { ...nights, thursday: nights.wednesday },
      country: "FR",
    });
    expect(isCalendarOpen(every, at("2026-05-14T05:59+02:00"))).toBe(true);
    expect(isCalendarOpen(every, at("2026-05-14T23:00+02:00"))).toBe(false);
    expect(isCalendarOpen(every, at("2026-05-15T05:00+02:00"))).toBe(false);
  });

  test("what never opens says so, and a single day far ahead is found", () => {
    expect(opensAt(calendar({ hours: {} }), "2026-05-13T19:00+02:00")).toBeNull();
    const fair = { date: "2027-04-10", name: "Foire", hours: [{ from: "08:00", to: "20:00" }] };
    expect(opensAt(calendar({ hours: {}, days: [fair] }), "2026-05-13T19:00+02:00")).toBe(
      "2027-04-10T08:00+02:00",
    );
  });

  test("round the clock has no next opening, but the one after a holiday", () => {
    const always = calendar({ hours: null });
    expect(isCalendarOpen(always, at("2026-05-14T03:00+02:00"))).toBe(true);
    expect(opensAt(always, "2026-05-14T03:00+02:00")).toBeNull();
    expect(opensAt({ ...always, country: "FR" }, "2026-05-14T03:00+02:00")).toBe(
      "2026-05-15T00:00+02:00",
    );
  });

  test("spans that meet at midnight are one opening", () => {
    const bar = calendar({
      hours: {
        friday: [{ from: "18:00", to: "24:00" }],
        saturday: [{ from: "00:00", to: "03:00" }],
      },
    });
    expect(opensAt(bar, "2026-11-20T19:00+01:00")).toBe("2026-11-27T18:00+01:00");
  });
});

describe("the clocks change", () => {
  const night = { saturday: [{ from: "22:00", to: "04:00" }] };
  // Paris 2026-03-29 and 2026-10-25, São Paulo 2018-11-04 (midnight skipped) and 2019-02-17
  // (midnight repeated), Lord Howe 2026-04-05 and 2026-10-04: half an hour at 02:00.
  test.each([
    ["Europe/Paris", "2026-03-28T22:00+01:00", 5],
    ["Europe/Paris", "2026-10-24T22:00+02:00", 7],
    ["America/Sao_Paulo", "2018-11-03T22:00-03:00", 5],
    ["America/Sao_Paulo", "2019-02-16T22:00-02:00", 7],
    ["Australia/Lord_Howe", "2026-04-04T22:00+11:00", 6.5],
    ["Australia/Lord_Howe", "2026-10-03T22:00+10:30", 5.5],
  ])("a night of six hours in %s from %s lasts %p", (timezone, begins, hours) => {
    const own = calendar({ hours: night, timezone });
    const start = at(begins);
    const end = start + hours * 3_600_000;
    expect(isCalendarOpen(own, start - 1)).toBe(false);
    expect(isCalendarOpen(own, start)).toBe(true);
    expect(isCalendarOpen(own, end - 1)).toBe(true);
    expect(isCalendarOpen(own, end)).toBe(false);
  });

  test("an opening in the half hour that Lord Howe skips comes half an hour later", () => {
    const early = { sunday: [{ from: "02:15", to: "09:00" }] };
    const own = calendar({ hours: early, timezone: "Australia/Lord_Howe" });
    expect(opensAt(own, "2026-10-03T20:00+10:30")).toBe("2026-10-04T02:45+11:00");
    expect(opensAt(own, "2026-04-04T20:00+11:00")).toBe("2026-04-05T02:15+10:30");
  });

  test("a holiday in São Paulo whose first hour did not exist begins at one o'clock", () => {
    const always = calendar({
      hours: null,
      timezone: "America/Sao_Paulo",
      days: [{ date: "2018-11-04", name: "Eleição" }],
    });
    expect(isCalendarOpen(always, at("2018-11-04T02:59:59Z"))).toBe(true);
    expect(isCalendarOpen(always, at("2018-11-04T01:00-02:00"))).toBe(false);
    expect(opensAt(always, "2018-11-04T12:00-02:00")).toBe("2018-11-05T00:00-02:00");
  });
});

describe("whose calendar", () => {
  let desk: Desk;
  beforeEach(async () => void (desk = await openDesk()));
  afterEach(() => desk.close());

  test("a team without its own keeps the hours and the holidays of the business", async () => {
    await desk.recado.write(async (tx) => {
      const bot = { isEnabled: true, greeting: {}, away: {}, hours: week, handOverWords: [] };
      await saveSetting(tx, "bot", bot, 0);
      const business = {
        name: "Loja Azul",
        language: "pt",
        timezone: "America/Sao_Paulo",
        country: "BR",
      } as const;
      await saveSetting(tx, "business", business, 0);
    });
    const own = await calendarOf(desk.recado.db, { calendar: null });
    expect(own).toEqual({ hours: week, timezone: "America/Sao_Paulo", country: "BR", days: [] });
    const team = JSON.stringify(calendar({ country: "FR" }));
    expect((await calendarOf(desk.recado.db, { calendar: team })).timezone).toBe("Europe/Paris");
  });

  test("a business that never said when it is open is open on holidays, too", async () => {
    const own = await calendarOf(desk.recado.db, null);
    expect(own.hours).toBeNull();
    expect(own.country).toBeNull();
  });
});

describe("the bot", () => {
  let desk: Desk;
  beforeEach(async () => void (desk = await openDesk()));
  afterEach(() => desk.close());

  /** What a customer gets at 15:00 of a Brazilian holiday, a Monday. */
  async function saidOnHoliday(change: { isOpenOnHolidays?: boolean }) {
    const now = at("2026-10-12T15:00-03:00");
    desk.clock.set(now);
    await desk.recado.write(async (tx) => {
      const away = { en: "We are back {opening}.", pt: "Voltamos {opening}." };
      const bot = { isEnabled: true, greeting: {}, away, hours: week, handOverWords: [] };
      await saveSetting(tx, "bot", { ...bot, ...change }, 0);
    });
    await desk.deliver(textWebhook("Bom dia, tudo bem?", { from: "5511987654321", at: now }));
    const rows = await desk.recado.db
      .selectFrom("messages")
      .select("text")
      .where("author_type", "=", "bot")
      .execute();
    return rows.map((row) => row.text);
  }

  test("says on a public holiday that the business is closed, and opens the day after", async () => {
    expect(await saidOnHoliday({})).toEqual(["Voltamos amanhã às 09:00."]);
  });

  test("is silent where the business is open on holidays", async () => {
    expect(await saidOnHoliday({ isOpenOnHolidays: true })).toEqual([]);
  });
});

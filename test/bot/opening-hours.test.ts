import { describe, expect, test } from "bun:test";
import { formatOpening, isOpeningHours, type OpeningHours } from "../../src/bot/opening-hours.ts";
import { isCalendarOpen, nextCalendarOpening } from "../../src/routing/calendar.ts";

const paris = "Europe/Paris";
const saoPaulo = "America/Sao_Paulo";

const split = [
  { from: "09:00", to: "12:00" },
  { from: "14:00", to: "18:00" },
];
const office: OpeningHours = {
  monday: split,
  tuesday: split,
  wednesday: split,
  thursday: split,
  friday: [{ from: "09:00", to: "12:00" }],
};
const bar: OpeningHours = {
  friday: [{ from: "18:00", to: "02:00" }],
  saturday: [{ from: "18:00", to: "04:30" }],
};

/** Hours alone, without holidays and own days. */
function calendar(hours: OpeningHours, timezone: string) {
  return { hours, timezone, country: null, days: [] };
}

function isOpen(hours: OpeningHours, zone: string, instant: number): boolean {
  return isCalendarOpen(calendar(hours, zone), instant);
}

/** The instant of a wall-clock time with its offset: "2026-11-20T09:00+01:00". */
function at(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}

function opensAt(hours: OpeningHours, zone: string, text: string): string | null {
  const instant = nextCalendarOpening(calendar(hours, zone), at(text));
  if (instant === null) return null;
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return zoned.toString({ timeZoneName: "never", smallestUnit: "minute" });
}

describe("open", () => {
  // 2026-11-20 is a Friday.
  test.each([
    ["2026-11-19T08:59:59.999+01:00", false],
    ["2026-11-19T09:00+01:00", true],
    ["2026-11-19T11:59:59.999+01:00", true],
    ["2026-11-19T12:00+01:00", false],
    ["2026-11-19T13:00+01:00", false],
    ["2026-11-19T14:00+01:00", true],
    ["2026-11-19T18:00+01:00", false],
    ["2026-11-20T15:00+01:00", false],
    ["2026-11-21T10:00+01:00", false],
  ])("at %s in a Parisian office with a lunch break: %p", (text, expected) => {
    expect(isOpen(office, paris, at(text))).toBe(expected);
  });

  test("goes by the wall clock of the business", () => {
    const instant = at("2026-11-19T08:30Z");
    expect(isOpen(office, paris, instant)).toBe(true);
    expect(isOpen(office, saoPaulo, instant)).toBe(false);
    expect(isOpen(office, saoPaulo, at("2026-11-19T12:00Z"))).toBe(true);
  });

  test("a night lasts into the next day", () => {
    expect(isOpen(bar, saoPaulo, at("2026-11-20T18:00-03:00"))).toBe(true);
    expect(isOpen(bar, saoPaulo, at("2026-11-21T01:59-03:00"))).toBe(true);
    expect(isOpen(bar, saoPaulo, at("2026-11-21T02:00-03:00"))).toBe(false);
    expect(isOpen(bar, saoPaulo, at("2026-11-22T04:29-03:00"))).toBe(true);
    expect(isOpen(bar, saoPaulo, at("2026-11-20T01:00-03:00"))).toBe(false);
  });

  test("until midnight, and round the clock", () => {
    const late: OpeningHours = { friday: [{ from: "20:00", to: "24:00" }] };
    expect(isOpen(late, paris, at("2026-11-20T23:59+01:00"))).toBe(true);
    expect(isOpen(late, paris, at("2026-11-21T00:00+01:00"))).toBe(false);
    const always: OpeningHours = { friday: [{ from: "00:00", to: "00:00" }] };
    expect(isOpen(always, paris, at("2026-11-20T00:00+01:00"))).toBe(true);
    expect(isOpen(always, paris, at("2026-11-20T23:59+01:00"))).toBe(true);
    expect(isOpen(always, paris, at("2026-11-21T00:00+01:00"))).toBe(false);
  });
});

describe("the clocks change", () => {
  // Paris: 2026-03-29 02:00 → 03:00, 2026-10-25 03:00 → 02:00, both Sundays.
  const sunday: OpeningHours = { sunday: [{ from: "09:00", to: "12:00" }] };

  test("nine o'clock is nine o'clock before and after", () => {
    expect(opensAt(sunday, paris, "2026-03-28T20:00+01:00")).toBe("2026-03-29T09:00+02:00");
    expect(opensAt(sunday, paris, "2026-10-24T20:00+02:00")).toBe("2026-10-25T09:00+01:00");
    expect(isOpen(sunday, paris, at("2026-03-29T07:00Z"))).toBe(true);
    expect(isOpen(sunday, paris, at("2026-10-25T07:59Z"))).toBe(false);
    expect(isOpen(sunday, paris, at("2026-10-25T08:00Z"))).toBe(true);
  });

  test("a night over the change is an hour shorter or longer", () => {
    const night: OpeningHours = { saturday: [{ from: "22:00", to: "04:00" }] };
    expect(isOpen(night, paris, at("2026-03-29T01:59Z"))).toBe(true);
    expect(isOpen(night, paris, at("2026-03-29T02:00Z"))).toBe(false);
    expect(isOpen(night, paris, at("2026-10-25T02:59Z"))).toBe(true);
    expect(isOpen(night, paris, at("2026-10-25T03:00Z"))).toBe(false);
  });

  test("an opening that the clocks skip comes as much later, one that they repeat comes first", () => {
    const early: OpeningHours = { sunday: [{ from: "02:30", to: "12:00" }] };
    expect(opensAt(early, paris, "2026-03-28T20:00+01:00")).toBe("2026-03-29T03:30+02:00");
    expect(opensAt(early, paris, "2026-10-24T20:00+02:00")).toBe("2026-10-25T02:30+02:00");
  });

  test("São Paulo as it was, when midnight itself was skipped", () => {
    // 2018-11-04 00:00 → 01:00, a Sunday.
    const midnight: OpeningHours = { sunday: [{ from: "00:00", to: "06:00" }] };
    expect(opensAt(midnight, saoPaulo, "2018-11-03T20:00-03:00")).toBe("2018-11-04T01:00-02:00");
    expect(isOpen(midnight, saoPaulo, at("2018-11-04T05:59-02:00"))).toBe(true);
  });
});

describe("the next opening", () => {
  test.each([
    ["before work", "2026-11-19T07:00+01:00", "2026-11-19T09:00+01:00"],
    ["at lunch", "2026-11-19T12:30+01:00", "2026-11-19T14:00+01:00"],
    ["in the evening", "2026-11-19T20:00+01:00", "2026-11-20T09:00+01:00"],
    ["on Friday after work", "2026-11-20T12:00+01:00", "2026-11-23T09:00+01:00"],
    ["on Sunday", "2026-11-22T23:59+01:00", "2026-11-23T09:00+01:00"],
    ["at the very opening, of the next span", "2026-11-19T09:00+01:00", "2026-11-19T14:00+01:00"],
    ["while open, of the next span", "2026-11-19T10:00+01:00", "2026-11-19T14:00+01:00"],
  ])("%s", (_, now, expected) => {
    expect(opensAt(office, paris, now)).toBe(expected);
  });

  test("may be a week away", () => {
    const monday: OpeningHours = { monday: [{ from: "09:00", to: "10:00" }] };
    expect(opensAt(monday, paris, "2026-11-23T10:00+01:00")).toBe("2026-11-30T09:00+01:00");
  });

  test("never comes where nothing is open", () => {
    expect(nextCalendarOpening(calendar({}, paris), at("2026-11-20T10:00Z"))).toBeNull();
    expect(
      nextCalendarOpening(calendar({ monday: [] }, paris), at("2026-11-20T10:00Z")),
    ).toBeNull();
    expect(isOpen({}, paris, at("2026-11-20T10:00Z"))).toBe(false);
  });
});

describe("an opening in words", () => {
  const now = at("2026-11-19T20:00+01:00");
  const said = (text: string) =>
    (["en", "fr", "pt", "es"] as const).map((language) =>
      formatOpening(at(text), paris, language, now),
    );

  test("today and tomorrow by the calendar of the business", () => {
    expect(said("2026-11-19T21:00+01:00")).toEqual([
      "today at 21:00",
      "aujourd’hui à 21:00",
      "hoje às 21:00",
      "hoy a las 21:00",
    ]);
    expect(said("2026-11-20T09:00+01:00")).toEqual([
      "tomorrow at 09:00",
      "demain à 09:00",
      "amanhã às 09:00",
      "mañana a las 09:00",
    ]);
    expect(said("2026-11-20T00:30+01:00")[0]).toBe("tomorrow at 00:30");
    expect(
      formatOpening(at("2026-11-20T09:00-03:00"), saoPaulo, "pt", at("2026-11-20T01:00Z")),
    ).toBe("amanhã às 09:00");
  });

  test("this week by its day, later with its date", () => {
    expect(said("2026-11-23T09:00+01:00")).toEqual([
      "on Monday at 09:00",
      "lundi à 09:00",
      "na segunda-feira às 09:00",
      "el lunes a las 09:00",
    ]);
    expect(said("2026-11-21T01:00+01:00")).toEqual([
      "on Saturday at 01:00",
      "samedi à 01:00",
      "no sábado à 01:00",
      "el sábado a la 01:00",
    ]);
    expect(said("2026-11-26T09:00+01:00")).toEqual([
      "on Thursday 26 November at 09:00",
      "jeudi 26 novembre à 09:00",
      "na quinta-feira, 26 de novembro às 09:00",
      "el jueves, 26 de noviembre a las 09:00",
    ]);
  });
});

test("hours from outside are weekdays with times that exist", () => {
  expect(isOpeningHours(office)).toBe(true);
  expect(isOpeningHours({})).toBe(true);
  expect(isOpeningHours({ monday: [{ from: "20:00", to: "24:00" }] })).toBe(true);
  const wrong = [
    null,
    [],
    "monday",
    { someday: [] },
    { monday: {} },
    { monday: [{ from: "9:00", to: "18:00" }] },
    { monday: [{ from: "25:00", to: "26:00" }] },
    { monday: [{ from: "24:00", to: "24:00" }] },
    { monday: [{ from: "09:00" }] },
    { monday: ["09:00"] },
  ];
  for (const value of wrong) expect(isOpeningHours(value)).toBe(false);
});

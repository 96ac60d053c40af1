import { describe, expect, test } from "bun:test";
import {
  type Rotation,
  rotationWeek,
  shiftsAt,
  shiftsBetween,
  type ShiftSpan,
} from "../../src/routing/shift-times.ts";

const bruno = 2;
const clara = 3;
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const date = (text: string) => Temporal.PlainDate.from(text);
const rotation = (change: Partial<Rotation> = {}): Rotation => ({
  timezone: "Europe/Paris",
  weeks: 1,
  from: null,
  ...change,
});
const span = (user_id: number, weekday: string, starts: string, ends: string, week = 1) =>
  ({ user_id, week, weekday, starts, ends }) satisfies ShiftSpan;
const who = (of: Rotation, spans: ShiftSpan[], text: string) =>
  shiftsAt(of, spans, at(text)).map(({ userId }) => userId);

describe("weeks of a rotation", () => {
  test("begin on the Monday that was set and come again", () => {
    const three = rotation({ weeks: 3, from: "2026-11-16" });
    const weeks = ["2026-11-16", "2026-11-22", "2026-11-23", "2026-11-30", "2026-12-07"].map(
      (day) => rotationWeek(three, date(day)),
    );
    expect(weeks).toEqual([1, 1, 2, 3, 1]);
  });

  test("are counted back before it", () => {
    const three = rotation({ weeks: 3, from: "2026-11-16" });
    expect(
      ["2026-11-15", "2026-11-09", "2026-11-08", "2026-10-26"].map((day) =>
        rotationWeek(three, date(day)),
      ),
    ).toEqual([3, 3, 2, 1]);
  });

  test("a shift of week 2 is worked in week 2 alone, one of week 0 in each", () => {
    const two = rotation({ weeks: 2, from: "2026-11-16" });
    const spans = [
      span(bruno, "monday", "09:00", "17:00", 2),
      span(clara, "monday", "09:00", "17:00", 0),
    ];
    expect(who(two, spans, "2026-11-16T10:00+01:00")).toEqual([clara]);
    expect(who(two, spans, "2026-11-23T10:00+01:00")).toEqual([bruno, clara]);
    expect(who(two, spans, "2026-11-30T10:00+01:00")).toEqual([clara]);
  });
});

describe("a shift", () => {
  test("over midnight goes on into the next day, over the end of the week, too", () => {
    const nights = [span(bruno, "sunday", "22:00", "06:00")];
    expect(who(rotation(), nights, "2026-11-22T21:59+01:00")).toEqual([]);
    expect(who(rotation(), nights, "2026-11-22T22:00+01:00")).toEqual([bruno]);
    expect(who(rotation(), nights, "2026-11-23T05:59+01:00")).toEqual([bruno]);
    expect(who(rotation(), nights, "2026-11-23T06:00+01:00")).toEqual([]);
  });

  test("of Sunday night in week 1 lasts into Monday of week 2", () => {
    const two = rotation({ weeks: 2, from: "2026-11-16" });
    const nights = [span(bruno, "sunday", "22:00", "06:00", 1)];
    expect(who(two, nights, "2026-11-23T05:00+01:00")).toEqual([bruno]);
    expect(who(two, nights, "2026-11-30T05:00+01:00")).toEqual([]);
  });

  test("that meets the next one of the same person has one end", () => {
    const spans = [
      span(bruno, "monday", "20:00", "24:00"),
      span(bruno, "tuesday", "00:00", "04:00"),
      span(bruno, "tuesday", "14:00", "18:00"),
    ];
    const times = shiftsBetween(
      rotation(),
      spans,
      at("2026-11-16T00:00+01:00"),
      at("2026-11-18T00:00+01:00"),
    );
    expect(times).toEqual([
      {
        userId: bruno,
        startsAt: at("2026-11-16T20:00+01:00"),
        endsAt: at("2026-11-17T04:00+01:00"),
      },
      {
        userId: bruno,
        startsAt: at("2026-11-17T14:00+01:00"),
        endsAt: at("2026-11-17T18:00+01:00"),
      },
    ]);
  });

  test.each([
    ["Europe/Paris", "2026-03-28T22:00+01:00", 7],
    ["Europe/Paris", "2026-10-24T22:00+02:00", 9],
    ["America/Sao_Paulo", "2018-11-03T22:00-03:00", 7],
    ["America/Sao_Paulo", "2019-02-16T22:00-02:00", 9],
    ["Australia/Lord_Howe", "2026-04-04T22:00+11:00", 8.5],
    ["Australia/Lord_Howe", "2026-10-03T22:00+10:30", 7.5],
  ])(
    "of eight hours in the night that the clocks change in %s (%s) lasts %p",
    (timezone, begins, hours) => {
      const nights = [span(bruno, "saturday", "22:00", "06:00")];
      const [time] = shiftsAt(rotation({ timezone }), nights, at(begins));
      expect(time).toEqual({
        userId: bruno,
        startsAt: at(begins),
        endsAt: at(begins) + hours * 3_600_000,
      });
    },
  );
});

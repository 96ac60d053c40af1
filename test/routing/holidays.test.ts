import { expect, test } from "bun:test";
import {
  type HolidayCountry,
  holidaysOf,
  isHoliday,
  nextHolidays,
} from "../../src/routing/holidays.ts";

/** As the countries published them: month and day, those of a weekend with what replaces them. */
const published: Record<HolidayCountry, Record<number, string>> = {
  FR: {
    2025: "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25",
    2026: "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25",
    2027: "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25",
  },
  BR: {
    2023: "01-01 04-07 04-21 05-01 09-07 10-12 11-02 11-15 12-25",
    2025: "01-01 04-18 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25",
    2026: "01-01 04-03 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25",
    2027: "01-01 03-26 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25",
  },
  PT: {
    2025: "01-01 04-18 04-20 04-25 05-01 06-10 06-19 08-15 10-05 11-01 12-01 12-08 12-25",
    2026: "01-01 04-03 04-05 04-25 05-01 06-04 06-10 08-15 10-05 11-01 12-01 12-08 12-25",
    2027: "01-01 03-26 03-28 04-25 05-01 05-27 06-10 08-15 10-05 11-01 12-01 12-08 12-25",
  },
  ES: {
    2025: "01-01 01-06 04-18 05-01 08-15 10-12 11-01 12-06 12-08 12-25",
    2026: "01-01 01-06 04-03 05-01 08-15 10-12 11-01 12-06 12-08 12-25",
    2027: "01-01 01-06 03-26 05-01 08-15 10-12 11-01 12-06 12-08 12-25",
  },
  GB: {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28",
    2022: "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27",
    2023: "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28",
  },
  US: {
    2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25",
    // New Year's Day of 2028 is a Saturday: kept on the Friday before, in this year.
    2027: "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31",
  },
  AU: {
    2022: "01-01 01-03 01-26 04-15 04-18 04-25 09-22 12-25 12-26 12-27",
    2025: "01-01 01-27 04-18 04-21 04-25 12-25 12-26",
    2026: "01-01 01-26 04-03 04-06 04-25 12-25 12-26 12-28",
    2027: "01-01 01-26 03-26 03-29 04-25 12-25 12-26 12-27 12-28",
  },
};

const cases = Object.entries(published).flatMap(([country, years]) =>
  Object.entries(years).map(
    ([year, days]) => [country as HolidayCountry, Number(year), days] as const,
  ),
);

test.each(cases)("%s %i as published", (country, year, days) => {
  expect(
    holidaysOf(country, year)
      .map(({ date }) => date.slice(5))
      .join(" "),
  ).toBe(days);
});

test("Easter from the earliest to the latest it falls in two centuries", () => {
  const easters = ["1913-03-23", "1943-04-25", "2008-03-23", "2011-04-24", "2038-04-25"];
  for (const date of easters) expect(isHoliday("PT", date)).toBe(true);
  expect(isHoliday("PT", "2026-04-12")).toBe(false);
});

test("the names are in the language of the country, and say which day is kept instead", () => {
  const names = (country: HolidayCountry, date: string) =>
    holidaysOf(country, Number(date.slice(0, 4))).find((day) => day.date === date)?.name;
  expect(names("FR", "2026-05-14")).toBe("Ascension");
  expect(names("BR", "2026-11-20")).toBe("Dia Nacional de Zumbi e da Consciência Negra");
  expect(names("ES", "2026-12-08")).toBe("Inmaculada Concepción");
  expect(names("GB", "2027-12-28")).toBe("Boxing Day (substitute day)");
  expect(names("US", "2026-07-03")).toBe("Independence Day (observed)");
  expect(names("AU", "2025-01-27")).toBe("Australia Day (substitute day)");
});

test("what comes next goes over the end of the year", () => {
  expect(nextHolidays("FR", "2026-12-25", 3).map(({ date }) => date)).toEqual([
    "2026-12-25",
    "2027-01-01",
    "2027-03-29",
  ]);
});

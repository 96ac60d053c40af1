import { expect, test } from "bun:test";
import { hoursWords } from "../../src/packs/hours-words.ts";

const split = [
  { from: "09:00", to: "12:00" },
  { from: "13:00", to: "18:00" },
];
const late = [{ from: "18:00", to: "02:00" }];
const hours = {
  monday: split,
  tuesday: split,
  wednesday: split,
  friday: late,
  saturday: late,
};

test("days with the same hours stand together, closed ones are left out", () => {
  expect(hoursWords(hours, "en")).toBe(
    "Monday to Wednesday: 09:00–12:00, 13:00–18:00\nFriday and Saturday: 18:00–02:00",
  );
});

test("in each language as it is written there", () => {
  expect(hoursWords(hours, "fr")).toContain("Lundi à mercredi\u00a0: 09:00–12:00");
  expect(hoursWords(hours, "pt")).toContain("Sexta-feira e sábado: 18:00–02:00");
  expect(hoursWords(hours, "es")).toContain("Lunes a miércoles: 09:00–12:00");
});

test("a week of the same hours is one line", () => {
  const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  const always = Object.fromEntries(days.map((day) => [day, late]));
  expect(hoursWords(always, "en")).toBe("Monday to Sunday: 18:00–02:00");
  expect(hoursWords({}, "en")).toBe("");
});

import { expect, test } from "bun:test";
import { draftOfHours, editHours, requireHours } from "../../src/bot/hours-draft.ts";

const week = draftOfHours({
  monday: [
    { from: "09:00", to: "12:00" },
    { from: "14:00", to: "24:00" },
  ],
});

test("what is saved comes back the same, midnight as the form writes it", () => {
  expect(week.days.monday).toEqual([
    { from: "09:00", to: "12:00" },
    { from: "14:00", to: "00:00" },
  ]);
  expect(requireHours(week)).toMatchObject({ monday: week.days.monday, sunday: [] });
});

test("a business without hours starts from a usual week, still always open", () => {
  const draft = draftOfHours(null);
  expect(draft.isAlwaysOpen).toBe(true);
  expect([draft.days.friday.length, draft.days.saturday.length]).toEqual([1, 0]);
  expect(requireHours(draft)).toBeNull();
});

test("one day is copied to all the others", () => {
  const copied = editHours(week, "copy monday");
  expect(copied.days.sunday).toEqual(week.days.monday);
});

test("a span is removed by its place", () => {
  expect(editHours(week, "remove monday 0").days.monday).toEqual([{ from: "14:00", to: "00:00" }]);
});

test("a closed day opens with usual hours, an open one gets an empty span", () => {
  expect(editHours(week, "add sunday").days.sunday).toEqual([{ from: "09:00", to: "18:00" }]);
  expect(editHours(week, "add monday").days.monday.at(-1)).toEqual({ from: "", to: "" });
});

test("nonsense changes nothing", () => {
  for (const edit of ["", "add", "add someday", "explode monday", "remove monday x"]) {
    expect(editHours(week, edit).days).toEqual(week.days);
  }
});

test("empty spans are left out, the others sorted", () => {
  const draft = {
    ...week,
    days: {
      ...week.days,
      monday: [
        { from: "14:00", to: "18:00" },
        { from: "", to: "" },
        { from: "09:00", to: "12:00" },
      ],
    },
  };
  expect(requireHours(draft)?.monday).toEqual([
    { from: "09:00", to: "12:00" },
    { from: "14:00", to: "18:00" },
  ]);
});

test("half a span, a span without length and a wrong time are refused", () => {
  for (const span of [
    { from: "09:00", to: "" },
    { from: "", to: "12:00" },
    { from: "09:00", to: "09:00" },
    { from: "25:00", to: "26:00" },
  ]) {
    expect(() => requireHours({ ...week, days: { ...week.days, friday: [span] } })).toThrow(
      "every span",
    );
  }
});

test("round the clock is from midnight to midnight", () => {
  const draft = { ...week, days: { ...week.days, friday: [{ from: "00:00", to: "00:00" }] } };
  expect(requireHours(draft)?.friday).toEqual([{ from: "00:00", to: "00:00" }]);
});

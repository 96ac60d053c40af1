import { expect, test } from "bun:test";
import { HOUR, MINUTE } from "../../src/clock.ts";
import { readTime, timeText } from "../../src/sla/time-text.ts";

test.each([
  ["15", 15 * MINUTE],
  ["15 min", 15 * MINUTE],
  ["15 Minuten", 15 * MINUTE],
  ["2 h", 2 * HOUR],
  ["2 horas", 2 * HOUR],
  ["1,5 h", 90 * MINUTE],
  ["1h30", 90 * MINUTE],
  ["1 h 30 min", 90 * MINUTE],
  ["8760 h", 365 * 24 * HOUR],
])("%s is a time that people write", (text, expected) => {
  expect(readTime(text)).toBe(expected);
});

test.each(["soon", "-5", "0", "0 h", "8761 h", "1 h 30 h", "5 s"])("%s is none", (text) => {
  expect(readTime(text)).toBeUndefined();
});

test("nothing written is no promise, and what we write we read", () => {
  expect(readTime("  ")).toBeNull();
  for (const minutes of [1, 5, 59, 60, 61, 90, 1440, 129_600])
    expect(readTime(timeText(minutes * MINUTE))).toBe(minutes * MINUTE);
});

import { expect, test } from "bun:test";
import { busyDay, busyDayLength } from "../../src/simulator/busy-day-story.ts";
import { seedBusyDay } from "../../src/simulator/seed-busy-day.ts";
import { openDesk } from "../support/desk.ts";

const COUNT = 60;

test("a busy day is always the same, and ends with the day", () => {
  expect(busyDay(COUNT)).toEqual(busyDay(COUNT));
  expect(busyDay(COUNT).every(({ at }) => at >= 0 && at <= busyDayLength)).toBe(true);
  expect(new Set(busyDay(500).map(({ who }) => who.key)).size).toBe(500);
});

test("a busy day is played through the pipeline: tickets have teams, people, clocks and reasons", async () => {
  const desk = await openDesk();
  const { db } = desk.recado;
  await seedBusyDay(desk.recado, desk.clock, { count: COUNT });
  const tickets = await db.selectFrom("tickets").select(["team_id", "assignee_id"]).execute();
  expect(tickets).toHaveLength(COUNT);
  expect(tickets.every(({ team_id, assignee_id }) => team_id && assignee_id)).toBe(true);
  const count = async (
    table: "sla_clocks" | "sla_events" | "rule_firings" | "shift_handovers" | "notifications",
  ) => {
    const { n } = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    return n;
  };
  expect(await count("rule_firings")).toBeGreaterThanOrEqual(COUNT);
  expect(await count("sla_clocks")).toBeGreaterThanOrEqual(2 * COUNT);
  expect(await count("sla_events")).toBeGreaterThan(0);
  expect(await count("notifications")).toBeGreaterThanOrEqual(COUNT);
  expect(await count("shift_handovers")).toBeGreaterThan(0);
  const failed = await db
    .selectFrom("webhook_events")
    .select("id")
    .where("state", "!=", "processed")
    .execute();
  expect(failed).toEqual([]);
  const again = seedBusyDay(desk.recado, desk.clock, { count: 1 });
  await expect(again).rejects.toThrow("already");
  await desk.close();
}, 60_000);

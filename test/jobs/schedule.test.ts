import { afterEach, beforeEach, expect, spyOn, test } from "bun:test";
import cron, { type ScheduledTask } from "node-cron";
import { HOUR } from "../../src/clock.ts";
import { startSchedule } from "../../src/jobs/schedule.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
/** No tick comes during a test: what happens, happens at the start. */
const noTick = () => spyOn(cron, "schedule").mockReturnValue({ stop() {} } as ScheduledTask);
let schedule: ReturnType<typeof noTick>;
beforeEach(async () => {
  desk = await openDesk();
  schedule = noTick();
});
afterEach(async () => {
  schedule.mockRestore();
  await desk.close();
});

async function snoozedFor(milliseconds: number): Promise<void> {
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
  const { call } = await desk.apiOf();
  const snoozed_until = new Date(desk.clock.now() + milliseconds).toISOString();
  const { status } = await call("PATCH", "/tickets/1", { status: "snoozed", snoozed_until });
  expect(status).toBe(200);
}

async function statusOf(id: number) {
  const { db } = desk.recado;
  return (await db.selectFrom("tickets").select("status").where("id", "=", id).executeTakeFirst())
    ?.status;
}

test("a ticket whose snooze ended while the program was stopped wakes as it starts", async () => {
  await snoozedFor(HOUR);
  desk.clock.advance(2 * HOUR);
  startSchedule(desk.recado, desk.work);
  await until(async () => (await statusOf(1)) === "open");
});

test("one that fails at the start is told and keeps nobody else from starting", async () => {
  await snoozedFor(HOUR);
  desk.clock.advance(2 * HOUR);
  desk.work.processor.kick = () => Promise.reject(new Error("no journal"));
  startSchedule(desk.recado, desk.work);
  await until(async () => (await statusOf(1)) === "open");
  const told = desk.log.filter((line) => line.includes("job.failed"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("no journal");
});

test("node-cron speaks in our own log, and quietly of ticks that are made up for", async () => {
  startSchedule(desk.recado, desk.work);
  const options = schedule.mock.calls[0]?.[2];
  options?.logger?.warn("task still running");
  options?.logger?.error(new Error("no such zone"));
  const told = desk.log.filter((line) => line.includes('"event":"schedule'));
  expect(told.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual([
    "debug",
    "error",
  ]);
});

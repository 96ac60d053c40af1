import { DAY } from "../../src/clock.ts";
import { runRetention } from "../../src/retention/run-retention.ts";
import { findLastRun, talliesOf } from "../../src/retention/runs.ts";
import type { Desk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

export const BRUNA = "5511988880001";
export const CARLA = "5511988880002";

/** Somebody writes, and the ticket is resolved at once. Returns its number. */
export async function resolvedTicket(desk: Desk, text: string, from: string): Promise<number> {
  await desk.deliver(textWebhook(text, { from, name: `Of ${from}`, at: desk.clock.now() }));
  const { id } = await desk.recado.db
    .selectFrom("tickets")
    .select("id")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("PUT", `/tickets/${id}/resolution`);
  return id;
}

export const days = (desk: Desk, n: number) => desk.clock.advance(n * DAY);

/** Counts by kind of a run that was just done, of the kinds that had something. */
export async function run(desk: Desk, isDryRun = false): Promise<Record<string, number>> {
  await runRetention(desk.recado, { isDryRun });
  const row = await findLastRun(desk.recado.db, isDryRun);
  if (!row || row.error) throw new Error(row?.error ?? "no run");
  const counted = Object.entries(talliesOf(row)).map(([kind, tally]) => [kind, tally.n] as const);
  return Object.fromEntries(counted.filter(([, n]) => n > 0));
}

/** Ids of all rows of a table. */
export async function idsOf(
  desk: Desk,
  table: "tickets" | "messages" | "threads" | "contacts" | "webhook_events" | "notes",
): Promise<number[]> {
  const rows = await desk.recado.db.selectFrom(table).select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}

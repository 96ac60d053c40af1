import { afterEach, beforeEach, expect, test } from "bun:test";
import { MINUTE, SECOND } from "../../src/clock.ts";
import { changePriority } from "../../src/inbox/change-ticket.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { previewPolicy } from "../../src/sla/preview-policy.ts";
import { dice } from "../trust/battery.ts";
import { openSlaDesk, termsOf } from "./support.ts";

let desk: Awaited<ReturnType<typeof openSlaDesk>>;

beforeEach(async () => {
  desk = await openSlaDesk();
}, 20_000);
afterEach(() => desk.close());

test("whatever happens to tickets, the clocks kept on the way say what their history says", async () => {
  const split = [
    { from: "08:00", to: "11:30" },
    { from: "13:00", to: "17:45" },
  ];
  const policy = await desk.addPolicy({
    terms: termsOf(
      {
        "first-response": { low: 90, normal: 45, high: 20, urgent: 5 },
        "next-response": { low: 120, normal: 60, urgent: 10 },
        resolution: { low: 900, normal: 480, high: 240, urgent: 60 },
      },
      {
        calendar: {
          hours: { monday: split, tuesday: split, wednesday: split, thursday: split },
          timezone: "America/Sao_Paulo",
          country: "BR",
          days: [{ date: "2026-09-23", name: "Inventory" }],
        },
      },
    ),
  });
  const from = desk.clock.now();
  const roll = dice(14);
  const people = ["5511970000011", "5511970000012", "5511970000013"];
  const tickets = new Map<string, number>();
  for (let left = 300; left > 0; left--) {
    desk.clock.advance((1 + roll(40)) * MINUTE + roll(60) * SECOND);
    const who = people[roll(people.length)] as string;
    const ticket = tickets.get(who);
    if (roll(3) === 0 || ticket === undefined) tickets.set(who, await desk.write(who, "Hello?"));
    else await disturb(ticket, roll);
    if (roll(4) === 0) await desk.tick();
  }
  await desk.tick();
  const now = desk.clock.now();
  const preview = await previewPolicy(desk.recado.db, policy, { from, to: now + 1, now });
  expect(preview.promises.length).toBeGreaterThan(30);
  const said = preview.promises.map(
    ({ ticketId, metric, startedAt, endedAt, outcome, dueAt }) =>
      `${ticketId} ${metric} ${startedAt} ${endedAt} ${outcome} ${outcome === "breached" ? dueAt : ""}`,
  );
  const clocks = await desk.recado.db.selectFrom("sla_clocks").selectAll().execute();
  const kept = clocks.map((row) => {
    const open = row.breached_at === null ? "open" : "breached";
    const outcome = row.ended_at === null ? open : row.state;
    const late = outcome === "breached" ? row.breached_at : "";
    return `${row.ticket_id} ${row.metric} ${row.started_at} ${row.ended_at} ${outcome} ${late}`;
  });
  // A clock of which nothing was promised for a while is void, where the history knows of none.
  const counted = (lines: string[]) => lines.filter((line) => !line.includes("void")).toSorted();
  expect(counted(kept)).toEqual(counted(said));
}, 60_000);

async function disturb(id: number, roll: (below: number) => number): Promise<void> {
  const ticket = await getTicket(desk.recado.db, id);
  switch (roll(5)) {
    case 0:
    case 1:
      if (ticket.status !== "resolved") await desk.answer(id);
      return;
    case 2:
      return void (await desk.setStatus(id, ticket.status === "resolved" ? "open" : "resolved"));
    case 3:
      if (ticket.status !== "resolved") await desk.setStatus(id, "pending");
      return;
    default: {
      const priority = (["low", "normal", "high", "urgent"] as const)[roll(4)] ?? "normal";
      const now = desk.clock.now();
      await desk.recado.write((tx) => changePriority(tx, ticket, priority, desk.bruno, now));
    }
  }
}

import { HOUR } from "../../src/clock.ts";
import { makeCard } from "../../src/routing/handover-card.ts";
import { acknowledge, insertHandover, saveEarlyNote } from "../../src/routing/handovers.ts";
import { insertShift, saveRotation } from "../../src/routing/shifts.ts";
import { insertTeam } from "../../src/routing/teams.ts";
import type { Desk } from "./desk.ts";

/**
 * A team of Ana, who leads it, and Bruno, with hours of its own, two weeks of shifts around the
 * desk's clock, one of them over midnight, and cards: Ana's shift that goes on, one that waits, an old one.
 */
export async function addTeams({ recado, clock, people }: Desk): Promise<number> {
  const now = clock.now();
  const split = [
    { from: "09:00", to: "12:00" },
    { from: "13:30", to: "18:00" },
  ];
  return recado.write(async (tx) => {
    const team = await insertTeam(
      tx,
      {
        name: "Vendas",
        calendar: {
          hours: {
            monday: split,
            tuesday: split,
            wednesday: split,
            thursday: split,
            friday: split,
          },
          timezone: "America/Sao_Paulo",
          country: "BR",
          days: [
            {
              date: "2026-12-24",
              name: "Véspera de Natal",
              hours: [{ from: "09:00", to: "13:00" }],
            },
            { date: "2027-02-09", name: "Carnaval" },
          ],
        },
        assignment: "round-robin",
        isSticky: true,
        members: [
          { id: people.ana, isLead: true },
          { id: people.bruno, isLead: false },
        ],
      },
      now,
    );
    await saveRotation(tx, team.id, { weeks: 2, from: "2026-09-21" }, now);
    const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    for (const [week, first, second] of [
      [1, people.ana, people.bruno],
      [2, people.bruno, people.ana],
    ] as const) {
      for (const weekday of weekdays) {
        const day = { team_id: team.id, week, weekday };
        await insertShift(tx, { ...day, user_id: first, starts: "06:00", ends: "14:00" });
        await insertShift(tx, { ...day, user_id: second, starts: "14:00", ends: "22:00" });
      }
      const night = { team_id: team.id, week, weekday: "saturday" };
      await insertShift(tx, { ...night, user_id: second, starts: "22:00", ends: "06:00" });
    }
    const brunos = { teamId: team.id, userId: people.bruno };
    const card = await makeCard(tx, brunos, now);
    const due = card.open[0];
    const promised = due ? [{ ticket: due, at: now + HOUR, kind: "sla" as const }] : [];
    const waiting = { ...brunos, endedAt: now - HOUR };
    await insertHandover(tx, waiting, { ...card, promised }, now);
    await saveEarlyNote(tx, waiting, "A fábrica liga às 16h sobre o pedido 1042.", now);
    await insertHandover(tx, { ...brunos, endedAt: now - 25 * HOUR }, card, now - 25 * HOUR);
    const old = await tx
      .selectFrom("shift_handovers")
      .select("id")
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    await acknowledge(tx, old.id, people.ana, now - 24 * HOUR);
    return team.id;
  });
}

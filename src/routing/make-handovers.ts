import { DAY } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { calendarOf } from "./calendar.ts";
import { isEmptyCard, makeCard } from "./handover-card.ts";
import { findHandover, insertHandover } from "./handovers.ts";
import { shiftsBetween } from "./shift-times.ts";
import { listShifts, rotationOf, workedShifts } from "./shifts.ts";
import { listTeams, type TeamRow } from "./teams.ts";

/** After a longer stop, what ended before that is nobody's next shift any more. */
const LONGEST_LOOK_BACK = DAY;

/**
 * Job: each shift that has ended since the last look gets its card, once, unless there is nothing
 * to hand over. A clock that jumps back makes no card twice.
 */
export async function makeHandovers(recado: Recado): Promise<number> {
  const now = recado.clock.now();
  let made = 0;
  for (const team of await listTeams(recado.db)) {
    if (team.handed_over_until !== null && team.handed_over_until >= now) continue;
    if (!(await isDue(recado.db, team, now))) continue;
    made += await recado.write((tx) => handOverTeam(tx, team, now));
  }
  if (made > 0) recado.live.announce({ name: "banners", detail: {} });
  return made;
}

/** Only where a shift has ended is anything written; the first look remembers the time alone. */
async function isDue(db: Db, team: TeamRow, now: Instant): Promise<boolean> {
  return team.handed_over_until === null || (await endedShifts(db, team, now)).length > 0;
}

async function handOverTeam(tx: Tx, team: TeamRow, now: Instant): Promise<number> {
  let made = 0;
  for (const { userId, endsAt } of await endedShifts(tx, team, now)) {
    const end = { teamId: team.id, userId, endedAt: endsAt };
    const card = await makeCard(tx, end, now);
    if (isEmptyCard(card) && !(await findHandover(tx, end))?.note) continue;
    await insertHandover(tx, end, card, now);
    made += 1;
  }
  await handOverFrom(tx, team.id, now);
  return made;
}

/** Shifts that ended up to `now` get no card any more: they have one, or were planned afterwards. */
export async function handOverFrom(tx: Tx, teamId: number, now: Instant): Promise<void> {
  await tx.updateTable("teams").set({ handed_over_until: now }).where("id", "=", teamId).execute();
}

async function endedShifts(db: Db, team: TeamRow, now: Instant) {
  if (team.handed_over_until === null) return [];
  const since = Math.max(team.handed_over_until, now - LONGEST_LOOK_BACK);
  const spans = workedShifts(await listShifts(db, team.id), team);
  if (spans.length === 0) return [];
  const rotation = rotationOf(team, await calendarOf(db, team));
  // One that touches `now` alone has not ended: an end is the first instant without work.
  return shiftsBetween(rotation, spans, since - 1, now + 1).filter(
    ({ endsAt }) => endsAt > since && endsAt <= now,
  );
}

import type { Rota } from "../../views/teams/shifts-page.tsx";
import { weekdays } from "../bot/opening-hours.ts";
import type { Instant } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { presenceOf } from "../users/presence.ts";
import { calendarOf, dateAt } from "./calendar.ts";
import { rotationWeek, shiftsAt, shiftsOn } from "./shift-times.ts";
import { listShifts, rotationOf, type ShiftRow } from "./shifts.ts";
import { changeableTeams } from "./team-rights.ts";
import { listMembers, type TeamRow } from "./teams.ts";

/** One week of a team's rotation; the current one when `week` is none of its weeks. */
export async function readRota(
  { db, clock }: Recado,
  me: Me,
  team: TeamRow,
  week: number,
): Promise<Rota> {
  const now = clock.now();
  const calendar = await calendarOf(db, team);
  const rotation = rotationOf(team, calendar);
  const [all, members, changeable] = await Promise.all([
    listShifts(db, team.id),
    listMembers(db, [team.id]),
    changeableTeams(db, me),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const today = dateAt(calendar, now);
  const currentWeek = rotationWeek(rotation, today);
  const shown = week >= 1 && week <= team.rotation_weeks ? week : currentWeek;
  const onNow = shiftsAt(rotation, all, now).filter(({ userId }) => names.has(userId));
  const presence = await presenceOf(
    db,
    onNow.map(({ userId }) => userId),
    now,
  );
  const isOnNow = (shift: (typeof all)[number]) =>
    [today.subtract({ days: 1 }), today].some((date) =>
      shiftsOn(rotation, [shift], date).some(
        ({ startsAt, endsAt }) => startsAt <= now && now < endsAt,
      ),
    );
  return {
    team: { id: team.id, name: team.name },
    week: shown,
    weeks: team.rotation_weeks,
    currentWeek,
    zone: calendar.timezone,
    shifts: all
      .filter((shift) => shift.week === 0 || shift.week === shown)
      .flatMap((shift) => itemOf(shift, names.get(shift.user_id), isOnNow(shift)))
      .sort((a, b) => a.starts.localeCompare(b.starts)),
    onNow: onNow.map(({ userId, endsAt }) => ({
      id: userId,
      name: names.get(userId) ?? "?",
      until: timeIn(calendar.timezone, endsAt),
      presence: presence.get(userId) ?? "off",
    })),
    people: members.map(({ id, name }) => ({ id, name })),
    mayChange: changeable === null || changeable.has(team.id),
  };
}

/** None for somebody who has left the team. */
function itemOf(
  { id, weekday: day, starts, ends }: ShiftRow,
  name: string | undefined,
  isNow: boolean,
): Rota["shifts"] {
  const weekday = weekdays.find((known) => known === day);
  if (!weekday || name === undefined) return [];
  return [{ id, name, weekday, starts, ends, isOvernight: ends <= starts, isNow }];
}

function timeIn(timezone: string, instant: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timezone)
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
}

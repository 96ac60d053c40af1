import type { Selectable } from "kysely";
import { isOpeningHours } from "../bot/opening-hours.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, ShiftsTable, TeamsTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { type Rotation, type ShiftTime, shiftsAt } from "./shift-times.ts";

export type ShiftRow = Selectable<ShiftsTable>;
export type NewShift = Omit<ShiftRow, "id">;

export const MOST_WEEKS = 8;
/** Of one team: more than anybody can read. */
const MOST_SHIFTS = 500;

type Rotating = Pick<Selectable<TeamsTable>, "rotation_weeks" | "rotation_from">;

/** The rotation of a team, by the wall clock of its calendar. */
export function rotationOf(team: Rotating, { timezone }: Calendar): Rotation {
  return { timezone, weeks: team.rotation_weeks, from: team.rotation_from };
}

/** Without those of weeks that a shorter rotation leaves out. */
export function workedShifts<Shift extends { week: number }>(
  shifts: readonly Shift[],
  { rotation_weeks }: Pick<Rotating, "rotation_weeks">,
): Shift[] {
  return shifts.filter(({ week }) => week <= rotation_weeks);
}

export async function listShifts(db: Db, teamId: number): Promise<ShiftRow[]> {
  return db
    .selectFrom("shifts")
    .selectAll()
    .where("team_id", "=", teamId)
    .orderBy("week")
    .orderBy("starts")
    .orderBy("id")
    .execute();
}

/** @throws AppError `invalid` for a span that is none, or for more than a team can have. */
export async function insertShift(tx: Tx, shift: NewShift): Promise<ShiftRow> {
  const { weekday, starts, ends, week } = shift;
  const isSpan = starts !== ends && isOpeningHours({ [weekday]: [{ from: starts, to: ends }] });
  if (!isSpan || !Number.isInteger(week) || week < 0 || week > MOST_WEEKS)
    throw new AppError("invalid", "Give the shift a weekday, a beginning and a different end.", {
      key: "error.shift-times",
    });
  const { n } = await tx
    .selectFrom("shifts")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("team_id", "=", shift.team_id)
    .executeTakeFirstOrThrow();
  if (n >= MOST_SHIFTS)
    throw new AppError("invalid", `A team has at most ${MOST_SHIFTS} shifts.`, {
      key: "error.shift-times",
    });
  return tx.insertInto("shifts").values(shift).returningAll().executeTakeFirstOrThrow();
}

/** @throws AppError `not-found`. */
export async function getShift(db: Db, id: number): Promise<ShiftRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("shifts").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "This shift is gone.", { key: "error.no-shift" });
  return row;
}

/** @throws AppError `not-found`. */
export async function deleteShift(tx: Tx, teamId: number, id: number): Promise<ShiftRow> {
  const row = await tx
    .deleteFrom("shifts")
    .where("id", "=", id)
    .where("team_id", "=", teamId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new AppError("not-found", "This shift is gone.", { key: "error.no-shift" });
  return row;
}

/** Replaces one week of the rotation by another; returns how many shifts it has now. */
export async function copyWeek(tx: Tx, teamId: number, from: number, to: number): Promise<number> {
  if (from === to) return 0;
  const rows = (await listShifts(tx, teamId)).filter((row) => row.week === from);
  await tx.deleteFrom("shifts").where("team_id", "=", teamId).where("week", "=", to).execute();
  if (rows.length === 0) return 0;
  await tx
    .insertInto("shifts")
    .values(rows.map(({ id: _, ...row }) => ({ ...row, week: to })))
    .execute();
  return rows.length;
}

/** @throws AppError `invalid`. */
export function requireWeeks(weeks: number): void {
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > MOST_WEEKS)
    throw new AppError("invalid", `A rotation has 1 to ${MOST_WEEKS} weeks.`);
}

/**
 * How many weeks a rotation has, and the Monday of a week 1. Shifts of later weeks are kept, and
 * worked again once the rotation is that long.
 */
export async function saveRotation(
  tx: Tx,
  teamId: number,
  { weeks, from }: { weeks: number; from: string },
  now: Instant,
): Promise<void> {
  requireWeeks(weeks);
  await tx
    .updateTable("teams")
    .set({ rotation_weeks: weeks, rotation_from: from, updated_at: now })
    .where("id", "=", teamId)
    .execute();
}

/**
 * Of people who are in a rotation: their shift at `now`, or null when they are off. Who has no
 * shift anywhere is not in it. Teams that are archived don't count.
 */
export async function shiftsOfPeople(
  db: Db,
  userIds: readonly number[],
  now: Instant,
): Promise<Map<number, ShiftTime | null>> {
  const found = new Map<number, ShiftTime | null>();
  if (userIds.length === 0) return found;
  const rows = await db
    .selectFrom("shifts")
    .innerJoin("teams", "teams.id", "shifts.team_id")
    .select(["shifts.team_id", "shifts.user_id", "shifts.week", "shifts.weekday"])
    .select(["shifts.starts", "shifts.ends"])
    .select(["teams.calendar", "teams.rotation_weeks", "teams.rotation_from"])
    .where("shifts.user_id", "in", userIds)
    .where("teams.archived_at", "is", null)
    .whereRef("shifts.week", "<=", "teams.rotation_weeks")
    .execute();
  for (const { user_id } of rows) found.set(user_id, null);
  for (const team of Map.groupBy(rows, (row) => row.team_id).values()) {
    const rotation = rotationOf(team[0]!, await calendarOf(db, team[0]!));
    for (const time of shiftsAt(rotation, team, now)) {
      const other = found.get(time.userId);
      if (!other || other.endsAt < time.endsAt) found.set(time.userId, time);
    }
  }
  return found;
}

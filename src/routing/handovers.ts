import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, ShiftHandoversTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { emptyCard, type HandoverCard } from "./handover-card.ts";

export type HandoverRow = Selectable<ShiftHandoversTable> & { team_name: string };

const LONGEST_NOTE = 4096;

interface End {
  teamId: number;
  userId: number;
  endedAt: Instant;
}

/** The card of a shift that has ended; a note that was written before stays. */
export async function insertHandover(
  tx: Tx,
  { teamId, userId, endedAt }: End,
  card: HandoverCard,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto("shift_handovers")
    .values({
      team_id: teamId,
      from_user_id: userId,
      shift_ended_at: endedAt,
      card: JSON.stringify(card),
      acknowledged_by: null,
      acknowledged_at: null,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["team_id", "from_user_id", "shift_ended_at"])
        .doUpdateSet({ card: JSON.stringify(card) }),
    )
    .execute();
}

/** A note for a shift that has not ended yet: the card is made when it does. */
export async function saveEarlyNote(tx: Tx, end: End, note: string, now: Instant): Promise<void> {
  const found = await findHandover(tx, end);
  if (!found) await insertHandover(tx, end, emptyCard, now);
  await tx
    .updateTable("shift_handovers")
    .set({ note: note.trim().slice(0, LONGEST_NOTE) })
    .where("team_id", "=", end.teamId)
    .where("from_user_id", "=", end.userId)
    .where("shift_ended_at", "=", end.endedAt)
    .execute();
}

export async function findHandover(db: Db, { teamId, userId, endedAt }: End) {
  return db
    .selectFrom("shift_handovers")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("from_user_id", "=", userId)
    .where("shift_ended_at", "=", endedAt)
    .executeTakeFirst();
}

/** @throws AppError `not-found`. */
export async function getHandover(db: Db, id: number): Promise<HandoverRow> {
  const row = Number.isSafeInteger(id)
    ? await rowsOf(db).where("shift_handovers.id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no such card.", { key: "error.no-handover" });
  return row;
}

/** The note of one's own card, until somebody has acknowledged it. @throws AppError. */
export async function saveNote(tx: Tx, id: number, userId: number, note: string): Promise<void> {
  const row = await getHandover(tx, id);
  if (row.from_user_id !== userId)
    throw new AppError("forbidden", "Only who leaves writes this note.");
  if (row.acknowledged_at !== null)
    throw new AppError("conflict", "This card has been acknowledged.", {
      key: "error.handover-done",
    });
  await tx
    .updateTable("shift_handovers")
    .set({ note: note.trim().slice(0, LONGEST_NOTE) })
    .where("id", "=", id)
    .execute();
}

/** The first one does it; false for everybody after them. */
export async function acknowledge(
  tx: Tx,
  id: number,
  userId: number,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("shift_handovers")
    .set({ acknowledged_by: userId, acknowledged_at: now })
    .where("id", "=", id)
    .where("acknowledged_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Cards of shifts that have ended and that nobody has acknowledged, the newest first. */
export async function listOpenHandovers(
  db: Db,
  teamIds: readonly number[],
  now: Instant,
): Promise<HandoverRow[]> {
  if (teamIds.length === 0) return [];
  return rowsOf(db)
    .where("shift_handovers.team_id", "in", teamIds)
    .where("shift_handovers.acknowledged_at", "is", null)
    .where("shift_handovers.shift_ended_at", "<=", now)
    .orderBy("shift_handovers.shift_ended_at", "desc")
    .limit(50)
    .execute();
}

/** What was acknowledged, the newest first; `before` is the id of the last one shown. */
export async function listPastHandovers(
  db: Db,
  teamIds: readonly number[],
  { before, limit }: { before?: number; limit: number },
): Promise<HandoverRow[]> {
  if (teamIds.length === 0) return [];
  let query = rowsOf(db)
    .where("shift_handovers.team_id", "in", teamIds)
    .where("shift_handovers.acknowledged_at", "is not", null)
    .orderBy("shift_handovers.id", "desc")
    .limit(limit);
  if (before !== undefined) query = query.where("shift_handovers.id", "<", before);
  return query.execute();
}

function rowsOf(db: Db) {
  return db
    .selectFrom("shift_handovers")
    .innerJoin("teams", "teams.id", "shift_handovers.team_id")
    .selectAll("shift_handovers")
    .select("teams.name as team_name");
}

import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { AssignmentMode, Flag, Instant, TeamsTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Calendar } from "./calendar.ts";

export type TeamRow = Selectable<TeamsTable>;

export interface TeamMember {
  team_id: number;
  id: number;
  name: string;
  is_lead: Flag;
}

/** What the form and the API give. */
export interface TeamInput {
  name: string;
  /** Null: the business's own hours. */
  calendar: Calendar | null;
  assignment: AssignmentMode;
  isSticky: boolean;
  members: { id: number; isLead: boolean }[];
}

export const LONGEST_TEAM_NAME = 60;

/** The teams that work, by name; archived ones only on request. */
export async function listTeams(
  db: Db,
  { isArchived = false }: { isArchived?: boolean } = {},
): Promise<TeamRow[]> {
  return db
    .selectFrom("teams")
    .selectAll()
    .where("archived_at", isArchived ? "is not" : "is", null)
    .orderBy("position")
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** The teams that a person is in. */
export async function listTeamsOf(db: Db, userId: number): Promise<TeamRow[]> {
  return db
    .selectFrom("teams")
    .selectAll("teams")
    .innerJoin("team_members", "team_members.team_id", "teams.id")
    .where("team_members.user_id", "=", userId)
    .where("archived_at", "is", null)
    .orderBy("position")
    .orderBy("name")
    .execute();
}

export async function findTeam(db: Db, id: number): Promise<TeamRow | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  return db.selectFrom("teams").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Archived or not. @throws AppError `not-found`. */
export async function getTeam(db: Db, id: number): Promise<TeamRow> {
  const team = await findTeam(db, id);
  if (!team) throw new AppError("not-found", "There is no such team.", { key: "error.no-team" });
  return team;
}

/** A team that can be given tickets. @throws AppError `invalid`. */
export async function requireTeam(db: Db, id: number): Promise<TeamRow> {
  const team = await findTeam(db, id);
  if (!team || team.archived_at !== null)
    throw new AppError("invalid", `No team has the id ${id}.`, { key: "error.no-team" });
  return team;
}

/** The active people of teams, leads first; of all teams when none is named. */
export async function listMembers(db: Db, teamIds?: readonly number[]): Promise<TeamMember[]> {
  let query = db
    .selectFrom("team_members")
    .innerJoin("users", "users.id", "team_members.user_id")
    .select(["team_members.team_id", "users.id", "users.name", "team_members.is_lead"])
    .where("users.deactivated_at", "is", null)
    .orderBy("team_members.is_lead", "desc")
    .orderBy("users.name");
  if (teamIds) query = query.where("team_members.team_id", "in", teamIds);
  return query.execute();
}

/** @throws AppError `invalid` when the name is empty, too long or another team's. */
export async function insertTeam(tx: Tx, input: TeamInput, now: Instant): Promise<TeamRow> {
  const columns = await columnsOf(tx, input, null);
  const { id } = await tx
    .insertInto("teams")
    .values({ ...columns, created_at: now, updated_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  await saveMembers(tx, id, input.members);
  return getTeam(tx, id);
}

/** @throws AppError `invalid` as `insertTeam`, `not-found`. */
export async function updateTeam(
  tx: Tx,
  id: number,
  input: TeamInput,
  now: Instant,
): Promise<TeamRow> {
  await getTeam(tx, id);
  const columns = await columnsOf(tx, input, id);
  await tx
    .updateTable("teams")
    .set({ ...columns, updated_at: now })
    .where("id", "=", id)
    .execute();
  await saveMembers(tx, id, input.members);
  return getTeam(tx, id);
}

/**
 * An archived team is offered nowhere and is given nothing more. Its tickets stay its own, so that
 * its members still see them; bringing it back brings all back.
 */
export async function archiveTeam(
  tx: Tx,
  id: number,
  isArchived: boolean,
  now: Instant,
): Promise<TeamRow> {
  const team = await getTeam(tx, id);
  if (!isArchived) await requireFreeName(tx, team.name, id);
  await tx
    .updateTable("teams")
    .set({ archived_at: isArchived ? now : null, updated_at: now })
    .where("id", "=", id)
    .execute();
  return getTeam(tx, id);
}

async function columnsOf(tx: Tx, input: TeamInput, id: number | null) {
  const name = input.name.trim();
  if (!name || name.length > LONGEST_TEAM_NAME)
    throw new AppError(
      "invalid",
      `Give the team a name of at most ${LONGEST_TEAM_NAME} characters.`,
      { key: "error.team-name" },
    );
  await requireFreeName(tx, name, id);
  return {
    name,
    calendar: input.calendar ? JSON.stringify(input.calendar) : null,
    assignment: input.assignment,
    is_sticky: input.isSticky ? (1 as const) : (0 as const),
  };
}

async function requireFreeName(tx: Tx, name: string, id: number | null): Promise<void> {
  const isTaken = (await listTeams(tx)).some(
    (team) => team.id !== id && team.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken)
    throw new AppError("invalid", `There is a team called ${name} already.`, {
      key: "error.team-taken",
      values: { name },
    });
}

/**
 * Who stays keeps their turn. Shifts of people who left the team go with them; somebody deactivated
 * stays in the team for the day they come back.
 */
async function saveMembers(
  tx: Tx,
  teamId: number,
  members: readonly { id: number; isLead: boolean }[],
): Promise<void> {
  const ids = members.map(({ id }) => id);
  for (const table of ["team_members", "shifts"] as const) {
    let gone = tx
      .deleteFrom(table)
      .where("team_id", "=", teamId)
      .where("user_id", "in", (active) =>
        active.selectFrom("users").select("users.id").where("deactivated_at", "is", null),
      );
    if (ids.length > 0) gone = gone.where("user_id", "not in", ids);
    await gone.execute();
  }
  for (const { id, isLead } of members) {
    const is_lead: Flag = isLead ? 1 : 0;
    await tx
      .insertInto("team_members")
      .values({ team_id: teamId, user_id: id, is_lead })
      .onConflict((conflict) => conflict.columns(["team_id", "user_id"]).doUpdateSet({ is_lead }))
      .execute();
  }
}

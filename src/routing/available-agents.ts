import { sql } from "kysely";
import type { Db } from "../db/open.ts";
import type { Instant, Language, Role } from "../db/schema.ts";
import { rightsOf } from "../users/permissions.ts";
import { presenceOf } from "../users/presence.ts";
import { listSkills, noSkills, type Skills } from "./skills.ts";

/** Somebody who can be given a ticket at this moment. */
export interface Agent {
  id: number;
  role: Role;
  language: Language;
  skills: Skills;
  /** Their last turn in the team's round. */
  turn: number;
  /** Tickets of theirs that are new or open. */
  load: number;
  /** When they were last given a ticket. */
  assigned_at: Instant | null;
}

/**
 * The members of a team who are online, may answer, and have room; in the order of their ids.
 * What is pending, snoozed or resolved takes no room.
 */
export async function listAvailableMembers(db: Db, teamId: number, now: Instant): Promise<Agent[]> {
  const rows = await peopleQuery(db, now)
    .innerJoin("team_members", "team_members.user_id", "users.id")
    .where("team_members.team_id", "=", teamId)
    .select("team_members.turn")
    .execute();
  return keepAvailable(db, rows, now);
}

/** The same of a few people, whatever their teams. */
export async function listAvailablePeople(
  db: Db,
  ids: readonly number[],
  now: Instant,
): Promise<Agent[]> {
  if (ids.length === 0) return [];
  const rows = await peopleQuery(db, now)
    .where("users.id", "in", ids)
    .select(sql.lit(0).as("turn"))
    .execute();
  return keepAvailable(db, rows, now);
}

function peopleQuery(db: Db, now: Instant) {
  return db
    .selectFrom("users")
    .leftJoin("roles", "roles.id", "users.custom_role_id")
    .select(["users.id", "users.role", "users.language", "users.capacity"])
    .select(["roles.ticket_scope", "roles.permissions as custom_permissions"])
    .select((select) => [
      select
        .selectFrom("tickets")
        .select((count) => count.fn.countAll<number>().as("n"))
        .whereRef("tickets.assignee_id", "=", "users.id")
        .where("tickets.status", "in", ["new", "open"])
        .$castTo<{ n: number }>()
        .as("load"),
      select
        .selectFrom("tickets")
        .select((last) => last.fn.max("tickets.assigned_at").as("at"))
        .whereRef("tickets.assignee_id", "=", "users.id")
        .where("tickets.assigned_at", "is not", null)
        .as("assigned_at"),
    ])
    .where("users.deactivated_at", "is", null)
    .where((where) =>
      where.or([
        where("users.access_ends_at", "is", null),
        where("users.access_ends_at", ">", now),
      ]),
    )
    .orderBy("users.id");
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof peopleQuery>["execute"]>>[number];

async function keepAvailable(
  db: Db,
  rows: (PersonRow & { turn: number })[],
  now: Instant,
): Promise<Agent[]> {
  const able = rows.filter(
    (row) =>
      rightsOf(row).may.includes("reply") &&
      (row.capacity === null || (row.load ?? 0) < row.capacity),
  );
  const ids = able.map((row) => row.id);
  const presence = await presenceOf(db, ids, now);
  const skills = await listSkills(db, ids);
  return able
    .filter((row) => presence.get(row.id) === "online")
    .map(({ id, role, language, turn, load, assigned_at }) => ({
      id,
      role,
      language,
      turn,
      load: load ?? 0,
      assigned_at,
      skills: skills.get(id) ?? noSkills,
    }));
}

import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import type { Me } from "../http/me.ts";

type Person = Pick<Me, "id" | "scope" | "can">;

/**
 * Who is in a team sees its tickets: so only who sees all tickets makes teams or changes any; a
 * lead changes those they lead.
 */
export function mayAddTeams(me: Person): boolean {
  return me.can("teams") && me.scope.kind === "all";
}

/** The ids of the teams that a person may change; null: all. */
export async function changeableTeams(db: Db, me: Person): Promise<Set<number> | null> {
  if (!me.can("teams")) return new Set();
  if (me.scope.kind === "all") return null;
  const rows = await db
    .selectFrom("team_members")
    .select("team_id")
    .where("user_id", "=", me.id)
    .where("is_lead", "=", 1)
    .execute();
  return new Set(rows.map((row) => row.team_id));
}

/** @throws AppError `forbidden`. */
export async function requireMayChange(db: Db, me: Person, teamId: number): Promise<void> {
  const changeable = await changeableTeams(db, me);
  if (changeable === null || changeable.has(teamId)) return;
  throw new AppError("forbidden", "Only the lead of this team can change it.");
}

import { sql } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, TicketStatus } from "../db/schema.ts";
import { announce } from "../inbox/announce.ts";
import { systemActor, type TicketRow } from "../inbox/tickets.ts";
import type { Recado } from "../recado.ts";
import { assignByTeam, findAssigningTeam } from "./assign.ts";
import { listAvailableMembers } from "./available-agents.ts";

/** Tickets given out in one transaction: acknowledgements wait for no more than this. */
const BATCH = 20;

/**
 * What waits for teams that assign by themselves is given out, the oldest waiting first, as far
 * as somebody is online and has room. Of all teams, or of those of a person who has just come,
 * got room, or begun their shift. Returns how many were given.
 */
export async function drainBacklog(recado: Recado, userId?: number): Promise<number> {
  let given = 0;
  for (const teamId of await listWaitingTeams(recado.db, userId)) {
    const agents = await listAvailableMembers(recado.db, teamId, recado.clock.now());
    if (agents.length > 0) given += await drainTeam(recado, teamId);
  }
  return given;
}

async function drainTeam(recado: Recado, teamId: number): Promise<number> {
  let given = 0;
  while (true) {
    const batch = await recado.write((tx) => giveOut(tx, teamId, recado.clock.now()));
    for (const ticket of batch)
      announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
    given += batch.length;
    if (batch.length < BATCH) return given;
  }
}

/** What is free is asked anew within the job: meanwhile somebody may have taken it, or gone. */
async function giveOut(tx: Tx, teamId: number, now: Instant): Promise<TicketRow[]> {
  const team = await findAssigningTeam(tx, teamId);
  if (!team) return [];
  const given: TicketRow[] = [];
  for (const ticket of await listWaiting(tx, teamId)) {
    const assignment = await assignByTeam(tx, ticket, team, systemActor, now);
    // Skills are preferred, not asked for: where one finds nobody, the next does neither.
    if (assignment.kind === "nobody") break;
    given.push(assignment.ticket);
  }
  return given;
}

/** In words of the query itself: a partial index is matched with nothing that is bound. */
const waiting = [sql.lit<TicketStatus>("new"), sql.lit<TicketStatus>("open")];
const waitingSince = sql<Instant>`coalesce(tickets.waiting_since, tickets.created_at)`;

async function listWaiting(db: Db, teamId: number): Promise<TicketRow[]> {
  return db
    .selectFrom("tickets")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("assignee_id", "is", null)
    .where("status", "in", waiting)
    .orderBy(waitingSince)
    .orderBy("id")
    .limit(BATCH)
    .execute();
}

async function listWaitingTeams(db: Db, userId: number | undefined): Promise<number[]> {
  const teams = await db
    .selectFrom("teams")
    .select("id")
    .where("assignment", "!=", "manual")
    .where("archived_at", "is", null)
    .where((where) =>
      where.exists(
        where
          .selectFrom("tickets")
          .select("tickets.id")
          .whereRef("tickets.team_id", "=", "teams.id")
          .where("tickets.team_id", "is not", null)
          .where("tickets.assignee_id", "is", null)
          .where("tickets.status", "in", waiting),
      ),
    )
    .$if(userId !== undefined, (query) =>
      query.where(
        "id",
        "in",
        db
          .selectFrom("team_members")
          .select("team_id")
          .where("user_id", "=", userId ?? 0),
      ),
    )
    .orderBy("position")
    .orderBy("id")
    .execute();
  return teams.map((team) => team.id);
}

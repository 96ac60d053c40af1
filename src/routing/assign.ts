import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, TeamsTable } from "../db/schema.ts";
import { assignTicket, changeTeam } from "../inbox/change-ticket.ts";
import type { Actor, TicketRow } from "../inbox/tickets.ts";
import { type Agent, listAvailableMembers, listAvailablePeople } from "./available-agents.ts";
import { bestFitting, type Lack, lacksOf, needsOf } from "./skills.ts";

/** What of a team decides who gets a ticket. */
export type AssigningTeam = Pick<Selectable<TeamsTable>, "id" | "assignment" | "is_sticky">;

/** How a person was chosen; the history keeps it. */
export type Way = "round-robin" | "least-busy" | "last-agent";

export type Assignment =
  /** `lacks`: what of the ticket's needs nobody present could meet better. */
  { kind: "assigned"; ticket: TicketRow; lacks: Lack[] } | { kind: "nobody" };

const nobody: Assignment = { kind: "nobody" };

/**
 * Gives the ticket to a member of the team who is online and has room, by the team's way; a
 * contact's account manager or last agent goes before where the team is sticky. A member who has
 * it keeps it, unless it is to be passed on. `nobody`: it waits for `drainBacklog`, or, in a team
 * that assigns by hand, for somebody to take it. Runs within one job, so that two events can't
 * assign twice.
 */
export async function assignByTeam(
  tx: Tx,
  ticket: TicketRow,
  team: AssigningTeam,
  actor: Actor,
  now: Instant,
  { isPassedOn = false }: { isPassedOn?: boolean } = {},
): Promise<Assignment> {
  if (team.assignment === "manual") return nobody;
  if (!isPassedOn && (await isMember(tx, team.id, ticket.assignee_id)))
    return { kind: "assigned", ticket, lacks: [] };
  const members = await listAvailableMembers(tx, team.id, now);
  const agents = members.filter(({ id }) => id !== ticket.assignee_id);
  if (agents.length === 0) return nobody;
  const known = team.is_sticky ? await listKnownAgents(tx, ticket) : [];
  const sticky = known.flatMap((id) => agents.find((agent) => agent.id === id) ?? [])[0];
  const needs = await needsOf(tx, ticket);
  const agent = sticky ?? nextOf(bestFitting(needs, agents), team.assignment);
  const way = sticky ? "last-agent" : team.assignment;
  if (way === "round-robin") await takeTurn(tx, team.id, agent.id);
  const lacks = lacksOf(needs, agent);
  const why = { by: way, ...(lacks.length > 0 ? { lacks } : {}) };
  const assigned = await assignTicket(tx, ticket, agent.id, actor, now, why);
  return { kind: "assigned", ticket: assigned, lacks };
}

/** Gives the ticket to whoever had the contact's last one, while they are online and have room. */
export async function assignLastAgent(
  tx: Tx,
  ticket: TicketRow,
  actor: Actor,
  now: Instant,
): Promise<Assignment> {
  const id = await findLastAgent(tx, ticket);
  if (id === null) return nobody;
  if (id === ticket.assignee_id) return { kind: "assigned", ticket, lacks: [] };
  const [agent] = await listAvailablePeople(tx, [id], now);
  if (!agent) return nobody;
  const assigned = await assignTicket(tx, ticket, id, actor, now, { by: "last-agent" });
  return { kind: "assigned", ticket: assigned, lacks: [] };
}

export interface TeamGiven {
  ticket: TicketRow;
  outcome: "assigned" | "nobody" | "manual";
  /** As of an Assignment. */
  lacks: Lack[];
}

/**
 * Gives the ticket to a team, or to none. A team that assigns by itself gives it to one of its
 * members; while none can have it, it waits without an owner, for whoever had it is of another
 * team. Otherwise who has it keeps it.
 */
export async function giveToTeam(
  tx: Tx,
  ticket: TicketRow,
  teamId: number | null,
  actor: Actor,
  now: Instant,
): Promise<TeamGiven> {
  const given = await changeTeam(tx, ticket, teamId, actor, now);
  const team = teamId === null ? undefined : await findAssigningTeam(tx, teamId);
  if (!team || team.assignment === "manual") return { ticket: given, outcome: "manual", lacks: [] };
  const assignment = await assignByTeam(tx, given, team, actor, now);
  if (assignment.kind === "assigned")
    return { ticket: assignment.ticket, outcome: "assigned", lacks: assignment.lacks };
  const waiting = await assignTicket(tx, given, null, actor, now);
  return { ticket: waiting, outcome: "nobody", lacks: [] };
}

/** Undefined for a team that is gone or archived. */
export async function findAssigningTeam(db: Db, id: number): Promise<AssigningTeam | undefined> {
  return db
    .selectFrom("teams")
    .select(["id", "assignment", "is_sticky"])
    .where("id", "=", id)
    .where("archived_at", "is", null)
    .executeTakeFirst();
}

/** Who had the contact's last ticket besides this one; null: nobody yet. */
export async function findLastAgent(
  db: Db,
  ticket: Pick<TicketRow, "id" | "contact_id">,
): Promise<number | null> {
  const last = await db
    .selectFrom("tickets")
    .select("assignee_id")
    .where("contact_id", "=", ticket.contact_id)
    .where("id", "!=", ticket.id)
    .where("assignee_id", "is not", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return last?.assignee_id ?? null;
}

async function listKnownAgents(db: Db, ticket: TicketRow): Promise<number[]> {
  const contact = await db
    .selectFrom("contacts")
    .select("manager_id")
    .where("id", "=", ticket.contact_id)
    .executeTakeFirst();
  const last = await findLastAgent(db, ticket);
  return [contact?.manager_id ?? null, last].filter((id) => id !== null);
}

async function isMember(db: Db, teamId: number, userId: number | null): Promise<boolean> {
  if (userId === null) return false;
  const member = await db
    .selectFrom("team_members")
    .select("user_id")
    .where("team_id", "=", teamId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return member !== undefined;
}

/** Of at least one agent; equals are told apart by their ids, so that the order is fixed. */
function nextOf(agents: readonly Agent[], way: "round-robin" | "least-busy"): Agent {
  const [next] = agents.toSorted((a, b) =>
    way === "round-robin"
      ? a.turn - b.turn || a.id - b.id
      : a.load - b.load || (a.assigned_at ?? 0) - (b.assigned_at ?? 0) || a.id - b.id,
  );
  return next as Agent;
}

/**
 * Who had a turn goes to the end of the round. A ticket that only one can take therefore costs
 * the others nothing, and whoever comes back after days gets one, not all that they missed.
 */
async function takeTurn(tx: Tx, teamId: number, userId: number): Promise<void> {
  const { last } = await tx
    .selectFrom("team_members")
    .select((select) => select.fn.max("turn").as("last"))
    .where("team_id", "=", teamId)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable("team_members")
    .set({ turn: Number(last) + 1 })
    .where("team_id", "=", teamId)
    .where("user_id", "=", userId)
    .execute();
}

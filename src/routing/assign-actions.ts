import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { assignTicket } from "../inbox/change-ticket.ts";
import type { Actor, TicketRow } from "../inbox/tickets.ts";
import { assignLastAgent, giveToTeam } from "./assign.ts";
import { listAvailablePeople } from "./available-agents.ts";
import { calendarOf, isCalendarOpen, nextCalendarOpening } from "./calendar.ts";

/** As `Done` of run-actions.ts. */
interface Assigned {
  ticket: TicketRow;
  to?: string;
  skipped?: string;
  lacks?: string[];
}

/** To the team, and by its own way to one of its members. */
export async function assignTeam(
  tx: Tx,
  ticket: TicketRow,
  teamId: number,
  actor: Actor,
  now: Instant,
): Promise<Assigned> {
  const team = await findTeam(tx, teamId);
  if (!team) return { ticket, skipped: "gone" };
  const given = await giveToTeam(tx, ticket, teamId, actor, now);
  const isSame =
    given.ticket.team_id === ticket.team_id && given.ticket.assignee_id === ticket.assignee_id;
  if (isSame) return { ticket, to: team.name, skipped: "unchanged" };
  const person =
    given.outcome === "assigned" ? await nameOf(tx, given.ticket.assignee_id) : undefined;
  return {
    ticket: given.ticket,
    to: person ? `${team.name}: ${person}` : team.name,
    ...(given.lacks.length > 0 ? { lacks: given.lacks } : {}),
  };
}

/** To the person, if they are there and have room: nobody is given a ticket while away. */
export async function assignAgent(
  tx: Tx,
  ticket: TicketRow,
  userId: number,
  actor: Actor,
  now: Instant,
): Promise<Assigned> {
  const to = await nameOf(tx, userId);
  if (to === undefined) return { ticket, skipped: "gone" };
  if (ticket.assignee_id === userId) return { ticket, to, skipped: "unchanged" };
  const [present] = await listAvailablePeople(tx, [userId], now);
  if (!present) return { ticket, to, skipped: "nobody-present" };
  return { ticket: await assignTicket(tx, ticket, userId, actor, now), to };
}

export async function assignLast(
  tx: Tx,
  ticket: TicketRow,
  actor: Actor,
  now: Instant,
): Promise<Assigned> {
  const assignment = await assignLastAgent(tx, ticket, actor, now);
  if (assignment.kind === "nobody") return { ticket, skipped: "nobody-present" };
  const to = await nameOf(tx, assignment.ticket.assignee_id);
  if (assignment.ticket === ticket) return { ticket, to, skipped: "unchanged" };
  return { ticket: assignment.ticket, to };
}

/**
 * To the first of the teams that is open now by its own calendar, else to the one that opens
 * next; where none ever does, to the first.
 */
export async function assignOpenTeam(
  tx: Tx,
  ticket: TicketRow,
  teamIds: readonly number[],
  actor: Actor,
  now: Instant,
): Promise<Assigned> {
  let best: { id: number; opensAt: Instant } | undefined;
  for (const id of teamIds) {
    const team = await findTeam(tx, id);
    if (!team) continue;
    const calendar = await calendarOf(tx, team);
    if (isCalendarOpen(calendar, now)) return assignTeam(tx, ticket, id, actor, now);
    const opensAt = nextCalendarOpening(calendar, now) ?? Number.POSITIVE_INFINITY;
    if (!best || opensAt < best.opensAt) best = { id, opensAt };
  }
  if (!best) return { ticket, skipped: "gone" };
  return assignTeam(tx, ticket, best.id, actor, now);
}

function findTeam(tx: Tx, id: number) {
  return tx
    .selectFrom("teams")
    .select(["id", "name", "calendar"])
    .where("id", "=", id)
    .where("archived_at", "is", null)
    .executeTakeFirst();
}

/** Undefined for nobody, and for who is deactivated. */
async function nameOf(tx: Tx, userId: number | null): Promise<string | undefined> {
  if (userId === null) return undefined;
  const user = await tx
    .selectFrom("users")
    .select("name")
    .where("id", "=", userId)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  return user?.name;
}

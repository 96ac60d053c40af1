import { HOUR } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { windowOf } from "../inbox/threads.ts";

/** What is close to its end when a shift ends. */
export const CLOSING_SOON = 3 * HOUR;
/** Of one person: more than anybody hands over. */
const MOST_TICKETS = 200;

/**
 * What somebody leaves behind at the end of a shift, by the numbers of tickets: who reads it sees
 * those of their own scope, by the names of today.
 */
export interface HandoverCard {
  /** New or open, of that person. */
  open: number[];
  /** By when something is due: an answer (`sla`), or a return to it (`snoozed`). Soonest first. */
  promised: { ticket: number; at: Instant; kind: "sla" | "snoozed" }[];
  /** Customer service windows that close within three hours. Soonest first. */
  closing: { ticket: number; at: Instant }[];
  /** The newest note on each of these tickets. */
  notes: number[];
}

export const emptyCard: HandoverCard = { open: [], promised: [], closing: [], notes: [] };

/** The tickets of a person in a team, and those that no team has, as they stand at `now`. */
export async function makeCard(
  db: Db,
  { teamId, userId }: { teamId: number; userId: number },
  now: Instant,
): Promise<HandoverCard> {
  const tickets = await db
    .selectFrom("tickets")
    .innerJoin("threads", "threads.id", "tickets.thread_id")
    .select(["tickets.id", "tickets.status", "tickets.sla_due_at", "tickets.snoozed_until"])
    .select("threads.window_from_at")
    .where("tickets.assignee_id", "=", userId)
    .where("tickets.status", "!=", "resolved")
    .where((where) =>
      where.or([where("tickets.team_id", "=", teamId), where("tickets.team_id", "is", null)]),
    )
    .orderBy("tickets.last_message_at", "desc")
    .limit(MOST_TICKETS)
    .execute();
  const promised = tickets.flatMap(
    ({ id, sla_due_at, snoozed_until }): HandoverCard["promised"] => {
      if (snoozed_until !== null) return [{ ticket: id, at: snoozed_until, kind: "snoozed" }];
      return sla_due_at === null ? [] : [{ ticket: id, at: sla_due_at, kind: "sla" }];
    },
  );
  const closing = tickets.flatMap(({ id, window_from_at }) => {
    const { isOpen, closesAt } = windowOf(window_from_at, now);
    const isSoon = isOpen && closesAt !== null && closesAt - now <= CLOSING_SOON;
    return isSoon ? [{ ticket: id, at: closesAt }] : [];
  });
  return {
    open: tickets.filter(({ status }) => status === "new" || status === "open").map(({ id }) => id),
    promised: promised.sort((a, b) => a.at - b.at),
    closing: closing.sort((a, b) => a.at - b.at),
    notes: await newestNotes(
      db,
      tickets.map(({ id }) => id),
    ),
  };
}

async function newestNotes(db: Db, ticketIds: number[]): Promise<number[]> {
  if (ticketIds.length === 0) return [];
  const rows = await db
    .selectFrom("notes")
    .select((select) => select.fn.max("id").as("id"))
    .where("ticket_id", "in", ticketIds)
    .groupBy("ticket_id")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => Number(row.id));
}

export function isEmptyCard({ open, promised, closing }: HandoverCard): boolean {
  return open.length === 0 && promised.length === 0 && closing.length === 0;
}

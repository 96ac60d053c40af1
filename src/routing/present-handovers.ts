import type { Card, CardLine, RunningShift } from "../../views/teams/handover-page.tsx";
import { showName } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import { listNames } from "../inbox/open-case.ts";
import { untilTime, type TicketReader } from "../inbox/time-words.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";
import { calendarOf } from "./calendar.ts";
import type { HandoverCard } from "./handover-card.ts";
import { findHandover, type HandoverRow } from "./handovers.ts";
import { shiftsAt } from "./shift-times.ts";
import { listShifts, rotationOf, shiftsOfPeople, workedShifts } from "./shifts.ts";
import { listMembers, listTeams, listTeamsOf, type TeamMember, type TeamRow } from "./teams.ts";

type Person = Pick<Me, "id" | "scope">;

/** Whose cards a person sees: those of their teams, of all for who sees all tickets. */
export function listReadableTeams(db: Db, { id, scope }: Person): Promise<TeamRow[]> {
  return scope.kind === "all" ? listTeams(db) : listTeamsOf(db, id);
}

/** Cards in words: tickets that the reader may not see are only counted. */
export async function presentCards(
  db: Db,
  rows: readonly HandoverRow[],
  me: Person,
  reader: TicketReader,
): Promise<Card[]> {
  const cards = rows.map((row) => ({ row, card: JSON.parse(row.card) as HandoverCard }));
  const [tickets, notes, names, members] = await Promise.all([
    visibleNames(db, [...new Set(cards.flatMap(({ card }) => ticketsOf(card)))], reader),
    reader.can("notes")
      ? listNotes(
          db,
          cards.flatMap(({ card }) => card.notes),
        )
      : [],
    listNames(db),
    listMembers(db, [...new Set(rows.map((row) => row.team_id))]),
  ]);
  const known: Known = { tickets, notes, names, members };
  return cards.map(({ row, card }) => presentCard(row, card, known, me, reader));
}

interface Known {
  /** Names of the contacts, of those tickets that the reader may see. */
  tickets: ReadonlyMap<number, string>;
  notes: Awaited<ReturnType<typeof listNotes>>;
  names: ReadonlyMap<number, string>;
  members: TeamMember[];
}

function presentCard(
  row: HandoverRow,
  card: HandoverCard,
  { tickets, notes, names, members }: Known,
  me: Person,
  reader: TicketReader,
): Card {
  const line = (ticket: number, rest: Partial<CardLine> = {}): CardLine[] => {
    const name = tickets.get(ticket);
    return name === undefined ? [] : [{ number: ticket, name, ...rest }];
  };
  const due = (at: Instant) => ({ at: untilTime(at, reader), isOver: at < reader.now });
  return {
    id: row.id,
    team: row.team_name,
    from: names.get(row.from_user_id) ?? "?",
    endedAt: untilTime(row.shift_ended_at, reader),
    open: card.open.flatMap((ticket) => line(ticket)),
    promised: card.promised.flatMap(({ ticket, at, kind }) => line(ticket, { ...due(at), kind })),
    closing: card.closing.flatMap(({ ticket, at }) =>
      line(ticket, { ...due(at), kind: "closing" }),
    ),
    notes: notes
      .filter((note) => card.notes.includes(note.id) && tickets.has(note.ticket_id))
      .map(({ ticket_id, text, author_id, created_at }) => ({
        number: ticket_id,
        name: tickets.get(ticket_id) ?? "",
        text,
        author: names.get(author_id ?? 0) ?? "?",
        at: untilTime(created_at, reader),
      })),
    hidden: ticketsOf(card).filter((ticket) => !tickets.has(ticket)).length,
    note: row.note,
    isMine: row.from_user_id === me.id,
    mayAcknowledge: mayAcknowledge(row, members, me),
    acknowledged: acknowledgedOf(row, names, reader),
  };
}

/** Somebody else of the team; alone in it, one's next shift is the next person. */
function mayAcknowledge(row: HandoverRow, members: readonly TeamMember[], me: Person): boolean {
  const team = members.filter(({ team_id }) => team_id === row.team_id);
  const isMember = team.some(({ id }) => id === me.id);
  const isNext = row.from_user_id !== me.id || team.length === 1;
  return row.acknowledged_at === null && isMember && isNext;
}

function acknowledgedOf(
  { acknowledged_at, acknowledged_by }: HandoverRow,
  names: Known["names"],
  reader: TicketReader,
): Card["acknowledged"] {
  if (acknowledged_at === null) return null;
  return { by: names.get(acknowledged_by ?? 0) ?? "?", at: untilTime(acknowledged_at, reader) };
}

function ticketsOf({ open, promised, closing }: HandoverCard): number[] {
  const numbers = [...open, ...[...promised, ...closing].map(({ ticket }) => ticket)];
  return [...new Set(numbers)];
}

async function visibleNames(
  db: Db,
  ids: readonly number[],
  { scope, can }: { scope: Scope; can: TicketReader["can"] },
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("tickets")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["tickets.id", "contacts.name"])
    .where("tickets.id", "in", ids)
    .where((where) => isVisible(where, scope))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, showName(name, can("phones"))]));
}

/** Shown only with a ticket that the reader sees. */
async function listNotes(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom("notes")
    .select(["id", "ticket_id", "author_id", "text", "created_at"])
    .where("id", "in", ids)
    .orderBy("id", "desc")
    .execute();
}

/** The shifts that a person is on, with what they have written for the next. */
export async function readRunning(db: Db, me: Person, now: Instant): Promise<RunningShift[]> {
  const running: RunningShift[] = [];
  for (const team of await listTeamsOf(db, me.id)) {
    const shift = await runningShift(db, team, me.id, now);
    if (!shift) continue;
    const end = { teamId: team.id, userId: me.id, endedAt: shift.endsAt };
    const { note = "" } = (await findHandover(db, end)) ?? {};
    running.push({ team: { id: team.id, name: team.name }, until: shift.until, note });
  }
  return running;
}

/** The shift of a person in a team at `now`, and its end on the team's wall. */
export async function runningShift(db: Db, team: TeamRow, userId: number, now: Instant) {
  const calendar = await calendarOf(db, team);
  const spans = workedShifts(await listShifts(db, team.id), team);
  const shift = shiftsAt(rotationOf(team, calendar), spans, now).find(
    (each) => each.userId === userId,
  );
  if (!shift) return undefined;
  const until = Temporal.Instant.fromEpochMilliseconds(shift.endsAt)
    .toZonedDateTimeISO(calendar.timezone)
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
  return { ...shift, until };
}

/** Who is told of cards: members of the team who are on shift, or who have no shifts at all. */
export async function isNextOn(db: Db, userId: number, now: Instant): Promise<boolean> {
  return (await shiftsOfPeople(db, [userId], now)).get(userId) !== null;
}

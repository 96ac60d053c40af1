import type { Translate } from "../../views/i18n.ts";
import type { DueBoard, DueGroup, DueRow } from "../../views/sla/types.ts";
import { HOUR } from "../clock.ts";
import type { Db } from "../db/open.ts";
import { showName } from "../contacts/phone.ts";
import { type TicketReader, untilTime } from "../inbox/time-words.ts";
import { listTeams } from "../routing/teams.ts";
import { listAssignableUsers } from "../users/users.ts";
import { markOf } from "./clock-words.ts";
import {
  countDue,
  type DueCount,
  type DueFilter,
  type DueTicket,
  listDueTickets,
} from "./due-tickets.ts";
import { type ClockRow, openClocksOf } from "./open-clocks.ts";
import { readSlaDesk } from "./sla-desk.ts";

const MOST_ROWS = 25;

/** What an address of the board narrows it to: "", "none", or an id. */
export interface BoardQuery {
  team: string;
  agent: string;
}

export function boardQueryOf(query: Record<string, string | undefined>): BoardQuery {
  const read = (text = "") => (/^(none|\d{1,15})$/.test(text) ? text : "");
  return { team: read(query.team), agent: read(query.agent) };
}

/** What is late and what comes next, as far as this person may see it. */
export async function readBoard(
  db: Db,
  reader: TicketReader,
  query: BoardQuery,
): Promise<DueBoard> {
  const { now, t, scope } = reader;
  const filter = { teamId: idOf(query.team), assigneeId: idOf(query.agent) };
  const seesTickets = reader.can("tickets");
  const list = (range: { before?: number; from?: number }) =>
    seesTickets ? listDueTickets(db, scope, range, filter, MOST_ROWS + 1) : [];
  const hour = { now, until: now + HOUR };
  const [late, next, byTeam, byAgent, teams, people] = await Promise.all([
    list({ before: now }),
    list({ from: now }),
    countDue(db, scope, "team", hour),
    countDue(db, scope, "assignee", hour),
    listTeams(db),
    listAssignableUsers(db),
  ]);
  const rowsOf = await presenter(db, [...late, ...next], reader);
  return {
    seesTickets,
    breached: rowsOf(late.slice(0, MOST_ROWS)),
    next: rowsOf(next.slice(0, MOST_ROWS)),
    hasMoreBreached: late.length > MOST_ROWS,
    hasMoreNext: next.length > MOST_ROWS,
    byTeam: byTeam.map((count) => groupOf(count, "team", t)),
    byAgent: byAgent.map((count) => groupOf(count, "agent", t)),
    query: new URLSearchParams({ ...query }).toString(),
    team: query.team,
    agent: query.agent,
    teams: choicesOf(teams, t("sla.team.all"), t("sla.team.none")),
    agents: choicesOf(people, t("sla.agent.all"), t("sla.agent.none")),
  };
}

function idOf(text: string): DueFilter["teamId"] {
  if (text === "") return undefined;
  return text === "none" ? null : Number(text);
}

async function presenter(db: Db, tickets: DueTicket[], reader: TicketReader) {
  const clocks = await openClocksOf(
    db,
    tickets.map((ticket) => ticket.id),
  );
  const policies = (await readSlaDesk(db)).byId;
  return (rows: DueTicket[]): DueRow[] =>
    rows.flatMap((row) => {
      const clock = clocks.get(row.id)?.find((open) => open.due_at !== null);
      return clock ? [rowOf(row, clock, policies.get(clock.policy_id)?.name ?? "", reader)] : [];
    });
}

function rowOf(row: DueTicket, clock: ClockRow, policy: string, reader: TicketReader): DueRow {
  return {
    number: row.id,
    name: showName(row.contact_name, reader.can("phones")),
    metric: clock.metric,
    mark: markOf(clock, reader),
    team: row.team_name,
    assignee: row.assignee_name,
    policy,
    due: untilTime(clock.due_at ?? reader.now, reader),
  };
}

function groupOf(count: DueCount, by: "team" | "agent", t: Translate): DueGroup {
  return {
    query: `${by}=${count.id ?? "none"}`,
    name: count.name ?? t(by === "team" ? "sla.team.none" : "sla.agent.none"),
    breached: count.breached,
    soon: count.soon,
  };
}

function choicesOf(rows: { id: number; name: string }[], all: string, none: string) {
  return [
    { value: "", label: all },
    { value: "none", label: none },
    ...rows.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
}

import { type ExpressionBuilder, sql } from "kysely";
import {
  type Board,
  type BoardColumn,
  boardColumns,
  type BoardFilter,
  boardFilters,
} from "../../views/board/types.ts";
import { MINUTE } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Schema } from "../db/schema.ts";
import { selectListed } from "../inbox/list-tickets.ts";
import { presentRows } from "../inbox/present-list.ts";
import { durationWords, type TicketReader } from "../inbox/time-words.ts";
import { listTeamsOf } from "../routing/teams.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";
import { listAssignableUsers } from "../users/users.ts";
import { columnFrom, isInColumn, isInFilter } from "./columns.ts";

const MOST_CARDS = 50;
const MOST_COUNTED = 1000;

export interface BoardQuery {
  filter: BoardFilter;
  /** What a phone shows; null: the first column that has a card. */
  shown: BoardColumn | null;
}

type Query = Record<string, string | undefined>;

export function boardQueryOf({ filter, column }: Query): BoardQuery {
  return {
    filter: boardFilters.find((known) => known === filter) ?? "all",
    shown: columnFrom(column) ?? null,
  };
}

/** The board as far as this person may see it, the most urgent card of each column first. */
export async function readBoard(
  db: Db,
  reader: TicketReader,
  { filter, shown }: BoardQuery,
): Promise<Board> {
  const { scope } = reader;
  const [columns, people, teams] = await Promise.all([
    Promise.all(boardColumns.map((id) => readColumn(db, reader, id, filter))),
    listAssignableUsers(db),
    listTeamsOf(db, scope.userId),
  ]);
  return {
    filter,
    filters: boardFilters.filter((each) => each !== "team" || teams.length > 0 || filter === each),
    shown: shown ?? columns.find(({ cards }) => cards.length > 0)?.id ?? "new",
    columns,
    people: people.map(({ id, name }) => ({ id, name })),
    mayMove: reader.can("reply"),
  };
}

async function readColumn(db: Db, reader: TicketReader, id: BoardColumn, filter: BoardFilter) {
  const { scope, now } = reader;
  const [tickets, count] = await Promise.all([
    selectCards(db, scope, id, filter),
    countCards(db, scope, id, filter),
  ]);
  const rows = await presentRows(db, reader, tickets);
  const cards = rows.map((row, index) => {
    const since = tickets[index]?.waiting_since ?? null;
    const waits = since !== null && now - since >= MINUTE;
    return { ...row, wait: waits ? durationWords(now - since, reader) : null };
  });
  return {
    id,
    cards,
    count: count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count),
    hasMore: count > cards.length,
  };
}

function selectCards(db: Db, scope: Scope, id: BoardColumn, filter: BoardFilter) {
  return selectListed(db, scope)
    .where((where) => isOn(where, id, filter, scope.userId))
    .orderBy(sql`tickets.sla_due_at IS NULL`)
    .orderBy("tickets.sla_due_at")
    .orderBy(sql`tickets.waiting_since IS NULL`)
    .orderBy("tickets.waiting_since")
    .orderBy("tickets.last_message_at", "desc")
    .orderBy("tickets.id", "desc")
    .limit(MOST_CARDS)
    .execute();
}

async function countCards(db: Db, scope: Scope, id: BoardColumn, filter: BoardFilter) {
  const rows = await db
    .selectFrom("tickets")
    .select("tickets.id")
    .where((where) => isVisible(where, scope))
    .where((where) => isOn(where, id, filter, scope.userId))
    .limit(MOST_COUNTED + 1)
    .execute();
  return rows.length;
}

/** `where` may know further tables: the conditions are about tickets alone. */
function isOn<Tables extends keyof Schema>(
  query: ExpressionBuilder<Schema, Tables | "tickets">,
  id: BoardColumn,
  filter: BoardFilter,
  userId: number,
) {
  const where = query as unknown as ExpressionBuilder<Schema, "tickets">;
  return where.and([isInColumn(where, id), isInFilter(where, filter, userId)]);
}

import { sql } from "kysely";
import { type Scope, visibleTickets } from "../users/ticket-scope.ts";
import type { Db } from "./open.ts";

/** Around a found word in `snippet`: characters that no message can hold unescaped. */
export const MATCH_START = "\u0002";
export const MATCH_END = "\u0003";

export interface FoundMessage {
  id: number;
  snippet: string;
}

/**
 * Messages with all words of `query`, the last one as far as it is typed; newest first by
 * rowid (never by rank: that reads every match). Case and accents do not count.
 */
export async function searchMessages(
  db: Db,
  query: string,
  scope: Scope,
  limit: number,
  { isWithoutArchive = false } = {},
): Promise<FoundMessage[]> {
  const match = matchOf(query);
  if (!match) return [];
  const { rows } = await sql<FoundMessage>`
    SELECT rowid AS id, snippet(message_search, 0, ${MATCH_START}, ${MATCH_END}, '…', 14) AS snippet
    FROM message_search WHERE message_search MATCH ${match} ${within(db, scope)}
    ${isWithoutArchive ? outsideArchive(match) : sql``}
    ORDER BY rowid DESC LIMIT ${limit}`.execute(db);
  return rows;
}

/** Whether the index knows any message for `match` (of `matchOf`), also one that is gone. */
export async function hasMessagesWith(db: Db, match: string): Promise<boolean> {
  if (!match) return false;
  const { rows } = await sql`
    SELECT 1 FROM message_search WHERE message_search MATCH ${match} LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** So many matches are looked at, newest first, for some that are not archived. */
const MOST_MATCHES = 2000;

/** Not of archived tickets. Bounded: a word may stand in a million archived messages and in no other. */
function outsideArchive(match: string) {
  return sql`AND rowid >= (SELECT min(rowid) FROM (SELECT rowid FROM message_search
      WHERE message_search MATCH ${match} ORDER BY rowid DESC LIMIT ${sql.lit(MOST_MATCHES)}))
    AND NOT EXISTS (SELECT 1 FROM messages JOIN tickets ON tickets.id = messages.ticket_id
      WHERE messages.id = message_search.rowid AND tickets.archived_at IS NOT NULL)`;
}

/** Within the search, not after it: a page of results is a page of what the person may see. */
function within(db: Db, scope: Scope) {
  if (scope.kind === "all") return sql``;
  // Few of many: their messages by the index of tickets, rather than a look at each match.
  if (scope.kind === "own")
    return sql`AND rowid IN (SELECT messages.id FROM messages WHERE messages.ticket_id IN ${visibleTickets(db, scope)})`;
  const tickets = visibleTickets(db, scope).where(
    "tickets.id",
    "=",
    sql.ref<number>("messages.ticket_id"),
  );
  return sql`AND EXISTS (SELECT 1 FROM messages WHERE messages.id = message_search.rowid AND EXISTS ${tickets})`;
}

/** Each word costs a look-up of its own, and nobody searches for more. */
const MOST_WORDS = 12;

/**
 * Every word quoted, so that nothing of it is FTS5 syntax. A lone letter is the beginning
 * of half of all words: only the last one, still being typed, may be meant so.
 */
export function matchOf(query: string): string {
  const words = (query.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS);
  if (words.join("").length < 2) return "";
  const isBegun = (word: string, index: number) => word.length > 1 || index === words.length - 1;
  return words.map((word, index) => (isBegun(word, index) ? `"${word}"*` : `"${word}"`)).join(" ");
}

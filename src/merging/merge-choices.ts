import type { TicketLink } from "../../views/inbox/ticket-links.tsx";
import type { Db } from "../db/open.ts";
import { wordsOf } from "../inbox/line-words.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import { listTime, type TicketReader } from "../inbox/time-words.ts";
import { isVisible } from "../users/ticket-scope.ts";

const MOST = 20;

/** The other tickets of the conversation that a person may merge this one into: what is under way first. */
export async function readMergeChoices(
  db: Db,
  { id, thread_id }: TicketRow,
  reader: TicketReader,
): Promise<TicketLink[]> {
  const rows = await db
    .selectFrom("tickets")
    .leftJoin("messages", "messages.id", "tickets.last_message_id")
    .select([
      "tickets.id",
      "tickets.status",
      "tickets.last_message_at",
      "messages.type",
      "messages.text",
    ])
    .where("tickets.thread_id", "=", thread_id)
    .where("tickets.id", "!=", id)
    .where("tickets.merged_into_id", "is", null)
    .where("tickets.is_spam", "=", 0)
    .where((where) => isVisible(where, reader.scope))
    .orderBy((order) => order.case().when("tickets.status", "=", "resolved").then(1).else(0).end())
    .orderBy("tickets.id", "desc")
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    number: row.id,
    status: row.status,
    time: listTime(row.last_message_at, reader),
    line: row.type === null ? "" : wordsOf(reader.t, row.type, row.text, reader.can("phones")),
  }));
}

/** The numbers that lead to this ticket. */
export async function listMergedInto(db: Db, ticketId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("tickets")
    .select("id")
    .where("merged_into_id", "=", ticketId)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

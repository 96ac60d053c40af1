import type { TicketLink } from "../../views/inbox/ticket-links.tsx";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { isVisible } from "../users/ticket-scope.ts";
import { wordsOf } from "./line-words.ts";
import type { TicketReader } from "./time-words.ts";

interface Wording {
  reader: Pick<TicketReader, "t" | "scope" | "can">;
  timeOf: (instant: Instant) => TicketLink["time"];
  most: number;
}

/** A contact's tickets, the newest first; none for who works with contacts alone. */
export async function readTicketLinks(
  db: Db,
  contactId: number,
  { reader, timeOf, most }: Wording,
): Promise<TicketLink[]> {
  if (!reader.can("tickets")) return [];
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
    .where("tickets.contact_id", "=", contactId)
    .where("tickets.merged_into_id", "is", null)
    .where((where) => isVisible(where, reader.scope))
    .orderBy("tickets.id", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    number: row.id,
    status: row.status,
    time: timeOf(row.last_message_at),
    line: row.type === null ? "" : wordsOf(reader.t, row.type, row.text, reader.can("phones")),
  }));
}

import type { TicketLink } from "../../views/inbox/ticket-links.tsx";
import type { Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { wordsOf } from "./line-words.ts";

interface Wording {
  t: Translate;
  timeOf: (instant: Instant) => TicketLink["time"];
  most: number;
}

/** A contact's tickets, the newest first. */
export async function readTicketLinks(
  db: Db,
  contactId: number,
  { t, timeOf, most }: Wording,
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
    .where("tickets.contact_id", "=", contactId)
    .orderBy("tickets.id", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    number: row.id,
    status: row.status,
    time: timeOf(row.last_message_at),
    line: row.type === null ? "" : wordsOf(t, row.type, row.text),
  }));
}

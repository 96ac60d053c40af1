import type { Desk } from "./desk.ts";

/** A ticket's messages as they lie in the table, oldest first. */
export function listMessagesOf(desk: Desk, ticket: number) {
  return desk.recado.db
    .selectFrom("messages")
    .selectAll()
    .where("ticket_id", "=", ticket)
    .orderBy("id")
    .execute();
}

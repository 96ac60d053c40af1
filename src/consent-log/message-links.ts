import type { Db } from "../db/open.ts";
import { isOfVisibleTicket, type Scope } from "../users/ticket-scope.ts";

/** The address of each message in its ticket, where the person may see that. */
export async function linkMessages(
  db: Db,
  messageIds: readonly (number | null)[],
  scope: Scope,
): Promise<Map<number, string>> {
  const ids = messageIds.filter((id) => id !== null);
  if (ids.length === 0 || scope.kind === "none") return new Map();
  const rows = await db
    .selectFrom("messages")
    .select(["id", "ticket_id"])
    .where("id", "in", ids)
    .where("ticket_id", "is not", null)
    .where((where) => isOfVisibleTicket(where, "messages", scope))
    .execute();
  return new Map(
    rows.map(({ id, ticket_id }) => [id, `/tickets/${ticket_id}?message=${id}#m-${id}`]),
  );
}

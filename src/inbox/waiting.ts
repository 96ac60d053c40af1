import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";

const begin = hot((db, p: { ticketId: number; since: Instant }) =>
  db
    .updateTable("tickets")
    .set({ waiting_since: p.since })
    .where("id", "=", p.ticketId)
    .where("waiting_since", "is", null)
    .where("status", "!=", "resolved" as const),
);

/** The customer waits for an answer since then, unless they do already. */
export async function noteWaiting(tx: Tx, ticketId: number, since: Instant): Promise<void> {
  await begin(tx, { ticketId, since });
}

const finish = hot((db, p: { ticketId: number }) =>
  db.updateTable("tickets").set({ waiting_since: null }).where("id", "=", p.ticketId),
);

/** The customer has an answer. */
export async function clearWaiting(tx: Tx, ticketId: number): Promise<void> {
  await finish(tx, { ticketId });
}

const findLastChange = hot((db, p: { ticketId: number }) =>
  db
    .selectFrom("ticket_events")
    .select("detail")
    .where("ticket_id", "=", p.ticketId)
    .where("kind", "=", "status")
    .orderBy("id", "desc")
    .limit(1),
);

/** Since when the customer waited as the ticket was resolved: for whoever undoes that. */
export async function findWaitingBefore(db: Db, ticketId: number): Promise<Instant | null> {
  const [last] = await findLastChange(db, { ticketId });
  const { waiting } = JSON.parse(last?.detail ?? "{}") as { waiting?: Instant };
  return waiting ?? null;
}

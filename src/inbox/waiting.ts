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

const findLastAnswer = hot((db, p: { ticketId: number }) =>
  db
    .selectFrom("messages")
    .select("id")
    .where("ticket_id", "=", p.ticketId)
    .where("author_type", "in", ["agent", "api"])
    .where("type", "!=", "reaction")
    .orderBy("id", "desc")
    .limit(1),
);

const findFirstAfter = hot((db, p: { ticketId: number; after: number }) =>
  db
    .selectFrom("messages")
    .select("sent_at")
    .where("ticket_id", "=", p.ticketId)
    .where("id", ">", p.after)
    .where("direction", "=", "in" as const)
    .where("type", "!=", "reaction")
    .orderBy("id")
    .limit(1),
);

/** Since when the customer waits by the messages themselves: for a ticket whose resolution is undone. */
export async function findWaitingSince(db: Db, ticketId: number): Promise<Instant | null> {
  const [answer] = await findLastAnswer(db, { ticketId });
  const [first] = await findFirstAfter(db, { ticketId, after: answer?.id ?? 0 });
  return first?.sent_at ?? null;
}

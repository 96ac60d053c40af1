import { type ExpressionBuilder, sql } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Schema } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { type Candidate, PAGE, PATIENCE, type Walk, walkByTime } from "./walk.ts";

/** Tickets in one job: each takes along what hangs on it. */
const TICKETS = 20;
/** Messages in one job: to leave nothing of its words in the search index takes a millisecond each. */
const MESSAGES = 25;

/** Resolved ones that have been quiet since: for the archive. */
export function walkQuiet(db: Db, before: Instant): Walk {
  return walkByTime((after) => {
    let rows = db
      .selectFrom("tickets")
      .select(["id", "last_message_at as at"])
      // Literally, as the index tickets_resolved has it.
      .where("status", "=", sql.lit("resolved" as const))
      .where("archived_at", "is", null)
      .where("last_message_at", "<", before)
      .where((where) => where(where.fn.coalesce("resolved_at", sql.lit(0)), "<", before))
      .orderBy("last_message_at")
      .orderBy("id")
      .limit(PAGE);
    if (after) rows = rows.where((where) => isAfter(where, "last_message_at", after));
    return rows.execute();
  });
}

/** Out of lists and search. Whoever was reopened meanwhile stays. */
export async function archiveTickets(
  { write }: Recado,
  ids: readonly number[],
  now: Instant,
): Promise<void> {
  await write((tx) =>
    tx
      .updateTable("tickets")
      .set({ archived_at: now })
      .where("id", "in", ids)
      .where("status", "=", "resolved")
      .where("archived_at", "is", null)
      .execute(),
  );
}

/** Archived ones whose time is over; not of those whose data must be kept. */
export function walkArchived(db: Db, before: Instant): Walk {
  return walkByTime((after) => {
    let rows = db
      .selectFrom("tickets")
      .select(["id", (select) => select.ref("archived_at").$notNull().as("at")])
      .where("archived_at", "<", before)
      .where((where) => where.not(mustStay(where, "tickets.contact_id")))
      .orderBy("archived_at")
      .orderBy("id")
      .limit(PAGE);
    if (after) rows = rows.where((where) => isAfter(where, "archived_at", after));
    return rows.execute();
  });
}

function isAfter(
  where: ExpressionBuilder<Schema, "tickets">,
  column: "last_message_at" | "archived_at",
  { at, id }: Candidate,
) {
  return where(where.refTuple(column, "id"), ">", where.tuple(at, id));
}

/** Whether the contact is restricted, or has a request that is not done. */
export function mustStay(
  where: ExpressionBuilder<Schema, "tickets"> | ExpressionBuilder<Schema, "contacts">,
  contact: "tickets.contact_id" | "contacts.id",
) {
  const any = where as unknown as ExpressionBuilder<Schema, "tickets">;
  const person = sql.ref<number>(contact);
  return any.or([
    any.exists(
      any
        .selectFrom("contacts as person")
        .select("person.id")
        .where("person.id", "=", person)
        .where("person.restricted_at", "is not", null),
    ),
    any.exists(
      any
        .selectFrom("privacy_requests")
        .select("privacy_requests.id")
        .where("privacy_requests.contact_id", "=", person)
        .where("privacy_requests.closed_at", "is", null),
    ),
  ]);
}

/** With messages, notes, files, history and clocks; in jobs of bounded size. Only what is still archived. */
export async function deleteTickets({ write }: Recado, ids: readonly number[]): Promise<void> {
  for (let from = 0; from < ids.length; from += TICKETS) {
    const some = ids.slice(from, from + TICKETS);
    while (await write((tx) => deleteSomeMessages(tx, some), PATIENCE));
    await write((tx) => deleteEmptied(tx, some), PATIENCE);
  }
}

function archived(tx: Tx, ids: readonly number[]) {
  return tx
    .selectFrom("tickets")
    .select("id")
    .where("id", "in", ids)
    .where("archived_at", "is not", null);
}

async function deleteSomeMessages(tx: Tx, ids: readonly number[]): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("messages")
    .where("id", "in", (messages) =>
      messages
        .selectFrom("messages")
        .select("messages.id")
        .where("ticket_id", "in", archived(tx, ids))
        .limit(MESSAGES),
    )
    .executeTakeFirst();
  return Number(numDeletedRows) === MESSAGES;
}

/** The tickets, and their threads where no other ticket is left. */
async function deleteEmptied(tx: Tx, ids: readonly number[]): Promise<void> {
  const gone = await tx
    .deleteFrom("tickets")
    .where("id", "in", archived(tx, ids))
    .returning("thread_id")
    .execute();
  const threads = [...new Set(gone.map(({ thread_id }) => thread_id))];
  if (threads.length === 0) return;
  await tx
    .deleteFrom("threads")
    .where("id", "in", threads)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("tickets")
            .select("tickets.id")
            .whereRef("tickets.thread_id", "=", "threads.id"),
        ),
      ),
    )
    .execute();
}

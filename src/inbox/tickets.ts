import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { AuthorType, Instant, Language, TicketsTable, TicketStatus } from "../db/schema.ts";
import type { Selectable } from "kysely";
import { AppError } from "../http/errors.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";

export type TicketRow = Selectable<TicketsTable>;

/** Who did it, for the history. */
export interface Actor {
  type: AuthorType;
  id: number | null;
  /** The routing rule or SLA step that did it: rules don't react to what rules did. */
  rule?: string;
}
export const systemActor: Actor = { type: "system", id: null };
export const contactActor: Actor = { type: "contact", id: null };
export const botActor: Actor = { type: "bot", id: null };

const findOne = hot((db, p: { id: number }) =>
  db.selectFrom("tickets").selectAll().where("id", "=", p.id),
);

export async function findTicket(db: Db, id: number): Promise<TicketRow | undefined> {
  return (await findOne(db, { id }))[0];
}

/** @throws AppError `not-found`. */
export async function getTicket(db: Db, id: number): Promise<TicketRow> {
  const ticket = Number.isSafeInteger(id) ? await findTicket(db, id) : undefined;
  return ticket ?? refuseTicket();
}

/** With this number, or the one that it was merged into. */
export async function findKeptTicket(db: Db, number: number): Promise<TicketRow | undefined> {
  const ticket = Number.isSafeInteger(number) ? await findTicket(db, number) : undefined;
  if (!ticket || ticket.merged_into_id === null) return ticket;
  return findTicket(db, ticket.merged_into_id);
}

/** @throws AppError `not-found`. */
export async function getKeptTicket(db: Db, number: number): Promise<TicketRow> {
  return (await findKeptTicket(db, number)) ?? refuseTicket();
}

/**
 * A ticket that the person may see; the number of a merged one leads to the one it was merged
 * into. One out of their scope is answered like one that doesn't exist: nobody learns which
 * numbers there are.
 * @throws AppError `not-found`.
 */
export async function getVisibleTicket(db: Db, number: number, scope: Scope): Promise<TicketRow> {
  if (!Number.isSafeInteger(number)) return refuseTicket();
  const ticket = await db
    .selectFrom("tickets")
    .selectAll()
    .where("tickets.id", "=", (asked) =>
      asked
        .selectFrom("tickets as asked")
        .select((of) => of.fn.coalesce("asked.merged_into_id", "asked.id").as("id"))
        .where("asked.id", "=", number),
    )
    .where((where) => isVisible(where, scope))
    .executeTakeFirst();
  return ticket ?? refuseTicket();
}

export function refuseTicket(): never {
  throw new AppError("not-found", "There is no ticket with this number.", {
    key: "error.no-ticket",
  });
}

const findLast = hot((db, p: { threadId: number }) =>
  db
    .selectFrom("tickets")
    .selectAll()
    .where("thread_id", "=", p.threadId)
    .where("merged_into_id", "is", null)
    .orderBy("id", "desc")
    .limit(1),
);

export async function findLastTicket(db: Db, threadId: number): Promise<TicketRow | undefined> {
  return (await findLast(db, { threadId }))[0];
}

/** The newest that the person may see. */
export async function findLastVisibleTicket(
  db: Db,
  threadId: number,
  scope: Scope,
): Promise<TicketRow | undefined> {
  return db
    .selectFrom("tickets")
    .selectAll()
    .where("tickets.thread_id", "=", threadId)
    .where("tickets.merged_into_id", "is", null)
    .where((where) => isVisible(where, scope))
    .orderBy("tickets.id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The newest that is not resolved. */
export async function findUnresolvedTicket(
  db: Db,
  threadId: number,
): Promise<TicketRow | undefined> {
  return db
    .selectFrom("tickets")
    .selectAll()
    .where("thread_id", "=", threadId)
    .where("status", "!=", "resolved")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

export interface NewTicket {
  threadId: number;
  contactId: number;
  channelId: number;
  status: TicketStatus;
  language: Language | null;
  at: Instant;
  now: Instant;
}

const insertOne = hot((db, p: NewTicket) =>
  db
    .insertInto("tickets")
    .values({
      thread_id: p.threadId,
      contact_id: p.contactId,
      channel_id: p.channelId,
      status: p.status,
      category: null,
      language: p.language,
      assignee_id: null,
      last_message_id: null,
      last_message_at: p.at,
      snoozed_until: null,
      resolved_at: null,
      created_at: p.now,
      updated_at: p.now,
    })
    .returningAll(),
);

export async function insertTicket(tx: Tx, ticket: NewTicket): Promise<TicketRow> {
  const row = (await insertOne(tx, ticket))[0] as TicketRow;
  await insertTicketEvent(tx, row.id, "opened", contactActor, {}, ticket.now);
  return row;
}

const insertEvent = hot(
  (
    db,
    p: {
      ticketId: number;
      kind: string;
      actorType: AuthorType;
      actorId: number | null;
      detail: string;
      now: Instant;
    },
  ) =>
    db.insertInto("ticket_events").values({
      ticket_id: p.ticketId,
      kind: p.kind,
      actor_type: p.actorType,
      actor_id: p.actorId,
      detail: p.detail,
      created_at: p.now,
    }),
);

/** One line of the ticket's history. */
export async function insertTicketEvent(
  tx: Tx,
  ticketId: number,
  kind: string,
  actor: Actor,
  detail: Record<string, unknown>,
  now: Instant,
): Promise<void> {
  await insertEvent(tx, {
    ticketId,
    kind,
    actorType: actor.type,
    actorId: actor.id,
    detail: JSON.stringify(actor.rule === undefined ? detail : { ...detail, rule: actor.rule }),
    now,
  });
}

const noteOne = hot(
  (
    db,
    p: {
      id: number;
      messageId: number;
      at: Instant;
      unread: number;
      isAnswer: 0 | 1;
      now: Instant;
    },
  ) =>
    db
      .updateTable("tickets")
      .set((set) => ({
        last_message_id: set
          .case()
          .when("last_message_id", "is", null)
          .then(p.messageId)
          .when("last_message_at", "<=", p.at)
          .then(p.messageId)
          .else(set.ref("last_message_id"))
          .end(),
        last_message_at: set
          .case()
          .when("last_message_at", "<", p.at)
          .then(p.at)
          .else(set.ref("last_message_at"))
          .end(),
        unread_count: set("unread_count", "+", p.unread),
        waiting_since: set
          .case()
          .when(set.val(p.isAnswer), "=", 1)
          .then(null)
          .else(set.ref("waiting_since"))
          .end(),
        updated_at: p.now,
      }))
      .where("id", "=", p.id),
);

/**
 * A message joined the ticket: it moves up the list, counts as unread if a customer wrote it, and
 * ends their waiting if it answers them.
 */
export async function noteMessage(
  tx: Tx,
  ticketId: number,
  message: { id: number; at: Instant; isUnread: boolean; isAnswer?: boolean },
  now: Instant,
): Promise<void> {
  await noteOne(tx, {
    id: ticketId,
    messageId: message.id,
    at: message.at,
    unread: message.isUnread ? 1 : 0,
    isAnswer: message.isAnswer ? 1 : 0,
    now,
  });
}

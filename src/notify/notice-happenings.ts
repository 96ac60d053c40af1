import { DAY, MINUTE } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { notify } from "./notify.ts";
import { listReachable } from "./reachable.ts";

/** So many rows of each kind in one transaction. */
const BATCH = 200;
/** Milliseconds that a customer waits until somebody is told. */
const UNANSWERED = 5 * MINUTE;

/**
 * Tells people what happened since the last time: tickets opened and given, messages,
 * mentions, and customers who have waited five minutes. How far it came is committed with
 * what it told, so that each thing is told once.
 */
export async function noticeHappenings(recado: Recado): Promise<void> {
  const now = recado.clock.now();
  while (await hasNews(recado)) await recado.write((tx) => noticeBatch(tx, now));
  const since = { before: now - UNANSWERED, after: now - DAY };
  const untold = await findUntold(recado.db, since);
  if (untold.length > 0) await recado.write((tx) => noticeUnanswered(tx, untold, now));
}

const findUntold = hot((db, p: { before: Instant; after: Instant }) =>
  db
    .selectFrom("tickets")
    .leftJoin("notify_told", (join) =>
      join
        .onRef("notify_told.ticket_id", "=", "tickets.id")
        .onRef("notify_told.waiting_since", "=", "tickets.waiting_since"),
    )
    .select("tickets.id")
    .where("tickets.waiting_since", "<=", p.before)
    .where("tickets.waiting_since", ">", p.after)
    .where("tickets.status", "in", ["new", "open"])
    .where("notify_told.ticket_id", "is", null)
    .limit(BATCH),
);

async function hasNews({ db }: Recado): Promise<boolean> {
  const from = await progressOf(db);
  const found = await Promise.all([
    db
      .selectFrom("ticket_events")
      .select("id")
      .where("id", ">", from.ticket_event_id)
      .limit(1)
      .execute(),
    db.selectFrom("messages").select("id").where("id", ">", from.message_id).limit(1).execute(),
    db.selectFrom("notes").select("id").where("id", ">", from.note_id).limit(1).execute(),
  ]);
  return found.some((rows) => rows.length > 0);
}

function progressOf(db: Db) {
  return db.selectFrom("notify_progress").selectAll().executeTakeFirstOrThrow();
}

async function noticeBatch(tx: Tx, now: Instant): Promise<void> {
  const from = await progressOf(tx);
  const ticket_event_id = await noticeTicketEvents(tx, from.ticket_event_id, now);
  const message_id = await noticeMessages(tx, from.message_id, now);
  const note_id = await noticeMentions(tx, from.note_id, now);
  await tx.updateTable("notify_progress").set({ ticket_event_id, message_id, note_id }).execute();
}

async function noticeTicketEvents(tx: Tx, after: number, now: Instant): Promise<number> {
  const events = await tx
    .selectFrom("ticket_events")
    .innerJoin("tickets", "tickets.id", "ticket_events.ticket_id")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .leftJoin("users", (join) =>
      join.onRef("users.id", "=", "ticket_events.actor_id").on("actor_type", "=", "agent"),
    )
    .select([
      "ticket_events.id",
      "ticket_events.kind",
      "ticket_events.actor_type",
      "ticket_events.actor_id",
      "ticket_events.detail",
      "ticket_events.ticket_id",
      "contacts.name as contact",
      "users.name as actor",
    ])
    .where("ticket_events.id", ">", after)
    .orderBy("ticket_events.id")
    .limit(BATCH)
    .execute();
  for (const event of events) {
    const { to, rule } = JSON.parse(event.detail) as { to?: unknown; rule?: string };
    const isOwn = event.actor_type === "agent" && event.actor_id === to;
    if (event.kind === "assignee" && typeof to === "number" && !isOwn) {
      const detail = { name: rule ?? event.actor ?? "Recado" };
      await notify(tx, { userId: to, kind: "assigned", ticketId: event.ticket_id, detail }, now);
    }
    if (event.kind !== "opened") continue;
    for (const userId of await listReachable(tx, event.ticket_id)) {
      const detail = { name: event.contact };
      await notify(tx, { userId, kind: "new-ticket", ticketId: event.ticket_id, detail }, now);
    }
  }
  return events.at(-1)?.id ?? after;
}

async function noticeMessages(tx: Tx, after: number, now: Instant): Promise<number> {
  const messages = await tx
    .selectFrom("messages")
    .leftJoin("tickets", "tickets.id", "messages.ticket_id")
    .leftJoin("contacts", "contacts.id", "tickets.contact_id")
    .select([
      "messages.id",
      "messages.direction",
      "messages.type",
      "messages.text",
      "messages.ticket_id",
      "tickets.assignee_id",
      "contacts.name",
    ])
    .where("messages.id", ">", after)
    .orderBy("messages.id")
    .limit(BATCH)
    .execute();
  for (const { direction, type, text, ticket_id, assignee_id, name } of messages) {
    if (direction !== "in" || type === "reaction" || assignee_id === null) continue;
    const detail = { name: name ?? "", text: text ?? undefined };
    await notify(tx, { userId: assignee_id, kind: "message", ticketId: ticket_id, detail }, now);
  }
  return messages.at(-1)?.id ?? after;
}

async function noticeMentions(tx: Tx, after: number, now: Instant): Promise<number> {
  const notes = await tx
    .selectFrom("notes")
    .innerJoin("users", "users.id", "notes.author_id")
    .select(["notes.id", "notes.ticket_id", "notes.text", "notes.author_id", "users.name"])
    .where("notes.id", ">", after)
    .orderBy("notes.id")
    .limit(BATCH)
    .execute();
  for (const { id, ticket_id, text, name, author_id } of notes) {
    const mentions = await tx
      .selectFrom("mentions")
      .select("user_id")
      .where("note_id", "=", id)
      .where("user_id", "!=", author_id)
      .execute();
    for (const { user_id } of mentions) {
      const detail = { name, text };
      await notify(tx, { userId: user_id, kind: "mention", ticketId: ticket_id, detail }, now);
    }
  }
  return notes.at(-1)?.id ?? after;
}

/** `notify_told` makes each waiting be told once. */
async function noticeUnanswered(tx: Tx, untold: { id: number }[], now: Instant): Promise<void> {
  const waiting = await tx
    .selectFrom("tickets")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["tickets.id", "tickets.assignee_id", "tickets.waiting_since", "contacts.name"])
    .where(
      "tickets.id",
      "in",
      untold.map(({ id }) => id),
    )
    .execute();
  for (const { id, assignee_id, waiting_since, name } of waiting) {
    // Answered in the meantime.
    if (waiting_since === null) continue;
    await tx
      .insertInto("notify_told")
      .values({ ticket_id: id, waiting_since })
      .onConflict((conflict) => conflict.column("ticket_id").doUpdateSet({ waiting_since }))
      .execute();
    const told = assignee_id === null ? await listReachable(tx, id) : [assignee_id];
    const detail = { name, minutes: Math.floor((now - waiting_since) / MINUTE) };
    for (const userId of told)
      await notify(tx, { userId, kind: "unanswered", ticketId: id, detail }, now);
  }
}

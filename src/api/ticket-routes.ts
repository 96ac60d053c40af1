import { Elysia, t } from "elysia";
import type { Priority, TicketStatus } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { withToken } from "../http/me.ts";
import { announce } from "../inbox/announce.ts";
import {
  assignTicket,
  changeCategory,
  changeLanguage,
  changePriority,
  changeStatus,
  changeTags,
} from "../inbox/change-ticket.ts";
import { requireOwner } from "../inbox/require-owner.ts";
import { type Actor, getTicket, type TicketRow } from "../inbox/tickets.ts";
import type { Tx } from "../db/open.ts";
import type { Recado } from "../recado.ts";
import { ticketJson } from "./json.ts";
import { readTicketSla } from "./ticket-sla.ts";
import { pageOf, readChoice, readId, readPaging } from "./paging.ts";
import { getTicketRow, listTagsOf, listTicketRows } from "./ticket-rows.ts";

export const statuses = [
  "new",
  "open",
  "pending",
  "snoozed",
  "resolved",
] as const satisfies readonly TicketStatus[];
export const priorities = [
  "low",
  "normal",
  "high",
  "urgent",
] as const satisfies readonly Priority[];

/** What PATCH takes; every field may be left out. */
const ticketChange = t.Object(
  {
    status: t.Optional(
      t.Union([
        t.Literal("open"),
        t.Literal("pending"),
        t.Literal("snoozed"),
        t.Literal("resolved"),
      ]),
    ),
    snoozed_until: t.Optional(t.String({ format: "date-time" })),
    priority: t.Optional(t.Union(priorities.map((priority) => t.Literal(priority)))),
    assignee_id: t.Optional(t.Nullable(t.Integer())),
    /** Whom the caller saw: somebody else meanwhile is a conflict. */
    assignee_was: t.Optional(t.Nullable(t.Integer())),
    tags: t.Optional(t.Array(t.String({ maxLength: 40 }), { maxItems: 20 })),
    category: t.Optional(t.Nullable(t.String({ maxLength: 60 }))),
    language: t.Optional(
      t.Union([t.Literal("en"), t.Literal("fr"), t.Literal("pt"), t.Literal("es")]),
    ),
  },
  { additionalProperties: false },
);

/** One ticket as the API says it. @throws AppError `not-found`. */
export async function showTicket({ db, clock }: Recado, id: number) {
  const row = await getTicketRow(db, id);
  const tags = await listTagsOf(db, [id]);
  const slaOf = await readTicketSla(db, [row]);
  return ticketJson(row, tags.get(id) ?? [], slaOf(row), clock.now());
}

export function ticketApi(recado: Recado) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/tickets", async ({ query }) => {
      const paging = readPaging(query);
      const filter = {
        status: readChoice("status", query.status, statuses),
        contactId: query.contact_id === undefined ? undefined : readId(query.contact_id),
        assigneeId: query.assignee_id === undefined ? undefined : readId(query.assignee_id),
      };
      const rows = await listTicketRows(recado.db, filter, paging);
      const tags = await listTagsOf(
        recado.db,
        rows.map((row) => row.id),
      );
      const slaOf = await readTicketSla(recado.db, rows);
      const now = recado.clock.now();
      return pageOf(rows, paging, (row) =>
        ticketJson(row, tags.get(row.id) ?? [], slaOf(row), now),
      );
    })
    .get("/api/v1/tickets/:number", ({ params }) => showTicket(recado, readId(params.number)))
    .patch(
      "/api/v1/tickets/:number",
      async ({ params, body }) => {
        const id = readId(params.number);
        const now = recado.clock.now();
        const ticket = await recado.write(async (tx) =>
          changeTicket(tx, await getUnmerged(tx, id), body, now),
        );
        announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
        return showTicket(recado, id);
      },
      { body: ticketChange },
    );
}

/** @throws AppError `conflict`: a program that changes a merged ticket has missed where it went. */
async function getUnmerged(tx: Tx, id: number): Promise<TicketRow> {
  const ticket = await getTicket(tx, id);
  if (ticket.merged_into_id === null) return ticket;
  throw new AppError(
    "conflict",
    `Ticket ${id} was merged into ${ticket.merged_into_id}. Change that one.`,
  );
}

async function changeTicket(
  tx: Tx,
  ticket: TicketRow,
  change: typeof ticketChange.static,
  now: number,
): Promise<TicketRow> {
  const actor: Actor = { type: "api", id: null };
  let next = ticket;
  if (change.assignee_was !== undefined) await requireOwner(tx, ticket, change.assignee_was);
  if (change.assignee_id !== undefined)
    next = await assignTicket(tx, next, change.assignee_id, actor, now);
  if (change.priority) next = await changePriority(tx, next, change.priority, actor, now);
  if (change.category !== undefined)
    next = await changeCategory(tx, next, change.category, actor, now);
  if (change.language) next = await changeLanguage(tx, next, change.language, actor, now);
  if (change.tags) next = await changeTags(tx, next, change.tags, actor, now);
  if (change.status === "snoozed") {
    const until = Date.parse(change.snoozed_until ?? "");
    if (!(until > now))
      throw new AppError("invalid", "snoozed_until: give an instant in the future.");
    return changeStatus(tx, next, "snoozed", actor, now, { snoozedUntil: until });
  }
  return change.status ? changeStatus(tx, next, change.status, actor, now) : next;
}

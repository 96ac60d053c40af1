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
import { queueReply, type Reply, textReply } from "../inbox/queue-reply.ts";
import { type Actor, getTicket, type TicketRow } from "../inbox/tickets.ts";
import type { Tx } from "../db/open.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { once, readIdempotencyKey } from "./idempotency.ts";
import { messageJson, ticketJson } from "./json.ts";
import { getMessageRow, listMessageRows } from "./message-rows.ts";
import { pageOf, readChoice, readId, readPaging } from "./paging.ts";
import { getTicketRow, listTagsOf, listTicketRows } from "./ticket-rows.ts";

export const statuses = ["new", "open", "pending", "snoozed", "resolved"] as const satisfies readonly TicketStatus[];
export const priorities = ["low", "normal", "high", "urgent"] as const satisfies readonly Priority[];

/** What PATCH takes; every field may be left out. */
const ticketChange = t.Object(
  {
    status: t.Optional(t.Union([t.Literal("open"), t.Literal("pending"), t.Literal("snoozed"), t.Literal("resolved")])),
    snoozed_until: t.Optional(t.String({ format: "date-time" })),
    priority: t.Optional(t.Union(priorities.map((priority) => t.Literal(priority)))),
    assignee_id: t.Optional(t.Nullable(t.Integer())),
    tags: t.Optional(t.Array(t.String({ maxLength: 40 }), { maxItems: 20 })),
    category: t.Optional(t.Nullable(t.String({ maxLength: 60 }))),
    language: t.Optional(t.Union([t.Literal("en"), t.Literal("fr"), t.Literal("pt"), t.Literal("es")])),
  },
  { additionalProperties: false },
);

const newMessage = t.Object(
  {
    text: t.Optional(t.String()),
    reply_to: t.Optional(t.Nullable(t.String())),
    template: t.Optional(
      t.Object({
        name: t.String(),
        language: t.String(),
        variables: t.Optional(t.Record(t.String(), t.String())),
      }),
    ),
  },
  { additionalProperties: false },
);

export function ticketApi(recado: Recado, work: Work) {
  const show = async (id: number) => {
    const row = await getTicketRow(recado.db, id);
    const tags = await listTagsOf(recado.db, [id]);
    return ticketJson(row, tags.get(id) ?? [], recado.clock.now());
  };

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
      const tags = await listTagsOf(recado.db, rows.map((row) => row.id));
      const now = recado.clock.now();
      return pageOf(rows, paging, (row) => ticketJson(row, tags.get(row.id) ?? [], now));
    })
    .get("/api/v1/tickets/:number", ({ params }) => show(readId(params.number)))
    .patch(
      "/api/v1/tickets/:number",
      async ({ params, body }) => {
        const id = readId(params.number);
        const now = recado.clock.now();
        const ticket = await recado.write(async (tx) => changeTicket(tx, await getTicket(tx, id), body, now));
        announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
        return show(id);
      },
      { body: ticketChange },
    )
    .get("/api/v1/tickets/:number/messages", async ({ params, query }) => {
      const ticket = await getTicket(recado.db, readId(params.number));
      const paging = readPaging(query, "asc");
      const rows = await listMessageRows(recado.db, ticket.id, paging);
      const page = pageOf(rows, paging, (row) => row);
      const direction = paging.order === "asc" ? 1 : -1;
      const read = page.data.sort((a, b) => direction * (a.sent_at - b.sent_at || a.id - b.id));
      return { ...page, data: read.map(messageJson) };
    })
    .post(
      "/api/v1/tickets/:number/messages",
      async ({ params, body, request, token }) => {
        const key = readIdempotencyKey(request.headers);
        const id = readId(params.number);
        const now = recado.clock.now();
        const fingerprint = `POST /tickets/${id}/messages ${JSON.stringify(body)}`;
        const { answer, isRepeat } = await recado.write((tx) =>
          once(tx, { tokenId: token.id, key, fingerprint }, now, async () => {
            const ticket = await getTicket(tx, id);
            const messageId = await queueReply(tx, ticket, await replyOf(tx, ticket, body), now);
            return { status: 201, body: JSON.stringify(messageJson(await getMessageRow(tx, messageId))) };
          }),
        );
        work.sender.kick();
        if (!isRepeat) {
          const { thread_id } = await getTicket(recado.db, id);
          announce(recado.live, { ticket: id, thread: thread_id }, "message");
        }
        return new Response(answer.body, { status: answer.status, headers: { "content-type": "application/json" } });
      },
      { body: newMessage },
    );
}

async function replyOf(tx: Tx, ticket: TicketRow, body: typeof newMessage.static): Promise<Reply> {
  const author = { type: "api", id: null } as const;
  if ((body.text === undefined) === (body.template === undefined)) {
    throw new AppError("invalid", "Give either text or template.");
  }
  if (body.template) {
    throw new AppError("invalid", "SHIM");
  }
  return textReply(author, body.text ?? "", body.reply_to ?? null);
}

async function changeTicket(
  tx: Tx,
  ticket: TicketRow,
  change: typeof ticketChange.static,
  now: number,
): Promise<TicketRow> {
  const actor: Actor = { type: "api", id: null };
  let next = ticket;
  if (change.assignee_id !== undefined) next = await assignTicket(tx, next, change.assignee_id, actor, now);
  if (change.priority) next = await changePriority(tx, next, change.priority, actor, now);
  if (change.category !== undefined) next = await changeCategory(tx, next, change.category, actor, now);
  if (change.language) next = await changeLanguage(tx, next, change.language, actor, now);
  if (change.tags) next = await changeTags(tx, next, change.tags, actor, now);
  if (change.status === "snoozed") {
    const until = Date.parse(change.snoozed_until ?? "");
    if (!(until > now)) throw new AppError("invalid", "snoozed_until: give an instant in the future.");
    return changeStatus(tx, next, "snoozed", actor, now, { snoozedUntil: until });
  }
  return change.status ? changeStatus(tx, next, change.status, actor, now) : next;
}

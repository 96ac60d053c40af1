/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ArrivedNotice } from "../../views/inbox/composer-notice.tsx";
import { CaseParts } from "../../views/inbox/ticket-page.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, formOf, idOf, readForm } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment } from "../http/respond.tsx";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { dropOutboxRow, getOutboxRow, retryOutboxRow } from "../whatsapp/outbox.ts";
import { announce } from "./announce.ts";
import { answerCase, tailStateOf } from "./case-answer.tsx";
import { saveDraft } from "./drafts.ts";
import { findVisibleMessage, type MessageRow } from "./messages.ts";
import { insertNote, tickNoteItem } from "./notes.ts";
import { getPlace, readCase } from "./open-case.ts";
import { queueReply, type Reply } from "./queue-reply.ts";
import type { ReadReceipts } from "./read-receipts.ts";
import { countArrived, sendFromPage } from "./send-from-page.ts";
import { findLastVisibleTicket, getVisibleTicket, type TicketRow } from "./tickets.ts";

/** What people write: messages, notes, drafts, reactions; and what becomes of the failed ones. */
export function messageRoutes(recado: Recado, work: Work, receipts: ReadReceipts) {
  return new Elysia()
    .use(withMe)
    .post(
      "/tickets/:number/messages",
      ({ me, params, request }) => send(recado, work, me, request, idOf(params.number)),
      asForm,
    )
    .post(
      "/tickets/:number/notes",
      ({ me, params, request }) => note(recado, me, request, idOf(params.number)),
      asForm,
    )
    .put(
      "/tickets/:number/notes/:note/items/:line",
      ({ me, params, request }) => tick(recado, me, request, params),
      asForm,
    )
    .put(
      "/tickets/:number/draft",
      ({ me, params, request }) => draft(recado, receipts, me, request, idOf(params.number)),
      asForm,
    )
    .put(
      "/messages/:id/reaction",
      ({ me, params, request }) => react(recado, work, me, request, idOf(params.id)),
      asForm,
    )
    .delete(
      "/messages/:id/reaction",
      ({ me, params, request }) => react(recado, work, me, request, idOf(params.id)),
      asForm,
    )
    .post(
      "/outbox/:id/retry",
      ({ me, params, request }) => settle(recado, work, me, request, idOf(params.id), "retry"),
      asForm,
    )
    .post(
      "/outbox/:id/drop",
      ({ me, params, request }) => settle(recado, work, me, request, idOf(params.id), "drop"),
      asForm,
    );
}

async function send(
  recado: Recado,
  work: Work,
  me: Me,
  request: Request,
  number: number,
): Promise<Response> {
  const body = await request.formData().catch(() => new FormData());
  const form = formOf(body);
  const state = tailStateOf(request, form.raw);
  const { thread } = await getPlace(recado.db, number, me.scope);
  const seen = idOf(form.text("seen"));
  if (Number.isFinite(seen) && isFragment(request) && !form.has("anyway")) {
    const n = await countArrived(recado.db, thread.id, seen, me.scope);
    if (n > 0) {
      const open = await readCase(recado, me, number, state);
      return fragment([<CaseParts t={me.t} open={open} />, <ArrivedNotice t={me.t} n={n} />], {
        status: 409,
      });
    }
  }
  const files = body
    .getAll("files")
    .filter((file) => file instanceof File && file.size > 0) as File[];
  const ticket = await sendFromPage(recado, me, number, form, files);
  work.sender.kick();
  announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "message");
  const isTemplateSent = form.has("template");
  return answerCase(recado, me, request, number, state, { isTemplateSent });
}

async function note(recado: Recado, me: Me, request: Request, number: number): Promise<Response> {
  const form = await readForm(request);
  const now = recado.clock.now();
  const ticket = await recado.write(async (tx) => {
    const ticket = await getVisibleTicket(tx, number, me.scope);
    await insertNote(tx, ticket, me.id, form.raw("text"), now);
    await saveDraft(tx, me.id, ticket.thread_id, { note: "" }, now);
    return ticket;
  });
  announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "note");
  return answerCase(recado, me, request, number, tailStateOf(request, form.raw));
}

async function tick(
  recado: Recado,
  me: Me,
  request: Request,
  params: { number: string; note: string; line: string },
): Promise<Response> {
  const form = await readForm(request);
  const number = idOf(params.number);
  const ticket = await getVisibleTicket(recado.db, number, me.scope);
  const now = recado.clock.now();
  await recado.write((tx) =>
    tickNoteItem(tx, number, idOf(params.note), idOf(params.line), form.has("done"), now),
  );
  announce(recado.live, { ticket: number, thread: ticket.thread_id }, "note");
  return answerCase(recado, me, request, number, tailStateOf(request, form.raw));
}

/** Kept on the server as it is typed; a reply being typed is also shown to the others. */
async function draft(
  recado: Recado,
  receipts: ReadReceipts,
  me: Me,
  request: Request,
  number: number,
): Promise<Response> {
  const form = await readForm(request);
  const place = await getPlace(recado.db, number, me.scope);
  const isNote = form.text("kind") === "note";
  if (!me.can(isNote ? "notes" : "reply"))
    throw new AppError("forbidden", "Your role does not allow this.");
  const change = isNote ? { note: form.raw("text") } : { text: form.raw("text") };
  await recado.write((tx) => saveDraft(tx, me.id, place.thread.id, change, recado.clock.now()));
  if (!isNote && form.text("text")) receipts.noteTyping(place, me);
  return new Response(null, { status: 204 });
}

/** PUT with an emoji, DELETE to take it back: a message of its own that points at the other. */
async function react(
  recado: Recado,
  work: Work,
  me: Me,
  request: Request,
  id: number,
): Promise<Response> {
  const form = await readForm(request);
  const emoji = request.method === "DELETE" ? "" : form.text("emoji", 32);
  const now = recado.clock.now();
  const ticket = await recado.write(async (tx) => {
    const message = await findVisibleMessage(tx, id, me.scope);
    if (!message?.wamid)
      throw new AppError("not-found", "There is no such message at WhatsApp.", {
        key: "error.no-message",
      });
    const ticket = (await findLastVisibleTicket(tx, message.thread_id, me.scope)) as TicketRow;
    await queueReply(tx, ticket, reactionReply(me, message, emoji), now);
    return ticket;
  });
  work.sender.kick();
  announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "message");
  return answerCase(recado, me, request, ticket.id, tailStateOf(request, form.raw));
}

/** API.md §6: an empty emoji removes. */
function reactionReply(me: Me, message: MessageRow, emoji: string): Reply {
  return {
    author: { type: "agent", id: me.id },
    type: "reaction",
    text: null,
    content: { reaction: { emoji: emoji || null } },
    payload: { type: "reaction", reaction: { message_id: message.wamid, emoji } },
    targetWamid: message.wamid,
  };
}

async function settle(
  recado: Recado,
  work: Work,
  me: Me,
  request: Request,
  id: number,
  verb: "retry" | "drop",
): Promise<Response> {
  const form = await readForm(request);
  const now = recado.clock.now();
  const message = await recado.write(async (tx) => {
    const { message_id } = await getOutboxRow(tx, id);
    const message = await findVisibleMessage(tx, message_id, me.scope);
    if (!message)
      throw new AppError("not-found", "There is no such message.", { key: "error.no-message" });
    await (verb === "retry" ? retryOutboxRow(tx, id, now) : dropOutboxRow(tx, id, me.id, now));
    return message;
  });
  if (verb === "retry") work.sender.kick();
  const ticket = message.ticket_id ?? 0;
  announce(recado.live, { ticket, thread: message.thread_id }, "status");
  const done = verb === "drop" ? { message: me.t("done.dropped") } : undefined;
  return answerCase(recado, me, request, ticket, tailStateOf(request, form.raw), { done });
}

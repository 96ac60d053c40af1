/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { HistoryPage } from "../../views/inbox/history-page.tsx";
import { QuickReplies } from "../../views/inbox/quick-replies.tsx";
import { TemplateStep } from "../../views/inbox/template-picker.tsx";
import { EarlierPage } from "../../views/inbox/thread.tsx";
import { CaseFragment, TicketPage } from "../../views/inbox/ticket-page.tsx";
import type { ClosedComposer, ComposerBase } from "../../views/inbox/types.ts";
import { idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { fragment, page } from "../http/respond.tsx";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { refreshTemplates, syncTemplates } from "../templates/sync-templates.ts";
import { getTemplate } from "../templates/templates.ts";
import { answerCase, tailStateOf } from "./case-answer.tsx";
import { cursorOf } from "./inbox-routes.tsx";
import { findMessage } from "./messages.ts";
import { getPlace, listNames, type Place, readCase, readerOf, viewOf } from "./open-case.ts";
import { chooseTemplate, readTemplates } from "./present-composer.ts";
import { actorName, eventWords } from "./present-events.ts";
import { readList } from "./present-list.ts";
import { presentThread } from "./present-thread.ts";
import { fillQuickReply, firstNameOf, listQuickReplies } from "./quick-replies.ts";
import type { ReadReceipts } from "./read-receipts.ts";
import { readThread } from "./thread-rows.ts";
import { untilTime } from "./time-words.ts";

/** One ticket, and the parts of its page that are fetched by themselves. */
export function ticketRoutes(recado: Recado, receipts: ReadReceipts) {
  const { db } = recado;

  /** Reading a ticket must not wait for what follows from it. */
  function noteSeen(place: Place, me: Me): void {
    receipts.noteSeen(place, me.id).catch((error) => recado.log.warn("ticket.not-marked-read", { error: errorText(error) }));
  }

  return new Elysia()
    .use(withMe)
    .get("/tickets/:number", async ({ me, params, query, request }) => {
      const number = idOf(params.number);
      const view = viewOf(query.view);
      const frame = await frameOf(recado, request);
      const place = await getPlace(db, number);
      const from = query.message ? await startBefore(recado, place.thread.id, idOf(query.message)) : null;
      const open = await readCase(recado, me, number, { view, from, unread: null });
      noteSeen(place, me);
      if (place.channel.closed_at === null && open.composer.kind === "window-closed") void refreshTemplates(recado, place.channel).catch(() => {});
      if (request.headers.get("hx-target") === "div#case") return fragment(<CaseFragment t={me.t} open={open} />);
      const list = await readList(db, await readerOf(recado, me), { view, meId: me.id, current: number });
      return page(<TicketPage frame={frame} list={list} open={open} />);
    })
    .get("/tickets/:number/live", async ({ me, params, query, request }) => {
      const number = idOf(params.number);
      const place = await getPlace(db, number);
      // "Mark as unread" on an open ticket would otherwise be undone by its own refresh.
      if ((place.ticket.last_message_id ?? 0) > Number(query.last ?? 0)) noteSeen(place, me);
      return answerCase(recado, me, request, number, tailStateOf(request));
    })
    .get("/tickets/:number/earlier", async ({ me, params, query }) => {
      const { ticket, thread, contact } = await getPlace(db, idOf(params.number));
      const cursor = cursorOf(query.before);
      const rows = await readThread(db, thread.id, cursor ? { kind: "before", cursor } : { kind: "newest" });
      const reader = await readerOf(recado, me);
      const names = await listNames(db);
      const thread_page = presentThread(rows, { reader, names, contactName: contact.name, unread: null });
      return fragment(<EarlierPage t={me.t} number={ticket.id} thread={thread_page} />);
    })
    .get("/tickets/:number/history", async ({ me, params, request }) => {
      const { ticket, contact } = await getPlace(db, idOf(params.number));
      const frame = await frameOf(recado, request);
      const lines = await readHistory(recado, me, ticket.id);
      return page(<HistoryPage frame={frame} number={ticket.id} name={contact.name} lines={lines} />);
    })
    .get("/tickets/:number/quick-replies", async ({ me, params }) => {
      const { ticket, contact } = await getPlace(db, idOf(params.number));
      const business = await getSetting(db, "business");
      const values = {
        name: contact.name,
        first_name: firstNameOf(contact.name),
        agent: me.name,
        business: business?.name ?? null,
        ticket: `#${ticket.id}`,
      };
      const rows = await listQuickReplies(db);
      const replies = rows.map((row) => ({ ...row, text: fillQuickReply(row.text, values).text }));
      return fragment(<QuickReplies t={me.t} replies={replies} />);
    })
    .get("/tickets/:number/templates", async ({ me, params, query }) => {
      const place = await getPlace(db, idOf(params.number));
      return fragment(<TemplateStep t={me.t} composer={await closedComposer(recado, place, query.template)} />);
    })
    .post("/tickets/:number/templates", async ({ me, params }) => {
      const place = await getPlace(db, idOf(params.number));
      await syncTemplates(recado, place.channel);
      return fragment(<TemplateStep t={me.t} composer={await closedComposer(recado, place, undefined)} />);
    }, { parse: "none" });
}

/** A found message is shown with what was said before it. */
async function startBefore({ db }: Recado, threadId: number, messageId: number): Promise<number | null> {
  const message = await findMessage(db, messageId);
  if (!message || message.thread_id !== threadId) return null;
  const rows = await readThread(db, threadId, { kind: "before", cursor: { at: message.sent_at, id: message.id } });
  return (rows.messages.at(-10) ?? rows.messages[0] ?? message).id;
}

async function closedComposer(
  recado: Recado,
  { ticket, contact, channel }: Place,
  chosen: string | undefined,
): Promise<ComposerBase & ClosedComposer> {
  const row = chosen ? await getTemplate(recado.db, idOf(chosen)) : null;
  return {
    kind: "window-closed",
    number: ticket.id,
    contactId: contact.id,
    noteDraft: "",
    people: [],
    why: "",
    templates: row ? [] : await readTemplates(recado, channel),
    chosen: row && chooseTemplate(row, contact),
    canSync: true,
  };
}

async function readHistory(recado: Recado, me: Me, ticketId: number) {
  const reader = await readerOf(recado, me);
  const names = await listNames(recado.db);
  const rows = await recado.db
    .selectFrom("ticket_events")
    .selectAll()
    .where("ticket_id", "=", ticketId)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: eventWords(row, names, reader),
    actor: actorName(reader, names, row.actor_type, row.actor_id),
    time: untilTime(row.created_at, reader),
  }));
}

/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { HistoryPage } from "../../views/inbox/history-page.tsx";
import { QuickReplies } from "../../views/inbox/quick-replies.tsx";
import { EarlierPage } from "../../views/inbox/thread.tsx";
import { CaseFragment, TicketPage } from "../../views/inbox/ticket-page.tsx";
import type { Composer } from "../../views/inbox/composer-types.ts";
import { idOf } from "../http/form.ts";
import { showName } from "../contacts/phone.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { errorText } from "../log.ts";
import { saysWhereFrom } from "../merging/lead-on.ts";
import { listMergedInto } from "../merging/merge-choices.ts";
import type { Recado } from "../recado.ts";
import { readWhy } from "../routing/present-why.ts";
import { getSetting } from "../settings/settings.ts";
import { refreshTemplates } from "../templates/sync-templates.ts";
import { answerCase, mergedAddress, tailStateOf } from "./case-answer.tsx";
import { cursorOf } from "./inbox-routes.tsx";
import { listQueryOf } from "./list-filter.ts";
import { findMessage } from "./messages.ts";
import { getPlace, listNames, type Place, readCase, readerOf, viewOf } from "./open-case.ts";
import { readTemplates } from "./present-composer.ts";
import { doerName, eventWords } from "./present-events.ts";
import { readList } from "./present-list.ts";
import { presentThread } from "./present-thread.ts";
import { fillQuickReply, firstNameOf, listQuickReplies } from "./quick-replies.ts";
import type { ReadReceipts } from "./read-receipts.ts";
import { readThread } from "./thread-rows.ts";
import { untilTime } from "./time-words.ts";

type Handled = {
  me: Me;
  params: { number: string };
  query: Record<string, string | undefined>;
  request: Request;
};

/** One ticket, and the parts of its page that are fetched by themselves. */
export function ticketRoutes(recado: Recado, receipts: ReadReceipts) {
  return new Elysia()
    .use(withMe)
    .get("/tickets/:number", (handled) => showTicket(recado, receipts, handled))
    .get("/tickets/:number/live", (handled) => showChanges(recado, receipts, handled))
    .get("/tickets/:number/earlier", (handled) => showEarlier(recado, handled))
    .get("/tickets/:number/history", (handled) => showHistory(recado, handled))
    .get("/tickets/:number/quick-replies", (handled) => showQuickReplies(recado, handled));
}

/** The whole page; for a click in the list the case alone. */
async function showTicket(
  recado: Recado,
  receipts: ReadReceipts,
  { me, params, query, request }: Handled,
): Promise<Response> {
  const { db } = recado;
  const number = idOf(params.number);
  const view = viewOf(query.view);
  const frame = await frameOf(recado, request);
  const place = await getPlace(db, number, me.scope);
  if (place.ticket.id !== number) return redirect(mergedAddress(place.ticket.id, number, view));
  const from = query.message
    ? await startBefore(recado, me, place.thread.id, idOf(query.message))
    : null;
  const open = await readCase(recado, me, number, { view, from, unread: null });
  afterwards(recado, receipts.noteSeen(place, me.id));
  await freshenTemplates(recado, place, open.composer);
  if (request.headers.get("hx-target") === "div#case")
    return fragment(<CaseFragment t={me.t} open={open} />);
  const list = await readList(db, await readerOf(recado, me), {
    ...listQueryOf(query),
    current: number,
  });
  const merged = open.ticket.merged.find((one) => one === idOf(query.merged));
  const now = recado.clock.now();
  const toast = merged ? await saysWhereFrom(db, me, merged, now) : undefined;
  return page(<TicketPage frame={frame} list={list} open={open} toast={toast} />);
}

/** What follows from reading a ticket, and must not hold up its page. */
function afterwards(recado: Recado, work: Promise<unknown>): void {
  work.catch((error) => recado.log.warn("ticket.afterwards-failed", { error: errorText(error) }));
}

const MOST_WAIT = 2_000;

/** Fetched while people read; only who has no template yet waits for them, and not for long. */
async function freshenTemplates(
  recado: Recado,
  { channel, contact }: Place,
  composer: Composer,
): Promise<void> {
  if (composer.kind !== "window-closed") return;
  const refresh = refreshTemplates(recado, channel);
  afterwards(recado, refresh);
  if (composer.templates.length > 0) return;
  await Promise.race([refresh.catch(() => null), Bun.sleep(MOST_WAIT)]);
  composer.templates = await readTemplates(recado, channel, contact);
}

async function showChanges(
  recado: Recado,
  receipts: ReadReceipts,
  { me, params, query, request }: Handled,
): Promise<Response> {
  const number = idOf(params.number);
  const place = await getPlace(recado.db, number, me.scope);
  // "Mark as unread" on an open ticket would otherwise be undone by its own refresh.
  const isNew = (place.ticket.last_message_id ?? 0) > Number(query.last ?? 0);
  if (isNew) afterwards(recado, receipts.noteSeen(place, me.id));
  return answerCase(recado, me, request, number, tailStateOf(request));
}

async function showEarlier(recado: Recado, { me, params, query }: Handled): Promise<Response> {
  const { db } = recado;
  const { ticket, thread, contact } = await getPlace(db, idOf(params.number), me.scope);
  const cursor = cursorOf(query.before);
  const rows = await readThread(
    db,
    thread.id,
    cursor ? { kind: "before", cursor } : { kind: "newest" },
    me,
  );
  const context = {
    reader: await readerOf(recado, me),
    names: await listNames(db),
    contactName: showName(contact.name, me.can("phones")),
    unread: null,
  };
  return fragment(
    <EarlierPage t={me.t} number={ticket.id} thread={presentThread(rows, context)} />,
  );
}

const MOST_FIRINGS = 100;

async function showHistory(recado: Recado, { me, params, request }: Handled): Promise<Response> {
  const { ticket, contact } = await getPlace(recado.db, idOf(params.number), me.scope);
  const frame = await frameOf(recado, request);
  const merged = await listMergedInto(recado.db, ticket.id);
  const lines = await readHistory(recado, me, [ticket.id, ...merged]);
  const firings = await readWhy(recado.db, ticket.id, await readerOf(recado, me), MOST_FIRINGS);
  return page(
    <HistoryPage
      frame={frame}
      number={ticket.id}
      name={showName(contact.name, me.can("phones"))}
      lines={lines}
      firings={firings}
    />,
  );
}

/** With this contact's values filled in; what stays open is for the agent. */
async function showQuickReplies(recado: Recado, { me, params }: Handled): Promise<Response> {
  const { ticket, contact } = await getPlace(recado.db, idOf(params.number), me.scope);
  const business = await getSetting(recado.db, "business");
  const values = {
    name: me.can("phones") ? contact.name : firstNameOf(contact.name),
    first_name: firstNameOf(contact.name),
    agent: me.name,
    business: business?.name ?? null,
    ticket: `#${ticket.id}`,
  };
  const rows = await listQuickReplies(recado.db);
  const replies = rows.map((row) => ({ ...row, text: fillQuickReply(row.text, values).text }));
  return fragment(<QuickReplies t={me.t} replies={replies} />);
}

/** A found message is shown with what was said before it. */
async function startBefore(
  { db }: Recado,
  me: Me,
  threadId: number,
  messageId: number,
): Promise<number | null> {
  const message = await findMessage(db, messageId);
  if (!message || message.thread_id !== threadId) return null;
  const cursor = { at: message.sent_at, id: message.id };
  const rows = await readThread(db, threadId, { kind: "before", cursor }, me);
  return (rows.messages.at(-10) ?? rows.messages[0] ?? message).id;
}

/** With the lines of what was merged into it. */
async function readHistory(recado: Recado, me: Me, ticketIds: number[]) {
  const reader = await readerOf(recado, me);
  const names = await listNames(recado.db);
  const rows = await recado.db
    .selectFrom("ticket_events")
    .selectAll()
    .where("ticket_id", "in", ticketIds)
    .orderBy("id")
    .execute();
  // What a rule noted is a note.
  const readable = rows.filter(({ kind }) => kind !== "note" || me.can("notes"));
  return readable.map((row) => ({
    id: row.id,
    text: eventWords(row, names, reader),
    actor: doerName(row, names, reader),
    time: untilTime(row.created_at, reader),
  }));
}

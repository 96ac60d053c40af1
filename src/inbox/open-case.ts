import type { Case } from "../../views/inbox/ticket-page.tsx";
import { inboxViews, type InboxView } from "../../views/inbox/types.ts";
import { type ContactRow, getContact } from "../contacts/contacts.ts";
import { showName, showPhone } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { findTeam } from "../routing/teams.ts";
import { readWhy } from "../routing/present-why.ts";
import { getSetting } from "../settings/settings.ts";
import type { Scope } from "../users/ticket-scope.ts";
import { type ChannelRow, getChannel } from "../whatsapp/channels.ts";
import { listMergedInto } from "../merging/merge-choices.ts";
import { findDraft } from "./drafts.ts";
import { listTagsOf } from "./list-tickets.ts";
import { findMessage, type MessageRow } from "./messages.ts";
import { readComposer } from "./present-composer.ts";
import { readContactPane } from "./present-contact.ts";
import type { Names } from "./present-events.ts";
import { presentThread } from "./present-thread.ts";
import { readChoices } from "./ticket-choices.ts";
import { readTicketClocks } from "../sla/present-clocks.ts";
import { readThread, type Stretch } from "./thread-rows.ts";
import { findThread, type ThreadRow } from "./threads.ts";
import { findLastVisibleTicket, getVisibleTicket, type TicketRow } from "./tickets.ts";
import { type Reader, type TicketReader, untilTime } from "./time-words.ts";

/** A ticket with what belongs to it. */
export interface Place {
  ticket: TicketRow;
  thread: ThreadRow;
  contact: ContactRow;
  channel: ChannelRow;
}

/** Where the reader stands in the thread; sent along by every button of the page. */
export interface TailState {
  view: InboxView;
  /** The first message shown; null: the newest page. */
  from: number | null;
  unread: { from: number; n: number } | null;
}

/** Of the person, what decides about words and rights. */
export type ReaderOf = Pick<Me, "t" | "language" | "scope" | "can">;

export async function readerOf(recado: Recado, me: ReaderOf): Promise<TicketReader> {
  const business = await getSetting(recado.db, "business");
  return {
    t: me.t,
    language: me.language,
    timezone: business?.timezone ?? "UTC",
    now: recado.clock.now(),
    scope: me.scope,
    can: me.can,
  };
}

/** A ticket within the person's scope. @throws AppError `not-found`. */
export async function getPlace(db: Db, number: number, scope: Scope): Promise<Place> {
  const ticket = await getVisibleTicket(db, number, scope);
  const [thread, contact, channel] = await Promise.all([
    findThread(db, ticket.thread_id) as Promise<ThreadRow>,
    getContact(db, ticket.contact_id),
    getChannel(db, ticket.channel_id),
  ]);
  return { ticket, thread, contact, channel };
}

/** Beside the thread; the history has all. */
const MOST_WHY = 3;

/** Everything that an open ticket shows. The number of queries does not depend on how much there is. */
export async function readCase(
  recado: Recado,
  me: Me,
  number: number,
  state: TailState,
): Promise<Case> {
  const { db } = recado;
  const place = await getPlace(db, number, me.scope);
  const { ticket, thread, contact, channel } = place;
  const reader = await readerOf(recado, me);
  const names = await listNames(db);
  const [rows, draft, choices, tags, last, pane, team, clocks, why, merged] = await Promise.all([
    readThread(db, thread.id, await stretchFrom(db, thread.id, state.from), reader),
    findDraft(db, me.id, thread.id),
    readChoices(db, reader),
    listTagsOf(db, [ticket.id]),
    findLastVisibleTicket(db, thread.id, me.scope),
    readContactPane(db, contact, channel, reader),
    ticket.team_id === null ? null : findTeam(db, ticket.team_id),
    readTicketClocks(db, ticket, reader),
    readWhy(db, ticket.id, reader, MOST_WHY),
    listMergedInto(db, ticket.id),
  ]);
  // A refresh keeps the line where it was; only an opening puts it.
  const unread = state.from === null ? unreadOf(ticket, rows.messages) : state.unread;
  return {
    ticket: {
      clock: clocks[0]?.mark ?? null,
      merged,
      ...headOf(place, { tags: tags.get(ticket.id) ?? [], names, team, me, reader }),
    },
    view: state.view,
    choices,
    thread: presentThread(rows, {
      reader,
      names,
      contactName: showName(contact.name, me.can("phones")),
      unread,
    }),
    composer: await readComposer(recado, { ...place, draft, reader }),
    contact: {
      ...pane,
      clocks,
      why,
      askHref: me.can("reply") ? `/tickets/${ticket.id}/consent` : null,
    },
    newerTicket: last && last.id > ticket.id ? last.id : null,
  };
}

/** Everybody who ever signed in: also who has left is named. */
export async function listNames(db: Db): Promise<Names> {
  const rows = await db.selectFrom("users").select(["id", "name"]).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function stretchFrom(db: Db, threadId: number, from: number | null): Promise<Stretch> {
  const first = from === null ? undefined : await findMessage(db, from);
  if (!first || first.thread_id !== threadId) return { kind: "newest" };
  return { kind: "from", cursor: { at: first.sent_at, id: first.id } };
}

/** The line stands above the first of the newest inbound messages that nobody has seen. */
function unreadOf(ticket: TicketRow, messages: MessageRow[]): TailState["unread"] {
  if (ticket.unread_count === 0) return null;
  const unseen = messages
    .filter((message) => message.direction === "in")
    .slice(-ticket.unread_count);
  return unseen[0] ? { from: unseen[0].id, n: ticket.unread_count } : null;
}

/** What a ticket's head says besides the ticket. */
interface Around {
  tags: string[];
  names: Names;
  team: Case["ticket"]["team"] | undefined;
  me: Me;
  reader: Reader;
}

function headOf(
  { ticket, contact, channel }: Place,
  { tags, names, team, me, reader }: Around,
): Omit<Case["ticket"], "clock" | "merged"> {
  const { assignee_id } = ticket;
  return {
    number: ticket.id,
    threadId: ticket.thread_id,
    contactId: contact.id,
    name: showName(contact.name, me.can("phones")),
    subtitle: contact.phone
      ? showPhone(contact.phone, me.can("phones"))
      : contact.username
        ? `@${contact.username}`
        : "",
    channel: channel.name,
    status: ticket.status,
    priority: ticket.priority,
    assignee:
      assignee_id === null ? null : { id: assignee_id, name: names.get(assignee_id) ?? "?" },
    team: team ? { id: team.id, name: team.name } : null,
    isMine: assignee_id === me.id,
    mayWork: me.can("reply"),
    mayModerate: me.can("reply") || me.can("moderation"),
    isBotOn: ticket.bot_state === "on" && contact.restricted_at === null,
    isSpam: ticket.is_spam === 1,
    isBlocked: contact.blocked_at !== null,
    isSimulated: channel.is_simulated === 1,
    snoozedUntil: ticket.snoozed_until === null ? null : untilTime(ticket.snoozed_until, reader),
    tags,
    category: ticket.category,
    language: ticket.language,
  };
}

/** The view of an address; anything else is the first. */
export function viewOf(text: string | undefined): InboxView {
  return inboxViews.find((view) => view === text) ?? "open";
}

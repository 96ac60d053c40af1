import type { Presence } from "../../src/users/presence.ts";
import type {
  AuthorType,
  Direction,
  MessageStatus,
  Priority,
  TicketStatus,
} from "../../src/db/schema.ts";
import type { MessageContent } from "../../src/whatsapp/content.ts";
import type { ClockMark, TicketClock } from "../sla/types.ts";
import type { FiringLine } from "../routing/why.tsx";
import type { WindowRing } from "../ui/ring.tsx";
import type { TimeText } from "../ui/time.tsx";
import type { TicketLink } from "./ticket-links.tsx";

/** The views of the inbox, in the order of their tabs. */
export const inboxViews = [
  "open",
  "mine",
  "unassigned",
  "pending",
  "snoozed",
  "resolved",
  "all",
  "archived",
] as const;
export type InboxView = (typeof inboxViews)[number];
export type InboxSort = "recent" | "due";

export interface Person {
  id: number;
  name: string;
}

/** One row of the list. */
export interface InboxRow {
  number: number;
  /** What it stood at, for changes that must not overtake others (bulk/stamp.ts). */
  stamp: string;
  name: string;
  /** The last thing said, in one line; `kind` picks the icon before it. */
  line: { text: string; kind: LineKind; status: MessageStatus | null };
  time: TimeText;
  unread_count: number;
  status: TicketStatus;
  priority: Priority;
  assignee: Person | null;
  tags: string[];
  ring: WindowRing | null;
  /** Of the promise that counts next; null: none is running. */
  clock: ClockMark | null;
  snoozedUntil: TimeText | null;
  isSimulated: boolean;
  isVip: boolean;
}
export type LineKind =
  | "text"
  | "image"
  | "video"
  | "audio"
  | "document"
  | "sticker"
  | "location"
  | "contacts"
  | "order"
  | "template"
  | "form"
  | "call"
  | "other"
  | "draft";

export interface SavedViewLink {
  id: number;
  name: string;
  query: string;
  isShared: boolean;
}

export interface InboxList {
  view: InboxView;
  sort: InboxSort;
  /** The list as a query string, without `?` (inbox/list-filter.ts). */
  query: string;
  isNarrowed: boolean;
  /** The reader's own views, then the shared ones. */
  saved: SavedViewLink[];
  /** Whether the reader may change several at once. */
  mayBulk: boolean;
  /** Tickets of each view that has a number worth showing. */
  counts: Partial<Record<InboxView, number>>;
  /** Without one there is no tab for it. */
  hasArchive: boolean;
  rows: InboxRow[];
  /** The ticket that is open beside the list. */
  current: number | null;
  /** The query string that fetches the next page, without `?`. */
  older: string | null;
}

/** What the thread shows, in reading order. */
export type Entry =
  | { kind: "day"; id: string; text: string }
  | { kind: "unread"; n: number }
  | { kind: "event"; event: EventLine }
  | { kind: "hand-over"; card: HandOverEntry }
  | { kind: "note"; note: NoteEntry }
  | { kind: "message"; bubble: Bubble };

/** "Ticket #12 opened", "Ana resolved", "handed over to Bruno". */
export interface EventLine {
  id: number;
  text: string;
  time: TimeText;
  /** Openings and resolutions divide the thread; the others are a quiet line. */
  isDivider: boolean;
}

/** What the bot had gathered when a person took over. */
export interface HandOverEntry {
  id: number;
  time: TimeText;
  asked: string[];
  /** "Where is my order: not solved" */
  topics: string[];
  fields: { label: string; value: string }[];
}

export interface NoteEntry {
  id: number;
  author: string;
  time: TimeText;
  /** Line by line; `item` is an action item and `done` its state. */
  lines: { text: string; item: boolean; done: boolean; index: number }[];
  /** Names that `@Name` may mean: these are highlighted. */
  people: string[];
}

export interface Bubble {
  id: number;
  direction: Direction;
  author: { type: AuthorType; name: string };
  /** A value of `shownTypes`; anything else is shown as unsupported. */
  type: string;
  text: string | null;
  content: MessageContent;
  time: TimeText;
  status: MessageStatus;
  /** Failed: what happened and what to do, in plain words. */
  error: string | null;
  /** The outbox row that a person may retry or drop. */
  outboxId: number | null;
  quote: Quote | null;
  reactions: Reaction[];
  media: BubbleMedia | null;
  /** A later edit or revocation by the customer; `text` is the newest text. */
  change: { kind: "edited"; time: TimeText } | { kind: "revoked"; time: TimeText } | null;
  /** Same author within minutes: drawn closer, without the name. */
  continues: boolean;
  /** Whether it can be quoted and reacted to (Meta knows it). */
  canReply: boolean;
}

export interface Quote {
  /** Null: the quoted message is not with us. */
  id: number | null;
  author: string;
  text: string;
}

export interface Reaction {
  emoji: string;
  author: string;
  direction: Direction;
}

export interface BubbleMedia {
  state: "pending" | "ready" | "failed" | "expired";
  url: string;
  thumbnailUrl: string | null;
  /** Another container of the same voice note for iPhones; null when there is none. */
  alternativeUrl: string | null;
  mimeType: string;
  filename: string | null;
  /** "1.2 MB" */
  size: string | null;
  width: number | null;
  height: number | null;
  isVoice: boolean;
  /** Why it is missing, in plain words. */
  error: string | null;
}

/** The open ticket. */
export interface TicketHead {
  number: number;
  threadId: number;
  contactId: number;
  name: string;
  /** "+55 11 98765-4321", or the username, or nothing. */
  subtitle: string;
  channel: string;
  status: TicketStatus;
  priority: Priority;
  assignee: Person | null;
  team: { id: number; name: string } | null;
  isMine: boolean;
  /** Whether the reader may change it at all; mark as spam and block. */
  mayWork: boolean;
  mayModerate: boolean;
  isBotOn: boolean;
  isSpam: boolean;
  isBlocked: boolean;
  isSimulated: boolean;
  snoozedUntil: TimeText | null;
  tags: string[];
  /** Numbers that were merged into it and lead here. */
  merged: number[];
  category: string | null;
  language: string | null;
  /** Of the promise that counts next. */
  clock: ClockMark | null;
}

/** What the menus of the open ticket offer. */
export interface TicketChoices {
  people: (Person & { presence: Presence })[];
  /** None: the desk has no teams. */
  teams: { id: number; name: string }[];
  /** Tags used before, most frequent first. */
  tags: string[];
  categories: string[];
  languages: { value: string; label: string }[];
  /** `until`: ISO 8601 UTC. */
  snoozes: { label: string; hint: string; until: string }[];
  /** Whether a word for the next person may go along with a ticket. */
  mayNote: boolean;
}

export interface ThreadPage {
  entries: Entry[];
  /** Query string of the page above, without `?`; null at the very beginning. */
  older: string | null;
  /** The first message of this page: what a refresh of the tail starts from. */
  from: number;
  /** The newest message, notes and events apart. */
  last: number;
  /** Where the unread began when the ticket was opened; refreshes keep the line there. */
  unread: { from: number; n: number } | null;
}

export interface ContactPane {
  contactId: number;
  name: string;
  /** Whether the reader may open the contact's own page. */
  mayOpen: boolean;
  /** Whether the reader handles requests about data. */
  mayRequest: boolean;
  isVip: boolean;
  fields: { label: string; value: string; href?: string }[];
  tags: string[];
  consent: {
    purpose: string;
    state: string;
    tone: "good" | "danger" | "neutral";
    time: TimeText | null;
  }[];
  tickets: TicketLink[];
  /** What was promised for the open ticket. */
  clocks: TicketClock[];
  /** What rules did to the open ticket, newest first; the history has all. */
  why: FiringLine[];
  isBlocked: boolean;
  /** Where the reader may ask for consent. */
  askHref: string | null;
}

/** One line of the ticket's history. */
export interface HistoryLine {
  id: number;
  text: string;
  actor: string;
  time: TimeText;
}

export interface SearchResults {
  query: string;
  /** `left-out`: there is an archive, which was not searched. */
  archive: "none" | "left-out" | "searched";
  contacts: { id: number; name: string; subtitle: string; ticket: number | null }[];
  messages: { id: number; ticket: number; name: string; time: TimeText; snippet: SnippetPart[] }[];
}
/** A message's text around the words found. */
export interface SnippetPart {
  text: string;
  isMatch: boolean;
}

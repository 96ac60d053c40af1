import type { InboxList, InboxRow, InboxSort, InboxView } from "../../views/inbox/types.ts";
import type { WindowRing } from "../../views/ui/ring.tsx";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { readMarks } from "../sla/present-clocks.ts";
import type { ClockMark } from "../../views/sla/types.ts";
import type { Scope } from "../users/ticket-scope.ts";
import { listDrafts } from "./drafts.ts";
import { listByDeadline } from "./list-by-deadline.ts";
import { isNarrowed, type ListFilter, queryTextOf } from "./list-filter.ts";
import { kindOf, wordsOf } from "./line-words.ts";
import {
  countTickets,
  type ListCursor,
  type ListedTicket,
  hasArchivedTicket,
  listTagsOf,
  listTickets,
} from "./list-tickets.ts";
import { WINDOW, windowOf } from "./threads.ts";
import { showName } from "../contacts/phone.ts";
import { listSavedViews } from "../saved-views/saved-views.ts";
import { stampOf } from "../bulk/stamp.ts";
import {
  durationWords,
  listTime,
  type Reader,
  type TicketReader,
  untilTime,
} from "./time-words.ts";

interface ListOptions {
  view: InboxView;
  sort?: InboxSort;
  filter?: ListFilter;
  before?: ListCursor;
  /** Open beside the list: shown as read. */
  current?: number | null;
}

/** One page of the list, ready to show. */
export async function readList(
  db: Db,
  reader: TicketReader,
  options: ListOptions,
): Promise<InboxList> {
  const { scope } = reader;
  const { view, sort = "recent", filter = {}, before, current = null } = options;
  const list = sort === "due" ? listByDeadline : listTickets;
  const narrow = isNarrowed(filter) ? { filter, seesPhones: reader.can("phones") } : undefined;
  const page = await list(db, view, scope, { before, narrow });
  const [rows, counts, saved, hasArchive] = await Promise.all([
    presentRows(db, reader, page.rows, current),
    before || narrow ? {} : readCounts(db, scope),
    before ? [] : listSavedViews(db, scope.userId),
    before ? false : hasArchivedTicket(db),
  ]);
  return {
    view,
    sort,
    query: queryTextOf({ view, sort, filter }),
    isNarrowed: narrow !== undefined,
    saved: saved.map(({ id, name, query, is_shared }) => ({
      id,
      name,
      query,
      isShared: is_shared === 1,
    })),
    mayBulk: reader.can("reply") || reader.can("moderation"),
    counts,
    hasArchive,
    rows,
    current,
    older: page.older && `before=${page.older.isDue ? "d" : ""}${page.older.at}-${page.older.id}`,
  };
}

/** Rows of tickets with their tags, clocks and the reader's drafts. */
export async function presentRows(
  db: Db,
  reader: TicketReader,
  tickets: ListedTicket[],
  current: number | null = null,
): Promise<InboxRow[]> {
  const ids = tickets.map((row) => row.id);
  const threads = tickets.map((row) => row.thread_id);
  const [tags, marks, drafts] = await Promise.all([
    listTagsOf(db, ids),
    readMarks(db, reader, ids),
    listDrafts(db, reader.scope.userId, threads),
  ]);
  return tickets.map((row) =>
    presentRow(row, {
      reader,
      tags: tags.get(row.id) ?? [],
      clock: marks.get(row.id) ?? null,
      draft: drafts.get(row.thread_id),
      current,
    }),
  );
}

async function readCounts(db: Db, scope: Scope): Promise<InboxList["counts"]> {
  const [open, mine, unassigned, pending] = await Promise.all([
    countTickets(db, "open", scope),
    countTickets(db, "mine", scope),
    countTickets(db, "unassigned", scope),
    countTickets(db, "pending", scope),
  ]);
  return { open, mine, unassigned, pending };
}

interface RowContext {
  reader: TicketReader;
  tags: string[];
  clock: ClockMark | null;
  draft: string | undefined;
  current: number | null;
}

function presentRow(
  row: ListedTicket,
  { reader, tags, clock, draft, current }: RowContext,
): InboxRow {
  return {
    number: row.id,
    stamp: stampOf(row),
    name: showName(row.contact_name, reader.can("phones")),
    line: lineOf(row, draft, reader),
    time: listTime(row.last_message_at, reader),
    unread_count: row.id === current ? 0 : row.unread_count,
    status: row.status,
    priority: row.priority,
    assignee:
      row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? "?" },
    tags,
    ring: row.status === "resolved" ? null : ringOf(row.window_from_at, reader),
    clock,
    snoozedUntil: row.snoozed_until === null ? null : untilTime(row.snoozed_until, reader),
    isSimulated: row.is_simulated === 1,
    isVip: row.is_vip === 1,
  };
}

function lineOf(
  row: ListedTicket,
  draft: string | undefined,
  reader: TicketReader,
): InboxRow["line"] {
  if (draft?.trim()) return { text: draft.slice(0, 160), kind: "draft", status: null };
  if (row.message_type === null) return { text: "", kind: "text", status: null };
  return {
    text: wordsOf(reader.t, row.message_type, row.message_text, reader.can("phones")),
    kind: kindOf(row.message_type),
    status: row.message_direction === "out" ? row.message_status : null,
  };
}

/** Null once the window is closed: then there is nothing to count down. */
export function ringOf(windowFromAt: Instant | null, reader: Reader): WindowRing | null {
  const window = windowOf(windowFromAt, reader.now);
  if (!window.isOpen || window.closesAt === null) return null;
  const rest = window.closesAt - reader.now;
  const time = durationWords(rest, reader);
  return {
    left: Math.min(1, rest / WINDOW),
    label: reader.t("composer.window.left", { time }),
    short: reader.t("composer.window.short", { time }),
  };
}

import { heldBackKey } from "../consent/held-back.ts";
import type { Translate } from "../../views/i18n.ts";
import type {
  Bubble,
  BubbleMedia,
  Entry,
  Quote,
  Reaction,
  ThreadPage,
} from "../../views/inbox/types.ts";
import { MINUTE } from "../clock.ts";
import type { Instant } from "../db/schema.ts";
import { hideNumbers, showName } from "../contacts/phone.ts";
import type { ContactCard, MessageContent } from "../whatsapp/content.ts";
import { explainError } from "../whatsapp/graph-errors.ts";
import { hasWebm, type MediaRow } from "../whatsapp/media.ts";
import { explainMediaError } from "../whatsapp/media-errors.ts";
import { wordsOf } from "./line-words.ts";
import type { MessageRow } from "./messages.ts";
import { noteLines } from "./note-text.ts";
import type { NoteRow } from "./notes.ts";
import { placeHandOver } from "./present-hand-over.ts";
import { eventWords, isDivider, isShownInThread, type Names } from "./present-events.ts";
import type { DeadRow, ThreadRows, TicketEventRow } from "./thread-rows.ts";
import {
  clockTime,
  dayKey,
  dayName,
  type Reader,
  sizeWords,
  type TicketReader,
} from "./time-words.ts";

export interface ThreadContext {
  reader: TicketReader;
  names: Names;
  contactName: string;
  /** Where the unread began, for the line above them. */
  unread: { from: number; n: number } | null;
}

/** Rows into what the thread shows: days, dividers, notes and bubbles in reading order. */
export function presentThread(rows: ThreadRows, context: ThreadContext): ThreadPage {
  const first = rows.messages[0];
  return {
    entries: withDays(inOrder(rows, context), context),
    older: rows.hasOlder && first ? `before=${first.sent_at}-${first.id}` : null,
    from: first?.id ?? 0,
    last: rows.messages.reduce((most, message) => Math.max(most, message.id), 0),
    unread: context.unread,
  };
}

interface Placed {
  at: Instant;
  entry: Entry;
}

function inOrder(rows: ThreadRows, context: ThreadContext): Placed[] {
  const placed: Placed[] = [
    ...rows.events
      .filter(isShownInThread)
      .map((event) =>
        event.kind === "hand-over"
          ? placeHandOver(event, context.reader)
          : placeEvent(event, rows.messages, context),
      ),
    ...rows.notes.map((note) => placeNote(note, context)),
    ...rows.messages.map((message) => ({
      at: message.sent_at,
      entry: { kind: "message" as const, bubble: presentBubble(message, rows, context) },
    })),
  ];
  // Stable: what happened in the same millisecond stays event, note, message.
  return placed.sort((a, b) => a.at - b.at);
}

/** A ticket opens with its first message, not the moment after. */
function placeOf(event: TicketEventRow, messages: MessageRow[]): Instant {
  if (event.kind !== "opened") return event.created_at;
  const first = messages.find((message) => message.ticket_id === event.ticket_id);
  return Math.min(event.created_at, first?.sent_at ?? event.created_at);
}

function placeEvent(
  event: TicketEventRow,
  messages: MessageRow[],
  { reader, names }: ThreadContext,
): Placed {
  return {
    at: placeOf(event, messages),
    entry: {
      kind: "event",
      event: {
        id: event.id,
        text: eventWords(event, names, reader),
        time: clockTime(event.created_at, reader),
        isDivider: isDivider(event),
      },
    },
  };
}

function placeNote(note: NoteRow, { reader, names }: ThreadContext): Placed {
  return {
    at: note.created_at,
    entry: {
      kind: "note",
      note: {
        id: note.id,
        author: names.get(note.author_id) ?? "?",
        time: clockTime(note.created_at, reader),
        lines: noteLines(note.text),
        people: [...names.values()],
      },
    },
  };
}

/** Days and the unread line between, and followers of the same author drawn closer. */
function withDays(placed: Placed[], { reader, unread }: ThreadContext): Entry[] {
  const entries: Entry[] = [];
  let day = "";
  let previous: { bubble: Bubble; at: Instant } | undefined;
  for (const { at, entry } of placed) {
    const key = dayKey(at, reader);
    if (key !== day) {
      day = key;
      previous = undefined;
      entries.push({ kind: "day", id: key, text: dayName(at, reader) });
    }
    if (entry.kind !== "message") {
      previous = undefined;
    } else {
      if (unread?.from === entry.bubble.id) {
        previous = undefined;
        entries.push({ kind: "unread", n: unread.n });
      }
      if (previous && continues(previous.bubble, entry.bubble, at - previous.at))
        entry.bubble.continues = true;
      previous = { bubble: entry.bubble, at };
    }
    entries.push(entry);
  }
  return entries;
}

function continues(before: Bubble, after: Bubble, gap: number): boolean {
  const isSame = before.direction === after.direction && before.author.name === after.author.name;
  return isSame && before.author.type === after.author.type && gap < 5 * MINUTE;
}

function presentBubble(row: MessageRow, rows: ThreadRows, context: ThreadContext): Bubble {
  const { reader } = context;
  const remarks = row.wamid
    ? rows.remarks.filter((remark) => remark.target_wamid === row.wamid)
    : [];
  const media = rows.media.get(row.id);
  const dead = rows.dead.get(row.id);
  const { text, change } = withEdits(row, remarks, reader);
  return {
    id: row.id,
    direction: row.direction,
    author: authorOf(row, context),
    type: row.type,
    text: row.type === "system" && text && !reader.can("phones") ? hideNumbers(text) : text,
    content: contentOf(row, reader),
    time: clockTime(row.sent_at, reader),
    status: row.status,
    error: errorOf(row, dead, context),
    outboxId: dead?.dropped_at === null && reader.can("reply") ? dead.id : null,
    quote: quoteOf(row, rows, context),
    reactions: reactionsOf(remarks, context),
    media: media ? presentMedia(media, reader) : null,
    change,
    continues: false,
    canReply: row.wamid !== null && row.type !== "system" && reader.can("reply"),
  };
}

/** Numbers in cards and in Meta's notices are masked like the contact's own. */
function contentOf(row: MessageRow, reader: TicketReader): MessageContent {
  const content = JSON.parse(row.content) as MessageContent;
  if (reader.can("phones")) return content;
  const { system, contacts } = content;
  return {
    ...content,
    ...(system ? { system: { ...system, body: hideNumbers(system.body) } } : {}),
    ...(contacts ? { contacts: contacts.map(withoutNumbers) } : {}),
  };
}

function withoutNumbers(card: ContactCard): ContactCard {
  const phones = card.phones.map(({ phone, type }) => ({ phone: hideNumbers(phone), type }));
  return { ...card, name: showName(card.name, false), phones };
}

export function authorOf(
  row: MessageRow,
  { reader, names, contactName }: ThreadContext,
): Bubble["author"] {
  const type = row.author_type;
  if (type === "contact") return { type, name: contactName };
  if (type === "agent")
    return { type, name: names.get(row.author_id ?? 0) ?? reader.t("bubble.system") };
  return { type, name: reader.t(`bubble.${type}`) };
}

/** Who gave it up, and why it had not gone out. */
function errorOf(
  row: MessageRow,
  dead: DeadRow | undefined,
  { reader, names }: ThreadContext,
): string | null {
  if (row.status !== "failed") return null;
  const reason = reasonOf(row, reader);
  if (!dead || dead.dropped_at === null) return reason;
  const dropped = droppedWords(dead, names, reader.t);
  return reason ? `${dropped} · ${reason}` : dropped;
}

/** Meta's code in plain words; what has no code says itself. */
function reasonOf(row: MessageRow, { language, t }: Reader): string | null {
  const held = heldBackKey(row.error);
  if (held) return t(held);
  return row.error_code === null ? row.error : explainError(row.error_code, language);
}

/** "Dropped by Ana". */
export function droppedWords(
  { dropped_by }: Pick<DeadRow, "dropped_by">,
  names: Names,
  t: Translate,
): string {
  const name = names.get(dropped_by ?? 0);
  return name ? t("outbox.dropped.by", { name }) : t("outbox.dropped.somebody");
}

/** The newest edit is the text, a revocation is final. */
function withEdits(
  row: MessageRow,
  remarks: MessageRow[],
  reader: Reader,
): Pick<Bubble, "text" | "change"> {
  const revoked = remarks.findLast((remark) => remark.type === "revoke");
  const edited = remarks.findLast((remark) => remark.type === "edit");
  const content = edited ? (JSON.parse(edited.content) as MessageContent) : undefined;
  const text = content?.edited?.text ?? edited?.text ?? row.text;
  if (revoked)
    return { text, change: { kind: "revoked", time: clockTime(revoked.sent_at, reader) } };
  if (edited) return { text, change: { kind: "edited", time: clockTime(edited.sent_at, reader) } };
  return { text: row.text, change: null };
}

function quoteOf(row: MessageRow, { quoted }: ThreadRows, context: ThreadContext): Quote | null {
  if (!row.reply_to_wamid) return null;
  const original = quoted.get(row.reply_to_wamid);
  if (!original || original.thread_id !== row.thread_id) return { id: null, author: "", text: "" };
  const { t, can } = context.reader;
  return {
    id: original.id,
    author: authorOf(original, context).name,
    text: wordsOf(t, original.type, original.text, can("phones")),
  };
}

/** The newest of each side counts; an empty one takes the reaction back. */
function reactionsOf(remarks: MessageRow[], context: ThreadContext): Reaction[] {
  return (["in", "out"] as const).flatMap((direction) => {
    const newest = remarks.findLast(
      (remark) => remark.type === "reaction" && remark.direction === direction,
    );
    const emoji = newest && (JSON.parse(newest.content) as MessageContent).reaction?.emoji;
    return newest && emoji ? [{ emoji, author: authorOf(newest, context).name, direction }] : [];
  });
}

function presentMedia(row: MediaRow, reader: Reader): BubbleMedia {
  const url = `/media/${row.id}`;
  return {
    state: row.state,
    url,
    thumbnailUrl: row.thumbnail ? `${url}/thumbnail` : null,
    alternativeUrl: hasWebm(row) ? `${url}/webm` : null,
    mimeType: row.mime_type,
    filename: row.filename,
    size: row.byte_size === null ? null : sizeWords(row.byte_size, reader),
    width: row.width,
    height: row.height,
    isVoice: row.is_voice === 1,
    error: explainMediaError(row.error, reader.t),
  };
}

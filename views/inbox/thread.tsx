/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { BubbleView } from "./bubble.tsx";
import { HandOverCardView } from "./hand-over-card.tsx";
import { Note } from "./note.tsx";
import type { Entry, InboxView, ThreadPage, TicketHead } from "./types.ts";

type ThreadProps = { t: Translate; ticket: TicketHead; view: InboxView; thread: ThreadPage };

/** Older pages above, the live tail below, and the pill that says what came while one reads. */
export function ThreadScroller({ t, ticket, view, thread }: ThreadProps) {
  return (
    <div class="thread-frame">
      <div
        class="scroll thread-scroll"
        id="thread-scroll"
        tabindex={0}
        aria-label={t("ticket.conversation", { name: ticket.name })}
        role="group"
      >
        <div id="earlier">
          {thread.older && <EarlierLink t={t} number={ticket.number} older={thread.older} />}
        </div>
        <Tail t={t} ticket={ticket} view={view} thread={thread} />
      </div>
      <button
        type="button"
        class="new-pill"
        id="new-pill"
        hidden
        aria-label={t("ticket.to-newest")}
        data-one={t("ticket.new-messages", { n: 1 }).replace("1", "{n}")}
        data-many={t("ticket.new-messages", { n: 2 }).replace("2", "{n}")}
      >
        ↓
      </button>
    </div>
  );
}

/** The newest page: the only part that screen readers are told about. */
export function Tail({ t, ticket, view, thread }: ThreadProps) {
  return (
    <div
      id="tail"
      class="entries"
      role="log"
      aria-label={t("ticket.conversation", { name: ticket.name })}
      data-last={thread.last}
    >
      <TailState view={view} thread={thread} />
      <Entries t={t} number={ticket.number} entries={thread.entries} />
    </div>
  );
}

/** Sent along by every button of the ticket (hx-include), so that its answer can bring the same tail anew. */
function TailState({ view, thread }: { view: InboxView; thread: ThreadPage }) {
  return (
    <>
      <input type="hidden" class="tail-state" name="view" value={view} />
      <input type="hidden" class="tail-state" name="from" value={thread.from} />
      <input type="hidden" class="tail-state" name="last" value={thread.last} />
      {thread.unread && (
        <input
          type="hidden"
          class="tail-state"
          name="unread"
          value={`${thread.unread.from}:${thread.unread.n}`}
        />
      )}
    </>
  );
}

/** A page further up: takes the place of the link that asked for it. */
export function EarlierPage({
  t,
  number,
  thread,
}: {
  t: Translate;
  number: number;
  thread: ThreadPage;
}) {
  return (
    <>
      {thread.older && <EarlierLink t={t} number={number} older={thread.older} />}
      <div class="entries">
        <Entries t={t} number={number} entries={thread.entries} />
      </div>
    </>
  );
}

function EarlierLink({ t, number, older }: { t: Translate; number: number; older: string }) {
  return (
    <button
      type="button"
      class="older-link"
      hx-get={`/tickets/${number}/earlier?${older}`}
      hx-trigger="click, intersect once root:#thread-scroll"
      hx-target="this"
      hx-swap="outerHTML"
    >
      {t("ticket.earlier")}
    </button>
  );
}

function Entries({
  t,
  number,
  entries,
}: {
  t: Translate;
  number: number;
  entries: readonly Entry[];
}) {
  return (
    <>
      {entries.map((entry) => (
        <EntryView key={keyOf(entry)} t={t} number={number} entry={entry} />
      ))}
    </>
  );
}

function EntryView({ t, number, entry }: { t: Translate; number: number; entry: Entry }) {
  switch (entry.kind) {
    case "day":
      return (
        <p class="day" data-day={entry.id}>
          <span>{entry.text}</span>
        </p>
      );
    case "unread":
      return (
        <p class="unread-line" id="unread-line">
          <span>{t("thread.unread", { n: entry.n })}</span>
        </p>
      );
    case "event":
      return (
        <p
          class={entry.event.isDivider ? "event is-divider" : "event"}
          id={`event-${entry.event.id}`}
        >
          {entry.event.isDivider && <Icon name="flag" />}
          <span>{entry.event.text}</span>
          <Time time={entry.event.time} />
        </p>
      );
    case "hand-over":
      return <HandOverCardView t={t} card={entry.card} />;
    case "note":
      return <Note t={t} number={number} note={entry.note} />;
    case "message":
      return <BubbleView t={t} bubble={entry.bubble} />;
  }
}

function keyOf(entry: Entry): string {
  if (entry.kind === "message") return `m${entry.bubble.id}`;
  if (entry.kind === "note") return `n${entry.note.id}`;
  if (entry.kind === "event") return `e${entry.event.id}`;
  if (entry.kind === "hand-over") return `e${entry.card.id}`;
  return entry.kind === "day" ? entry.id : "unread";
}

/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { ArticlePanel } from "../knowledge/composer-articles.tsx";
import { MergeDialog } from "../merging/merge-dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { Part } from "../ui/part.tsx";
import type { ToastText } from "../ui/toast.tsx";
import { Composer } from "./composer.tsx";
import type { Composer as ComposerState } from "./composer-types.ts";
import { ContactAside } from "./contact-pane.tsx";
import { Desk } from "./inbox-page.tsx";
import { Tail, ThreadScroller } from "./thread.tsx";
import { TicketHeader } from "./ticket-header.tsx";
import type {
  ContactPane,
  InboxList,
  InboxView,
  ThreadPage,
  TicketChoices,
  TicketHead,
} from "./types.ts";

/** Everything that one open ticket shows. */
export interface Case {
  ticket: TicketHead;
  /** The view that Back and "resolve and next" return to. */
  view: InboxView;
  choices: TicketChoices;
  thread: ThreadPage;
  composer: ComposerState;
  contact: ContactPane;
  /** A later ticket of the same conversation: this one is history. */
  newerTicket: number | null;
}

interface TicketPageProps {
  frame: Frame;
  list: InboxList;
  open: Case;
  /** How the reader came here, where that is worth a word. */
  toast?: ToastText;
}

export function TicketPage({ frame, list, open, toast }: TicketPageProps) {
  const { t } = frame.me;
  return (
    <Desk
      frame={frame}
      list={list}
      toast={toast}
      title={t("ticket.title", { number: open.ticket.number, name: open.ticket.name })}
    >
      <CaseContent t={t} open={open} />
    </Desk>
  );
}

/** What a click in the list fetches into #case; htmx takes the title out and uses it. */
export function CaseFragment({ t, open }: { t: Translate; open: Case }) {
  const { number, name } = open.ticket;
  return (
    <>
      <title>{`${t("ticket.title", { number, name })} · Recado`}</title>
      <CaseContent t={t} open={open} />
    </>
  );
}

function CaseContent({ t, open }: { t: Translate; open: Case }) {
  const { ticket } = open;
  return (
    <>
      <article
        class="pane thread-pane"
        id="thread-pane"
        aria-label={t("ticket.conversation", { name: ticket.name })}
        data-ticket={ticket.number}
        data-thread={ticket.threadId}
        data-view={open.view}
        hx-include:inherited=".tail-state"
        hx-swap:inherited="none"
        hx-target:inherited="#toasts"
      >
        <TicketHeader
          t={t}
          ticket={ticket}
          view={open.view}
          choices={open.choices}
          newerTicket={open.newerTicket}
        />
        <ThreadScroller t={t} ticket={ticket} view={open.view} thread={open.thread} />
        <p
          class="typing"
          id="typing"
          aria-live="polite"
          data-text={t("ticket.typing", { name: "{name}" })}
        />
        <Composer t={t} composer={open.composer} />
        <CaseRefresh number={ticket.number} />
      </article>
      <ContactAside t={t} contact={open.contact} />
      <BubbleMenu t={t} />
      <ArticlePanel t={t} number={ticket.number} />
      {ticket.mayWork && <MergeDialog t={t} number={ticket.number} />}
    </>
  );
}

/** app.js triggers `refresh` when a live event names this thread; the answer is CaseParts. */
function CaseRefresh({ number }: { number: number }) {
  return (
    <div
      id="case-refresh"
      hidden
      hx-get={`/tickets/${number}/live`}
      hx-trigger="refresh, resync from:body"
      hx-sync="this:queue last"
    />
  );
}

/**
 * The parts of an open ticket that changed: the answer to every verb and every refresh. They
 * reach only a page that still shows this ticket: an Undo may be pressed beside another one.
 */
export function CaseParts({ t, open }: { t: Translate; open: Case }) {
  const pane = `#thread-pane[data-ticket="${open.ticket.number}"]`;
  return (
    <>
      <Part target={`${pane} #ticket-header`}>
        <TicketHeader
          t={t}
          ticket={open.ticket}
          view={open.view}
          choices={open.choices}
          newerTicket={open.newerTicket}
        />
      </Part>
      <Part target={`${pane} #tail`}>
        <Tail t={t} ticket={open.ticket} view={open.view} thread={open.thread} />
      </Part>
      <Part target={`${pane} #composer`}>
        <Composer t={t} composer={open.composer} />
      </Part>
      <Part target={`${pane} ~ #contact-pane`}>
        <ContactAside t={t} contact={open.contact} />
      </Part>
    </>
  );
}

const reactions = ["👍", "❤️", "😂", "😮", "🙏", "✅"];

/** One menu for all bubbles; app.js moves it beside the one that was asked. */
function BubbleMenu({ t }: { t: Translate }) {
  return (
    <div id="bubble-menu" class="bubble-menu" popover="auto">
      <div class="reactions-row">
        {reactions.map((emoji) => (
          <button
            key={emoji}
            type="button"
            data-react={emoji}
            aria-label={t("bubble.react.with", { emoji })}
          >
            {emoji}
          </button>
        ))}
        <button
          type="button"
          data-react=""
          aria-label={t("bubble.reaction.remove")}
          title={t("bubble.reaction.remove")}
        >
          <Icon name="close" />
        </button>
      </div>
      <button type="button" class="menu-item" data-quote>
        <Icon name="reply" />
        <span class="grow">{t("bubble.reply")}</span>
      </button>
    </div>
  );
}

/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { Panel } from "./panel.tsx";
import { SettingsPage } from "./settings-page.tsx";

export interface DeadLetter {
  id: number;
  state: "failed" | "unknown";
  contact: string;
  ticket: number | null;
  /** What was to be sent, in one line. */
  text: string;
  /** What happened and what to do. */
  reason: string;
  detail: string | null;
  /** Then sending it again is asked twice: the customer may get it twice. */
  mayHaveArrived: boolean;
  /** "Dropped by Ana"; null: it waits for a decision. */
  dropped: string | null;
  time: TimeText;
  isSimulated: boolean;
}

interface OutboxPageProps {
  frame: Frame;
  letters: DeadLetter[];
  /** The newest of what people gave up. */
  dropped: DeadLetter[];
  older: string | null;
  newer: string | null;
  done?: string;
}

/** Messages that did not leave, or of which we don't know: a person decides. */
export function OutboxPage({ frame, letters, dropped, older, newer, done }: OutboxPageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="outbox"
      title={t("settings.outbox")}
      lead={t("outbox.lead")}
      done={done}
    >
      <div class="panel">
        {letters.length === 0 && (
          <EmptyState
            icon="check-all"
            title={t(dropped.length === 0 ? "outbox.none" : "outbox.settled")}
          />
        )}
        <ul class="entries">
          {letters.map((letter) => (
            <LetterEntry key={letter.id} t={t} letter={letter} />
          ))}
        </ul>
      </div>
      <Pagination
        label={t("outbox.pages")}
        newer={newer ? { href: newer, label: t("ui.newer") } : undefined}
        older={older ? { href: older, label: t("ui.older") } : undefined}
      />
      {dropped.length > 0 && (
        <Panel id="dropped" title={t("outbox.dropped.title")}>
          <ul class="entries">
            {dropped.map((letter) => (
              <LetterEntry key={letter.id} t={t} letter={letter} />
            ))}
          </ul>
        </Panel>
      )}
    </SettingsPage>
  );
}

function LetterEntry({ t, letter }: { t: Translate; letter: DeadLetter }) {
  return (
    <li class="entry">
      <div class="entry-text entry-whole">
        <p class="entry-title">
          {letter.ticket === null ? (
            <strong>{letter.contact}</strong>
          ) : (
            <a href={`/tickets/${letter.ticket}`}>
              <strong>{letter.contact}</strong> #{letter.ticket}
            </a>
          )}
          {letter.dropped === null && (
            <Badge tone={letter.state === "failed" ? "danger" : "warning"}>
              {t(`outbox.state.${letter.state}`)}
            </Badge>
          )}
          {letter.isSimulated && <Badge>{t("channel.simulated")}</Badge>}
        </p>
        <p class="one-line" dir="auto">
          {letter.text}
        </p>
        <p class={letter.state === "failed" && !letter.dropped ? "error" : "hint"}>
          {letter.reason}
        </p>
        <p class="hint">
          {letter.dropped && `${letter.dropped} · `}
          <Time time={letter.time} />
          {letter.detail && ` · ${letter.detail}`}
        </p>
      </div>
      <LetterActions t={t} letter={letter} />
    </li>
  );
}

function LetterActions({ t, letter }: { t: Translate; letter: DeadLetter }) {
  return (
    <div class="entry-actions">
      <form
        method="post"
        action={`/settings/outbox/${letter.id}/retry`}
        data-confirm={letter.mayHaveArrived ? t("outbox.retry.confirm") : undefined}
      >
        <Button type="submit" icon="retry">
          {t("outbox.retry")}
        </Button>
      </form>
      {letter.dropped === null && (
        <form method="post" action={`/settings/outbox/${letter.id}/drop`}>
          <Button type="submit" tone="quiet" icon="trash">
            {t("outbox.drop")}
          </Button>
        </form>
      )}
    </div>
  );
}

/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
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
  time: TimeText;
  isSimulated: boolean;
}

interface OutboxPageProps {
  frame: Frame;
  letters: DeadLetter[];
  older: string | null;
  newer: string | null;
  done?: string;
}

/** Messages that did not leave, or of which we don't know: a person decides. */
export function OutboxPage({ frame, letters, older, newer, done }: OutboxPageProps) {
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
        {letters.length === 0 && <EmptyState icon="check-all" title={t("outbox.none")} />}
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
          <Badge tone={letter.state === "failed" ? "danger" : "warning"}>
            {t(`outbox.state.${letter.state}`)}
          </Badge>
          {letter.isSimulated && <Badge>{t("channel.simulated")}</Badge>}
        </p>
        <p class="one-line" dir="auto">
          {letter.text}
        </p>
        <p class={letter.state === "failed" ? "error" : "hint"}>{letter.reason}</p>
        <p class="hint">
          <Time time={letter.time} />
          {letter.detail && ` · ${letter.detail}`}
        </p>
      </div>
      <div class="entry-actions">
        <form
          method="post"
          action={`/settings/outbox/${letter.id}/retry`}
          data-confirm={letter.state === "unknown" ? t("outbox.retry.confirm") : undefined}
        >
          <Button type="submit" icon="retry">
            {t("outbox.retry")}
          </Button>
        </form>
        <form method="post" action={`/settings/outbox/${letter.id}/drop`}>
          <Button type="submit" tone="quiet" icon="trash">
            {t("outbox.drop")}
          </Button>
        </form>
      </div>
    </li>
  );
}

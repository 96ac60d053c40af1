/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { SettingsPage } from "./settings-page.tsx";

export interface SessionItem {
  id: number;
  /** "Firefox on Windows". */
  device: string;
  isPhone: boolean;
  address: string;
  seen: TimeText;
  since: TimeText;
  isThis: boolean;
}

/** Where this person is signed in, and how to end it there. */
export function SessionsPage({
  frame,
  sessions,
  done,
}: {
  frame: Frame;
  sessions: SessionItem[];
  done?: string;
}) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="sessions"
      title={t("settings.sessions")}
      lead={t("sessions.lead")}
      done={done}
    >
      <div class="panel">
        <ul class="entries">
          {sessions.map((session) => (
            <SessionEntry key={session.id} t={t} session={session} />
          ))}
        </ul>
      </div>
      {sessions.length > 1 && (
        <form method="post" action="/settings/sessions/others/end">
          <Button type="submit" tone="danger">
            {t("sessions.end-others")}
          </Button>
        </form>
      )}
    </SettingsPage>
  );
}

function SessionEntry({ t, session }: { t: Translate; session: SessionItem }) {
  return (
    <li class="entry">
      <Icon name={session.isPhone ? "phone" : "keyboard"} />
      <div class="grow">
        <p class="entry-title">
          <strong>{session.device}</strong>
          {session.isThis && <Badge tone="good">{t("sessions.this")}</Badge>}
        </p>
        <p class="hint">
          {t("sessions.seen")} <Time time={session.seen} /> · {session.address}
        </p>
        <p class="hint">
          {t("sessions.since")} <Time time={session.since} />
        </p>
      </div>
      {!session.isThis && (
        <form method="post" action={`/settings/sessions/${session.id}/end`}>
          <Button type="submit" aria-label={t("sessions.end.label", { device: session.device })}>
            {t("sessions.end")}
          </Button>
        </form>
      )}
    </li>
  );
}

/** @jsxImportSource preact */
import type { NotifyKind } from "../../src/notify/kinds.ts";
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Time, type TimeText } from "../ui/time.tsx";

export interface NoticeItem {
  id: number;
  kind: NotifyKind;
  title: string;
  body: string;
  href: string;
  at: TimeText;
  isNew: boolean;
}

const icons: Record<NotifyKind, IconName> = {
  "new-ticket": "inbox",
  message: "reply",
  assigned: "person",
  mention: "note",
  unanswered: "clock",
  "sla-reminder": "clock",
  "sla-breach": "alert",
  "hand-over": "hand-over",
  rule: "flag",
  "privacy-due": "shield",
};

interface NotificationsPageProps {
  frame: Frame;
  items: NoticeItem[];
  older?: string;
}

/** What concerns the reader, newest first. */
export function NotificationsPage({ frame, items, older }: NotificationsPageProps) {
  const { t } = frame.me;
  return (
    <Layout title={t("notify.title")} frame={frame} active="notifications">
      <div class="column">
        <h1>{t("notify.title")}</h1>
        <div class="actions">
          {items.some((item) => item.isNew) && (
            <form method="post" action="/notifications/seen">
              <Button type="submit" icon="check-all">
                {t("notify.seen.all")}
              </Button>
            </form>
          )}
          <a class="button quiet" href="/settings/notifications">
            <Icon name="settings" />
            <span>{t("notify.choose")}</span>
          </a>
        </div>
        {items.length === 0 ? (
          <EmptyState icon="check-all" title={t("notify.empty")}>
            <p>{t("notify.empty.text")}</p>
          </EmptyState>
        ) : (
          <ul class="entries">
            {items.map((item) => (
              <Notice key={item.id} item={item} />
            ))}
          </ul>
        )}
        {older && (
          <a class="button" href={older}>
            {t("notify.older")}
          </a>
        )}
      </div>
    </Layout>
  );
}

function Notice({ item }: { item: NoticeItem }) {
  const title = item.isNew ? <strong>{item.title}</strong> : <span>{item.title}</span>;
  return (
    <li>
      <a class="entry entry-link" href={item.href}>
        <Icon name={icons[item.kind]} />
        <span class="grow">
          <span class="entry-title">{title}</span>
          <small class="hint" dir="auto">
            {item.body && `${item.body} · `}
            <Time time={item.at} />
          </small>
        </span>
        <Icon name="chevron" />
      </a>
    </li>
  );
}

/** The number beside "Notifications"; nothing when all is seen. */
export function UnseenCount({ t, n }: { t: Translate; n: number }) {
  if (n === 0) return null;
  return (
    <>
      <span aria-hidden="true">{n > 99 ? "99+" : n}</span>
      <span class="sr-only">{t("notify.unseen", { n })}</span>
    </>
  );
}

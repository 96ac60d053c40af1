/** @jsxImportSource preact */
import type { RequestKind } from "../../src/privacy/jurisdiction-profiles.ts";
import type { DueWords } from "../../src/privacy/present-request.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

export interface RequestItem {
  id: number;
  kind: RequestKind;
  state: "open" | "done" | "refused" | "withdrawn";
  person: string;
  source: string;
  assignee: string | null;
  /** Null: closed. */
  due: DueWords | null;
  /** When it was closed, else when it came in. */
  time: TimeText;
}

export interface RequestList {
  isClosed: boolean;
  items: RequestItem[];
  /** Addresses; null: this is the first or the last page. */
  newest: string | null;
  older: string | null;
}

interface RequestsPageProps {
  frame: Frame;
  list: RequestList;
  done?: string;
}

/** `/consent/requests`: who asked for what, and until when they are to be answered. */
export function RequestsPage({ frame, list, done }: RequestsPageProps) {
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="requests" title={t("requests.title")} done={done}>
      <p class="hint">{t("requests.lead")}</p>
      <p class="form-actions">
        <ButtonLink href="/consent/requests/new" tone="primary" icon="plus">
          {t("requests.new")}
        </ButtonLink>
        <ButtonLink href="/consent/suppressed" tone="quiet" icon="ban">
          {t("requests.suppressed")}
        </ButtonLink>
      </p>
      <nav class="tabs page-tabs" aria-label={t("requests.filter")}>
        <a href="/consent/requests" aria-current={list.isClosed ? undefined : "page"}>
          {t("requests.open")}
        </a>
        <a href="/consent/requests?state=closed" aria-current={list.isClosed ? "page" : undefined}>
          {t("requests.closed")}
        </a>
      </nav>
      <section class="panel">
        {list.items.length === 0 ? (
          <NoRequests t={t} isClosed={list.isClosed} />
        ) : (
          <ul class="entries">
            {list.items.map((item) => (
              <RequestLine key={item.id} t={t} item={item} />
            ))}
          </ul>
        )}
      </section>
      <Pagination
        label={t("requests.pages")}
        newer={list.newest ? { href: list.newest, label: t("requests.closed") } : undefined}
        older={list.older ? { href: list.older, label: t("requests.older") } : undefined}
      />
    </ConsentLayout>
  );
}

function NoRequests({ t, isClosed }: { t: Translate; isClosed: boolean }) {
  if (isClosed) return <EmptyState icon="check-all" title={t("requests.none.closed")} />;
  return (
    <EmptyState icon="check-all" title={t("requests.none")}>
      <p>{t("requests.none.text")}</p>
    </EmptyState>
  );
}

/** A request as a line that leads to it. */
export function RequestLine({ t, item }: { t: Translate; item: RequestItem }) {
  return (
    <li>
      <a class="entry entry-link" href={`/consent/requests/${item.id}`}>
        <span class="entry-text grow">
          <span class="entry-title">
            <strong>{t(`requests.kind.${item.kind}`)}</strong>
            {item.due ? (
              <Badge tone={item.due.tone} icon={item.due.tone === "danger" ? "alert" : "clock"}>
                {item.due.text}
              </Badge>
            ) : (
              <Badge tone={item.state === "done" ? "good" : "neutral"}>
                {t(`requests.state.${item.state}`)}
              </Badge>
            )}
          </span>
          <small class="hint" dir="auto">
            {item.person} · {item.source} · <Time time={item.time} />
            {item.assignee && ` · ${item.assignee}`}
          </small>
        </span>
        <span class="quiet-text">{`#${item.id}`}</span>
        <Icon name="chevron" />
      </a>
    </li>
  );
}

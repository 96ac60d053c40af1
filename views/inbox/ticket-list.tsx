/** @jsxImportSource preact */
import { VipStar } from "../contacts/vip-star.tsx";
import type { Translate } from "../i18n.ts";
import { ClockBadge } from "../sla/clock-mark.tsx";
import { BulkBar, RowCheck } from "../bulk/bulk-bar.tsx";
import { FilterMenu } from "../saved-views/filter-menu.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge, Count, Tag } from "../ui/badge.tsx";
import { IconLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Ring } from "../ui/ring.tsx";
import { Time } from "../ui/time.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { Tick } from "./tick.tsx";
import {
  type InboxList,
  type InboxRow,
  type InboxSort,
  type InboxView,
  inboxViews,
  type LineKind,
} from "./types.ts";

/** As many as one change may take (bulk/change-many.ts). */
const MOST_SELECTED = 500;

type ListProps = { t: Translate; list: InboxList };

/** The left pane: the views and their tickets. */
export function ListPane({ t, list }: ListProps) {
  // Beside an open ticket, the ticket is what the page is about.
  const Title = list.current === null ? "h1" : "h2";
  return (
    <section class="pane list-pane" aria-labelledby="list-title">
      <header class="pane-head">
        <Title id="list-title">{t("inbox.title")}</Title>
        <span class="grow" />
        <SortLink t={t} list={list} />
        <FilterMenu t={t} list={list} />
        <IconLink href="/inbox/next" icon="flag" label={t("keys.next")} />
        {list.mayBulk && (
          <label class="icon-button quiet select-mode" title={t("bulk.select")}>
            <input type="checkbox" id="select-mode" class="sr-only" aria-label={t("bulk.select")} />
            <Icon name="check-all" />
          </label>
        )}
      </header>
      <ViewTabs t={t} list={list} />
      <div class="scroll" id="list-scroll">
        <TicketList t={t} list={list} />
        {list.older && <OlderLink t={t} query={list.query} older={list.older} />}
      </div>
      {list.mayBulk && <BulkBar t={t} list={list} most={MOST_SELECTED} />}
    </section>
  );
}

/** The same list in another view or order, as a query string without `?`. */
function queryWith(list: InboxList, changes: { view?: InboxView; sort?: InboxSort }): string {
  const query = new URLSearchParams(list.query);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  if (query.get("sort") === "recent") query.delete("sort");
  return query.toString();
}

/** Only where a deadline is running: who promises nothing needs no other order. */
function SortLink({ t, list }: ListProps) {
  if (list.sort === "recent" && !list.rows.some((row) => row.clock)) return null;
  const isDue = list.sort === "due";
  const label = t(isDue ? "sla.sort.recent" : "sla.sort.due");
  return (
    <a
      class={isDue ? "icon-button primary" : "icon-button quiet"}
      href={`/inbox?${queryWith(list, { sort: isDue ? "recent" : "due" })}`}
      aria-label={t("sla.sort", { order: label })}
      title={t("sla.sort", { order: label })}
    >
      <Icon name="clock" />
    </a>
  );
}

/** Saved views first: who made one comes for it. */
function ViewTabs({ t, list }: ListProps) {
  const saved = list.saved.find(({ query }) => query === list.query);
  return (
    <nav class="tabs" aria-label={t("inbox.views")}>
      {list.saved.map(({ id, name, query, isShared }) => (
        <a key={id} href={`/inbox?${query}`} aria-current={id === saved?.id ? "page" : undefined}>
          <Icon name={isShared ? "contacts" : "star"} />
          <span dir="auto">{name}</span>
        </a>
      ))}
      {inboxViews
        .filter((view) => isOffered(view, list))
        .map((view) => (
          <a
            key={view}
            href={`/inbox?${queryWith(list, { view })}`}
            aria-current={view === list.view && !saved ? "page" : undefined}
          >
            {t(`inbox.view.${view}`)}
            {!!list.counts[view] && <small>{list.counts[view]}</small>}
          </a>
        ))}
    </nav>
  );
}

function isOffered(view: InboxView, list: InboxList): boolean {
  return view !== "archived" || list.hasArchive || list.view === view;
}

/** The first page of a view: refetches itself when something happens. */
export function TicketList({ t, list }: ListProps) {
  return (
    <ol
      id="ticket-list"
      class="rows"
      aria-label={t("inbox.list")}
      hx-get={`/inbox/list?${list.query}`}
      hx-trigger="refresh, resync from:body"
      hx-swap="outerMorph"
      hx-sync="this:queue last"
    >
      <Rows t={t} list={list} />
      {list.rows.length === 0 && (
        <li class="rows-empty">
          <EmptyView t={t} view={list.view} />
        </li>
      )}
    </ol>
  );
}

function Rows({ t, list }: ListProps) {
  return (
    <>
      {list.rows.map((row) => (
        <Row
          key={row.number}
          t={t}
          row={row}
          query={list.query}
          mayBulk={list.mayBulk}
          isCurrent={row.number === list.current}
          isMixed={list.view === "all"}
        />
      ))}
    </>
  );
}

function EmptyView({ t, view }: { t: Translate; view: InboxView }) {
  if (view !== "open") return <EmptyState icon="inbox" title={t("inbox.empty.other")} />;
  return (
    <EmptyState icon="check" title={t("inbox.empty.open")}>
      <p>{t("inbox.empty.open.text")}</p>
    </EmptyState>
  );
}

/** The next page: takes the place of the link that asked for it. */
export function OlderRows({ t, list }: ListProps) {
  return (
    <>
      <ol class="rows older-rows">
        <Rows t={t} list={list} />
      </ol>
      {list.older && <OlderLink t={t} query={list.query} older={list.older} />}
    </>
  );
}

function OlderLink({ t, query, older }: { t: Translate; query: string; older: string }) {
  return (
    <a
      class="older-link"
      href={`/inbox?${query}&${older}`}
      hx-get={`/inbox/older?${query}&${older}`}
      hx-trigger="click, intersect once"
      hx-swap="outerHTML"
    >
      {t("inbox.older")}
    </a>
  );
}

interface RowProps {
  t: Translate;
  row: InboxRow;
  query: string;
  mayBulk: boolean;
  isCurrent: boolean;
  /** Among tickets of every status: what is not at work says so. */
  isMixed: boolean;
}

function Row({ t, row, query, mayBulk, isCurrent, isMixed }: RowProps) {
  const href = `/tickets/${row.number}?${query}`;
  return (
    <li
      id={`row-${row.number}`}
      class={row.unread_count > 0 ? "row is-unread" : "row"}
      data-ticket={row.number}
    >
      {mayBulk && <RowCheck t={t} number={row.number} name={row.name} stamp={row.stamp} />}
      <a
        class="row-link"
        href={href}
        aria-current={isCurrent ? "true" : undefined}
        hx-get={href}
        hx-target="#case"
        hx-push-url="true"
      >
        <Avatar name={row.name} />
        <span class="row-text">
          <span class="row-top">
            <strong dir="auto">{row.name}</strong>
            {row.isVip && <VipStar t={t} />}
            <Time time={row.time} />
          </span>
          <span class="row-line">
            <Line t={t} row={row} />
            {row.unread_count > 0 && (
              <Count n={row.unread_count} label={t("inbox.unread", { n: row.unread_count })} />
            )}
          </span>
          <Marks t={t} row={row} isMixed={isMixed} />
        </span>
      </a>
    </li>
  );
}

const lineIcons: Partial<Record<LineKind, IconName>> = {
  image: "image",
  video: "video",
  audio: "mic",
  document: "document",
  sticker: "smile",
  location: "location",
  contacts: "person",
  order: "cart",
  template: "template",
  form: "form",
  call: "phone",
};

/** The last thing said, in one line. */
export function Line({ t, row }: { t: Translate; row: InboxRow }) {
  const { line } = row;
  const icon = lineIcons[line.kind];
  return (
    <span class="row-words">
      {line.kind === "draft" && <em>{t("inbox.draft")}</em>}
      {line.status && line.status !== "received" && <Tick t={t} status={line.status} />}
      {icon && <Icon name={icon} />}
      <span dir="auto">{line.text}</span>
    </span>
  );
}

/** What else matters at a glance; nothing at all for a plain ticket. */
function Marks({ t, row, isMixed }: Pick<RowProps, "t" | "row" | "isMixed">) {
  const isOver = row.status === "resolved" || row.status === "pending";
  return (
    <span class="row-marks">
      <small>#{row.number}</small>
      {isMixed && isOver && <StatusBadge t={t} status={row.status} />}
      {row.clock && <ClockBadge mark={row.clock} />}
      {row.priority === "urgent" && <Badge tone="danger">{t("priority.urgent")}</Badge>}
      {row.priority === "high" && <Badge tone="warning">{t("priority.high")}</Badge>}
      {row.isSimulated &&
        (row.clock ? (
          <Icon name="simulator" label={t("inbox.simulated")} />
        ) : (
          <Badge icon="simulator">{t("inbox.simulated")}</Badge>
        ))}
      {row.tags.slice(0, 1).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {row.tags.length > 1 && <small>+{row.tags.length - 1}</small>}
      <span class="grow" />
      {row.snoozedUntil && (
        <Icon name="snooze" label={t("inbox.snoozed-until", { time: row.snoozedUntil.title })} />
      )}
      {row.assignee && (
        <span class="row-owner" title={t("inbox.assigned-to", { name: row.assignee.name })}>
          <span class="sr-only">{t("inbox.assigned-to", { name: row.assignee.name })}</span>
          <Avatar name={row.assignee.name} size="s" />
        </span>
      )}
      {row.ring && <Ring ring={row.ring} />}
    </span>
  );
}

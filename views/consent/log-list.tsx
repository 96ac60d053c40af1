/** @jsxImportSource preact */
import type { PurposeFigures } from "../../src/consent-log/figures.ts";
import type { TypedFilter } from "../../src/consent-log/log-filter.ts";
import type { ConsentEvent, ConsentMethod } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import type { Choice } from "../ui/field.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Time, type TimeText } from "../ui/time.tsx";

/** One record of the log. */
export interface LogItem {
  seq: number;
  /** Null: erased, and the log knows them by `reference` alone. */
  person: string | null;
  reference: string;
  isSimulated: boolean;
  purpose: string;
  event: ConsentEvent;
  method: ConsentMethod;
  time: TimeText;
}

export interface LogView {
  typed: TypedFilter;
  purposes: Choice[];
  isFiltered: boolean;
  /** Of the first page of everything alone: counting takes longer than a page. */
  figures: (PurposeFigures & { key: string; purpose: string })[];
  items: LogItem[];
  /** Addresses; null: this is the first or the last page. */
  newest: string | null;
  older: string | null;
}

export const eventTones = {
  requested: "neutral",
  given: "good",
  refused: "danger",
  withdrawn: "danger",
  expired: "warning",
  erased: "neutral",
} as const satisfies Record<ConsentEvent, string>;

/** The records that were found, and the way to older ones. */
export function LogList({ t, log }: { t: Translate; log: LogView }) {
  if (log.items.length === 0) return <Nothing t={t} log={log} />;
  return (
    <>
      <section class="panel" aria-label={t("consent-log.list")}>
        <ul class="entries">
          {log.items.map((item) => (
            <li key={item.seq}>
              <LogLine t={t} item={item} />
            </li>
          ))}
        </ul>
      </section>
      <Pagination
        label={t("consent-log.pages")}
        newer={log.newest ? { href: log.newest, label: t("consent-log.newest") } : undefined}
        older={log.older ? { href: log.older, label: t("consent-log.older") } : undefined}
      />
    </>
  );
}

/** `isOfOne`: beside others of the same person, who need not be named again. */
export function LogLine({ t, item, isOfOne }: { t: Translate; item: LogItem; isOfOne?: boolean }) {
  return (
    <a class="entry entry-link" href={`/consent/records/${item.seq}`}>
      <span class="entry-text grow">
        {!isOfOne && (
          <span class="entry-title">
            <strong dir="auto">{item.person ?? t("consent-log.erased-person")}</strong>
            {item.isSimulated && <Badge icon="simulator">{t("contacts.simulated")}</Badge>}
          </span>
        )}
        <small class="hint">
          {item.purpose} · {t(`consent-log.method.${item.method}`)} · <Time time={item.time} />
          {" · "}
          <span class="consent-number">{`#${item.seq}`}</span>
        </small>
      </span>
      <Badge tone={eventTones[item.event]}>{t(`consent-log.event.${item.event}`)}</Badge>
    </a>
  );
}

function Nothing({ t, log }: { t: Translate; log: LogView }) {
  return (
    <section class="panel">
      {log.isFiltered ? (
        <EmptyState icon="search" title={t("consent-log.nothing")}>
          <p>{t("consent-log.nothing.text")}</p>
        </EmptyState>
      ) : (
        <EmptyState icon="shield" title={t("consent-log.empty")}>
          <p>{t("consent-log.empty.text")}</p>
        </EmptyState>
      )}
    </section>
  );
}

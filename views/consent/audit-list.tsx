/** @jsxImportSource preact */
import type { AuditAction } from "../../src/audit/append-audit-record.ts";
import type { TypedAuditFilter } from "../../src/audit/audit-filter.ts";
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import type { Choice } from "../ui/field.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Time, type TimeText } from "../ui/time.tsx";

/** One value before and after; null: there was, or is, none. */
export interface ChangeLine {
  label: string;
  before: string | null;
  after: string | null;
}

/** One record of the audit log. */
export interface AuditItem {
  seq: number;
  time: TimeText;
  actor: string;
  action: AuditAction;
  object: string;
  /** The customer it is about. */
  person: { id: number; name: string } | null;
  address: string | null;
  reason: string | null;
  count: number | null;
  /** Null: deleted with the customer, or by retention. */
  changes: ChangeLine[] | null;
}

export interface AuditView {
  typed: TypedAuditFilter;
  actors: { people: Choice[]; tokens: Choice[] };
  isFiltered: boolean;
  items: AuditItem[];
  /** Addresses; null: this is the first or the last page. */
  newest: string | null;
  older: string | null;
}

export const actionTones = {
  created: "good",
  changed: "accent",
  deleted: "danger",
  sent: "neutral",
  exported: "warning",
  "signed-in": "neutral",
  "sign-in-failed": "danger",
  "signed-out": "neutral",
} as const satisfies Record<AuditAction, string>;

/** The records of a page, and the way to older ones. */
export function AuditList({ t, audit }: { t: Translate; audit: AuditView }) {
  if (audit.items.length === 0) return <Nothing t={t} isFiltered={audit.isFiltered} />;
  return (
    <>
      <section class="panel" aria-label={t("audit.list")}>
        <ul class="entries">
          {audit.items.map((item) => (
            <li key={item.seq}>
              <AuditEntry t={t} item={item} />
            </li>
          ))}
        </ul>
      </section>
      <Pagination
        label={t("audit.pages")}
        newer={audit.newest ? { href: audit.newest, label: t("consent-log.newest") } : undefined}
        older={audit.older ? { href: audit.older, label: t("consent-log.older") } : undefined}
      />
    </>
  );
}

/** Values on a line of the list; its page has them all. */
const MOST_SHOWN = 3;

function AuditEntry({ t, item }: { t: Translate; item: AuditItem }) {
  const changes = (item.changes ?? []).slice(0, MOST_SHOWN);
  return (
    <a class="entry entry-link" href={`/consent/audit/${item.seq}`}>
      <span class="grow entry-text">
        <span class="entry-title">
          <Badge tone={actionTones[item.action]}>{t(`audit.action.${item.action}`)}</Badge>
          <strong dir="auto">{item.actor}</strong>
          <span>{item.object}</span>
          {item.person && (
            <span class="hint" dir="auto">
              {item.person.name}
            </span>
          )}
        </span>
        {changes.map((change) => (
          <small key={change.label}>
            <ChangeText change={change} />
          </small>
        ))}
        {item.reason && <small>{item.reason}</small>}
        <small class="hint">
          <Time time={item.time} />
          {item.address && ` · ${item.address}`}
        </small>
      </span>
      <span class="quiet-text">{`#${item.seq}`}</span>
    </a>
  );
}

function ChangeText({ change: { label, before, after } }: { change: ChangeLine }) {
  return (
    <>
      {`${label}: `}
      {before !== null && <del dir="auto">{shortened(before)}</del>}
      {before !== null && after !== null && " → "}
      {after !== null && <span dir="auto">{shortened(after)}</span>}
    </>
  );
}

/** Characters of a value on a line of the list. */
const LONGEST = 120;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function Nothing({ t, isFiltered }: { t: Translate; isFiltered: boolean }) {
  return (
    <section class="panel">
      {isFiltered ? (
        <EmptyState icon="search" title={t("consent-log.nothing")}>
          <p>{t("consent-log.nothing.text")}</p>
        </EmptyState>
      ) : (
        <EmptyState icon="list" title={t("audit.empty")}>
          <p>{t("audit.empty.text")}</p>
        </EmptyState>
      )}
    </section>
  );
}

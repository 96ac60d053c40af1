/** @jsxImportSource preact */
import type { RecordCheck } from "../../src/consent-log/check-record.ts";
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Panel } from "../settings/panel.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, ButtonLink } from "../ui/button.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { eventTones, type LogItem, LogLine } from "./log-list.tsx";
import { RecordChecks } from "./record-checks.tsx";

/** A line of what is known. */
export interface Fact {
  label: string;
  value: string;
  href?: string;
  isCode?: boolean;
}

export interface RecordView extends LogItem {
  /** Null where the reader may not open contacts. */
  contactHref: string | null;
  facts: Fact[];
  text: { body: string; language: Language | null; about: string } | null;
  /** Null once it is erased. */
  evidence: Fact[] | null;
  /** `at`: when the checkpoint was made. */
  checks: (RecordCheck & { at: string | null })[];
  /** The very bytes that are hashed. */
  leaf: string;
  others: LogItem[];
}

type Part = { t: Translate; record: RecordView };

/** `/consent/records/:seq`: one record with everything, checked as an auditor would. */
export function RecordPage({ frame, record }: { frame: Frame; record: RecordView }) {
  const { t } = frame.me;
  const title = t("consent-log.record", { n: record.seq });
  return (
    <ConsentLayout frame={frame} tab="log" title={title} styles={["consent-log"]}>
      <BackLink href="/consent">{t("consent-log.title")}</BackLink>
      <Head t={t} record={record} title={title} />
      <div class="split">
        <div class="stack">
          <Panel id="facts" title={t("consent-log.what")}>
            <Facts facts={record.facts} />
          </Panel>
          <TextShown t={t} record={record} />
          <EvidencePanel t={t} record={record} />
        </div>
        <div class="stack">
          <RecordChecks t={t} checks={record.checks} leaf={record.leaf} />
          <Others t={t} record={record} />
        </div>
      </div>
    </ConsentLayout>
  );
}

function Head({ t, record, title }: Part & { title: string }) {
  return (
    <header class="spread">
      <div class="stack-s">
        <h2>{title}</h2>
        <p class="tags">
          <Badge tone={eventTones[record.event]}>{t(`consent-log.event.${record.event}`)}</Badge>
          <strong dir="auto">{record.person ?? t("consent-log.erased-person")}</strong>
          <span class="quiet-text">{record.purpose}</span>
          {record.isSimulated && <Badge icon="simulator">{t("contacts.simulated")}</Badge>}
        </p>
      </div>
      {record.contactHref && (
        <ButtonLink href={record.contactHref}>{t("consent-log.to-contact")}</ButtonLink>
      )}
    </header>
  );
}

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl class="facts columns">
      {facts.map(({ label, value, href, isCode }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd dir="auto" class={isCode ? "mono consent-code" : "consent-code"}>
            {href ? <a href={href}>{value}</a> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function TextShown({ t, record: { text } }: Part) {
  return (
    <Panel id="text" title={t("consent-log.text")} hint={text?.about}>
      {text ? (
        <blockquote class="consent-quote" dir="auto" lang={text.language ?? undefined}>
          {text.body}
        </blockquote>
      ) : (
        <p class="hint">{t("consent-log.text.none")}</p>
      )}
    </Panel>
  );
}

function EvidencePanel({ t, record: { evidence } }: Part) {
  return (
    <Panel id="evidence" title={t("consent-log.evidence")}>
      {evidence === null && <p class="hint">{t("consent-log.evidence.erased")}</p>}
      {evidence?.length === 0 && <p class="hint">{t("consent-log.evidence.none")}</p>}
      {evidence && evidence.length > 0 && <Facts facts={evidence} />}
    </Panel>
  );
}

function Others({ t, record: { others } }: Part) {
  if (others.length === 0) return null;
  return (
    <Panel id="others" title={t("consent-log.others")}>
      <ul class="entries">
        {others.map((item) => (
          <li key={item.seq}>
            <LogLine t={t} item={item} isOfOne />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** @jsxImportSource preact */
import type { ConsentState } from "../../src/consent/states.ts";
import type { ConsentEvent } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Panel } from "../settings/panel.tsx";
import { Badge } from "../ui/badge.tsx";
import { Time, type TimeText } from "../ui/time.tsx";

/** What the person agreed to, and what proves it. */
export interface PurposeItem {
  id: "marketing" | "service_updates" | "reviews";
  state: ConsentState;
  records: ConsentItem[];
}

export interface ConsentItem {
  id: number;
  event: ConsentEvent;
  source: string;
  time: TimeText;
  textShown: string | null;
  /** The message that proves it, in its ticket. */
  evidence: string | null;
}

const tones = { given: "good", withdrawn: "danger", none: "neutral" } as const;
const sources = ["keyword", "user_preferences", "agent", "api"] as const;

/** Each purpose with its state; the records unfold. */
export function ContactConsent({ t, purposes }: { t: Translate; purposes: PurposeItem[] }) {
  return (
    <Panel id="consent" title={t("contacts.consent")} hint={t("contacts.consent.hint")}>
      <ul class="stack">
        {purposes.map((purpose) => (
          <li key={purpose.id} class="stack-s">
            <p class="spread">
              <span>{t(`contacts.purpose.${purpose.id}`)}</span>
              <Badge tone={tones[purpose.state]}>{t(`contacts.state.${purpose.state}`)}</Badge>
            </p>
            {purpose.records.length > 0 && (
              <details class="records">
                <summary class="link-like">
                  {t("contacts.records", { n: purpose.records.length })}
                </summary>
                <ul class="stack">
                  {purpose.records.map((record) => (
                    <ConsentRecord key={record.id} t={t} record={record} />
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ConsentRecord({ t, record }: { t: Translate; record: ConsentItem }) {
  return (
    <li class="stack-s">
      <p>
        <strong>{t(`contacts.event.${record.event}`)}</strong>{" "}
        <span class="quiet-text">{sourceText(t, record.source)}</span>
      </p>
      {record.textShown && (
        <blockquote class="quote" dir="auto" aria-label={t("contacts.text-shown")}>
          {record.textShown}
        </blockquote>
      )}
      <p class="quiet-text">
        <Time time={record.time} />
        {record.evidence && (
          <>
            {" · "}
            <a class="link-like" href={record.evidence}>
              {t("contacts.evidence")}
            </a>
          </>
        )}
      </p>
    </li>
  );
}

function sourceText(t: Translate, source: string): string {
  const known = sources.find((name) => name === source);
  return known ? t(`contacts.source.${known}`) : t("contacts.source.other", { source });
}

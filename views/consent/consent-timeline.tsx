/** @jsxImportSource preact */
import type { ConsentState } from "../../src/consent/states.ts";
import type { ConsentEvent, ConsentMethod } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { eventTones } from "./log-list.tsx";

/** What holds for one purpose. */
export interface PurposeState {
  key: string;
  name: string;
  state: ConsentState;
  /** What came last, where nothing holds. */
  pending: "requested" | "expired" | null;
  /** Of the last record; null: there is none. */
  since: TimeText | null;
  /** When a consent that is given runs out. */
  until: TimeText | null;
}

/** One record in the story of a contact. */
export interface TimelineItem {
  seq: number;
  purpose: string;
  event: ConsentEvent;
  method: ConsentMethod;
  time: TimeText;
  textShown: string | null;
  /** Source and note, as somebody recorded them. */
  words: string;
  /** Each null where there is none, or where the reader may not see it. */
  messageHref: string | null;
  paperHref: string | null;
  recordHref: string | null;
}

export interface ConsentView {
  contactId: number;
  states: PurposeState[];
  /** The newest first; of `total`. */
  items: TimelineItem[];
  total: number;
}

export const stateTones = { given: "good", withdrawn: "danger", none: "neutral" } as const;

/** Each purpose with what holds now. */
export function ConsentStates({ t, states }: { t: Translate; states: PurposeState[] }) {
  return (
    <ul class="plain-list consent-states">
      {states.map(({ key, name, state, pending, since, until }) => (
        <li key={key} class="spread">
          <span>
            {name}
            {until ? (
              <small class="hint">
                {t("consent-log.until-time")} <Time time={until} />
              </small>
            ) : (
              since && (
                <small class="hint">
                  <Time time={since} />
                </small>
              )
            )}
          </span>
          <Badge tone={stateTones[state]}>
            {pending ? t(`consent-log.event.${pending}`) : t(`contacts.state.${state}`)}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

/** What happened, the newest first. */
export function ConsentTimeline({ t, items }: { t: Translate; items: TimelineItem[] }) {
  if (items.length === 0) return null;
  return (
    <ol class="consent-timeline" aria-label={t("consent-log.timeline")}>
      {items.map((item) => (
        <li key={item.seq} class={`consent-event ${eventTones[item.event]}`}>
          <Event t={t} item={item} />
        </li>
      ))}
    </ol>
  );
}

function Event({ t, item }: { t: Translate; item: TimelineItem }) {
  return (
    <>
      <p>
        <strong>{t(`consent-log.event.${item.event}`)}</strong> <span>{item.purpose}</span>
      </p>
      <p class="hint">
        <Time time={item.time} /> · {t(`consent-log.method.${item.method}`)}
        {item.words && (
          <>
            {" · "}
            <span dir="auto">{item.words}</span>
          </>
        )}
      </p>
      {item.textShown && (
        <details class="records">
          <summary class="link-like">{t("contacts.text-shown")}</summary>
          <blockquote class="consent-quote" dir="auto">
            {item.textShown}
          </blockquote>
        </details>
      )}
      <Links t={t} item={item} />
    </>
  );
}

function Links({
  t,
  item: { messageHref, paperHref, recordHref, seq },
}: {
  t: Translate;
  item: TimelineItem;
}) {
  const links = [
    { href: messageHref, text: t("contacts.evidence") },
    { href: paperHref, text: t("consent-log.evidence.photo") },
    { href: recordHref, text: t("consent-log.record", { n: seq }) },
  ];
  const open = links.filter((link): link is { href: string; text: string } => link.href !== null);
  if (open.length === 0) return null;
  return (
    <p class="consent-links">
      {open.map(({ href, text }) => (
        <a key={href} class="link-like" href={href}>
          {text}
        </a>
      ))}
    </p>
  );
}

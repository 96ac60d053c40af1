/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextArea } from "../ui/field.tsx";
import { Time, type TimeText } from "../ui/time.tsx";

/** A ticket on a card, as far as the reader may see it. */
export interface CardLine {
  number: number;
  name: string;
  /** Of a promise or a window: when. */
  at?: TimeText;
  kind?: "sla" | "snoozed" | "closing";
  isOver?: boolean;
}

export interface Card {
  id: number;
  team: string;
  from: string;
  endedAt: TimeText;
  open: CardLine[];
  promised: CardLine[];
  closing: CardLine[];
  notes: { number: number; name: string; text: string; author: string; at: TimeText }[];
  /** Tickets that the reader may not see. */
  hidden: number;
  note: string;
  isMine: boolean;
  mayAcknowledge: boolean;
  acknowledged: { by: string; at: TimeText } | null;
}

/** One's own shift that is running: what is written now is on its card. */
export interface RunningShift {
  team: { id: number; name: string };
  until: string;
  note: string;
}

export interface HandoversPageProps {
  frame: Frame;
  running: RunningShift[];
  open: Card[];
  past: Card[];
  /** The query string of the next page of the past. */
  older: string | null;
  done?: string;
}

/** `/handovers`: what the last shift left, and what was taken over before. */
export function HandoversPage({ frame, running, open, past, older }: HandoversPageProps) {
  const { t } = frame.me;
  const isEmpty = running.length + open.length + past.length === 0;
  return (
    <Layout title={t("handover.title")} frame={frame} active="none" styles={["teams"]}>
      <div class="column">
        <header class="stack-s">
          <h1>{t("handover.title")}</h1>
          <p class="hint">{t("handover.lead")}</p>
          <p>
            <ButtonLink href="/shifts" icon="clock">
              {t("shifts.title")}
            </ButtonLink>
          </p>
        </header>
        {running.map((shift) => (
          <RunningNote key={shift.team.id} t={t} shift={shift} />
        ))}
        {isEmpty && (
          <EmptyState icon="hand-over" title={t("handover.empty")}>
            <p>{t("handover.empty.text")}</p>
          </EmptyState>
        )}
        {open.map((card) => (
          <HandoverCardView key={card.id} t={t} card={card} />
        ))}
        {past.length > 0 && <h2>{t("handover.past")}</h2>}
        {past.map((card) => (
          <details key={card.id} class="panel handover-past">
            <summary>
              <strong>{card.from}</strong> · {card.team} · <Time time={card.endedAt} />
            </summary>
            <CardBody t={t} card={card} />
          </details>
        ))}
        {older && <ButtonLink href={`/handovers?${older}`}>{t("handover.older")}</ButtonLink>}
      </div>
    </Layout>
  );
}

function RunningNote({ t, shift }: { t: Translate; shift: RunningShift }) {
  const { team, until, note } = shift;
  return (
    <section class="panel" aria-labelledby={`running-${team.id}`}>
      <h2 id={`running-${team.id}`}>{t("handover.running", { team: team.name, time: until })}</h2>
      <form class="stack" hx-put={`/handovers/note/${team.id}`} hx-swap="none">
        <TextArea
          id={`note-${team.id}`}
          name="note"
          label={t("handover.note")}
          hint={t("handover.note.hint")}
          value={note}
          rows={3}
          maxLength={4096}
          dir="auto"
        />
        <p class="form-actions">
          <Button type="submit" tone="primary">
            {t("ui.save")}
          </Button>
        </p>
      </form>
    </section>
  );
}

/** A swap target of its own. */
export function HandoverCardView({ t, card }: { t: Translate; card: Card }) {
  return (
    <section id={`handover-${card.id}`} class="panel" aria-labelledby={`from-${card.id}`}>
      <header class="handover-head">
        <Avatar name={card.from} />
        <div class="grow">
          <h2 id={`from-${card.id}`}>{t("handover.from", { name: card.from })}</h2>
          <p class="hint">
            {card.team} · {t("handover.ended")} <Time time={card.endedAt} />
          </p>
        </div>
      </header>
      <CardBody t={t} card={card} />
      {card.mayAcknowledge && (
        <p class="form-actions">
          <Button
            tone="primary"
            icon="check"
            hx-put={`/handovers/${card.id}/acknowledgement`}
            hx-target={`#handover-${card.id}`}
            hx-swap="outerMorph"
          >
            {t("handover.acknowledge")}
          </Button>
        </p>
      )}
      {card.isMine && card.acknowledged === null && (
        <form class="stack" hx-put={`/handovers/${card.id}/note`} hx-swap="none">
          <TextArea
            id={`own-note-${card.id}`}
            name="note"
            label={t("handover.note")}
            value={card.note}
            rows={3}
            maxLength={4096}
            dir="auto"
          />
          <p class="form-actions">
            <Button type="submit">{t("ui.save")}</Button>
          </p>
        </form>
      )}
    </section>
  );
}

function CardBody({ t, card }: { t: Translate; card: Card }) {
  return (
    <div class="stack">
      {card.note && !(card.isMine && card.acknowledged === null) && (
        <p class="handover-note" dir="auto">
          {card.note}
        </p>
      )}
      <Lines t={t} title={t("handover.promised")} lines={card.promised} />
      <Lines t={t} title={t("handover.closing")} lines={card.closing} />
      <Lines t={t} title={t("handover.open")} lines={card.open} />
      {card.notes.length > 0 && (
        <div class="stack-s">
          <h3>{t("handover.notes")}</h3>
          {card.notes.map(({ number, name, text, author, at }) => (
            <div key={number} class="handover-quote">
              <a href={`/tickets/${number}`}>
                #{number} {name}
              </a>
              <p dir="auto">{text}</p>
              <small class="quiet-text">
                {author}, <Time time={at} />
              </small>
            </div>
          ))}
        </div>
      )}
      {card.hidden > 0 && <p class="hint">{t("handover.hidden", { n: card.hidden })}</p>}
      {card.acknowledged && (
        <p class="hint">
          {t("handover.acknowledged", { name: card.acknowledged.by })}{" "}
          <Time time={card.acknowledged.at} />
        </p>
      )}
    </div>
  );
}

function Lines({ t, title, lines }: { t: Translate; title: string; lines: CardLine[] }) {
  if (lines.length === 0) return null;
  return (
    <div class="stack-s">
      <h3>
        {title} <small class="quiet-text">{lines.length}</small>
      </h3>
      <ul class="handover-lines">
        {lines.map(({ number, name, at, kind, isOver }) => (
          <li key={number}>
            <a href={`/tickets/${number}`}>
              <span class="quiet-text">#{number}</span> <span class="grow">{name}</span>
              {at && kind && (
                <small class={isOver ? "is-over" : "quiet-text"}>
                  {t(`handover.by.${kind}`)} <Time time={at} />
                </small>
              )}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

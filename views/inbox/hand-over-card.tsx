/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import type { HandOverEntry } from "./types.ts";

/** What the bot had gathered, for the person who takes over: an internal note to the eye. */
export function HandOverCardView({ t, card }: { t: Translate; card: HandOverEntry }) {
  return (
    <section
      class="note hand-over-card stack"
      id={`event-${card.id}`}
      aria-label={t("hand-over.card")}
    >
      <p class="note-head">
        <Icon name="hand-over" />
        <strong>{t("hand-over.card")}</strong>
        <Time time={card.time} />
      </p>
      <ul class="plain-list">
        {card.topics.map((topic) => (
          <li key={topic}>{topic}</li>
        ))}
      </ul>
      {card.fields.length > 0 && (
        <dl class="facts">
          {card.fields.map(({ label, value }) => (
            <div key={label}>
              <dt dir="auto">{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {card.asked.length > 0 && (
        <div class="plain-list">
          <p class="quiet-text">{t("hand-over.asked")}</p>
          {card.asked.map((text, index) => (
            <blockquote key={index} dir="auto">
              {text}
            </blockquote>
          ))}
        </div>
      )}
    </section>
  );
}

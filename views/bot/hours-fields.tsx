/** @jsxImportSource preact */
import { type Weekday, weekdays } from "../../src/bot/opening-hours.ts";
import type { Translate } from "../i18n.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

/** The hours as the form has them: a span may still be half empty. */
export interface HoursDraft {
  isAlwaysOpen: boolean;
  days: Record<Weekday, { from: string; to: string }[]>;
}

interface HoursFieldsProps {
  t: Translate;
  draft: HoursDraft;
  /** The business's, IANA. */
  timezone: string;
  error?: string;
  /** Where the small buttons send the form; by default the bot's own. */
  edits?: Edits;
}

/** Who answers with which part of the page. */
export interface Edits {
  address: string;
  target: string;
}

const botEdits: Edits = { address: "/bot/settings/hours", target: "#hours" };

/** Each weekday with its spans; the small buttons change the draft, only "Save" saves. */
export function HoursFields({ t, draft, timezone, error, edits = botEdits }: HoursFieldsProps) {
  return (
    <fieldset id="hours" class="field hours">
      <legend class="sr-only">{t("bot.hours")}</legend>
      <label class="check">
        <input type="radio" name="hours" value="always" checked={draft.isAlwaysOpen} />
        <span>
          {t("bot.hours.always")}
          {edits === botEdits && <small class="hint">{t("bot.hours.always.hint")}</small>}
        </span>
      </label>
      <label class="check">
        <input type="radio" name="hours" value="own" checked={!draft.isAlwaysOpen} />
        <span>
          {t("bot.hours.own")}
          <small class="hint">{t("bot.hours.zone", { zone: zoneWords(timezone) })}</small>
        </span>
      </label>
      <ul class="hours-days">
        {weekdays.map((day) => (
          <Day key={day} t={t} day={day} spans={draft.days[day]} edits={edits} />
        ))}
      </ul>
      {error && (
        <small class="error" role="alert">
          {error}
        </small>
      )}
    </fieldset>
  );
}

interface DayProps {
  t: Translate;
  day: Weekday;
  spans: HoursDraft["days"][Weekday];
  edits: Edits;
}

function Day({ t, day, spans, edits }: DayProps) {
  return (
    <li class="hours-day">
      <strong>{t(`weekday.${day}`)}</strong>
      <div class="hours-spans">
        {spans.length === 0 && <span class="quiet-text">{t("bot.hours.closed")}</span>}
        {spans.map((span, index) => (
          <Span key={index} t={t} day={day} span={span} index={index} edits={edits} />
        ))}
      </div>
      <DayActions t={t} day={day} spans={spans} edits={edits} />
    </li>
  );
}

interface SpanProps {
  t: Translate;
  day: Weekday;
  span: DayProps["spans"][number];
  index: number;
  edits: Edits;
}

function Span({ t, day, span, index, edits }: SpanProps) {
  const name = t(`weekday.${day}`);
  return (
    <span class="hours-span">
      <input
        class="input"
        type="time"
        id={`${day}-from-${index}`}
        name={`${day}.from`}
        value={span.from}
        aria-label={t("bot.hours.from", { day: name })}
      />
      <span aria-hidden="true">–</span>
      <input
        class="input"
        type="time"
        id={`${day}-to-${index}`}
        name={`${day}.to`}
        value={span.to}
        aria-label={t("bot.hours.to", { day: name })}
      />
      <IconButton
        icon="close"
        label={t("bot.hours.remove", { day: name })}
        {...editing(edits, `remove ${day} ${index}`)}
      />
    </span>
  );
}

function DayActions({ t, day, spans, edits }: DayProps) {
  const name = t(`weekday.${day}`);
  return (
    <span class="hours-actions">
      <button type="button" class="button quiet" {...editing(edits, `add ${day}`)}>
        <Icon name="plus" />
        <span>{t("bot.hours.add")}</span>
        <span class="sr-only">{name}</span>
      </button>
      {spans.length > 0 && (
        <button type="button" class="button quiet" {...editing(edits, `copy ${day}`)}>
          <Icon name="document" />
          <span>{t("bot.hours.copy")}</span>
          <span class="sr-only">: {name}</span>
        </button>
      )}
    </span>
  );
}

export function editing({ address, target }: Edits, edit: string) {
  return {
    "hx-post": address,
    "hx-target": target,
    "hx-swap": "outerMorph",
    "hx-vals": JSON.stringify({ edit }),
  };
}

/** "America/Sao_Paulo" → "Sao Paulo". */
function zoneWords(timezone: string): string {
  return timezone.slice(timezone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

import type { ClockMark } from "../../views/sla/types.ts";
import type { SlaMetric } from "../db/schema.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../clock.ts";
import type { Reader } from "../inbox/time-words.ts";

/** What of a clock decides how it is shown. */
export interface RunningClock {
  metric: SlaMetric;
  target_ms: number;
  /** Null while paused. */
  due_at: number | null;
  remaining_ms: number | null;
}

/** A countdown in few letters: "40 s", "12 min", "3 h 05", "2 days"; static/clocks.js says it the same way. */
export function countdown(milliseconds: number, { language }: Reader): string {
  const ms = Math.abs(milliseconds);
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 1) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${minutes} min`;
  if (ms < 2 * DAY) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
  const days = new Intl.NumberFormat(language === "pt" ? "pt-BR" : language, {
    style: "unit",
    unit: "day",
    unitDisplay: "short",
  });
  return days.format(Math.floor(ms / DAY));
}

/** The last quarter of a promise is soon; of a long one the last two hours. */
export function soonBelow(targetMs: number): number {
  return Math.min(targetMs / 4, 2 * HOUR);
}

/** How a clock looks now: in rows, headers and boards. */
export function markOf(clock: RunningClock, reader: Reader): ClockMark {
  const { t, now } = reader;
  const metric = t(`sla.metric.${clock.metric}`);
  const soon = soonBelow(clock.target_ms);
  const late = t("sla.late-by");
  if (clock.due_at === null) {
    const time = countdown(clock.remaining_ms ?? 0, reader);
    const isLate = (clock.remaining_ms ?? 0) < 0;
    return {
      tone: isLate ? "breached" : "paused",
      text: isLate ? late.replace("{time}", time) : t("sla.paused"),
      label: t(isLate ? "sla.mark.late" : "sla.mark.paused", { metric, time }),
      left: null,
      soonBelow: soon,
      late,
    };
  }
  const left = clock.due_at - now;
  const time = countdown(left, reader);
  const tone = left <= 0 ? "breached" : left < soon ? "soon" : "ok";
  const labels = { ok: "sla.mark.left", soon: "sla.mark.soon", breached: "sla.mark.late" } as const;
  return {
    tone,
    text: tone === "breached" ? late.replace("{time}", time) : time,
    label: t(labels[tone], { metric, time }),
    left,
    soonBelow: soon,
    late,
  };
}

import type { Priority, SlaMetric } from "../db/schema.ts";
import type { Action } from "../routing/actions.ts";
import type { Calendar } from "../routing/calendar.ts";

export const slaMetrics = ["first-response", "next-response", "resolution", "hand-over"] as const;
export const priorities = ["low", "normal", "high", "urgent"] as const;
export const pausingStatuses = ["pending", "snoozed"] as const;
export type PausingStatus = (typeof pausingStatuses)[number];

/** Minutes of the policy's calendar; null: nothing is promised. */
export type Targets = Record<SlaMetric, Record<Priority, number | null>>;

/** `share` of the target, above 0 and below 1, or so many minutes before its end. */
export type Reminder = { share: number } | { minutesBefore: number };

/** So many minutes of the calendar after the breach. `onlyVip`: for other contacts it is passed by. */
export interface EscalationStep {
  afterMinutes: number;
  onlyVip?: boolean;
  actions: Action[];
}

/** What a policy promises, and what happens on the way. */
export interface Terms {
  targets: Targets;
  /** The ticket's team's, else the business's; the business's; round the clock; or its own. */
  calendar: "team" | "business" | "always" | Calendar;
  /** The clocks stand still while a ticket has one of these. */
  pausesOn: PausingStatus[];
  /** Whether an answer of the bot is one. */
  countsBot: boolean;
  reminders: Reminder[];
  escalation: EscalationStep[];
}

/** A moment of a clock, by the time of the calendar that has run; `name` is kept in sla_events. */
export interface Step {
  name: string;
  atMs: number;
  kind: "reminder" | "breach" | "escalation";
  actions: Action[];
  onlyVip: boolean;
}

const MINUTE = 60_000;

/**
 * The steps of a clock with this target, in milliseconds, in the order in which they come. Names
 * say what a step is rather than its place, so that one that has fired is known again after
 * the terms were changed.
 */
export function stepsOf(terms: Terms, targetMs: number): Step[] {
  const reminders = terms.reminders.flatMap((reminder): Step[] => {
    const isShare = "share" in reminder;
    const atMs = isShare
      ? Math.round(targetMs * reminder.share)
      : targetMs - reminder.minutesBefore * MINUTE;
    // "30 minutes before" of a promise of 15 has no moment.
    if (atMs <= 0 || atMs >= targetMs) return [];
    const name = isShare ? `reminder:${reminder.share}` : `reminder:-${reminder.minutesBefore}`;
    return [{ name, atMs, kind: "reminder", actions: [], onlyVip: false }];
  });
  const breach: Step = {
    name: "breach",
    atMs: targetMs,
    kind: "breach",
    actions: [],
    onlyVip: false,
  };
  const ladder = terms.escalation.map(({ afterMinutes, onlyVip = false, actions }): Step => ({
    name: `escalation:${afterMinutes}${onlyVip ? ":vip" : ""}`,
    atMs: targetMs + afterMinutes * MINUTE,
    kind: "escalation",
    actions,
    onlyVip,
  }));
  // A stable sort: at the same moment a reminder comes before the breach, and that before the ladder.
  return [...reminders, breach, ...ladder].sort((a, b) => a.atMs - b.atMs);
}

/** In milliseconds; null: the policy promises nothing of this kind. */
export function targetOf(terms: Terms, metric: SlaMetric, priority: Priority): number | null {
  const minutes = terms.targets[metric][priority];
  return minutes === null ? null : minutes * MINUTE;
}

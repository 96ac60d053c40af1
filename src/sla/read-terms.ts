import { AppError } from "../http/errors.ts";
import type { Calendar } from "../routing/calendar.ts";
import { readActions } from "../routing/read-actions.ts";
import {
  type EscalationStep,
  pausingStatuses,
  priorities,
  type Reminder,
  slaMetrics,
  type Targets,
  type Terms,
} from "./terms.ts";

/** The longest promise: a year of the calendar, in minutes. */
const LONGEST = 365 * 24 * 60;
const MOST_STEPS = 20;

/**
 * Terms from a form or the API. An own calendar is taken as it is: whoever calls has
 * read it. @throws AppError `invalid` that says which part is wrong.
 */
export function readTerms(value: unknown): Terms {
  const given = objectOf(value, "terms");
  const pausesOn = Array.isArray(given.pausesOn) ? given.pausesOn : [];
  return {
    targets: readTargets(given.targets),
    calendar: readCalendar(given.calendar),
    pausesOn: pausingStatuses.filter((status) => pausesOn.includes(status)),
    countsBot: given.countsBot === true,
    reminders: readReminders(given.reminders),
    escalation: readEscalation(given.escalation),
  };
}

function readTargets(value: unknown): Targets {
  const given = objectOf(value, "targets");
  const rows = slaMetrics.map((metric) => {
    const row = given[metric] === undefined ? {} : objectOf(given[metric], metric);
    const cells = priorities.map((priority) => [
      priority,
      row[priority] == null ? null : minutesOf(row[priority], `${metric}, ${priority}`),
    ]);
    return [metric, Object.fromEntries(cells)];
  });
  const targets = Object.fromEntries(rows) as Targets;
  const isEmpty = slaMetrics.every((metric) =>
    priorities.every((priority) => targets[metric][priority] === null),
  );
  if (isEmpty) throw wrong("A policy promises at least one thing.");
  return targets;
}

function readCalendar(value: unknown): Terms["calendar"] {
  if (value === "team" || value === "business" || value === "always") return value;
  const given = objectOf(value, "calendar");
  if (typeof given.timezone !== "string" || !Array.isArray(given.days))
    throw wrong("calendar: team, business, always, or hours with a time zone.");
  return given as unknown as Calendar;
}

function readReminders(value: unknown): Reminder[] {
  const read = listOf(value, "reminders").map((each): Reminder => {
    const { share, minutesBefore } = objectOf(each, "reminder");
    if (minutesBefore !== undefined)
      return { minutesBefore: minutesOf(minutesBefore, "minutes before") };
    if (typeof share !== "number" || !(share > 0 && share < 1))
      throw wrong("A reminder comes at a share of the time between 0 and 1, or minutes before.");
    return { share: Math.round(share * 10_000) / 10_000 };
  });
  return unique(read, (reminder) => JSON.stringify(reminder));
}

function readEscalation(value: unknown): EscalationStep[] {
  const read = listOf(value, "escalation").map((each): EscalationStep => {
    const { afterMinutes, onlyVip, actions } = objectOf(each, "escalation step");
    const minutes = afterMinutes === 0 ? 0 : minutesOf(afterMinutes, "escalation");
    return {
      afterMinutes: minutes,
      ...(onlyVip === true ? { onlyVip } : {}),
      actions: readActions(actions),
    };
  });
  return unique(read, (step) => `${step.afterMinutes} ${step.onlyVip ?? false}`).sort(
    (a, b) => a.afterMinutes - b.afterMinutes,
  );
}

/** Two steps at the same moment could not be told apart once one of them has fired. */
function unique<T>(steps: T[], keyOf: (step: T) => string): T[] {
  if (new Set(steps.map(keyOf)).size < steps.length)
    throw wrong("Two steps come at the same moment: make one of them.");
  return steps;
}

function minutesOf(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > LONGEST)
    throw wrong(`${name}: whole minutes from 1 to ${LONGEST}.`);
  return value;
}

function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrong(`${name}: an object is needed.`);
  return value as Record<string, unknown>;
}

function listOf(value: unknown, name: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MOST_STEPS)
    throw wrong(`${name}: a list of at most ${MOST_STEPS}.`);
  return value;
}

const wrong = (message: string) => new AppError("invalid", message);

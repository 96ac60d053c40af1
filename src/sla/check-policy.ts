import type { Translate } from "../../views/i18n.ts";
import {
  type DraftErrors,
  metrics,
  priorityOrder,
  type ReminderDraft,
} from "../../views/sla/types.ts";
import { MINUTE } from "../clock.ts";
import { AppError } from "../http/errors.ts";
import type { Action } from "../routing/actions.ts";
import { readActions } from "../routing/read-actions.ts";
import { checkRule } from "../routing/require-rule.ts";
import { emptyDraft } from "../routing/rule-draft.ts";
import type { RuleChoices } from "../routing/rule-choices.ts";
import type { PolicyInput } from "./policies.ts";
import { actionsOf } from "./policy-draft.ts";
import { hasErrors, type WholeDraft } from "./policy-form.ts";
import { type EscalationStep, pausingStatuses, type Targets, type Terms } from "./terms.ts";
import { readTime } from "./time-text.ts";

export interface CheckedPolicy {
  /** As far as the form says one; only without errors may it be saved or tried. */
  policy: PolicyInput;
  /** By the field that is wrong, everything at once. */
  errors: DraftErrors;
}

/** The policy that a form says, and everything that is wrong with it. */
export function checkPolicy(
  draft: WholeDraft,
  { choices, saved, t }: { choices: RuleChoices; saved: PolicyInput | null; t: Translate },
): CheckedPolicy {
  const errors: DraftErrors = {};
  if (!draft.name.trim() || draft.name.length > 80) errors.name = t("sla.error.name");
  const { rule, faults } = checkRule({ ...emptyDraft(), condition: draft.condition }, choices);
  for (const [id, key] of Object.entries(faults)) if (/^p\d/.test(id)) errors[id] = t(key);
  const terms: Terms = {
    targets: checkTargets(draft, errors, t),
    calendar: calendarOf(draft, saved),
    pausesOn: pausingStatuses.filter((status) => draft.pauses.includes(status)),
    countsBot: draft.botAnswers,
    reminders: draft.reminders.flatMap((reminder, index) =>
      checkReminder(reminder, `reminder.${index}`, errors, t),
    ),
    escalation: checkLadder(draft, errors, t),
  };
  const isTwice = (index: number) =>
    terms.reminders
      .slice(0, index)
      .some((other) => JSON.stringify(other) === JSON.stringify(terms.reminders[index]));
  if (!hasErrors(errors))
    for (const index of terms.reminders.keys())
      if (isTwice(index)) errors[`reminder.${index}`] = t("sla.reminder.twice");
  const policy = {
    name: draft.name.trim(),
    condition: rule.condition,
    terms,
    isEnabled: draft.isEnabled,
  };
  return { policy, errors };
}

function checkTargets(draft: WholeDraft, errors: DraftErrors, t: Translate): Targets {
  const minutes = (text: string, id: string): number | null => {
    const time = readTime(text);
    if (time === undefined) errors[id] = t("sla.error.time");
    return time ? time / MINUTE : null;
  };
  const rows = metrics.map((metric) => [
    metric,
    Object.fromEntries(
      priorityOrder.map((priority) => [
        priority,
        minutes(draft.targets[metric][priority], `target.${metric}.${priority}`),
      ]),
    ),
  ]);
  const isEmpty = metrics.every((metric) =>
    priorityOrder.every((priority) => !draft.targets[metric][priority].trim()),
  );
  if (isEmpty) errors.targets = t("sla.targets.none");
  return Object.fromEntries(rows) as Targets;
}

function calendarOf({ calendar }: WholeDraft, saved: PolicyInput | null): Terms["calendar"] {
  if (calendar === "own" && saved) return saved.terms.calendar;
  return calendar === "team" || calendar === "business" ? calendar : "always";
}

function checkReminder(
  { at, unit }: ReminderDraft,
  id: string,
  errors: DraftErrors,
  t: Translate,
): Terms["reminders"] {
  const number = Number(at.replace(",", "."));
  const isRight =
    unit === "percent"
      ? number >= 1 && number <= 99
      : Number.isInteger(number) && number >= 1 && number <= 43_200;
  if (!isRight) {
    errors[id] = t(unit === "percent" ? "sla.error.percent" : "sla.error.minutes");
    return [];
  }
  return [
    unit === "percent" ? { share: Math.round(number * 100) / 10_000 } : { minutesBefore: number },
  ];
}

function checkLadder(draft: WholeDraft, errors: DraftErrors, t: Translate): EscalationStep[] {
  const seen = new Set<string>();
  return draft.ladder.flatMap((step, index): EscalationStep[] => {
    const id = `step.${index}`;
    const time = /^0+( ?(m|min|h))?$/.test(step.after.trim()) ? 0 : readTime(step.after);
    if (time === undefined || time === null) errors[`${id}.after`] = t("sla.error.time");
    const actions = readStep(actionsOf(step, t("sla.escalation.text")), t);
    if (typeof actions === "string") errors[id] = actions;
    if (typeof time !== "number" || typeof actions === "string") return [];
    const key = `${time} ${step.onlyVip}`;
    if (seen.has(key)) errors[`${id}.after`] = t("sla.step.twice");
    seen.add(key);
    const vip = step.onlyVip ? { onlyVip: true } : {};
    return [{ afterMinutes: time / MINUTE, ...vip, actions }];
  });
}

/** What a step does, or what is wrong with it. */
function readStep(actions: Action[], t: Translate): Action[] | string {
  if (actions.length === 0) return t("sla.error.step");
  try {
    return readActions(actions);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.key ? t(error.key, error.values) : t("sla.error.step");
  }
}

import type { DraftErrors, PolicyDraft, ReminderDraft, StepDraft } from "../../views/sla/types.ts";
import { metrics, priorityOrder, type TargetTexts } from "../../views/sla/types.ts";
import type { Form } from "../http/form.ts";
import { type GroupDraft, editDraft as editRule, emptyDraft } from "../routing/rule-draft.ts";
import { readDraft as readRule } from "../routing/rule-form.ts";
import type { Pickers } from "../routing/rule-pickers.ts";
import type { PolicyInput } from "./policies.ts";

/** The policy as its form has it, with the condition as the builder of rules has it. */
export interface WholeDraft extends PolicyDraft {
  condition: GroupDraft;
}

export const MOST_REMINDERS = 5;
export const MOST_STEPS = 8;

/** The form as it was sent, however unfinished; `saved`: the policy that it changes. */
export function readPolicyDraft(
  form: Form,
  pickers: Pickers,
  saved: PolicyInput | null,
): WholeDraft {
  const calendar = form.text("calendar");
  return {
    name: form.text("name", 200),
    isEnabled: form.has("enabled"),
    condition: readRule(form, pickers).condition,
    targets: targetsOf((metric, priority) => form.text(`target.${metric}.${priority}`, 20)),
    calendar: ["team", "business", "own"].includes(calendar) ? calendar : "always",
    hasOwnCalendar: typeof saved?.terms.calendar === "object",
    pauses: form.all("pauses"),
    botAnswers: form.has("botAnswers"),
    reminders: readReminders(form),
    ladder: readLadder(form),
  };
}

/** The table of targets, cell by cell. */
export function targetsOf(
  text: (metric: (typeof metrics)[number], priority: (typeof priorityOrder)[number]) => string,
): TargetTexts {
  return Object.fromEntries(
    metrics.map((metric) => [
      metric,
      Object.fromEntries(priorityOrder.map((priority) => [priority, text(metric, priority)])),
    ]),
  ) as TargetTexts;
}

function readReminders(form: Form): ReminderDraft[] {
  const units = form.all("reminder.unit");
  return form
    .all("reminder.at")
    .slice(0, MOST_REMINDERS)
    .map((at, index) => ({
      at: at.trim().slice(0, 6),
      unit: units[index] === "minutes" ? "minutes" : "percent",
    }));
}

/** Steps are numbered without a gap; each has its hidden field, so that an empty one is one too. */
function readLadder(form: Form): StepDraft[] {
  const steps: StepDraft[] = [];
  for (let n = 0; n < MOST_STEPS && form.has(`step.${n}.rest`); n++) {
    const id = `step.${n}`;
    steps.push({
      after: form.text(`${id}.after`, 20),
      onlyVip: form.has(`${id}.vip`),
      assign: form.text(`${id}.assign`, 40),
      raises: form.has(`${id}.raises`),
      escalates: form.has(`${id}.escalates`),
      notify: form.all(`${id}.notify`),
      text: form.text(`${id}.text`),
      tags: form.text(`${id}.tags`, 200),
      rest: form.raw(`${id}.rest`).slice(0, 10_000),
    });
  }
  return steps;
}

/** `add step`, `remove reminder 1`; the rest are the condition's own: `add-line p0`, `remove p3`. */
export function editPolicyDraft(
  draft: WholeDraft,
  edit: string,
): { draft: WholeDraft; focus: string } {
  const [verb, what, place] = edit.split(" ");
  const without = <T>(list: T[]) => list.filter((_, index) => index !== Number(place));
  if (what === "reminder") {
    const reminders =
      verb === "add"
        ? [...draft.reminders, nextReminder(draft.reminders)].slice(0, MOST_REMINDERS)
        : without(draft.reminders);
    return { draft: { ...draft, reminders }, focus: "" };
  }
  if (what === "step") {
    const ladder =
      verb === "add"
        ? [...draft.ladder, nextStep(draft.ladder)].slice(0, MOST_STEPS)
        : without(draft.ladder);
    return { draft: { ...draft, ladder }, focus: "" };
  }
  const rule = editRule({ ...emptyDraft(), condition: draft.condition }, edit);
  return { draft: { ...draft, condition: rule.draft.condition }, focus: rule.focus };
}

const nextReminder = (reminders: ReminderDraft[]): ReminderDraft =>
  reminders.length === 0 ? { at: "80", unit: "percent" } : { at: "", unit: "minutes" };

/** As most begin: the lead after half an hour, then whoever else. */
const nextStep = (ladder: StepDraft[]): StepDraft => ({
  after: ladder.length === 0 ? "30 min" : "2 h",
  onlyVip: false,
  assign: "",
  raises: true,
  escalates: ladder.length === 0,
  notify: ["lead"],
  text: "",
  tags: "",
  rest: "[]",
});

/** Whether anything is wrong. */
export function hasErrors(errors: DraftErrors): boolean {
  return Object.keys(errors).length > 0;
}

import type { StepDraft } from "../../views/sla/types.ts";
import { MINUTE } from "../clock.ts";
import type { Action, NotifyTarget } from "../routing/actions.ts";
import { draftOf as ruleDraftOf, emptyDraft } from "../routing/rule-draft.ts";
import type { Pickers } from "../routing/rule-pickers.ts";
import type { PolicyInput } from "./policies.ts";
import { targetsOf, type WholeDraft } from "./policy-form.ts";
import type { EscalationStep, Reminder } from "./terms.ts";
import { timeText } from "./time-text.ts";

/** What a new policy begins with: the promises that most make. */
export function newPolicyDraft(): WholeDraft {
  const first = { urgent: "5 min", high: "15 min", normal: "15 min", low: "15 min" };
  const every = (text: string) => ({ urgent: text, high: text, normal: text, low: text });
  return {
    name: "",
    isEnabled: true,
    condition: emptyDraft().condition,
    targets: {
      "first-response": first,
      "next-response": every(""),
      "hand-over": every("30 min"),
      resolution: every("24 h"),
    },
    calendar: "team",
    hasOwnCalendar: false,
    pauses: ["pending", "snoozed"],
    botAnswers: false,
    reminders: [{ at: "80", unit: "percent" }],
    ladder: [],
  };
}

/** A saved policy as a form. */
export function draftOfPolicy(policy: PolicyInput, pickers: Pickers): WholeDraft {
  const { terms } = policy;
  const rule = {
    name: "",
    events: [],
    condition: policy.condition,
    actions: [],
    unansweredMinutes: null,
    stops: false,
    isEnabled: true,
  };
  const isOwn = typeof terms.calendar === "object";
  return {
    name: policy.name,
    isEnabled: policy.isEnabled,
    condition: ruleDraftOf(rule, pickers).condition,
    targets: targetsOf((metric, priority) => {
      const minutes = terms.targets[metric][priority];
      return minutes === null ? "" : timeText(minutes * MINUTE);
    }),
    calendar: isOwn ? "own" : String(terms.calendar),
    hasOwnCalendar: isOwn,
    pauses: [...terms.pausesOn],
    botAnswers: terms.countsBot,
    reminders: terms.reminders.map(draftOfReminder),
    ladder: terms.escalation.map(draftOfStep),
  };
}

function draftOfReminder(reminder: Reminder): WholeDraft["reminders"][number] {
  return "share" in reminder
    ? { at: String(Math.round(reminder.share * 1e4) / 100), unit: "percent" }
    : { at: String(reminder.minutesBefore), unit: "minutes" };
}

/** What the form has a field for goes into it; everything else is kept as it is. */
function draftOfStep({ afterMinutes, onlyVip = false, actions }: EscalationStep): StepDraft {
  const draft: StepDraft = {
    after: afterMinutes === 0 ? "0" : timeText(afterMinutes * MINUTE),
    onlyVip,
    assign: "",
    raises: false,
    escalates: false,
    notify: [],
    text: "",
    tags: "",
    rest: "",
  };
  const rest = actions.filter((action) => !takes(draft, action));
  return { ...draft, rest: JSON.stringify(rest) };
}

function takes(draft: StepDraft, action: Action): boolean {
  const assigned = assignText(action);
  if (assigned && !draft.assign) {
    draft.assign = assigned;
    return true;
  }
  if (action.do === "raise") return (draft.raises = true);
  if (action.do === "escalate") return (draft.escalates = true);
  if (action.do === "add-tags" && !draft.tags) {
    draft.tags = action.tags.join(", ");
    return true;
  }
  const isPlain = action.do === "notify" && draft.notify.length === 0;
  if (isPlain) {
    draft.notify = [...action.to];
    draft.text = action.text;
  }
  return isPlain;
}

function assignText(action: Action): string {
  if (action.do === "assign-team") return `team:${action.team}`;
  if (action.do === "assign-agent") return `user:${action.user}`;
  return action.do === "unassign" ? "unassign" : "";
}

/** The actions of a step, in the order in which they are done: raised and given away before people are told. */
export function actionsOf(draft: StepDraft, text: string): Action[] {
  const actions: Action[] = [];
  const [kind, id] = draft.assign.split(":");
  if (draft.raises) actions.push({ do: "raise" });
  if (draft.escalates) actions.push({ do: "escalate" });
  if (kind === "team") actions.push({ do: "assign-team", team: Number(id) });
  if (kind === "user") actions.push({ do: "assign-agent", user: Number(id) });
  if (kind === "unassign") actions.push({ do: "unassign" });
  const tags = draft.tags
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
  if (tags.length > 0) actions.push({ do: "add-tags", tags });
  if (draft.notify.length > 0)
    actions.push({ do: "notify", to: draft.notify as NotifyTarget[], text: draft.text || text });
  return [...actions, ...keptActions(draft.rest)];
}

/** Comes back from the page that it was written into; anything else there counts as nothing. */
function keptActions(text: string): Action[] {
  try {
    const kept: unknown = JSON.parse(text || "[]");
    return Array.isArray(kept) ? (kept as Action[]) : [];
  } catch {
    return [];
  }
}

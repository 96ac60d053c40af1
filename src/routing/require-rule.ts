import { getCountries } from "libphonenumber-js/min";
import type { TextKey } from "../../views/i18n.ts";
import { isDate } from "../contacts/contact-values.ts";
import { readMoney } from "../contacts/money.ts";
import type { Action, ActionKind, NotifyTarget } from "./actions.ts";
import type { Condition, Field, Leaf } from "./conditions.ts";
import {
  type ActionDraft,
  type Filled,
  type GroupDraft,
  type LeafDraft,
  type RuleDraft,
  units,
} from "./rule-draft.ts";
import type { RuleChoices } from "./rule-choices.ts";
import { actionPickers, partOf, type PickSource, type WordSource } from "./rule-pickers.ts";
import type { RoutingRuleInput } from "./rules.ts";

/** What is there to be picked: what has gone is a fault of its line. */
type Offered = Pick<RuleChoices, "pickers" | "picks">;

/** What is wrong, by the line that is: `name`, `events`, `minutes`, `actions`, p3, a1 … */
export type RuleFaults = Record<string, TextKey>;

/**
 * The rule as far as the form says one, and everything that is wrong with it at once. Only a
 * rule without faults may be saved; one with faults can still be read out.
 */
export function checkRule(
  draft: RuleDraft,
  offered: Offered,
): { rule: RoutingRuleInput; faults: RuleFaults } {
  const faults: RuleFaults = {};
  const fault = (id: string, key: TextKey): undefined => void (faults[id] ??= key);
  const { events, stops, isEnabled } = draft;
  const name = draft.name.trim();
  if (!name || name.length > 80) fault("name", "routing.fault.name");
  if (events.length === 0) fault("events", "routing.fault.events");
  const minutes = numberOf(draft.minutes);
  const isTimed = events.includes("unanswered");
  if (isTimed && !isMinutes(minutes)) fault("minutes", "routing.fault.minutes");
  const condition = conditionOf(draft.condition, offered, fault);
  const actions = draft.actions.flatMap((action) => actionOf(action, offered, fault) ?? []);
  if (draft.actions.length === 0) fault("actions", "routing.fault.actions");
  const unansweredMinutes = isTimed && isMinutes(minutes) ? (minutes ?? null) : null;
  return {
    rule: { name, events, condition, actions, unansweredMinutes, stops, isEnabled },
    faults,
  };
}

type Fault = (id: string, key: TextKey) => undefined;

/** Groups in groups, the outermost not counted: as deep as readCondition takes lines. */
const DEEPEST = 6;

function conditionOf(group: GroupDraft, offered: Offered, fault: Fault, depth = 0): Condition {
  if (depth > 0 && group.parts.length === 0) fault(group.id, "routing.fault.group");
  if (depth >= DEEPEST) fault(group.id, "routing.fault.deep");
  const parts = group.parts
    .filter((part) => !isUntouched(part, group, depth))
    .map((part) =>
      part.kind === "group"
        ? conditionOf(part, offered, fault, depth + 1)
        : leafOf(part, offered, fault),
    )
    .filter((part) => part !== undefined);
  return { [group.join]: parts } as unknown as Condition;
}

/** The one line that a new form begins with: left alone, the rule is for everything. */
function isUntouched(part: GroupDraft["parts"][number], group: GroupDraft, depth: number): boolean {
  return depth === 0 && group.parts.length === 1 && part.kind === "leaf" && part.field === "";
}

function leafOf(draft: LeafDraft, offered: Offered, fault: Fault): Leaf | undefined {
  const { id, test } = draft;
  if (!draft.field) return fault(id, "routing.fault.field");
  const picker = offered.pickers.get(draft.field);
  if (!picker) return fault(id, "routing.fault.field-gone");
  const field = draft.field as Field;
  switch (partOf(test)) {
    case "text": {
      const phrases = linesOf(draft.text);
      if (phrases.length === 0) return fault(id, "routing.fault.phrases");
      if (phrases.length > MOST_VALUES) return fault(id, "routing.fault.many");
      return { field, test: test as "contains", phrases };
    }
    case "values": {
      const values = picker.picks ? draft.picks : draft.words;
      if (values.length === 0) return fault(id, "routing.fault.values");
      if (values.length > MOST_VALUES) return fault(id, "routing.fault.many");
      if (isGone(picker.picks, values, offered)) return fault(id, "routing.fault.gone");
      const unknown = picker.words && unknownWord(picker.words, values);
      if (unknown) return fault(id, unknown);
      return { field, test: test as "is", values };
    }
    case "number": {
      const number = numberOf(draft.number);
      if (number === undefined) return fault(id, "routing.fault.number");
      return { field, test: test as "at-least", number };
    }
    case "calendar": {
      const [calendar] = draft.picks;
      if (!calendar) return fault(id, "routing.fault.values");
      if (isGone("calendars", [calendar], offered)) return fault(id, "routing.fault.gone");
      return { field, test: test as "open", calendar };
    }
    default:
      if (!["is-set", "is-empty", "yes", "no"].includes(test))
        return fault(id, "routing.fault.field");
      return { field, test: test as "is-set" };
  }
}

const MOST_VALUES = 100;

/** Whether something that was picked is no longer offered. */
function isGone(
  source: PickSource | readonly string[] | undefined,
  values: readonly string[],
  { picks }: Offered,
): boolean {
  if (source === undefined) return false;
  const known = typeof source === "string" ? picks[source].map(({ value }) => value) : source;
  return values.some((value) => !known.includes(value));
}

const zones = new Set(Intl.supportedValuesOf("timeZone"));
const countries = new Set<string>(getCountries());

/** Countries and zones are codes: a word that is none would never match. */
function unknownWord(source: WordSource, words: readonly string[]): TextKey | undefined {
  if (source === "countries" && !words.every((word) => countries.has(word)))
    return "routing.fault.country";
  if (source === "zones" && !words.every((word) => zones.has(word))) return "routing.fault.zone";
  return undefined;
}

/** Each line of a text area once, trimmed. */
export function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim().slice(0, 200));
  return [...new Set(lines.filter(Boolean))];
}

/** "1,5" and "1.5" alike; undefined for what is none. */
function numberOf(text: string): number | undefined {
  const number = Number(text.trim().replace(",", ".") || Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}

/** In minutes: a month, a year. */
const LONGEST_WAIT = 30 * 24 * 60;
const LONGEST_SNOOZE = 366 * 24 * 60;
const LONGEST_TEXT = 4096;
const LONGEST_TAG = 40;
const MOST_TAGS = 20;

function isMinutes(minutes: number | undefined, longest = LONGEST_WAIT): boolean {
  return minutes !== undefined && Number.isInteger(minutes) && minutes >= 1 && minutes <= longest;
}

function actionOf(draft: ActionDraft, offered: Offered, fault: Fault): Action | undefined {
  const { id, do: kind } = draft;
  if (kind === "") return fault(id, "routing.fault.action");
  const wrong = faultOf(kind, draft, offered);
  return wrong ? fault(id, wrong) : toAction(kind, draft);
}

function faultOf(kind: ActionKind, draft: Filled, offered: Offered): TextKey | undefined {
  const picker = actionPickers[kind];
  if ((picker.pick || picker.picks) && draft.picks.length === 0) return "routing.fault.values";
  if (isGone(picker.pick ?? picker.picks, draft.picks, offered)) return "routing.fault.gone";
  if ((picker.words || picker.word) && draft.words.length === 0) return "routing.fault.values";
  if (kind === "set-field") return faultOfValue(draft, offered);
  if (picker.words && draft.words.some((word) => word.length > LONGEST_TAG))
    return "routing.fault.tag";
  if (picker.words && draft.words.length > MOST_TAGS) return "routing.fault.many";
  if (picker.target === "url" && !isSecureAddress(draft.target)) return "routing.fault.url";
  if (picker.target === "email" && !/^\S+@\S+\.\S+$/.test(draft.target))
    return "routing.fault.email";
  if (picker.text && !draft.text.trim()) return "routing.fault.text";
  if (draft.text.length > LONGEST_TEXT) return "routing.fault.long";
  if (picker.duration && !isMinutes(minutesOf(draft), LONGEST_SNOOZE))
    return "routing.fault.duration";
  return undefined;
}

/** What the field would refuse when the rule runs. */
function faultOfValue({ picks, words }: Filled, { pickers }: Offered): TextKey | undefined {
  const [field = "", value = ""] = [picks[0], words[0]];
  if (field === "value") return readMoney(value) === undefined ? "routing.fault.number" : undefined;
  const picker = pickers.get(field);
  if (picker?.kind === "number") return isNumber(value) ? undefined : "routing.fault.number";
  if (picker?.isDate) return isDate(value) ? undefined : "routing.fault.date";
  const isOffered = typeof picker?.picks !== "object" || picker.picks.includes(value);
  return isOffered ? undefined : "routing.fault.choice";
}

const isNumber = (text: string) => /^[-+]?\d{1,15}(?:[.,]\d{1,6})?$/.test(text);

function isSecureAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}

function minutesOf({ number, unit }: Filled): number | undefined {
  const count = numberOf(number);
  return count === undefined ? undefined : Math.round(count * units[unit]);
}

function toAction(kind: ActionKind, draft: Filled): Action {
  const { words, target } = draft;
  const [pick = ""] = draft.picks;
  const text = draft.text.trim();
  switch (kind) {
    case "assign-team":
      return { do: kind, team: Number(pick) };
    case "assign-agent":
      return { do: kind, user: Number(pick) };
    case "assign-open-team":
      return { do: kind, teams: draft.picks.map(Number) };
    case "priority":
      return { do: kind, priority: pick as "high" };
    case "add-tags":
    case "remove-tags":
    case "contact-tags":
      return { do: kind, tags: words };
    case "set-field":
      return { do: kind, field: pick as "value", value: words[0] ?? "" };
    case "category":
      return { do: kind, category: words[0] ?? "" };
    case "sla-policy":
      return { do: kind, policy: Number(pick) };
    case "bot":
    case "contact-vip":
      return { do: kind, state: pick === "on" ? "on" : "off" };
    case "reply":
      return { do: kind, quickReply: Number(pick) };
    case "note":
      return { do: kind, text };
    case "notify":
      return { do: kind, to: draft.picks as NotifyTarget[], text };
    case "slack":
      return { do: kind, url: target, text };
    case "email":
      return { do: kind, to: target, text };
    case "webhook":
      return { do: kind, url: target };
    case "snooze":
      return { do: kind, minutes: minutesOf(draft) ?? 0 };
    default:
      return { do: kind };
  }
}

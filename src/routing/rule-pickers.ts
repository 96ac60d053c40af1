import type { TextKey } from "../../views/i18n.ts";
import { languages } from "../../views/i18n.ts";
import type { ActionKind } from "./actions.ts";
import {
  type Field,
  type FieldKind,
  fieldKinds,
  type KnownField,
  type Leaf,
} from "./conditions.ts";

/** Lists of the desk that a value is picked from; the value is the id as text, or a word of ours. */
export type PickSource =
  | "teams"
  | "people"
  | "channels"
  | "policies"
  | "quickReplies"
  | "calendars"
  | "statuses"
  | "priorities"
  | "languages"
  | "events"
  | "notified"
  | "settable"
  | "bot";
/** Words that the owner writes, with what is known as suggestions. */
export type WordSource = "tags" | "categories" | "contactTags" | "zones" | "countries" | "none";

export type Test = Leaf["test"];

/** What a line of the builder can ask, and with what its values are given. */
export interface FieldPicker {
  field: Field;
  kind: FieldKind;
  /** The owner's own words for a field of contacts. */
  label?: string;
  /** Values are picked from a list … */
  picks?: PickSource | readonly string[];
  /** … or written. */
  words?: WordSource;
  unit?: TextKey;
  /** Of the desk's own fields. */
  isDate?: true;
}

const picksOf: Partial<Record<KnownField, PickSource>> = {
  event: "events",
  status: "statuses",
  priority: "priorities",
  language: "languages",
  channel: "channels",
  team: "teams",
  assignee: "people",
  manager: "people",
  "last-agent": "people",
};

const wordsOf: Partial<Record<KnownField, WordSource>> = {
  category: "categories",
  tag: "tags",
  "contact-tag": "contactTags",
  "contact-zone": "zones",
  "contact-country": "countries",
  "referral-source": "none",
};

const unitsOf: Partial<Record<KnownField, TextKey>> = {
  "days-since-resolved": "routing.unit.days",
  "minutes-unanswered": "routing.unit.minutes",
  "contact-hour": "routing.unit.hour",
};

/** The fields that every desk has, in the order in which the builder offers them. */
export const knownPickers: readonly FieldPicker[] = (Object.keys(fieldKinds) as KnownField[]).map(
  (field) => ({
    field,
    kind: fieldKinds[field],
    picks: fieldKinds[field] === "hours" ? "calendars" : picksOf[field],
    words: wordsOf[field],
    unit: unitsOf[field],
  }),
);

const tests: Record<FieldKind, readonly Test[]> = {
  phrase: ["contains", "message", "exact"],
  choice: ["is", "is-not", "is-set", "is-empty"],
  number: ["at-least", "at-most", "equals", "is-set", "is-empty"],
  flag: ["yes", "no"],
  hours: ["open", "closed"],
};

export function testsOf(kind: FieldKind): readonly Test[] {
  return tests[kind];
}

/** What a test compares with. */
export type Part = "text" | "values" | "number" | "calendar" | "nothing";

export function partOf(test: string): Part {
  if (test === "contains" || test === "message" || test === "exact") return "text";
  if (test === "is" || test === "is-not") return "values";
  if (test === "at-least" || test === "at-most" || test === "equals") return "number";
  return test === "open" || test === "closed" ? "calendar" : "nothing";
}

/** What an action is told, and with what. `pick`: one of a list; `picks`: several. */
export interface ActionPicker {
  pick?: PickSource;
  picks?: PickSource;
  words?: WordSource;
  /** A single word with suggestions. */
  word?: WordSource;
  text?: TextKey;
  target?: "url" | "email";
  duration?: true;
}

export const actionPickers: Record<ActionKind, ActionPicker> = {
  "assign-team": { pick: "teams" },
  "assign-agent": { pick: "people" },
  "assign-last-agent": {},
  "assign-open-team": { picks: "teams" },
  unassign: {},
  priority: { pick: "priorities" },
  raise: {},
  escalate: {},
  "add-tags": { words: "tags" },
  "remove-tags": { words: "tags" },
  category: { word: "categories" },
  "sla-policy": { pick: "policies" },
  "set-field": { pick: "settable", word: "none" },
  "contact-vip": { pick: "bot" },
  "contact-tags": { words: "contactTags" },
  bot: { pick: "bot" },
  reply: { pick: "quickReplies" },
  note: { text: "routing.action.note.text" },
  notify: { picks: "notified", text: "routing.action.notify.text" },
  slack: { target: "url", text: "routing.action.notify.text" },
  email: { target: "email", text: "routing.action.notify.text" },
  webhook: { target: "url" },
  resolve: {},
  snooze: { duration: true },
};

/** Fixed lists; the desk's own come from its tables (rule-choices.ts). */
export const fixedValues = {
  statuses: ["new", "open", "pending", "snoozed", "resolved"],
  priorities: ["low", "normal", "high", "urgent"],
  languages,
  bot: ["on", "off"],
} as const satisfies Partial<Record<PickSource, readonly string[]>>;

export type Pickers = ReadonlyMap<string, FieldPicker>;

export function pickersOf(own: readonly FieldPicker[]): Pickers {
  return new Map([...knownPickers, ...own].map((picker) => [picker.field, picker]));
}

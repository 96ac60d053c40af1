import type { Action, ActionKind } from "./actions.ts";
import type { Condition, Leaf, RoutingEvent } from "./conditions.ts";
import { partOf, type Pickers } from "./rule-pickers.ts";
import type { RoutingRuleInput } from "./rules.ts";

export const joins = ["all", "any", "none"] as const;
export type Join = (typeof joins)[number];
export const units = { minutes: 1, hours: 60, days: 1440 } as const;
export type Unit = keyof typeof units;

/**
 * What a line of the form holds besides its kind, as typed. A line keeps what its present
 * picker does not show, so that changing one's mind twice loses nothing.
 */
export interface Filled {
  picks: string[];
  words: string[];
  text: string;
  target: string;
  number: string;
  unit: Unit;
}

export interface LeafDraft extends Filled {
  kind: "leaf";
  /** Unique in the form and kept while it is edited: p1, p2 … */
  id: string;
  /** Empty: not chosen yet. */
  field: string;
  test: string;
}

export interface GroupDraft {
  kind: "group";
  id: string;
  join: Join;
  parts: PartDraft[];
}

export type PartDraft = LeafDraft | GroupDraft;

export interface ActionDraft extends Filled {
  /** a1, a2 … */
  id: string;
  /** Empty: not chosen yet. */
  do: ActionKind | "";
}

/** A rule as its form has it: anything may still be missing or wrong. */
export interface RuleDraft {
  name: string;
  events: RoutingEvent[];
  minutes: string;
  condition: GroupDraft;
  actions: ActionDraft[];
  stops: boolean;
  isEnabled: boolean;
}

export const ROOT = "p0";

export function emptyFilled(): Filled {
  return { picks: [], words: [], text: "", target: "", number: "", unit: "minutes" };
}

export function emptyDraft(): RuleDraft {
  return {
    name: "",
    events: ["ticket"],
    minutes: "15",
    condition: { kind: "group", id: ROOT, join: "all", parts: [emptyLeaf("p1")] },
    actions: [{ ...emptyFilled(), id: "a1", do: "" }],
    stops: false,
    isEnabled: true,
  };
}

export function emptyLeaf(id: string): LeafDraft {
  return { ...emptyFilled(), kind: "leaf", id, field: "", test: "" };
}

/** A saved rule as a form. A single condition becomes a group of one. */
export function draftOf(rule: RoutingRuleInput, pickers: Pickers): RuleDraft {
  return {
    name: rule.name,
    events: rule.events,
    minutes: String(rule.unansweredMinutes ?? 15),
    condition: draftOfCondition(rule.condition, pickers),
    actions: rule.actions.map((action, index) => draftOfAction(action, `a${index + 1}`)),
    stops: rule.stops,
    isEnabled: rule.isEnabled,
  };
}

function draftOfCondition(condition: Condition, pickers: Pickers): GroupDraft {
  let last = 0;
  const nextId = () => `p${++last}`;
  const part = (value: Condition, id: string): PartDraft => {
    for (const join of joins) {
      const parts = (value as Partial<Record<Join, Condition[]>>)[join];
      if (parts) return { kind: "group", id, join, parts: parts.map((one) => part(one, nextId())) };
    }
    return draftOfLeaf(value as Leaf, id, pickers);
  };
  const root = part(condition, ROOT);
  if (root.kind === "group") return root;
  return { kind: "group", id: ROOT, join: "all", parts: [{ ...root, id: nextId() }] };
}

function draftOfLeaf(leaf: Leaf, id: string, pickers: Pickers): LeafDraft {
  const { field, test } = leaf;
  const draft: LeafDraft = { ...emptyLeaf(id), field, test };
  if ("phrases" in leaf) return { ...draft, text: leaf.phrases.join("\n") };
  if ("number" in leaf) return { ...draft, number: String(leaf.number) };
  if ("calendar" in leaf) return { ...draft, picks: [leaf.calendar] };
  if (partOf(test) !== "values" || !("values" in leaf)) return draft;
  return pickers.get(field)?.picks
    ? { ...draft, picks: leaf.values }
    : { ...draft, words: leaf.values };
}

/** The largest unit that needs no fraction. */
export function durationOf(minutes: number): Pick<Filled, "number" | "unit"> {
  for (const unit of ["days", "hours"] as const)
    if (minutes > 0 && minutes % units[unit] === 0)
      return { number: String(minutes / units[unit]), unit };
  return { number: String(minutes), unit: "minutes" };
}

function draftOfAction(action: Action, id: string): ActionDraft {
  return { ...emptyFilled(), id, do: action.do, ...filledOf(action) };
}

function filledOf(action: Action): Partial<Filled> {
  switch (action.do) {
    case "assign-team":
      return { picks: [String(action.team)] };
    case "assign-agent":
      return { picks: [String(action.user)] };
    case "assign-open-team":
      return { picks: action.teams.map(String) };
    case "priority":
      return { picks: [action.priority] };
    case "add-tags":
    case "remove-tags":
    case "contact-tags":
      return { words: action.tags };
    case "set-field":
      return { picks: [action.field], words: [action.value] };
    case "category":
      return { words: [action.category] };
    case "sla-policy":
      return { picks: [String(action.policy)] };
    case "bot":
    case "contact-vip":
      return { picks: [action.state] };
    case "reply":
      return { picks: [String(action.quickReply)] };
    case "note":
      return { text: action.text };
    case "notify":
      return { picks: action.to, text: action.text };
    case "slack":
      return { target: action.url, text: action.text };
    case "email":
      return { target: action.to, text: action.text };
    case "webhook":
      return { target: action.url };
    case "snooze":
      return durationOf(action.minutes);
    default:
      return {};
  }
}

/** A form begins with one line; more come by its buttons: `add-line p0`, `remove p3`, `up a2` … */
export function editDraft(draft: RuleDraft, edit: string): { draft: RuleDraft; focus: string } {
  const [verb = "", id = ""] = edit.split(" ");
  if (verb === "add-action") return addAction(draft);
  if (id.startsWith("a")) return { draft: editActions(draft, verb, id), focus: `${id}-${verb}` };
  if (verb === "remove")
    return { draft: { ...draft, condition: withoutPart(draft.condition, id) }, focus: "" };
  if (verb === "add-line" || verb === "add-group") return addPart(draft, verb, id);
  return { draft, focus: "" };
}

function addAction(draft: RuleDraft): { draft: RuleDraft; focus: string } {
  const id = freeId(
    "a",
    draft.actions.map((action) => action.id),
  );
  const actions = [...draft.actions, { ...emptyFilled(), id, do: "" as const }];
  return { draft: { ...draft, actions }, focus: `${id}-do` };
}

function editActions(draft: RuleDraft, verb: string, id: string): RuleDraft {
  const { actions } = draft;
  if (verb === "remove") return { ...draft, actions: actions.filter((action) => action.id !== id) };
  const from = actions.findIndex((action) => action.id === id);
  const to = verb === "up" ? from - 1 : from + 1;
  const [one, other] = [actions[from], actions[to]];
  if (!one || !other || (verb !== "up" && verb !== "down")) return draft;
  return { ...draft, actions: actions.with(from, other).with(to, one) };
}

function addPart(draft: RuleDraft, verb: string, groupId: string) {
  const ids = [...walk(draft.condition)].map((part) => part.id);
  const id = freeId("p", ids);
  const line = emptyLeaf(verb === "add-line" ? id : freeId("p", [...ids, id]));
  const part: PartDraft =
    verb === "add-line" ? line : { kind: "group", id, join: "any", parts: [line] };
  const condition = withPart(draft.condition, groupId, part);
  return { draft: { ...draft, condition }, focus: `${line.id}-field` };
}

export function* walk(part: PartDraft): Generator<PartDraft> {
  yield part;
  if (part.kind === "group") for (const inner of part.parts) yield* walk(inner);
}

function withPart(group: GroupDraft, id: string, part: PartDraft): GroupDraft {
  if (group.id === id) return { ...group, parts: [...group.parts, part] };
  return mapGroups(group, (inner) => withPart(inner, id, part));
}

function withoutPart(group: GroupDraft, id: string): GroupDraft {
  const parts = group.parts.filter((part) => part.id !== id);
  return mapGroups({ ...group, parts }, (inner) => withoutPart(inner, id));
}

function mapGroups(group: GroupDraft, change: (group: GroupDraft) => GroupDraft): GroupDraft {
  const parts = group.parts.map((part) => (part.kind === "group" ? change(part) : part));
  return { ...group, parts };
}

/** The next number that nothing in the form has. */
function freeId(letter: string, ids: readonly string[]): string {
  return `${letter}${Math.max(0, ...ids.map((id) => Number(id.slice(1)))) + 1}`;
}

import type { TextKey, Translate } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import type { Action } from "./actions.ts";
import type { Condition, Leaf, Match, RoutingEvent } from "./conditions.ts";
import { durationOf } from "./rule-draft.ts";
import type { RuleChoices } from "./rule-choices.ts";
import type { PickSource } from "./rule-pickers.ts";
import type { RoutingRuleInput } from "./rules.ts";

/** In whose words a rule is said, and how it calls what the rule names by id. */
export interface Sayer {
  t: Translate;
  language: Language;
  choices: RuleChoices;
}

type Said = Pick<RoutingRuleInput, "events" | "condition" | "actions" | "unansweredMinutes">;

/** The whole rule as one sentence. */
export function sayRule(rule: Said, sayer: Sayer): string {
  const { t } = sayer;
  const events = list(
    rule.events.map((event) => sayEvent(event, rule.unansweredMinutes, t)),
    "disjunction",
    sayer,
  );
  const actions = sayActions(rule.actions, sayer);
  const condition = sayCondition(rule.condition, sayer);
  const sentence = condition
    ? t("routing.say.if", { events, condition, actions })
    : t("routing.say", { events, actions });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export function sayEvent(event: RoutingEvent, minutes: number | null, t: Translate): string {
  if (event === "unanswered" && minutes !== null)
    return t("routing.event.unanswered.minutes", { n: minutes });
  return t(`routing.event.${event}`);
}

export function sayActions(actions: readonly Action[], sayer: Sayer): string {
  const said = actions.map((action) => sayAction(action, sayer));
  return said.length > 0 ? list(said, "conjunction", sayer) : sayer.t("routing.say.nothing");
}

/** Empty where everything is meant. */
export function sayCondition(condition: Condition, sayer: Sayer, isInner = false): string {
  if ("all" in condition) return sayParts(condition.all, "conjunction", sayer, isInner);
  if ("any" in condition) return sayParts(condition.any, "disjunction", sayer, isInner);
  if ("none" in condition) {
    const said = sayParts(condition.none, "disjunction", sayer, false);
    if (!said) return "";
    const negated = sayer.t("routing.say.none", { list: said });
    return isInner ? `(${negated})` : negated;
  }
  return sayLeaf(condition, sayer);
}

function sayParts(
  parts: readonly Condition[],
  type: Intl.ListFormatType,
  sayer: Sayer,
  isInner: boolean,
): string {
  const said = parts.map((part) => sayCondition(part, sayer, parts.length > 1)).filter(Boolean);
  const text = list(said, type, sayer);
  return isInner && said.length > 1 ? `(${text})` : text;
}

/** Where the general "… is …" would sound odd. */
const own = new Set<TextKey>([
  "routing.say.language.is",
  "routing.say.language.is-not",
  "routing.say.tag.is",
  "routing.say.tag.is-not",
  "routing.say.contact-tag.is",
  "routing.say.contact-tag.is-not",
  "routing.say.team.is-empty",
  "routing.say.assignee.is-empty",
  "routing.say.vip.no",
  "routing.say.from-ad.no",
  "routing.say.in-hours.open",
  "routing.say.in-hours.closed",
]);

export function sayLeaf(leaf: Leaf, sayer: Sayer): string {
  const { t } = sayer;
  const field = sayField(leaf.field, sayer);
  const values = sayValues(leaf, sayer);
  const key = `routing.say.${leaf.field}.${leaf.test}` as TextKey;
  if (own.has(key)) return t(key, { values });
  if (leaf.test === "yes") return field;
  if (leaf.test === "no") return `${field}: ${t("routing.test.no")}`;
  return [field, sayTest(leaf.test, t), values].filter(Boolean).join(" ");
}

export function sayTest(test: string, t: Translate): string {
  return t(`routing.test.${test}` as TextKey);
}

/** "the priority", or the owner's label; a field that is gone keeps its name. */
export function sayField(field: string, { t, choices }: Sayer): string {
  const picker = choices.pickers.get(field);
  if (picker?.label) return picker.label;
  return picker ? t(`routing.field.${field}` as TextKey) : field;
}

function sayValues(leaf: Leaf, sayer: Sayer): string {
  if ("phrases" in leaf) return sayWords(leaf.phrases, sayer);
  if ("calendar" in leaf) return nameOf("calendars", leaf.calendar, sayer);
  if ("number" in leaf) return sayNumber(leaf.field, leaf.number, sayer);
  if (!("values" in leaf)) return "";
  const said = leaf.values.map((value) => sayValue(leaf.field, value, sayer));
  return list(said, "disjunction", sayer);
}

function sayNumber(field: string, number: number, { t, choices, language }: Sayer): string {
  const unit = choices.pickers.get(field)?.unit;
  const text = new Intl.NumberFormat(language).format(number);
  return unit ? `${text} ${t(unit)}` : text;
}

function sayWords(words: readonly string[], sayer: Sayer): string {
  const said = words.map((text) => sayer.t("routing.say.quoted", { text }));
  return list(said, "disjunction", sayer);
}

function sayValue(field: string, value: string, sayer: Sayer): string {
  const { t, choices } = sayer;
  const picker = choices.pickers.get(field);
  if (typeof picker?.picks === "string") return nameOf(picker.picks, value, sayer);
  if (picker?.words === "countries") return choices.wordLabel("countries", value);
  return t("routing.say.quoted", { text: value });
}

/** What is picked by id is called by its name, also once it is gone. */
export function nameOf(source: PickSource, value: string, { t, choices }: Sayer): string {
  const found = choices.picks[source].find((choice) => choice.value === value);
  if (found) return source === "priorities" ? found.label.toLowerCase() : found.label;
  return t("routing.say.gone", { id: value.replace("user:", "") });
}

export function sayAction(action: Action, sayer: Sayer): string {
  return sayer.t(`routing.do.${action.do}`, { to: sayTarget(action, sayer) });
}

/** What an action is told, in words. */
function sayTarget(action: Action, sayer: Sayer): string {
  const { t } = sayer;
  switch (action.do) {
    case "assign-team":
      return nameOf("teams", String(action.team), sayer);
    case "assign-agent":
      return nameOf("people", String(action.user), sayer);
    case "assign-open-team":
      return sayPicks("teams", action.teams.map(String), sayer);
    case "priority":
      return nameOf("priorities", action.priority, sayer);
    case "add-tags":
    case "remove-tags":
    case "contact-tags":
      return list(
        action.tags.map((text) => t("routing.say.quoted", { text })),
        "conjunction",
        sayer,
      );
    case "category":
      return t("routing.say.quoted", { text: action.category });
    case "sla-policy":
      return nameOf("policies", String(action.policy), sayer);
    case "set-field":
      return `${nameOf("settable", action.field, sayer)}: ${t("routing.say.quoted", { text: action.value })}`;
    case "bot":
    case "contact-vip":
      return nameOf("bot", action.state, sayer);
    case "reply":
      return nameOf("quickReplies", String(action.quickReply), sayer);
    case "note":
      return t("routing.say.quoted", { text: shorten(action.text) });
    case "notify":
      return sayPicks("notified", action.to, sayer);
    case "email":
      return action.to;
    case "webhook":
      return hostOf(action.url);
    case "snooze":
      return sayDuration(action.minutes, sayer);
    default:
      return "";
  }
}

function sayPicks(source: PickSource, values: readonly string[], sayer: Sayer): string {
  return list(
    values.map((value) => nameOf(source, value, sayer)),
    "conjunction",
    sayer,
  );
}

export function sayDuration(minutes: number, { language }: Sayer): string {
  const { number, unit } = durationOf(minutes);
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: unit.slice(0, -1),
    unitDisplay: "long",
  }).format(Number(number));
}

const LONGEST_SAID = 60;
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > LONGEST_SAID ? `${line.slice(0, LONGEST_SAID - 1)}…` : line;
}

/** The path of such an address is often its secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** A condition that held, with the value that made it hold. */
export function sayMatch(match: Match, sayer: Sayer): string {
  const { t } = sayer;
  const field = sayField(match.field, sayer);
  if (match.test === "yes" || match.test === "no" || match.test === "is-empty")
    return sayLeaf({ field: match.field, test: match.test }, sayer);
  if (match.test === "open" || match.test === "closed")
    return sayLeaf({ field: match.field, test: match.test, calendar: match.value }, sayer);
  const held = match.value.split(", ").map((value) => heldValue(match, value, sayer));
  return t("routing.why.match", { field, value: held.join(", ") });
}

function heldValue({ field, test }: Match, value: string, sayer: Sayer): string {
  if (test === "contains" || test === "message" || test === "exact")
    return sayer.t("routing.say.quoted", { text: value });
  const number = Number(value);
  if (sayer.choices.pickers.get(field)?.kind === "number" && Number.isFinite(number))
    return sayNumber(field, number, sayer);
  return value ? sayValue(field, value, sayer) : "";
}

function list(parts: readonly string[], type: Intl.ListFormatType, { language }: Sayer): string {
  return new Intl.ListFormat(language, { type }).format(parts);
}

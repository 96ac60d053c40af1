import { type CompiledRules, compileRules } from "../bot/compile-rules.ts";
import { matchRule } from "../bot/match-rules.ts";
import type { RuleMatch } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

/** What a rule may wake up for. `unanswered`: a customer has waited so many minutes. */
export const routingEvents = ["ticket", "message", "status", "assignee", "unanswered"] as const;
export type RoutingEvent = (typeof routingEvents)[number];

/**
 * What conditions can ask, and how. `choice` compares with any of the values (names, ids as
 * text), `phrase` is the bot's own matcher, `hours` asks the calendar of the business or a team.
 * Fields of contacts that the owner has made are called `contact.KEY`.
 */
export const fieldKinds = {
  text: "phrase",
  event: "choice",
  status: "choice",
  category: "choice",
  priority: "choice",
  language: "choice",
  tag: "choice",
  channel: "choice",
  team: "choice",
  assignee: "choice",
  "contact-tag": "choice",
  "contact-zone": "choice",
  "contact-country": "choice",
  manager: "choice",
  "last-agent": "choice",
  "referral-source": "choice",
  value: "number",
  "ticket-count": "number",
  "days-since-resolved": "number",
  "minutes-unanswered": "number",
  "contact-hour": "number",
  vip: "flag",
  "from-ad": "flag",
  "in-hours": "hours",
} as const;
export type KnownField = keyof typeof fieldKinds;
export type OwnField = `contact.${string}`;
export type Field = KnownField | OwnField;
export type FieldKind = "phrase" | "choice" | "number" | "flag" | "hours";

export type Leaf =
  | { field: Field; test: "contains" | "message" | "exact"; phrases: string[] }
  | { field: Field; test: "is" | "is-not"; values: string[] }
  | { field: Field; test: "is-set" | "is-empty" }
  | { field: Field; test: "at-least" | "at-most" | "equals"; number: number }
  | { field: Field; test: "yes" | "no" }
  /** `calendar`: "business" or a team's id as text. */
  | { field: Field; test: "open" | "closed"; calendar: string };

export type PhraseLeaf = Extract<Leaf, { phrases: string[] }>;

/** All of nothing holds: the empty condition is "always". */
export type Condition = { all: Condition[] } | { any: Condition[] } | { none: Condition[] } | Leaf;

/** What a condition is asked about. A field that is missing is empty. */
export interface Facts {
  /** What the customer wrote; null where no message is the reason. */
  text: string | null;
  /** The phrase leaves that `text` may hold (phrase-index.ts); without, each is asked. */
  askable?: ReadonlySet<Leaf>;
  choices: Partial<Record<Field, readonly string[]>>;
  numbers: Partial<Record<Field, number>>;
  flags: Partial<Record<Field, boolean>>;
  /** Whether a calendar is open at the moment of the event. */
  isOpen(calendar: string): boolean;
}

/** A condition that held, with the value that made it hold: "why did this happen". */
export interface Match {
  field: Field;
  test: Leaf["test"];
  value: string;
}

export interface Verdict {
  holds: boolean;
  /** Of a condition that holds: the leaves that decided. */
  because: Match[];
}

/** Whether `condition` holds, and why. Asks from left to right and no further than needed. */
export function evaluate(condition: Condition, facts: Facts): Verdict {
  if ("all" in condition) return evaluateAll(condition.all, facts);
  if ("any" in condition) {
    const found = firstHolding(condition.any, facts);
    return found ?? { holds: false, because: [] };
  }
  if ("none" in condition)
    return { holds: firstHolding(condition.none, facts) === undefined, because: [] };
  const value = matchLeaf(condition, facts);
  if (value === undefined) return { holds: false, because: [] };
  return { holds: true, because: [{ field: condition.field, test: condition.test, value }] };
}

function evaluateAll(parts: readonly Condition[], facts: Facts): Verdict {
  const because: Match[] = [];
  for (const part of parts) {
    const verdict = evaluate(part, facts);
    if (!verdict.holds) return { holds: false, because: [] };
    because.push(...verdict.because);
  }
  return { holds: true, because };
}

function firstHolding(parts: readonly Condition[], facts: Facts): Verdict | undefined {
  for (const part of parts) {
    const verdict = evaluate(part, facts);
    if (verdict.holds) return verdict;
  }
  return undefined;
}

/** The value that made it hold, or undefined. */
export function matchLeaf(leaf: Leaf, facts: Facts): string | undefined {
  if ("phrases" in leaf) return matchText(leaf, facts);
  if ("values" in leaf) {
    const found = (facts.choices[leaf.field] ?? []).find((value) => leaf.values.includes(value));
    if (leaf.test === "is") return found;
    return found === undefined ? (facts.choices[leaf.field]?.join(", ") ?? "") : undefined;
  }
  if ("number" in leaf) return matchNumber(leaf, facts.numbers[leaf.field]);
  if ("calendar" in leaf)
    return facts.isOpen(leaf.calendar) === (leaf.test === "open") ? leaf.calendar : undefined;
  if (leaf.test === "yes" || leaf.test === "no")
    return (facts.flags[leaf.field] ?? false) === (leaf.test === "yes") ? leaf.test : undefined;
  const held = valueOf(leaf.field, facts);
  return (held !== "") === (leaf.test === "is-set") ? held : undefined;
}

function valueOf(field: Field, facts: Facts): string {
  const number = facts.numbers[field];
  return number === undefined ? (facts.choices[field]?.join(", ") ?? "") : String(number);
}

function matchNumber(
  { test, number }: Extract<Leaf, { number: number }>,
  held: number | undefined,
): string | undefined {
  if (held === undefined) return undefined;
  const holds =
    test === "at-least" ? held >= number : test === "at-most" ? held <= number : held === number;
  return holds ? String(held) : undefined;
}

const compiled = new WeakMap<object, CompiledRules>();

/** The bot's own matcher: accents, case, plurals and one-letter typos don't matter. */
function matchText(leaf: PhraseLeaf, { text, askable }: Facts) {
  if (!text || (askable && !askable.has(leaf))) return undefined;
  const match = matchRule(phrasesOf(leaf), text);
  return match?.kind === "hit" ? match.phrase : undefined;
}

/** The leaf's phrases, compiled the first time only. */
export function phrasesOf(leaf: PhraseLeaf): CompiledRules {
  return compiled.get(leaf) ?? compileLeaf(leaf);
}

function compileLeaf(leaf: PhraseLeaf): CompiledRules {
  const match: RuleMatch = leaf.test;
  const rules = compileRules([
    {
      id: 1,
      name: "",
      match,
      phrases: JSON.stringify(leaf.phrases),
      answers: "{}",
      action: "answer",
      is_enabled: 1,
      position: 1,
    },
  ]);
  compiled.set(leaf, rules);
  return rules;
}

/** Deeper than anybody can read is a mistake, or an attack. */
const DEEPEST = 6;
const MOST_PARTS = 100;
/** Characters as it is kept: every message waits for what rules ask of it. */
const LONGEST = 100_000;

/** A condition from a form or the API. @throws AppError `invalid` that says which part is wrong. */
export function readCondition(value: unknown): Condition {
  const condition = readPart(value, 0);
  if (JSON.stringify(condition).length > LONGEST)
    throw wrong(`A condition has at most ${LONGEST} characters as JSON.`);
  return condition;
}

function readPart(value: unknown, depth: number): Condition {
  if (depth > DEEPEST) throw wrong(`Conditions are nested at most ${DEEPEST} deep.`);
  if (typeof value !== "object" || value === null) throw wrong("A condition is an object.");
  for (const join of ["all", "any", "none"] as const) {
    const parts = (value as Record<string, unknown>)[join];
    if (parts === undefined) continue;
    if (!Array.isArray(parts) || parts.length > MOST_PARTS)
      throw wrong(`"${join}" is a list of at most ${MOST_PARTS} conditions.`);
    const read = parts.map((part) => readPart(part, depth + 1));
    return { [join]: read } as unknown as Condition;
  }
  return readLeaf(value as Record<string, unknown>);
}

function readLeaf({ field, test, ...rest }: Record<string, unknown>): Leaf {
  if (
    typeof field !== "string" ||
    !(Object.hasOwn(fieldKinds, field) || /^contact\.[a-z0-9_]{1,40}$/.test(field))
  )
    throw wrong(`"${String(field)}" is nothing that a condition can ask.`);
  const name = field as Field;
  switch (test) {
    case "contains":
    case "message":
    case "exact":
      return { field: name, test, phrases: readWords(name, rest.phrases) };
    case "is":
    case "is-not":
      return { field: name, test, values: readWords(name, rest.values) };
    case "is-set":
    case "is-empty":
    case "yes":
    case "no":
      return { field: name, test };
    case "at-least":
    case "at-most":
    case "equals":
      if (typeof rest.number !== "number" || !Number.isFinite(rest.number))
        throw wrong(`"${name}" needs a number.`);
      return { field: name, test, number: rest.number };
    case "open":
    case "closed":
      if (typeof rest.calendar !== "string") throw wrong(`"${name}" needs a calendar.`);
      return { field: name, test, calendar: rest.calendar };
    default:
      throw wrong(`"${String(test)}" is no test.`);
  }
}

function readWords(field: string, value: unknown): string[] {
  const words = Array.isArray(value) ? value.filter((word) => typeof word === "string") : [];
  const kept = words.map((word) => word.trim().slice(0, 200)).filter(Boolean);
  if (kept.length === 0) throw wrong(`"${field}" needs at least one value.`);
  return [...new Set(kept)].slice(0, MOST_PARTS);
}

const wrong = (message: string) => new AppError("invalid", message);

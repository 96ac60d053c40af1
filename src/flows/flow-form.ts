import { readTexts } from "../bot/rule-form.ts";
import type { Priority } from "../db/schema.ts";
import { languages } from "../../views/i18n.ts";
import type { Form } from "../http/form.ts";
import {
  type AskStep,
  type BookStep,
  type Change,
  type CheckStep,
  type ChooseStep,
  inputKinds,
  type LookUpStep,
  type Next,
  type Option,
  type Step,
  type Test,
  type Texts,
} from "./flow.ts";
import { stepKinds } from "./new-step.ts";

/** What a select of steps sends for "new step…"; no step's id holds a colon. */
export const NEW_STEP = "new:";
export const MOST_OPTIONS = 10;
const MOST_ROWS = 20;

export const tests = [
  "is",
  "is-not",
  "contains",
  "at-least",
  "at-most",
  "is-set",
  "is-empty",
] as const satisfies Test["test"][];
export const changeKinds = [
  "variable",
  "contact-name",
  "contact-field",
  "contact-tag",
  "ticket-tag",
  "category",
  "priority",
  "consent",
] as const satisfies Change["set"][];
export const bookActs = [
  "choose",
  "move",
  "cancel",
  "confirm",
] as const satisfies BookStep["act"][];
export const priorities = ["urgent", "high", "normal", "low"] as const satisfies Priority[];

/**
 * The form of one step as it was sent, however unfinished; null for a kind that there is not.
 * What it reads is what `fieldsOf` wrote (step-fields.ts).
 */
export function readStep(form: Form, id: string): Step | null {
  const kind = oneOf(stepKinds, form.text("kind"));
  switch (kind) {
    case null:
      return null;
    case "say":
      return {
        id,
        kind,
        text: readTexts(form, "text"),
        ...optional("assetId", readId(form, "asset")),
        next: readNext(form, "next"),
      };
    case "ask":
      return readAsk(form, id);
    case "choose":
      return readChoose(form, id);
    case "check":
      return readCheck(form, id);
    case "look-up":
      return readLookUp(form, id);
    case "set":
      return {
        id,
        kind,
        changes: rows(form, "changes").map((row) => readChange(form, row)),
        next: readNext(form, "next"),
      };
    case "wait":
      return { id, kind, minutes: readMinutes(form), next: readNext(form, "next") };
    case "book":
      return {
        id,
        kind,
        act: oneOf(bookActs, form.text("act")) ?? "choose",
        service: form.text("service", 200) || null,
        next: readNext(form, "next"),
        none: readNext(form, "none"),
      };
    default:
      return readEnding(form, id, kind);
  }
}

function readEnding(form: Form, id: string, kind: "solved" | "hand-over" | "jump" | "end"): Step {
  const text = optional("text", readSomeTexts(form, "text"));
  if (kind === "jump") return { id, kind, flowId: readId(form, "flow") ?? null };
  if (kind === "end") return { id, kind, ...text };
  if (kind === "solved")
    return { id, kind, ...text, yes: readNext(form, "yes"), no: readNext(form, "no") };
  return {
    id,
    kind,
    ...text,
    ...optional("teamId", readId(form, "team")),
    ...optional("priority", oneOf(priorities, form.text("priority")) ?? undefined),
    ...optional("tag", form.text("tag", 40) || undefined),
  };
}

function readAsk(form: Form, id: string): AskStep {
  return {
    id,
    kind: "ask",
    text: readTexts(form, "text"),
    input: oneOf(inputKinds, form.text("input")) ?? "text",
    save: variableOf(form.text("save", 40)),
    ...optional("retryText", readSomeTexts(form, "retry")),
    ...readRetries(form),
    next: readNext(form, "next"),
    ...(form.has("optional") ? { isOptional: true } : {}),
  };
}

function readChoose(form: Form, id: string): ChooseStep {
  return {
    id,
    kind: "choose",
    text: readTexts(form, "text"),
    options: rows(form, "options")
      .slice(0, MOST_OPTIONS)
      .map((row) => readOption(form, row)),
    ...optional("save", variableOf(form.text("save", 40)) || undefined),
    ...readRetries(form),
  };
}

function readOption(form: Form, id: string): Option {
  const at = `option.${id}`;
  const words = languages
    .map((language) => [language, listOf(form.text(`${at}.words.${language}`, 500))] as const)
    .filter(([, list]) => list.length > 0);
  return {
    id,
    label: readTexts(form, `${at}.label`),
    ...optional("description", readSomeTexts(form, `${at}.description`)),
    ...optional("words", words.length > 0 ? Object.fromEntries(words) : undefined),
    next: readNext(form, `${at}.next`),
  };
}

function readCheck(form: Form, id: string): CheckStep {
  const cases = rows(form, "cases").map((row) => ({
    tests: rows(form, `case.${row}.tests`).map((test) => readTest(form, `case.${row}.${test}`)),
    next: readNext(form, `case.${row}.next`),
  }));
  return { id, kind: "check", cases, otherwise: readNext(form, "otherwise") };
}

/** Whether a test compares with something. */
export function takesValue(test: Test["test"]): boolean {
  return test !== "is-set" && test !== "is-empty";
}

function readTest(form: Form, at: string): Test {
  const test = oneOf(tests, form.text(`${at}.test`)) ?? "is";
  const left = form.text(`${at}.left`, 80);
  return takesValue(test) ? { left, test, value: form.text(`${at}.value`, 500) } : { left, test };
}

function readLookUp(form: Form, id: string): LookUpStep {
  const method = form.text("method") === "POST" ? "POST" : "GET";
  const body = form.raw("body").replaceAll("\r\n", "\n").trim().slice(0, 10_000);
  return {
    id,
    kind: "look-up",
    connectionId: readId(form, "connection") ?? null,
    method,
    path: form.text("path", 1_000),
    ...optional("body", method === "POST" && body ? body : undefined),
    map: rows(form, "maps").map((row) => ({
      path: form.text(`map.${row}.path`, 200),
      save: variableOf(form.text(`map.${row}.save`, 40)),
    })),
    timeoutSeconds: readNumber(form, "timeout", { least: 1, most: 20, usual: 8 }),
    next: readNext(form, "next"),
    notFound: readNext(form, "notFound"),
    failed: readNext(form, "failed"),
  };
}

function readChange(form: Form, row: string): Change {
  const at = `change.${row}`;
  const set = oneOf(changeKinds, form.text(`${at}.set`)) ?? "ticket-tag";
  const value = form.text(`${at}.value`, 500);
  if (set === "variable") return { set, name: variableOf(form.text(`${at}.name`, 40)), value };
  if (set === "contact-field") return { set, name: form.text(`${at}.field`, 40), value };
  if (set === "priority")
    return { set, value: oneOf(priorities, form.text(`${at}.priority`)) ?? "high" };
  if (set === "consent") return { set, purpose: "marketing", text: readTexts(form, `${at}.text`) };
  return { set, value };
}

/** Null: until the business opens. */
function readMinutes(form: Form): number | null {
  if (form.text("until") === "open") return null;
  return readNumber(form, "minutes", { least: 1, most: 10_080, usual: 60 });
}

function readRetries(form: Form) {
  return {
    retries: readNumber(form, "retries", { least: 0, most: 5, usual: 2 }),
    otherwise: readNext(form, "otherwise"),
  };
}

/** The names of the rows of a list, in their order: `options` = "yes no". */
function rows(form: Form, name: string): string[] {
  const named = form.text(name, 1_000).split(" ");
  return [...new Set(named.filter((row) => /^[a-z0-9-]{1,40}$/.test(row)))].slice(0, MOST_ROWS);
}

function readNext(form: Form, name: string): Next {
  return form.text(name, 80) || null;
}

export function readNumber(
  form: Form,
  name: string,
  { least, most, usual }: { least: number; most: number; usual: number },
): number {
  const text = form.text(name, 20);
  if (!/^\d{1,9}$/.test(text)) return usual;
  return Math.min(most, Math.max(least, Number(text)));
}

function readId(form: Form, name: string): number | undefined {
  const text = form.text(name, 20);
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

export function readSomeTexts(form: Form, name: string): Texts | undefined {
  const texts = readTexts(form, name);
  return Object.keys(texts).length > 0 ? texts : undefined;
}

/** "Order number" → order_number: a-z, 0-9 and _. */
export function variableOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
}

function listOf(text: string): string[] {
  return [...new Set(text.split(",").map((word) => word.trim()))].filter(Boolean);
}

function oneOf<T extends string>(all: readonly T[], text: string): T | null {
  return all.find((each) => each === text) ?? null;
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
}

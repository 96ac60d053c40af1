import type { RuleErrors } from "../../views/bot/rule-form.tsx";
import { languages, type TextKey, type Translate } from "../../views/i18n.ts";
import type { RuleItem } from "../../views/bot/rule-list.tsx";
import type { Language } from "../db/schema.ts";
import type { AppError } from "../http/errors.ts";
import type { Form } from "../http/form.ts";
import type { RuleInput, RuleRow } from "./rules.ts";

/** What the form of a rule holds; rules.ts decides whether it is one. */
export function readRule(form: Form): RuleInput {
  const match = form.text("match");
  return {
    name: form.text("name"),
    match: match === "exact" || match === "message" ? match : "contains",
    phrases: form.raw("phrases").split(/\r?\n/),
    answers: readTexts(form, "answer"),
    action: form.text("action") === "hand-over" ? "hand-over" : "answer",
    enabled: form.has("enabled"),
  };
}

/** The fields `<name>.en`, `<name>.fr` …; languages without a text are left out. */
export function readTexts(form: Form, name: string): Partial<Record<Language, string>> {
  const texts = languages.map((language) => [
    language,
    form.raw(`${name}.${language}`).replaceAll("\r\n", "\n").trim(),
  ]);
  return Object.fromEntries(texts.filter(([, text]) => text));
}

const fieldOf: Partial<Record<TextKey, keyof RuleErrors>> = {
  "error.rule-name": "name",
  "error.rule-phrases": "phrases",
  "error.rule-answers": "answers",
  "error.rule-long-answer": "answers",
};

/** The refusal beside its field; thrown on when it is about something else. */
export function ruleErrors(t: Translate, error: AppError): RuleErrors {
  const field = error.key && fieldOf[error.key];
  if (!field || !error.key) throw error;
  return { [field]: t(error.key, error.values) };
}

export function inputOf(row: RuleRow): RuleInput {
  return {
    name: row.name,
    match: row.match,
    phrases: JSON.parse(row.phrases) as string[],
    answers: JSON.parse(row.answers) as RuleInput["answers"],
    action: row.action,
    enabled: row.is_enabled === 1,
  };
}

export function itemOf(row: RuleRow): RuleItem {
  const { phrases, answers } = inputOf(row);
  return {
    id: row.id,
    name: row.name,
    match: row.match,
    phrases,
    languages: languages.filter((language) => answers[language]),
    handsOver: row.action === "hand-over",
    isOn: row.is_enabled === 1,
    hits: row.hit_count,
  };
}

/** A deleted rule as the values of the form that brings it back. */
export function undoValues(row: RuleRow): Record<string, string> {
  const rule = inputOf(row);
  const answers = Object.entries(rule.answers).map(([language, text]) => [
    `answer.${language}`,
    text,
  ]);
  return {
    name: rule.name,
    match: rule.match,
    phrases: rule.phrases.join("\n"),
    action: rule.action,
    ...(rule.enabled ? { enabled: "1" } : {}),
    position: String(row.position),
    hits: String(row.hit_count),
    ...Object.fromEntries(answers),
  };
}

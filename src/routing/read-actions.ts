import { AppError } from "../http/errors.ts";
import type { Priority } from "../db/schema.ts";
import type { Action, NotifyTarget } from "./actions.ts";

const MOST_ACTIONS = 30;
const LONGEST_TEXT = 4096;
/** Minutes: a year. */
const LONGEST_SNOOZE = 366 * 24 * 60;
export const priorities = ["low", "normal", "high", "urgent"] as const satisfies Priority[];

/** A list of actions from a form, the API or an escalation. @throws AppError `invalid` that says which and why. */
export function readActions(value: unknown): Action[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_ACTIONS)
    throw wrong(`actions: give 1 to ${MOST_ACTIONS} actions.`);
  return value.map((one, index) => {
    if (typeof one !== "object" || one === null) throw wrong(`actions[${index}] is no object.`);
    return readAction(one as Record<string, unknown>, `actions[${index}]`);
  });
}

function readAction(given: Record<string, unknown>, at: string): Action {
  const kind = given.do as Action["do"];
  switch (kind) {
    case "assign-team":
      return { do: kind, team: readId(given.team, `${at}.team`) };
    case "assign-agent":
      return { do: kind, user: readId(given.user, `${at}.user`) };
    case "assign-open-team":
      return { do: kind, teams: readIds(given.teams, `${at}.teams`) };
    case "priority":
      return { do: kind, priority: readWord(given.priority, priorities, `${at}.priority`) };
    case "add-tags":
    case "remove-tags":
    case "contact-tags":
      return { do: kind, tags: readTexts(given.tags, 40, `${at}.tags`) };
    case "category":
      return { do: kind, category: readText(given.category, 60, `${at}.category`) };
    case "sla-policy":
      return { do: kind, policy: readId(given.policy, `${at}.policy`) };
    case "set-field":
      return {
        do: kind,
        field: readOwnField(given.field, `${at}.field`),
        value: readText(given.value, 500, `${at}.value`),
      };
    case "bot":
    case "contact-vip":
      return { do: kind, state: readWord(given.state, ["on", "off"] as const, `${at}.state`) };
    case "reply":
      return { do: kind, quickReply: readId(given.quickReply, `${at}.quickReply`) };
    case "snooze":
      return { do: kind, minutes: readMinutes(given.minutes, `${at}.minutes`) };
    case "assign-last-agent":
    case "unassign":
    case "raise":
    case "escalate":
    case "resolve":
      return { do: kind };
    default:
      return readTelling(given, at);
  }
}

/** What is said to somebody else than the customer. */
function readTelling(given: Record<string, unknown>, at: string): Action {
  const kind = given.do as Action["do"];
  const text = () => readText(given.text, LONGEST_TEXT, `${at}.text`);
  switch (kind) {
    case "note":
      return { do: kind, text: text() };
    case "notify":
      return { do: kind, to: readTargets(given.to, `${at}.to`), text: text() };
    case "slack":
      return { do: kind, url: readUrl(given.url, `${at}.url`), text: text() };
    case "email":
      return { do: kind, to: readMailbox(given.to, `${at}.to`), text: text() };
    case "webhook":
      return { do: kind, url: readUrl(given.url, `${at}.url`) };
    default:
      throw wrong(`${at}: "${String(given.do)}" is nothing that a rule can do.`);
  }
}

function readId(value: unknown, at: string): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
  throw wrong(`${at}: give an id.`);
}

function readIds(value: unknown, at: string): number[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > 50)
    throw wrong(`${at}: give 1 to 50 ids.`);
  return [...new Set(value.map((id, index) => readId(id, `${at}[${index}]`)))];
}

function readWord<Word extends string>(value: unknown, allowed: readonly Word[], at: string): Word {
  const found = allowed.find((word) => word === value);
  if (found) return found;
  throw wrong(`${at}: give one of ${allowed.join(", ")}.`);
}

function readText(value: unknown, longest: number, at: string): string {
  const text = typeof value === "string" ? value.trim() : "";
  if (text && text.length <= longest) return text;
  throw wrong(`${at}: write 1 to ${longest} characters.`);
}

function readTexts(value: unknown, longest: number, at: string): string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > 20)
    throw wrong(`${at}: give 1 to 20 words.`);
  return [...new Set(value.map((text, index) => readText(text, longest, `${at}[${index}]`)))];
}

function readMinutes(value: unknown, at: string): number {
  const isFine = Number.isInteger(value) && (value as number) >= 1;
  if (isFine && (value as number) <= LONGEST_SNOOZE) return value as number;
  throw wrong(`${at}: give 1 to ${LONGEST_SNOOZE} minutes.`);
}

/** Whether there is such a field is found out when the rule runs: one may come or go. */
function readOwnField(value: unknown, at: string): "value" | `contact.${string}` {
  const isField = (field: unknown): field is "value" | `contact.${string}` =>
    typeof field === "string" && /^(?:value|contact\.[a-z0-9_]{1,40})$/.test(field);
  if (isField(value)) return value;
  throw wrong(`${at}: give value, or contact. with the key of a field of your own.`);
}

function readTargets(value: unknown, at: string): NotifyTarget[] {
  const isTarget = (target: unknown): target is NotifyTarget =>
    typeof target === "string" && /^(?:assignee|team|lead|owner|user:\d{1,15})$/.test(target);
  if (Array.isArray(value) && value.length > 0 && value.length <= 50 && value.every(isTarget))
    return [...new Set(value)];
  throw wrong(`${at}: give assignee, team, lead, owner or user:ID.`);
}

function readUrl(value: unknown, at: string): string {
  const text = readText(value, 2000, at);
  if (URL.canParse(text) && new URL(text).protocol === "https:") return text;
  throw wrong(`${at}: give an address that begins with https://.`);
}

function readMailbox(value: unknown, at: string): string {
  const text = readText(value, 254, at);
  if (/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(text)) return text;
  throw wrong(`${at}: give one e-mail address.`);
}

const wrong = (message: string) => new AppError("invalid", message);

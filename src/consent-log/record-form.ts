import type { TextKey } from "../../views/i18n.ts";
import type { NewConsentRecord } from "../consent/records.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { Form } from "../http/form.ts";
import type { TimeStyle } from "../settings/time-text.ts";
import { findLanguage } from "../users/read-fields.ts";
import { EVERY_PURPOSE } from "./record-consent.ts";
import type { TextChoice } from "./text-choices.ts";

export const recordedEvents = ["given", "refused", "withdrawn"] as const;
export const recordedMethods = ["in-person", "paper", "phone"] as const;
type RecordedEvent = (typeof recordedEvents)[number];
type RecordedMethod = (typeof recordedMethods)[number];

/** In the place of an approved text: what was said stands in a field of its own. */
export const OWN_WORDS = "own";

/** The form as it was typed. */
export interface TypedRecord {
  purpose: string;
  event: string;
  method: string;
  /** YYYY-MM-DDTHH:MM, the business's time. */
  at: string;
  /** `value` of a TextChoice, OWN_WORDS or "". */
  text: string;
  words: string;
  language: string;
  source: string;
  note: string;
}

export type RecordProblems = Partial<Record<keyof TypedRecord | "photo", TextKey>>;

/** The form, understood. */
export interface ReadRecord {
  purpose: string;
  event: RecordedEvent;
  method: RecordedMethod;
  eventAt: Instant;
  text: NewConsentRecord["text"];
  source: string;
  note: string;
}

const MOST_WORDS = 2000;

export function typedRecord(form: Form): TypedRecord {
  return {
    ...form.texts("purpose", "event", "method", "at", "text", "language"),
    source: form.text("source", 200),
    note: form.text("note", 500),
    words: form.raw("words").trim().slice(0, MOST_WORDS),
  };
}

/** What the fields start with: the usual case, now. */
export function blankRecord(style: TimeStyle, language: Language): TypedRecord {
  return {
    purpose: "marketing",
    event: "given",
    method: "in-person",
    at: localTime(style.now, style.timezone),
    text: "",
    words: "",
    language,
    source: "",
    note: "",
  };
}

interface Known {
  /** Keys of what may be asked for today. */
  purposes: readonly string[];
  texts: readonly TextChoice[];
  style: TimeStyle;
  hasPhoto: boolean;
}

/** The record that the form stands for, or what is wrong with its fields. */
export function readRecordForm(
  typed: TypedRecord,
  known: Known,
): { record: ReadRecord } | { problems: RecordProblems } {
  const event = recordedEvents.find((name) => name === typed.event);
  const method = recordedMethods.find((name) => name === typed.method);
  const eventAt = readTime(typed.at, known.style);
  const text = readText(typed, known.texts);
  const isGiven = event === "given";
  // On the phone it is our own text that they are asked about.
  const needsText = isGiven && method !== "phone";
  const problems: RecordProblems = {
    ...(!isKnownPurpose(typed, known) && { purpose: "record-form.problem.purpose" as const }),
    ...(!event && { event: "field.choice" as const }),
    ...(!method && { method: "field.choice" as const }),
    ...(eventAt === undefined && { at: "record-form.problem.at" as const }),
    ...(needsText && text === null && textProblem(typed, known.texts)),
    ...(typed.source === "" && { source: "record-form.problem.source" as const }),
    ...(isGiven &&
      method === "paper" &&
      !known.hasPhoto && { photo: "record-form.problem.photo" as const }),
  };
  if (!event || !method || eventAt === undefined || Object.keys(problems).length > 0)
    return { problems };
  const { purpose, source, note } = typed;
  const shown = event === "withdrawn" ? null : text;
  return { record: { purpose, event, method, eventAt, text: shown, source, note } };
}

function isKnownPurpose({ purpose, event }: TypedRecord, { purposes }: Known): boolean {
  return purposes.includes(purpose) || (purpose === EVERY_PURPOSE && event === "withdrawn");
}

function readText(
  { text, words, language, purpose }: TypedRecord,
  texts: readonly TextChoice[],
): NewConsentRecord["text"] {
  const chosen = texts.find(({ value }) => value === text);
  if (chosen) return chosen.purpose === purpose ? chosen : null;
  const spoken = findLanguage(language);
  return words !== "" && spoken ? { body: words, language: spoken } : null;
}

function textProblem({ text }: TypedRecord, texts: readonly TextChoice[]): RecordProblems {
  if (texts.some(({ value }) => value === text)) return { text: "record-form.problem.text" };
  return { words: "record-form.problem.words" };
}

const EARLIEST = Date.UTC(2000, 0, 1);
/** Clocks of phones and servers differ a little. */
const LATE = 5 * 60_000;

function readTime(text: string, { timezone, now }: TimeStyle): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return undefined;
  try {
    const time = Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).epochMilliseconds;
    if (time > now + LATE || time < EARLIEST) return undefined;
    // The field has no seconds: what was left as it stood means now.
    return text === localTime(now, timezone) ? now : Math.min(time, now);
  } catch {
    return undefined;
  }
}

/** As a datetime-local field has it. */
export function localTime(instant: Instant, timezone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
  return zoned.toPlainDateTime().toString({ smallestUnit: "minute" });
}

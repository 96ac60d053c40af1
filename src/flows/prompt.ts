import type { Language } from "../db/schema.ts";
import { type Reply, textReply } from "../inbox/queue-reply.ts";
import { flowTexts } from "./flow-texts.ts";

/** A question to the customer, its texts filled in and in their language. */
export interface Prompt {
  text: string;
  options?: PromptOption[];
}

export interface PromptOption {
  /** Comes back with a tap. */
  id: string;
  label: string;
  /** Below the label, in lists alone. */
  description?: string;
  /** What else means it. */
  words?: string[];
}

/** API.md §6, limits. */
export const promptLimits = {
  text: 4096,
  buttons: 3,
  buttonLabel: 20,
  buttonBody: 1024,
  rows: 10,
  rowLabel: 24,
  rowDescription: 72,
  listBody: 4096,
} as const;

const author = { type: "bot", id: null } as const;

/** `flow:12:size:xl`: a tap names its dialogue and step, however late it comes. */
export function tapId(runId: number, step: string, option: string): string {
  return `flow:${runId}:${step}:${option}`;
}

export interface Tap {
  runId: number;
  step: string;
  option: string;
}

export function readTapId(id: string | undefined): Tap | undefined {
  const parts = /^flow:(\d{1,15}):([a-z0-9-]+):(.+)$/s.exec(id ?? "");
  return parts ? { runId: Number(parts[1]), step: parts[2]!, option: parts[3]! } : undefined;
}

/**
 * The messages that a question takes: one, with `before` joined in front of it; more only where
 * that is longer than WhatsApp lets it be. The last one asks. `tap` gives an option the id that
 * comes back with it.
 */
export function promptReplies(
  before: readonly string[],
  prompt: Prompt,
  language: Language,
  tap: (option: string) => string,
): Reply[] {
  const options = prompt.options ?? [];
  const shape = shapeOf(options);
  if (shape === "text") return textReplies([...before, numbered(prompt.text, options)], options);
  const most = shape === "buttons" ? promptLimits.buttonBody : promptLimits.listBody;
  const { front, body } = fitted(before, prompt.text || flowTexts.choose[language], most, language);
  const action =
    shape === "buttons" ? buttons(options, tap) : list(options, tap, flowTexts.openList[language]);
  const last: Reply = {
    author,
    type: "interactive",
    text: body,
    content: { offered: options.map((option) => option.label) },
    payload: {
      type: "interactive",
      interactive: {
        type: shape === "buttons" ? "button" : "list",
        body: { text: body },
        action,
      },
    },
  };
  return [...textReplies(front), last];
}

/** Texts as one message; as few as possible where one can't hold them. */
export function textReplies(
  texts: readonly string[],
  options: readonly PromptOption[] = [],
): Reply[] {
  const replies = splitText(joined(texts), promptLimits.text).map((text) =>
    textReply(author, text),
  );
  const last = replies.at(-1);
  if (last && options.length > 0) last.content = { offered: options.map(({ label }) => label) };
  return replies;
}

export function joined(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join("\n\n");
}

/** Meta refuses two buttons or rows of the same name, and more of them than it can show. */
function shapeOf(options: readonly PromptOption[]): "buttons" | "list" | "text" {
  const labels = options.map(({ label }) => cut(label, promptLimits.rowLabel));
  const isShowable =
    options.length > 0 && labels.every(Boolean) && new Set(labels).size === options.length;
  if (!isShowable || options.length > promptLimits.rows) return "text";
  const isShort = options.every(({ label }) => label.length <= promptLimits.buttonLabel);
  return isShort && options.length <= promptLimits.buttons ? "buttons" : "list";
}

function buttons(options: readonly PromptOption[], tap: (option: string) => string) {
  return {
    buttons: options.map(({ id, label }) => ({
      type: "reply",
      reply: { id: tap(id), title: label.trim() },
    })),
  };
}

/** A label that is cut stands whole in the line below it. */
function list(options: readonly PromptOption[], tap: (option: string) => string, button: string) {
  const rows = options.map(({ id, label, description = "" }) => {
    const title = cut(label, promptLimits.rowLabel);
    const whole = title === label.trim() ? description : [label, description].join(" ");
    const below = cut(whole, promptLimits.rowDescription);
    return { id: tap(id), title, ...(below ? { description: below } : {}) };
  });
  return { button, sections: [{ title: button, rows }] };
}

function numbered(text: string, options: readonly PromptOption[]): string {
  const lines = options.map(({ label }, index) => `${index + 1}. ${label}`);
  return joined([text, lines.join("\n")]);
}

/** What fits into the body goes there; a text longer than that goes in front. */
function fitted(
  before: readonly string[],
  text: string,
  most: number,
  language: Language,
): { front: string[]; body: string } {
  const whole = joined([...before, text]);
  if (whole.length <= most) return { front: [], body: whole };
  if (text.length <= most) return { front: [...before], body: text.trim() };
  return { front: [...before, text], body: flowTexts.choose[language] };
}

/** At the ends of paragraphs, lines, or words. */
function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const end = ["\n\n", "\n", " "].map((gap) => head.lastIndexOf(gap)).find((at) => at > most / 2);
    parts.push(rest.slice(0, end ?? most).trim());
    rest = rest.slice(end ?? most).trim();
  }
  return rest ? [...parts, rest] : parts;
}

/** At most so many characters, "…" included. */
function cut(text: string, most: number): string {
  const whole = text.replaceAll(/\s+/g, " ").trim();
  if (whole.length <= most) return whole;
  return `${whole.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

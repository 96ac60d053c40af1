import { fold } from "../bot/fold.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { findNamedChoice, readChoice } from "./choices.ts";
import type { Step } from "./flow.ts";
import { readInput, type TypedAnswer } from "./inputs.ts";
import type { PromptOption } from "./prompt.ts";
import { type Run, stepOf } from "./runs.ts";
import { readWayOut, type WayOut } from "./way-out.ts";

/** A customer's message as an answer. */
export interface Answer extends TypedAnswer {
  /** The option tapped, of the very question that waits. */
  option: string | null;
}

/** What a message is to the question that waits. */
export type Reading =
  | { kind: "option"; option: PromptOption }
  | { kind: "value"; value: string }
  | { kind: "way-out"; way: WayOut }
  /** Whatever it says, the dialogue goes on by it. */
  | { kind: "nudge" }
  | { kind: "none" };

export function answerOf({ id, message }: Pick<StoredMessage, "id" | "message">): Answer {
  const isPicture = message.type === "image" || isPictureFile(message);
  return { messageId: id, text: message.text?.trim() ?? "", isPhoto: isPicture, option: null };
}

function isPictureFile({ type, media }: StoredMessage["message"]): boolean {
  return type === "document" && (media?.mimeType ?? "").startsWith("image/");
}

/** Reads an answer by the question; says nothing and changes nothing. */
export function readAnswer(
  run: Run,
  answer: Answer,
  { business }: DeskRules,
  { now }: Pick<Moment, "now">,
): Reading {
  const step = stepOf(run, run.row.step);
  const { options } = run.progress;
  // A booking knows the rows of its earlier lists, too (bookings/book-step.ts).
  if (step?.kind === "book" && answer.option !== null)
    return { kind: "option", option: { id: answer.option, label: answer.text } };
  const option =
    options.find(({ id }) => id === answer.option) ?? readOffered(step, options, answer.text);
  if (option) return { kind: "option", option };
  const way = readWayOut(answer.text);
  if (way && mayLeave(way, step)) return { kind: "way-out", way };
  if (run.row.state === "delayed") return { kind: "nudge" };
  if (step?.kind === "ask") {
    const { timezone, country } = business;
    const place = { language: run.row.language, timezone, country, now };
    const value = readInput(step.input, answer, place);
    return value === undefined ? none : { kind: "value", value };
  }
  if (step?.kind === "book") return answer.text ? { kind: "value", value: answer.text } : none;
  const named = findNamedChoice(options, answer.text);
  return named ? { kind: "option", option: named } : none;
}

const none: Reading = { kind: "none" };

/** It is no answer to the question that waits. */
export function isUnfit({ kind }: Reading): boolean {
  return kind === "none" || kind === "nudge";
}

/** In a question that wants something typed "1" is a one: only the words of its button skip it. */
function readOffered(
  step: Step | undefined,
  options: readonly PromptOption[],
  text: string,
): PromptOption | undefined {
  if (step?.kind !== "ask" || step.input === "yes-no") return readChoice(options, text);
  const typed = fold(text);
  return typed ? options.find(({ label }) => fold(label) === typed) : undefined;
}

/** "next" is no way out of a question that wants an answer, and may be an answer itself. */
function mayLeave(way: WayOut, step: Step | undefined): boolean {
  return (
    way !== "skip" || step?.kind !== "ask" || step.input !== "text" || step.isOptional === true
  );
}

/** Whether the reading leaves no doubt: any words fit a question for a text. */
export function isSure(run: Run, reading: Reading): boolean {
  if (reading.kind === "option" || reading.kind === "way-out") return true;
  if (reading.kind !== "value") return false;
  const step = stepOf(run, run.row.step);
  return step?.kind === "ask" && step.input !== "text" && step.input !== "name";
}

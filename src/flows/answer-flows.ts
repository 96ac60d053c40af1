import type { Consideration } from "../bot/explanation.ts";
import type { Tx } from "../db/open.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { findMessageByWamid } from "../inbox/messages.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import { readTapId } from "./prompt.ts";
import { type Answer, answerOf, readAnswer } from "./read-answer.ts";
import { listOpenRuns, type Run, runOf, saveRun, type RunRow } from "./runs.ts";
import { type FlowTurn, flowTurn } from "./start-flow.ts";
import { takeAnswer } from "./take-answer.ts";
import { turnOf } from "./turn.ts";

export interface Elsewhere {
  /** Asked only when the message is no answer to the question: true leaves the dialogue waiting. */
  isElsewhereBetter: () => Promise<boolean>;
  /** Told why a dialogue that waits did not take the message. */
  consider?: (consideration: Consideration) => void;
}

type How = "tapped" | "quoted" | "latest";

/** A dialogue that may mean the message, and how it came to it. */
interface Bound {
  run: Run;
  answer: Answer;
  how: How;
}

/**
 * A button or row of a question that waits, or words that quote it and answer it: before anything
 * else looks at the message. Undefined: it is no such thing, or its dialogue is over.
 */
export async function answerTappedFlow(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
): Promise<FlowTurn | undefined> {
  const open = await listOpenRuns(tx, stored.thread.id);
  const bound = open.length > 0 ? await bindExactly(tx, stored, open) : undefined;
  if (!bound) return undefined;
  const reading = readAnswer(bound.run, bound.answer, desk, moment);
  if (reading.kind === "none") return undefined;
  return go(tx, stored, bound, desk, moment);
}

/**
 * Takes the message as the answer to a dialogue that waits on its thread: the one that it taps or
 * quotes, else the one that asked last. Undefined: none waits, or something else means it better.
 */
export async function answerFlows(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
  { isElsewhereBetter, consider }: Elsewhere,
): Promise<FlowTurn | undefined> {
  const open = await listOpenRuns(tx, stored.thread.id);
  if (open.length === 0) return undefined;
  const bound = (await bindExactly(tx, stored, open)) ?? bindLatest(stored, open);
  const reading = readAnswer(bound.run, bound.answer, desk, moment);
  const isOpen = reading.kind === "none" || reading.kind === "nudge";
  if (isOpen && bound.how === "latest" && (await isElsewhereBetter())) {
    consider?.(notAnAnswer(bound.run));
    return undefined;
  }
  return go(tx, stored, bound, desk, moment);
}

async function go(
  tx: Tx,
  stored: StoredMessage,
  { run, answer, how }: Bound,
  desk: DeskRules,
  moment: Moment,
): Promise<FlowTurn> {
  const turn = turnOf(tx, run, { ...stored }, desk, moment);
  const reading = readAnswer(run, answer, desk, moment);
  await takeAnswer(turn, reading);
  await saveRun(tx, run, moment.now);
  return flowTurn(turn, how);
}

function notAnAnswer({ row }: Run): Consideration {
  const { id, name, step } = row;
  return { what: "flow", isTaken: false, runId: id, name, step, because: "not-an-answer" };
}

/** By the button's own id, or by the question that the message quotes. */
async function bindExactly(
  tx: Tx,
  stored: StoredMessage,
  open: readonly RunRow[],
): Promise<Bound | undefined> {
  const { message } = stored;
  const tap = readTapId(message.content.choice?.id);
  if (tap) {
    const row = open.find(({ id, step }) => id === tap.runId && step === tap.step);
    const answer = { ...answerOf(stored), option: tap.option };
    return row && { run: runOf(row), answer, how: "tapped" };
  }
  const quoted = message.replyToWamid
    ? await findMessageByWamid(tx, message.replyToWamid)
    : undefined;
  const said = quoted && (JSON.parse(quoted.content) as MessageContent).bot;
  if (said?.kind !== "flow") return undefined;
  const row = open.find(({ id, step }) => id === said.runId && step === said.step);
  return row && { run: runOf(row), answer: answerOf(stored), how: "quoted" };
}

function bindLatest(stored: StoredMessage, open: readonly RunRow[]): Bound {
  return { run: runOf(open[0] as RunRow), answer: answerOf(stored), how: "latest" };
}

import type { Consideration } from "../bot/explanation.ts";
import type { Tx } from "../db/open.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { waitingPrompt } from "./ask-step.ts";
import { attemptTurn } from "./attempt-turn.ts";
import { bindExactly, bindLatest, type Bound } from "./bind-answer.ts";
import { readTapId } from "./prompt.ts";
import { type Answer, isSure, isUnfit, readAnswer, type Reading } from "./read-answer.ts";
import { listOpenRuns, saveRun, stepOf } from "./runs.ts";
import { runSteps } from "./run-flow.ts";
import { type FlowTurn, flowTurn } from "./start-flow.ts";
import { repeatQuestion } from "./repeat-question.ts";
import { takeStaleTap } from "./stale-tap.ts";
import { takeAnswer } from "./take-answer.ts";
import { applyBooking, tryBooking } from "./take-booking.ts";
import { pose, type Turn, turnOf } from "./turn.ts";
import { askWhich } from "./which-dialogue.ts";

export interface Elsewhere {
  /** Asked only when the message is no answer to the question: true leaves the dialogue waiting. */
  isElsewhereBetter: () => Promise<boolean>;
  /** Told why a dialogue that waits did not take the message. */
  consider?: (consideration: Consideration) => void;
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
  if (!bound && isTap(stored)) return takeStaleTap(tx, stored, desk, moment);
  if (!bound) return undefined;
  // Any words fit a question for a text: they may ask for a person, which is looked at in between.
  const reading = readAnswer(bound.run, bound.answer, desk, moment);
  const isMeant = bound.how === "quoted" ? isSure(bound.run, reading) : !isUnfit(reading);
  if (!isMeant) return undefined;
  return go(tx, stored, bound, desk, moment);
}

/**
 * Takes the message as the answer to a dialogue that waits on its thread: the one that it taps or
 * quotes, else the one that asked last. Two that could both mean it: the customer is asked which.
 * Undefined: none waits, or something else means it better.
 */
export async function answerFlows(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
  elsewhere: Elsewhere,
): Promise<FlowTurn | undefined> {
  const open = await listOpenRuns(tx, stored.thread.id);
  if (open.length === 0) return undefined;
  const exact = await bindExactly(tx, stored, open);
  if (exact) return go(tx, stored, exact, desk, moment);
  // The words on a button of ours are no answer to another question: that is repeated.
  if (isTap(stored)) {
    if (await elsewhere.isElsewhereBetter()) return undefined;
    return repeatQuestion(tx, stored, desk, moment, "");
  }
  const latest = bindLatest(stored, open, desk, moment);
  if (latest.kind === "bound") return go(tx, stored, latest.bound, desk, moment, elsewhere);
  await askWhich(tx, stored, latest.between, moment);
  const { id, name } = latest.between[0]!.row;
  return {
    said: true,
    end: null,
    runId: id,
    consideration: {
      what: "flow",
      isTaken: true,
      runId: id,
      name,
      step: null,
      because: "asked-which",
    },
  };
}

function isTap({ message }: StoredMessage): boolean {
  return readTapId(message.content.choice?.id) !== undefined;
}

/** Without `elsewhere` the message is the dialogue's, whether it fits or not. */
async function go(
  tx: Tx,
  stored: StoredMessage,
  { run, answer, how }: Bound,
  desk: DeskRules,
  moment: Moment,
  elsewhere?: Elsewhere,
): Promise<FlowTurn | undefined> {
  const turn = turnOf(tx, run, { ...stored }, desk, moment);
  const reading = readAnswer(run, answer, desk, moment);
  const isLeft = async () => (await elsewhere?.isElsewhereBetter()) ?? false;
  let isTaken = true;
  await attemptTurn(turn, async () => {
    isTaken = await takeUnlessLeft(turn, answer, reading, isLeft);
  });
  if (!isTaken) {
    elsewhere?.consider?.(notAnAnswer(turn));
    return undefined;
  }
  await saveRun(tx, run, moment.now);
  return flowTurn(turn, how);
}

/** False: it is no answer, and was left to something else. */
async function takeUnlessLeft(
  turn: Turn,
  answer: Answer,
  reading: Reading,
  isLeft: () => Promise<boolean>,
): Promise<boolean> {
  const step = stepOf(turn.run, turn.run.row.step);
  if (reading.kind === "none" && answer.isPhoto && isAfterPhoto(turn)) {
    const waiting = waitingPrompt(turn);
    if (waiting) await pose(turn, waiting);
    return true;
  }
  if (step?.kind !== "book" || reading.kind === "way-out") {
    if (isUnfit(reading) && (await isLeft())) return false;
    await takeAnswer(turn, reading);
    return true;
  }
  const option = reading.kind === "option" ? reading.option.id : null;
  const { booking, isMissed } = await tryBooking(turn, step, { text: answer.text, option });
  if (isMissed && (await isLeft())) return false;
  const way = await applyBooking(turn, step, booking);
  if (way) await runSteps(turn, way.to);
  return true;
}

/** Several photos were sent at once: the first was the answer, the others are no wrong one. */
function isAfterPhoto({ run }: Turn): boolean {
  const before = stepOf(run, run.progress.trail.at(-1) ?? null);
  return before?.kind === "ask" && before.input === "photo";
}

function notAnAnswer({ run }: Turn): Consideration {
  const { id, name, step } = run.row;
  return { what: "flow", isTaken: false, runId: id, name, step, because: "not-an-answer" };
}

import { MINUTE } from "../clock.ts";
import type { Tx } from "../db/open.ts";
import { findMessageByWamid } from "../inbox/messages.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import { readTapId } from "./prompt.ts";
import { type Answer, answerOf, isSure, readAnswer } from "./read-answer.ts";
import { type Run, type RunRow, runOf } from "./runs.ts";
import { findWhich } from "./which-dialogue.ts";

/** A dialogue that a message means, and how that came. */
export interface Bound {
  run: Run;
  answer: Answer;
  how: "tapped" | "quoted" | "latest";
}

/**
 * By the button's own id, or by the question that the message quotes; also by what was chosen when
 * we asked which dialogue is meant. A question that was answered since takes nothing any more.
 */
export async function bindExactly(
  tx: Tx,
  stored: StoredMessage,
  open: readonly RunRow[],
): Promise<Bound | undefined> {
  const { message } = stored;
  const which = await findWhich(tx, stored, open);
  if (which) return { ...which, how: "tapped" };
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

export type Latest =
  | { kind: "bound"; bound: Bound }
  /** All of them could mean it. */
  | { kind: "which"; between: Run[] };

/**
 * The dialogue that asked last, unless another one means the message at least as surely. `open`
 * has the one that asked last in front.
 */
export function bindLatest(
  stored: StoredMessage,
  open: readonly RunRow[],
  desk: DeskRules,
  moment: Moment,
): Latest {
  const answer = answerOf(stored);
  const runs = open.map(runOf);
  const latest = runs[0] as Run;
  const readings = new Map(runs.map((run) => [run, readAnswer(run, answer, desk, moment)]));
  const ofLatest = readings.get(latest)!;
  const bound: Latest = { kind: "bound", bound: { run: latest, answer, how: "latest" } };
  if (ofLatest.kind === "way-out") return bound;
  if (isUnderWay(latest, moment) && isSure(latest, ofLatest)) return bound;
  const sure = runs.filter((run) => {
    const reading = readings.get(run)!;
    return reading.kind !== "way-out" && isSure(run, reading);
  });
  const between = ofLatest.kind === "value" && !sure.includes(latest) ? [latest, ...sure] : sure;
  if (between.length > 1) return { kind: "which", between };
  const [only] = sure;
  return only ? { kind: "bound", bound: { run: only, answer, how: "latest" } } : bound;
}

/** Whose question before was answered just now: nobody is asked at each step which one is meant. */
function isUnderWay({ row, progress }: Run, { now }: Moment): boolean {
  return progress.trail.length > 0 && now - row.updated_at < 30 * MINUTE;
}

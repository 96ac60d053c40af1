import type { Tx } from "../db/open.ts";
import { countSolved } from "../incidents/count-incident.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { promptOf, waitingPrompt } from "./ask-step.ts";
import { attemptTurn } from "./attempt-turn.ts";
import { type Flow, isQuestion, type Next, nextsOf, type Step } from "./flow.ts";
import { flowTexts } from "./flow-texts.ts";
import { flowsOf } from "./live-flows.ts";
import { readTapId, type Tap } from "./prompt.ts";
import { answerOf, readAnswer } from "./read-answer.ts";
import { findRun, type Run, type RunRow, runOf, saveRun, stepOf } from "./runs.ts";
import { beginRun, type FlowTurn, flowTurn } from "./start-flow.ts";
import { takeAnswer } from "./take-answer.ts";
import { endAtPerson, pose, tell, type Turn, turnOf } from "./turn.ts";

/** Of a dialogue that is over nothing is left but what it gathered. */
const emptyFlow: Flow = { start: "", steps: [], timeoutMinutes: 1 };

type Question = Extract<Step, { kind: "ask" | "choose" | "solved" }>;

/**
 * A button of a question that does not wait any more. In a dialogue that goes on it changes the
 * answer, or the question that waits is repeated; of one that is over, "did this solve it?" is still
 * answered, and a choice leads on from there while its flow is published. Undefined: none of these.
 */
export async function takeStaleTap(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
): Promise<FlowTurn | undefined> {
  const tap = readTapId(stored.message.content.choice?.id);
  const row = tap && (await findRun(tx, tap.runId));
  if (!row || row.thread_id !== stored.thread.id) return undefined;
  const turn =
    row.state === "ended"
      ? await tapAfterEnd(tx, row, tap, stored, desk, moment)
      : await tapEarlier(turnOf(tx, runOf(row), { ...stored }, desk, moment), tap, stored);
  if (!turn) return undefined;
  await saveRun(tx, turn.run, moment.now);
  return flowTurn(turn, "tapped");
}

async function tapEarlier(turn: Turn, tap: Tap, stored: StoredMessage): Promise<Turn> {
  await attemptTurn(turn, () => goOnBy(turn, tap, stored));
  return turn;
}

async function goOnBy(turn: Turn, tap: Tap, stored: StoredMessage): Promise<void> {
  const { run } = turn;
  const waiting = waitingPrompt(turn);
  // It goes on by itself, and so it does when a button is tapped twice.
  if (!waiting) return takeAnswer(turn, { kind: "nudge" });
  const earlier = stepOf(run, tap.step);
  const at = run.progress.trail.lastIndexOf(tap.step);
  if (isAsked(earlier) && at >= 0 && isChangeable(run.flow) && hasOption(turn, earlier, tap)) {
    run.progress.trail.splice(at);
    return answerAt(turn, earlier, tap, stored);
  }
  await pose(turn, waiting);
}

/** Whatever was done elsewhere, booked or agreed to is not done once more. */
function isChangeable({ steps }: Flow): boolean {
  return !steps.some((step) => step.kind === "book" || isForGood(step));
}

function isForGood(step: Step): boolean {
  return (
    (step.kind === "look-up" && step.method === "POST") ||
    (step.kind === "set" && step.changes.some((change) => change.set === "consent"))
  );
}

/** Whether something is done for good before the next question. */
function actsAtOnce(flow: Flow, next: Next, seen = new Set<string>()): boolean {
  const step = flow.steps.find(({ id }) => id === next);
  if (!step || isQuestion(step) || seen.has(step.id)) return false;
  seen.add(step.id);
  return isForGood(step) || nextsOf(step).some((each) => actsAtOnce(flow, each, seen));
}

function hasOption(turn: Turn, step: Question, { option }: Tap): boolean {
  return (promptOf(turn, step).options ?? []).some(({ id }) => id === option);
}

function isAsked(step: Step | undefined): step is Question {
  return step?.kind === "ask" || step?.kind === "choose" || step?.kind === "solved";
}

async function answerAt(
  turn: Turn,
  step: Question,
  tap: Tap,
  stored: StoredMessage,
): Promise<void> {
  const { run, desk, moment } = turn;
  run.row.step = step.id;
  run.row.state = "waiting";
  run.row.tries = 0;
  run.progress.options = promptOf(turn, step).options ?? [];
  const answer = { ...answerOf(stored), option: tap.option };
  await takeAnswer(turn, readAnswer(run, answer, desk, moment));
}

async function tapAfterEnd(
  tx: Tx,
  row: RunRow,
  tap: Tap,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
): Promise<Turn | undefined> {
  const old: Run = { ...runOf(row), flow: emptyFlow };
  if (old.progress.solved === tap.step)
    return settleLate(turnOf(tx, old, { ...stored }, desk, moment), tap.option === "yes");
  const live = (await flowsOf(tx, desk)).find(({ id }) => id === row.flow_id);
  const step = live?.flow.steps.find(({ id }) => id === tap.step);
  if (!live || step?.kind !== "choose") return undefined;
  const option = step.options.find(({ id }) => id === tap.option);
  if (!option || actsAtOnce(live.flow, option.next)) return undefined;
  const { incident_id: incidentId } = row;
  const what = { ...live, flowId: live.id, incidentId, variables: old.variables };
  const turn = await beginRun(tx, stored, what, desk, moment);
  await attemptTurn(turn, () => answerAt(turn, step, tap, stored));
  return turn;
}

/** "Did this solve it?", answered when the dialogue had ended. */
async function settleLate(turn: Turn, isSolved: boolean): Promise<Turn> {
  const { tx, run, place, saying } = turn;
  const { incident_id, outcome, language } = run.row;
  const isNews = (outcome === "solved") !== isSolved && place.contact.is_simulated === 0;
  if (incident_id !== null && isNews) await countSolved(tx, incident_id, isSolved);
  if (!isSolved) {
    await endAtPerson(turn);
    return turn;
  }
  run.row.outcome = "solved";
  saying.texts.push(flowTexts.glad[language]);
  await tell(turn);
  return turn;
}

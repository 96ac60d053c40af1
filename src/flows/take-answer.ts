import { countSolved } from "../incidents/count-incident.ts";
import { countArticleSolved } from "../knowledge/count-solved.ts";
import { promptAgain, promptOf } from "./ask-step.ts";
import type { AskStep, ChooseStep, Next, SolvedStep, Step } from "./flow.ts";
import { flowTexts } from "./flow-texts.ts";
import type { PromptOption } from "./prompt.ts";
import type { Reading } from "./read-answer.ts";
import { runSteps } from "./run-flow.ts";
import { stepOf } from "./runs.ts";
import { endAtPerson, endRun, pose, type Turn } from "./turn.ts";
import type { WayOut } from "./way-out.ts";

/** "Did this solve it?" is asked twice at most. */
const SOLVED_RETRIES = 1;

/** Goes on by an answer: the next step, the question again, a way out, or a person. */
export async function takeAnswer(turn: Turn, reading: Reading): Promise<void> {
  const step = stepOf(turn.run, turn.run.row.step);
  if (!step) return endAtPerson(turn, { outcome: "failed" });
  if (reading.kind === "way-out") return takeWayOut(turn, step, reading.way);
  if (step.kind === "wait") return runSteps(turn, step.next);
  // Another system is being asked: what waits to be said goes on waiting.
  if (step.kind === "look-up") turn.run.progress.held = turn.saying;
  if (step.kind !== "ask" && step.kind !== "choose" && step.kind !== "solved") return;
  if (reading.kind === "value") return keep(turn, step as AskStep, reading.value);
  if (reading.kind === "option") return takeOption(turn, step, reading.option);
  return askAgain(turn, step);
}

async function takeOption(
  turn: Turn,
  step: AskStep | ChooseStep | SolvedStep,
  option: PromptOption,
): Promise<void> {
  if (step.kind === "ask") return keep(turn, step, option.id === "skip" ? "" : option.id);
  goOn(turn, step);
  if (step.kind === "solved") return settle(turn, step, option.id === "yes");
  const chosen = step.options.find(({ id }) => id === option.id);
  if (step.save) {
    turn.run.variables[step.save] = option.id;
    turn.run.variables[`${step.save}_label`] = option.label;
  }
  return runSteps(turn, chosen?.next ?? null);
}

function keep(turn: Turn, step: AskStep, value: string): Promise<void> {
  turn.run.variables[step.save] = value;
  goOn(turn, step);
  return runSteps(turn, step.next);
}

function goOn({ run }: Turn, step: Step): void {
  run.progress.trail.push(step.id);
  run.progress.options = [];
}

async function settle(turn: Turn, step: SolvedStep, isSolved: boolean): Promise<void> {
  const { tx, run, saying } = turn;
  run.progress.isSolved = isSolved;
  const { incident_id, flow_id } = run.row;
  // What is tried out in the simulator is in no figures.
  const isReal = turn.place.contact.is_simulated === 0;
  if (isReal && incident_id !== null) await countSolved(tx, incident_id, isSolved);
  else if (isReal && flow_id === null) await countArticleSolved(tx, run.flow, isSolved);
  if (!isSolved && step.no === null) return endAtPerson(turn);
  if (isSolved && step.yes === null) saying.texts.push(flowTexts.glad[run.row.language]);
  return runSteps(turn, isSolved ? step.yes : step.no);
}

/** The answer did not fit: once more, until it has been asked often enough. */
async function askAgain(
  turn: Turn,
  step: AskStep | ChooseStep | SolvedStep,
  isNeeded = false,
): Promise<void> {
  const { row } = turn.run;
  row.tries += 1;
  const most = step.kind === "solved" ? SOLVED_RETRIES : step.retries;
  if (row.tries <= most) return pose(turn, promptAgain(turn, step, isNeeded));
  const otherwise: Next = step.kind === "solved" ? step.no : step.otherwise;
  if (otherwise === null) return endAtPerson(turn);
  goOn(turn, step);
  return runSteps(turn, otherwise);
}

async function takeWayOut(turn: Turn, step: Step, way: WayOut): Promise<void> {
  const { run, saying } = turn;
  // What was held back for another system's answer is said no more.
  Object.assign(saying, { texts: [], assets: [] });
  switch (way) {
    case "leave":
      saying.texts.push(flowTexts.left[run.row.language]);
      return endRun(turn, "left");
    case "skip":
      if (step.kind === "ask" && step.isOptional) return keep(turn, step, "");
      if (step.kind === "ask" || step.kind === "choose" || step.kind === "solved")
        return askAgain(turn, step, true);
      return runSteps(turn, run.flow.start);
    case "back":
      return goBack(turn);
    case "menu":
    case "restart":
      return startAgain(turn);
  }
}

function startAgain(turn: Turn): Promise<void> {
  const { run } = turn;
  run.variables = { ...run.progress.initial };
  run.progress.trail = [];
  return runSteps(turn, run.flow.start);
}

/** The question before; at the first one the dialogue begins anew. */
async function goBack(turn: Turn): Promise<void> {
  const { run } = turn;
  const before = stepOf(run, run.progress.trail.pop() ?? null);
  if (!before) return startAgain(turn);
  run.row.step = before.id;
  run.row.tries = 0;
  if (before.kind === "ask" || before.kind === "choose" || before.kind === "solved")
    return pose(turn, promptOf(turn, before));
  return runSteps(turn, before.id);
}

import { MINUTE } from "../clock.ts";
import { businessCalendar, isCalendarOpen, nextCalendarOpening } from "../routing/calendar.ts";
import { promptOf } from "./ask-step.ts";
import { checkStep } from "./check-step.ts";
import { queueCall } from "./calls.ts";
import type { LookUpStep, Next, Step, WaitStep } from "./flow.ts";
import { flowTexts } from "./flow-texts.ts";
import { flowsOf } from "./live-flows.ts";
import { stepOf } from "./runs.ts";
import { setStep } from "./set-step.ts";
import { beginBooking } from "./take-booking.ts";
import { endAtPerson, endRun, filled, pose, tell, type Turn } from "./turn.ts";

/** More of them without a question go round and round. */
const MOST_STEPS = 60;
/** Of what was said on such a way. */
const MOST_TEXTS = 3;

/** Goes from step to step until one waits for something, or the dialogue has ended. */
export async function runSteps(turn: Turn, first: Next): Promise<void> {
  let next = first;
  for (let taken = 0; taken < MOST_STEPS; taken++) {
    if (next === null) return endRun(turn, "done");
    const step = stepOf(turn.run, next);
    if (!step) break;
    turn.run.row.step = step.id;
    turn.run.row.tries = 0;
    const way = await takeStep(turn, step);
    if (way === undefined) return;
    next = way.to;
  }
  // It leads nowhere, or nowhere but to itself: what it said on the way is said once.
  turn.saying.texts = [...new Set(turn.saying.texts)].slice(0, MOST_TEXTS);
  await endAtPerson(turn, { outcome: "failed" });
}

/** Undefined: it rests there. */
async function takeStep(turn: Turn, step: Step): Promise<{ to: Next } | undefined> {
  const { saying } = turn;
  switch (step.kind) {
    case "say":
      saying.texts.push(filled(turn, step.text));
      if (step.assetId !== undefined) saying.assets.push(step.assetId);
      return { to: step.next };
    case "solved":
      turn.run.progress.solved = step.id;
      return void (await pose(turn, promptOf(turn, step)));
    case "ask":
    case "choose":
      return void (await pose(turn, promptOf(turn, step)));
    case "check":
      return { to: await checkStep(turn, step) };
    case "set":
      await setStep(turn, step);
      return { to: step.next };
    case "wait":
      return wait(turn, step);
    case "jump":
      return jump(turn, step.flowId);
    case "hand-over":
      saying.texts.push(filled(turn, step.text));
      return void (await endAtPerson(turn, step));
    case "end":
      saying.texts.push(filled(turn, step.text));
      return void (await endRun(turn, "done"));
    case "look-up":
      return lookUp(turn, step);
    case "book":
      return beginBooking(turn, step);
  }
}

/** What was to be said waits for the other system's answer: a message gets one. */
async function lookUp(turn: Turn, step: LookUpStep): Promise<{ to: Next } | undefined> {
  const { run, saying } = turn;
  if ((await queueCall(turn, step)) === null) {
    if (step.failed === null) saying.texts.push(flowTexts.noAnswer[run.row.language]);
    return { to: step.failed };
  }
  run.progress.held = { ...saying };
  run.row.state = "calling";
  run.row.due_at = null;
  return undefined;
}

/** What was to be said is said before; while the business is open there is nothing to wait for. */
async function wait(turn: Turn, step: WaitStep): Promise<{ to: Next } | undefined> {
  const { run, desk, moment } = turn;
  const { now } = moment;
  const calendar = businessCalendar(desk.business, desk.bot);
  const isOpen = isCalendarOpen(calendar, now);
  const opensAt = isOpen ? now : nextCalendarOpening(calendar, now);
  const due = step.minutes === null ? opensAt : now + step.minutes * MINUTE;
  if (due === null || due <= now) return { to: step.next };
  run.row.state = "delayed";
  run.row.due_at = due;
  await tell(turn);
  return undefined;
}

/** Goes on in another flow as that was published last, with what was gathered. */
async function jump(turn: Turn, flowId: number | null): Promise<{ to: Next } | undefined> {
  const { tx, run, desk } = turn;
  const other = (await flowsOf(tx, desk)).find((flow) => flow.id === flowId);
  if (!other) return void (await endAtPerson(turn, { outcome: "failed" }));
  run.flow = other.flow;
  run.row.flow_id = other.id;
  run.row.version = other.version;
  run.row.name = other.name;
  run.row.definition = JSON.stringify(other.flow);
  run.progress.trail = [];
  run.progress.initial = { ...run.variables };
  return { to: other.flow.start };
}

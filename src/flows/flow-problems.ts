import type { Language } from "../db/schema.ts";
import { variableName } from "./fill-text.ts";
import type { Flow, Step } from "./flow.ts";
import { isQuestion, nextsOf } from "./flow.ts";
import { loopsWithoutQuestion, questionsWithoutWayOut, reachableFrom } from "./flow-loops.ts";
import { stepProblems } from "./step-problems.ts";
import { textProblems } from "./text-problems.ts";

/** What keeps a flow from being published, or is worth a look. */
export interface FlowProblem {
  /** Null: of the flow as a whole. */
  step: string | null;
  kind: FlowProblemKind;
  /** For the text `flow.problem.KIND`. */
  values: Record<string, string | number>;
  /** False: it can be published nonetheless. */
  isGrave: boolean;
}

export type FlowProblemKind =
  | "no-steps"
  | "no-start"
  | "bad-id"
  | "id-twice"
  | "unknown-next"
  | "unreachable"
  | "loop"
  | "no-way-out"
  | "no-text"
  | "no-translation"
  | "text-long"
  | "no-options"
  | "many-options"
  | "label-long"
  | "label-twice"
  | "word-twice"
  | "option-twice"
  | "stop-word"
  | "description-long"
  | "bad-variable"
  | "unknown-variable"
  | "retries"
  | "timeout"
  | "no-tests"
  | "no-subject"
  | "no-changes"
  | "no-value"
  | "unknown-field"
  | "no-connection"
  | "path"
  | "body"
  | "map"
  | "seconds"
  | "wait"
  | "jump"
  | "no-file"
  | "no-team"
  | "no-service";

/** What is there for a flow to speak of; left out: not asked. */
export interface KnownDesk {
  /** The business's: every text has this one. */
  language: Language;
  /** Published ones. */
  flowIds?: ReadonlySet<number>;
  connectionIds?: ReadonlySet<number>;
  assetIds?: ReadonlySet<number>;
  teamIds?: ReadonlySet<number>;
  /** Keys of the contacts' own fields. */
  fieldKeys?: ReadonlySet<string>;
  /** Names of bookable services. */
  services?: ReadonlySet<string>;
}

/** Notes a problem. */
export type Note = (
  kind: FlowProblemKind,
  values?: Record<string, string | number>,
  isGrave?: boolean,
) => void;

const anyDesk: KnownDesk = { language: "en" };
const stepId = /^[a-z0-9-]{1,40}$/;

/** All that is wrong with a flow, in the order of its steps; what concerns the whole comes first. */
export function flowProblems(flow: Flow, known: KnownDesk = anyDesk): FlowProblem[] {
  const problems: FlowProblem[] = [];
  const noteAt =
    (step: string | null): Note =>
    (kind, values = {}, isGrave = true) =>
      void problems.push({ step, kind, values, isGrave });
  wholeProblems(flow, noteAt(null));
  const paths = pathsOf(flow);
  for (const step of flow.steps) {
    const note = noteAt(step.id);
    wayProblems(step, paths, note);
    stepProblems(step, known, note);
    textProblems(flow, step, known, note);
  }
  return problems;
}

/** Whether nothing keeps it from being published. */
export function isPublishable(problems: readonly FlowProblem[]): boolean {
  return !problems.some(({ isGrave }) => isGrave);
}

function wholeProblems(flow: Flow, note: Note): void {
  if (flow.steps.length === 0) return note("no-steps");
  if (!flow.steps.some(({ id }) => id === flow.start)) note("no-start");
  const { timeoutMinutes } = flow;
  if (!Number.isInteger(timeoutMinutes) || timeoutMinutes < 1 || timeoutMinutes > 10_080)
    note("timeout");
  for (const name of Object.keys(flow.constants ?? {}))
    if (!variableName.test(name)) note("bad-variable", { name });
}

interface Paths {
  reached: ReadonlySet<string>;
  loops: ReadonlySet<string>;
  stuck: ReadonlySet<string>;
  times: ReadonlyMap<string, number>;
}

function pathsOf(flow: Flow): Paths {
  const ids = Map.groupBy(flow.steps, ({ id }) => id);
  return {
    reached: reachableFrom(flow, flow.start),
    loops: loopsWithoutQuestion(flow),
    stuck: questionsWithoutWayOut(flow),
    times: new Map([...ids].map(([id, steps]) => [id, steps.length])),
  };
}

function wayProblems(step: Step, paths: Paths, note: Note): void {
  const { id } = step;
  if (!stepId.test(id)) note("bad-id");
  if ((paths.times.get(id) ?? 0) > 1) note("id-twice", { id });
  for (const to of new Set(nextsOf(step)))
    if (to !== null && !paths.times.has(to)) note("unknown-next", { to });
  if (!paths.reached.has(id)) note("unreachable", {}, false);
  if (paths.loops.has(id)) note("loop");
  if (isQuestion(step) && paths.stuck.has(id)) note("no-way-out");
}

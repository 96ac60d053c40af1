import type { Flow, Step } from "./flow.ts";
import { isQuestion, nextsOf } from "./flow.ts";

type StepsById = ReadonlyMap<string, Step>;

function byId({ steps }: Pick<Flow, "steps">): StepsById {
  return new Map(steps.map((step) => [step.id, step]));
}

/** The steps that a dialogue can come to. */
export function reachableFrom(flow: Flow, start: string): ReadonlySet<string> {
  return walk(byId(flow), [start], nextsOf);
}

/** Steps from which one comes back to them without the customer having been asked anything. */
export function loopsWithoutQuestion(flow: Flow): ReadonlySet<string> {
  const steps = byId(flow);
  const silent = (step: Step) => (isQuestion(step) ? [] : nextsOf(step));
  const loops = flow.steps.filter(
    (step) => !isQuestion(step) && walk(steps, nextsOf(step), silent).has(step.id),
  );
  return new Set(loops.map(({ id }) => id));
}

/**
 * Questions that ask again for ever: where answers that don't fit lead, one comes back to the
 * question without any other in between.
 */
export function questionsWithoutWayOut(flow: Flow): ReadonlySet<string> {
  const steps = byId(flow);
  const silent = (step: Step) => (isQuestion(step) ? [] : nextsOf(step));
  const stuck = flow.steps.filter((step) => {
    if (step.kind !== "ask" && step.kind !== "choose") return false;
    return walk(steps, [step.otherwise], silent).has(step.id);
  });
  return new Set(stuck.map(({ id }) => id));
}

function walk(
  steps: StepsById,
  from: readonly (string | null)[],
  nexts: (step: Step) => readonly (string | null)[],
): Set<string> {
  const seen = new Set<string>();
  const waiting = [...from];
  while (waiting.length > 0) {
    const id = waiting.pop() ?? null;
    const step = id === null ? undefined : steps.get(id);
    if (!step || seen.has(step.id)) continue;
    seen.add(step.id);
    waiting.push(...nexts(step));
  }
  return seen;
}

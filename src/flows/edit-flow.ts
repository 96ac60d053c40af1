import type { Flow, Next, Step } from "./flow.ts";
import { newStep, type StepKind } from "./new-step.ts";
import { mainNext, slotsOf, withSlot, withSlots } from "./step-slots.ts";

/** A day without an answer ends a dialogue, unless its maker says otherwise. */
const DAY_MINUTES = 1440;

export function emptyFlow(): Flow {
  return { start: "", steps: [], timeoutMinutes: DAY_MINUTES };
}

/** A free id that says what kind it is: ask-2. */
export function freeId(flow: Flow, kind: StepKind): string {
  const taken = new Set(flow.steps.map((step) => step.id));
  for (let n = 1; ; n++) if (!taken.has(`${kind}-${n}`)) return `${kind}-${n}`;
}

export interface Place {
  /** Null: at the beginning of the flow. */
  step: string | null;
  slot: string;
}

/** A new step on that way: it leads on to where the way led. What does not branch stays whole. */
export function addStep(flow: Flow, kind: StepKind, place: Place): { flow: Flow; id: string } {
  const id = freeId(flow, kind);
  if (place.step === null) {
    const step = newStep(kind, id, flow.start || null);
    return { id, flow: { ...flow, start: id, steps: [step, ...flow.steps] } };
  }
  const index = flow.steps.findIndex((step) => step.id === place.step);
  const before = flow.steps[index];
  const slot = before && slotsOf(before).find(({ name }) => name === place.slot);
  const step = newStep(kind, id, slot?.next ?? null);
  if (!before) return { id, flow: { ...flow, steps: [...flow.steps, step] } };
  const steps = flow.steps.with(index, withSlot(before, place.slot, id));
  return { id, flow: { ...flow, steps: steps.toSpliced(index + 1, 0, step) } };
}

/** A twin right below; where the step simply goes on, it goes on to its twin. */
export function copyStep(flow: Flow, id: string): { flow: Flow; id: string } | null {
  const index = flow.steps.findIndex((step) => step.id === id);
  const step = flow.steps[index];
  if (!step) return null;
  const twin = { ...step, id: freeId(flow, step.kind) };
  const steps = flow.steps.with(index, withSlot(step, "next", twin.id));
  return { id: twin.id, flow: { ...flow, steps: steps.toSpliced(index + 1, 0, twin) } };
}

export interface Removed {
  step: Step;
  index: number;
  isStart: boolean;
  /** The ways that led to it. */
  ways: { step: string; slot: string }[];
  /** Where they lead instead. */
  instead: Next;
}

/** Without a step: what led to it leads on to what came after it. */
export function removeStep(flow: Flow, id: string): { flow: Flow; removed: Removed } | null {
  const index = flow.steps.findIndex((step) => step.id === id);
  const step = flow.steps[index];
  if (!step) return null;
  const after = mainNext(step) ?? null;
  const instead = after === id ? null : after;
  const ways = flow.steps
    .filter((other) => other.id !== id)
    .flatMap((other) =>
      slotsOf(other)
        .filter(({ next }) => next === id)
        .map(({ name }) => ({ step: other.id, slot: name })),
    );
  const steps = flow.steps
    .toSpliced(index, 1)
    .map((other) => withSlots(other, (next) => (next === id ? instead : next)));
  const isStart = flow.start === id;
  const start = isStart ? (instead ?? steps[0]?.id ?? "") : flow.start;
  return {
    flow: { ...flow, start, steps },
    removed: { step, index, isStart, ways, instead },
  };
}

/** Puts a deleted step back where it was; ways that somebody led elsewhere meanwhile stay. */
export function restoreStep(flow: Flow, { step, index, isStart, ways, instead }: Removed): Flow {
  const isTaken = flow.steps.some(({ id }) => id === step.id);
  const back = isTaken ? { ...step, id: freeId(flow, step.kind) } : step;
  const steps = flow.steps.map((other) =>
    ways
      .filter((way) => way.step === other.id)
      .reduce((changed, { slot }) => {
        const now = slotsOf(changed).find(({ name }) => name === slot);
        return now?.next === instead ? withSlot(changed, slot, back.id) : changed;
      }, other),
  );
  return {
    ...flow,
    start: isStart ? back.id : flow.start || back.id,
    steps: steps.toSpliced(Math.min(index, steps.length), 0, back),
  };
}

/**
 * One place up or down. Where the two simply follow each other they change places in the
 * dialogue, too; otherwise only the list is put in another order.
 */
export function moveStep(
  flow: Flow,
  id: string,
  direction: "up" | "down",
): { flow: Flow; isRelinked: boolean } | null {
  const from = flow.steps.findIndex((step) => step.id === id);
  const at = direction === "up" ? from - 1 : from;
  const [upper, lower] = [flow.steps[at], flow.steps[at + 1]];
  if (from < 0 || !upper || !lower) return null;
  const after = mainNext(lower);
  const isRelinked = mainNext(upper) === lower.id && after !== undefined && after !== upper.id;
  const swap = (steps: Step[]) => steps.with(at, lower).with(at + 1, upper);
  if (!isRelinked) return { isRelinked, flow: { ...flow, steps: swap(flow.steps) } };
  const lead = (next: Next) => (next === upper.id ? lower.id : next);
  const steps = swap(flow.steps).map((step) => {
    if (step.id === lower.id) return withSlot(step, "next", upper.id);
    if (step.id === upper.id) return withSlot(step, "next", after);
    return withSlots(step, lead);
  });
  return { isRelinked, flow: { ...flow, start: lead(flow.start) ?? "", steps } };
}

/** The step as it is now written; null when it is gone. */
export function replaceStep(flow: Flow, step: Step): Flow | null {
  const index = flow.steps.findIndex(({ id }) => id === step.id);
  return index < 0 ? null : { ...flow, steps: flow.steps.with(index, step) };
}

/** What a flow is besides its steps. */
export type FlowFrame = Pick<Flow, "constants" | "timeoutMinutes" | "timeoutText">;

/** The names that texts can use: constants, what is asked for, looked up, set and booked. */
export function variablesOf(flow: Flow): string[] {
  const names = flow.steps.flatMap((step): (string | undefined)[] => {
    switch (step.kind) {
      case "ask":
      case "choose":
        return [step.save];
      case "look-up":
        return step.map.map(({ save }) => save);
      case "set":
        return step.changes.map((change) => (change.set === "variable" ? change.name : undefined));
      case "book":
        return ["booking_time", "booking_service", "booking_staff", "booking_link"];
      default:
        return [];
    }
  });
  const all = [...Object.keys(flow.constants ?? {}), ...names];
  return [...new Set(all.filter((name): name is string => Boolean(name)))];
}

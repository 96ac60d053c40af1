import type { Next, Step } from "./flow.ts";

/** One way out of a step: `next`, `otherwise`, `option:ID`, `case:0` … */
export interface Slot {
  name: string;
  next: Next;
}

/** Every way out, the usual one first; in the order of flow.ts's nextsOf. */
export function slotsOf(step: Step): Slot[] {
  const named = (...names: string[]): Slot[] =>
    names.map((name) => ({ name, next: (step as unknown as Record<string, Next>)[name] ?? null }));
  switch (step.kind) {
    case "say":
    case "set":
    case "wait":
      return named("next");
    case "ask":
      return named("next", "otherwise");
    case "look-up":
      return named("next", "notFound", "failed");
    case "book":
      return named("next", "none");
    case "solved":
      return named("yes", "no");
    case "choose":
      return [
        ...step.options.map(({ id, next }) => ({ name: `option:${id}`, next })),
        ...named("otherwise"),
      ];
    case "check":
      return [
        ...step.cases.map(({ next }, index) => ({ name: `case:${index}`, next })),
        ...named("otherwise"),
      ];
    default:
      return [];
  }
}

/** The same step with that way out leading elsewhere; a name that it has not changes nothing. */
export function withSlot(step: Step, name: string, next: Next): Step {
  if (!slotsOf(step).some((slot) => slot.name === name)) return step;
  const [sort, which] = name.split(":", 2);
  if (step.kind === "choose" && sort === "option")
    return {
      ...step,
      options: step.options.map((option) => (option.id === which ? { ...option, next } : option)),
    };
  if (step.kind === "check" && sort === "case")
    return {
      ...step,
      cases: step.cases.map((one, index) => (String(index) === which ? { ...one, next } : one)),
    };
  return { ...step, [name]: next };
}

/** The same step with each way out led where `lead` says. */
export function withSlots(step: Step, lead: (next: Next) => Next): Step {
  return slotsOf(step).reduce(
    (changed, { name, next }) =>
      lead(next) === next ? changed : withSlot(changed, name, lead(next)),
    step,
  );
}

/** Where a step goes on in the usual case; undefined for one that has no such way. */
export function mainNext(step: Step): Next | undefined {
  return "next" in step ? step.next : undefined;
}

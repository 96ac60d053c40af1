import type { Asking } from "./asking.ts";
import type { Decision } from "./turns.ts";

/** The incident or article that the message is understood as. */
export async function decideByIntents(_asking: Asking): Promise<Decision | undefined> {
  return undefined;
}

/** Starts what a button of our question stands for: `incident:12`, `article:5`. */
export async function startTarget(
  _asking: Asking,
  _target: string,
): Promise<Decision | undefined> {
  return undefined;
}

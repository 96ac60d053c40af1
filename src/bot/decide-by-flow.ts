import type { Asking } from "./asking.ts";
import type { Decision } from "./turns.ts";

/** A tapped button or row, or a message that quotes a question: it belongs to that dialogue. */
export async function decideByTappedFlow(_asking: Asking): Promise<Decision | undefined> {
  return undefined;
}

/** The dialogue that waits for an answer. */
export async function decideByFlow(_asking: Asking): Promise<Decision | undefined> {
  return undefined;
}

import { answerFlows, answerTappedFlow } from "../flows/answer-flows.ts";
import type { FlowTurn } from "../flows/start-flow.ts";
import type { Asking } from "./asking.ts";
import type { Decision } from "./turns.ts";

/** A tapped button or row, or a message that quotes a question: it belongs to that dialogue. */
export async function decideByTappedFlow(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment } = asking;
  return taken(asking, await answerTappedFlow(tx, stored, desk, moment));
}

/** The dialogue that waits for an answer. */
export async function decideByFlow(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, considered } = asking;
  const turn = await answerFlows(tx, stored, desk, moment, {
    isElsewhereBetter: async () => false,
    consider: (consideration) => void considered.push(consideration),
  });
  return taken(asking, turn);
}

function taken({ considered }: Asking, turn: FlowTurn | undefined): Decision | undefined {
  if (!turn) return undefined;
  considered.push(turn.consideration);
  return { outcome: "flow", runId: turn.runId };
}

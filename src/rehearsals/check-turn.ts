import { fold } from "../bot/fold.ts";
import type { RehearsedTurn } from "./rehearse-conversation.ts";
import type { SampleExpectation, TurnProblem } from "./samples.ts";

/** Whether a turn is as expected: null, or what is not. */
export function checkTurn(
  expected: SampleExpectation,
  turn: Pick<RehearsedTurn, "outcome" | "name" | "heard">,
): TurnProblem | null {
  const said = turn.heard.join("\n");
  if (expected.outcome && expected.outcome !== turn.outcome)
    return { kind: "outcome", expected: expected.outcome, got: turn.outcome ?? "silence" };
  if (expected.name && fold(expected.name) !== fold(turn.name ?? ""))
    return { kind: "name", expected: expected.name, got: turn.name ?? "" };
  if (expected.isSilent && said) return { kind: "not-silent", expected: "", got: said };
  const folded = ` ${fold(said)} `;
  const missing = expected.contains?.find((words) => !folded.includes(fold(words)));
  return missing === undefined ? null : { kind: "missing-words", expected: missing, got: said };
}

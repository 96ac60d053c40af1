import type { Tx } from "../db/open.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { waitingPrompt } from "./ask-step.ts";
import { listOpenRuns, runOf, saveRun } from "./runs.ts";
import { type FlowTurn, flowTurn } from "./start-flow.ts";
import { pose, turnOf } from "./turn.ts";

/** Asks what waits once more, in the customer's language as it is now. Undefined: nothing waits. */
export async function repeatQuestion(
  tx: Tx,
  stored: StoredMessage,
  desk: DeskRules,
  moment: Moment,
  preface: string,
): Promise<FlowTurn | undefined> {
  const [row] = await listOpenRuns(tx, stored.thread.id);
  if (row?.state !== "waiting") return undefined;
  const run = runOf(row);
  const turn = turnOf(tx, run, { ...stored }, desk, moment);
  const prompt = waitingPrompt(turn);
  if (!prompt) return undefined;
  turn.saying.texts.push(preface);
  await pose(turn, prompt);
  await saveRun(tx, run, moment.now);
  return flowTurn(turn, "latest");
}

import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { answerCall } from "../flows/answer-call.ts";
import { listDueCalls } from "../flows/calls.ts";
import { runDue } from "../flows/run-due-flows.ts";
import type { DeskRules } from "../inbox/stored-message.ts";

/** Real dialogues are none of a rehearsal's: their time does not come in it. */
export async function holdOthers(tx: Tx): Promise<void> {
  await tx.updateTable("flow_runs").set({ due_at: null }).where("due_at", "is not", null).execute();
  await tx
    .updateTable("flow_calls")
    .set({ due_at: null })
    .where("due_at", "is not", null)
    .execute();
}

/** What the rehearsed dialogue does by itself until then. */
export async function goOnByTime(tx: Tx, desk: DeskRules, now: Instant): Promise<void> {
  await runDue(tx, desk, now, (_run, error) => {
    throw error;
  });
}

/** More look-ups after one message go round and round. */
const MOST_CALLS = 20;

/** Other systems answer in this order; where nothing is left, they don't answer. */
export async function answerCalls(
  tx: Tx,
  answers: readonly Record<string, unknown>[],
  desk: DeskRules,
  now: Instant,
): Promise<void> {
  for (let n = 0; n < MOST_CALLS; n++) {
    const [call] = await listDueCalls(tx, now, 1);
    if (!call) return;
    const json = answers[n];
    const result = json ? { status: 200, json } : { status: null, why: "rehearsed" };
    await answerCall(tx, call.id, result, desk, { now, receivedAt: now });
  }
}

import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { DeskRules } from "../inbox/stored-message.ts";

/** What dialogues do by themselves until then. */
export async function goOnByTime(_tx: Tx, _desk: DeskRules, _now: Instant): Promise<void> {}

/** Other systems answer in this order; where nothing is left, they don't answer. */
export async function answerCalls(
  _tx: Tx,
  _answers: readonly Record<string, unknown>[],
  _desk: DeskRules,
  _now: Instant,
): Promise<void> {}

import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { checkTurn } from "./check-turn.ts";
import { rehearseConversation } from "./rehearse-conversation.ts";
import { inputOf, keepResult, listSamples, type SampleRow } from "./sample-rows.ts";
import type { SampleResult } from "./samples.ts";

export interface PlayedSample {
  row: Pick<SampleRow, "id" | "name">;
  result: SampleResult;
}

interface CheckOptions {
  /** Those of this flow and of the whole bot; absent: all. */
  flowId?: number;
  /** Makes the change that is to be published; taken back after each conversation. */
  prepare?: (tx: Tx, now: Instant) => Promise<void>;
}

/**
 * Plays the sample conversations, each in a transaction of its own, so that others get their
 * turn in between. Nothing is kept.
 */
export async function checkSamples(
  recado: Recado,
  { flowId, prepare }: CheckOptions = {},
): Promise<PlayedSample[]> {
  const played: PlayedSample[] = [];
  for (const row of await listSamples(recado.db, flowId))
    played.push({ row, result: await playSample(recado, row, prepare) });
  return played;
}

/** The same, and how they went is kept with them. */
export async function runSamples(recado: Recado): Promise<PlayedSample[]> {
  const played = await checkSamples(recado);
  const now = recado.clock.now();
  await recado.write(async (tx) => {
    for (const { row, result } of played) await keepResult(tx, row.id, result, now);
  });
  return played;
}

async function playSample(
  recado: Recado,
  row: SampleRow,
  prepare: CheckOptions["prepare"],
): Promise<SampleResult> {
  const { turns: expected, language } = inputOf(row);
  const heard = await rehearseConversation(recado, expected, { language, prepare });
  const turns = heard.map((turn, index) => ({
    say: turn.say,
    heard: turn.heard,
    outcome: turn.outcome,
    problem: checkTurn(expected[index]?.expect ?? {}, turn),
  }));
  return { isRed: turns.some(({ problem }) => problem !== null), turns };
}

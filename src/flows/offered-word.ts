import { fold } from "../bot/fold.ts";
import { flowWords } from "../consent/stop-words.ts";
import type { Tx } from "../db/open.ts";
import type { StoredMessage } from "../inbox/stored-message.ts";
import { readTapId } from "./prompt.ts";
import { listOpenRuns, runOf } from "./runs.ts";

const words = new Set(flowWords.map(fold));

/**
 * Whether CANCEL or CANCELAR is an answer here rather than a STOP (PRODUCT 39): it was tapped on a
 * button of ours, or the question that waits offers it.
 */
export async function isOfferedWord(
  tx: Tx,
  { thread, message }: Pick<StoredMessage, "thread" | "message">,
): Promise<boolean> {
  const said = fold(message.text ?? "");
  if (!words.has(said)) return false;
  if (readTapId(message.content.choice?.id)) return true;
  const open = await listOpenRuns(tx, thread.id);
  return open.some((row) =>
    runOf(row).progress.options.some(({ label, words: others = [] }) =>
      [label, ...others].some((word) => fold(word) === said),
    ),
  );
}

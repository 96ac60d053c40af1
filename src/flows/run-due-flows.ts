import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import { savepoint } from "../db/write-queue.ts";
import type { Instant } from "../db/schema.ts";
import { announceAll } from "../inbox/announce.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import type { Place } from "../inbox/receive-message.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { askSystems } from "./ask-systems.ts";
import { filled, type Turn, endAtPerson, endRun } from "./turn.ts";
import { resumeRun } from "./resume-run.ts";
import { runSteps } from "./run-flow.ts";
import { closeRun, type RunRow, runOf, saveRun, stepOf } from "./runs.ts";

/** So many dialogues in one transaction. */
const BATCH = 50;

/**
 * Dialogues whose time has come: delays go on, those that nobody answered end. What a dialogue did
 * is committed with the mark that it was done, so each happens once, over restarts, kills and jumps
 * of the clock. Then other systems are asked, without waiting for their answers. `onDone`: there may
 * be something to send.
 */
export async function runDueFlows(recado: Recado, onDone: () => void): Promise<void> {
  while ((await listDueRuns(recado.db, recado.clock.now(), 1)).length > 0) {
    const now = recado.clock.now();
    const places = await recado.write(async (tx) =>
      runDue(tx, await readDeskRules(tx), now, (run, error) =>
        recado.log.error("flows.failed", { run, error: errorText(error) }),
      ),
    );
    announceAll(recado.live, places);
    onDone();
  }
  void askSystems(recado, onDone);
}

const listDue = hot((db, p: { now: Instant; limit: number }) =>
  db
    .selectFrom("flow_runs")
    .selectAll()
    .where("due_at", "is not", null)
    .where("due_at", "<=", p.now)
    .where("ended_at", "is", null)
    .orderBy("due_at")
    .limit(p.limit),
);

async function listDueRuns(db: Db, now: Instant, limit: number): Promise<RunRow[]> {
  return listDue(db, { now, limit });
}

/** One batch of what is due; also for a rehearsal, within its own transaction. */
export async function runDue(
  tx: Tx,
  desk: DeskRules,
  now: Instant,
  onFailure: (run: number, error: Error) => void,
): Promise<Place[]> {
  const places: Place[] = [];
  for (const row of await listDueRuns(tx, now, BATCH)) {
    const result = await savepoint(tx, () => runOne(tx, row, desk, now));
    if (result.ok) {
      if (result.value) places.push(result.value);
      continue;
    }
    // It must neither come again for ever nor stand in the way of the others.
    onFailure(row.id, result.error);
    const run = runOf(row);
    closeRun(run, "failed", now);
    await saveRun(tx, run, now);
  }
  return places;
}

async function runOne(
  tx: Tx,
  row: RunRow,
  desk: DeskRules,
  now: Instant,
): Promise<Place | undefined> {
  const run = runOf(row);
  const goOn = row.state === "delayed" ? goOnAfterDelay : endInTime;
  return resumeRun(tx, run, desk, { now, receivedAt: now }, goOn);
}

async function goOnAfterDelay(turn: Turn): Promise<void> {
  const step = stepOf(turn.run, turn.run.row.step);
  if (step?.kind === "wait") return runSteps(turn, step.next);
  return endAtPerson(turn, { outcome: "failed" });
}

/** Nobody has answered. */
async function endInTime(turn: Turn): Promise<void> {
  const text = filled(turn, turn.run.flow.timeoutText);
  if (text) turn.saying.texts.push(text);
  return endRun(turn, "timed-out");
}

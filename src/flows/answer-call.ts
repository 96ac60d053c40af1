import type { Tx } from "../db/open.ts";
import type { Place } from "../inbox/receive-message.ts";
import type { DeskRules, Moment } from "../inbox/stored-message.ts";
import { type CallResult, findCall, isLatestCall, saveCall, valueAt } from "./calls.ts";
import type { LookUpStep } from "./flow.ts";
import { flowTexts } from "./flow-texts.ts";
import { resumeRun } from "./resume-run.ts";
import { runSteps } from "./run-flow.ts";
import { findRun, runOf, stepOf } from "./runs.ts";

/**
 * Another system has answered, or not: the dialogue goes on by it, in the transaction in which the
 * answer is noted. A second answer to the same call changes nothing. Where open pages change.
 */
export async function answerCall(
  tx: Tx,
  callId: number,
  result: CallResult,
  desk: DeskRules,
  moment: Moment,
): Promise<Place | undefined> {
  const call = await findCall(tx, callId);
  if (!call || call.state === "done" || call.state === "failed") return undefined;
  const row = await findRun(tx, call.run_id);
  const run = row && row.state === "calling" ? runOf(row) : undefined;
  const step = run && stepOf(run, call.step);
  const isWanted =
    run?.row.step === call.step && step?.kind === "look-up" && (await isLatestCall(tx, call));
  const outcome = readResult(result, isWanted ? step : undefined);
  await saveCall(
    tx,
    {
      ...call,
      state: outcome.way === "failed" ? "failed" : "done",
      due_at: null,
      result: JSON.stringify(keptOf(result, outcome)),
    },
    moment.now,
  );
  if (!isWanted) return undefined;
  return resumeRun(tx, run, desk, moment, async (turn) => {
    Object.assign(run.variables, outcome.values);
    const next = { found: step.next, notFound: step.notFound, failed: step.failed }[outcome.way];
    if (next === null && outcome.way !== "found")
      turn.saying.texts.push(flowTexts.noAnswer[run.row.language]);
    await runSteps(turn, next);
  });
}

interface Outcome {
  way: "found" | "notFound" | "failed";
  values: Record<string, string>;
}

/** 404, or a mapped field that is missing: there is no such thing. */
function readResult(result: CallResult, step: LookUpStep | undefined): Outcome {
  if (result.status === 404) return { way: "notFound", values: {} };
  if (result.status === null || result.status < 200 || result.status >= 300)
    return { way: "failed", values: {} };
  const values: Record<string, string> = {};
  for (const { path, save } of step?.map ?? []) {
    const value = valueAt(result.json, path);
    if (value === undefined)
      return { way: result.json === undefined ? "failed" : "notFound", values: {} };
    values[save] = value;
  }
  return { way: "found", values };
}

/** Of an answer, only what was asked for is kept. */
function keptOf(result: CallResult, { way, values }: Outcome) {
  const { status } = result;
  return { way, status, values, ...(status === null ? { why: result.why } : {}) };
}

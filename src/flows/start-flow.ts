import type { Consideration } from "../bot/explanation.ts";
import type { Tx } from "../db/open.ts";
import type { RunOutcome } from "../db/schema.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { attemptTurn } from "./attempt-turn.ts";
import type { Flow } from "./flow.ts";
import { closeRun, insertRun, listOpenRuns, runOf, saveRun } from "./runs.ts";
import { runSteps } from "./run-flow.ts";
import { type Turn, turnOf } from "./turn.ts";

/** What a dialogue did about a message. */
export interface FlowTurn {
  /** Whether something was said to the customer. */
  said: boolean;
  /** Null: it goes on. */
  end: RunOutcome | null;
  runId: number;
  consideration: Consideration;
}

export interface FlowStart {
  /** Null: made of an incident's terms. */
  flowId: number | null;
  incidentId: number | null;
  version: number;
  name: string;
  flow: Flow;
  /** Known from the start. */
  variables?: Record<string, string>;
  /** Said before all else. */
  preface?: string;
}

/** So many dialogues of one customer wait at once; the oldest is left for a new one. */
const MOST_OPEN = 5;

/**
 * Begins a dialogue and goes on until it waits. Another one that waits on the thread stays bound to
 * its own buttons and quotes; one of the same flow is left, for this begins it anew.
 */
export async function startFlow(
  tx: Tx,
  place: StoredMessage,
  what: FlowStart,
  desk: DeskRules,
  moment: Moment,
): Promise<FlowTurn> {
  const turn = await beginRun(tx, place, what, desk, moment);
  if (what.preface) turn.saying.texts.push(what.preface);
  await attemptTurn(turn, () => runSteps(turn, what.flow.start));
  await saveRun(tx, turn.run, moment.now);
  return flowTurn(turn, "started");
}

/** A dialogue that stands before its first step. */
export async function beginRun(
  tx: Tx,
  place: StoredMessage,
  what: FlowStart,
  desk: DeskRules,
  moment: Moment,
): Promise<Turn> {
  await leaveOthers(tx, place.thread.id, what, moment);
  const initial = { ...what.variables };
  const run = await insertRun(tx, {
    threadId: place.thread.id,
    ticketId: place.ticket.id,
    contactId: place.contact.id,
    flowId: what.flowId,
    incidentId: what.incidentId,
    version: what.version,
    name: what.name,
    definition: JSON.stringify(what.flow),
    language: place.language,
    variables: JSON.stringify(initial),
    progress: JSON.stringify({ initial }),
    now: moment.now,
  });
  return turnOf(tx, run, { ...place }, desk, moment);
}

async function leaveOthers(
  tx: Tx,
  threadId: number,
  { flowId, incidentId }: FlowStart,
  { now }: Moment,
): Promise<void> {
  const open = await listOpenRuns(tx, threadId);
  // An incident's dialogue may have gone on in a flow since.
  const isSame = (row: (typeof open)[number]) =>
    row.incident_id === incidentId && (incidentId !== null || row.flow_id === flowId);
  const rest = open.filter((row) => !isSame(row));
  for (const row of [...open.filter(isSame), ...rest.slice(MOST_OPEN - 1)]) {
    const run = runOf(row);
    closeRun(run, "left", now);
    await saveRun(tx, run, now);
  }
}

type FlowReason = Extract<Consideration, { what: "flow" }>["because"];

export function flowTurn({ run, hasSaid }: Turn, because: FlowReason): FlowTurn {
  const { id, name, step, outcome } = run.row;
  return {
    said: hasSaid,
    end: outcome,
    runId: id,
    consideration: { what: "flow", isTaken: true, runId: id, name, step, because },
  };
}

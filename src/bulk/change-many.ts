import type { Me } from "../http/me.ts";
import { announce } from "../inbox/announce.ts";
import type { Actor, TicketRow } from "../inbox/tickets.ts";
import type { Tx } from "../db/open.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";
import { applyAction, type BulkAction, careOf, requireTarget } from "./bulk-action.ts";
import { isOvertaken } from "./stamp.ts";
import { changeWithUndo, insertUndo, restore, type UndoStep } from "./undo-steps.ts";

export const MOST_TICKETS = 500;
/** So many tickets a write job: an acknowledgement never waits long behind one. */
const BATCH = 20;

/** A ticket as the page showed it. */
export interface Chosen {
  number: number;
  stamp: string;
}

export interface Outcome {
  /** How many were changed, and how many were so already. */
  changed: number;
  same: number;
  /** Numbers of those that somebody else changed first, and of those out of reach. */
  overtaken: number[];
  gone: number[];
  undo: number | null;
  /** Something broke on the way: what came before stands, and can be taken back. */
  isCut: boolean;
}

/** Changes up to 500 tickets in short jobs; each goes alone, and what was faster is left alone and named. */
export async function changeMany(
  recado: Recado,
  me: Me,
  chosen: Chosen[],
  action: BulkAction,
): Promise<Outcome> {
  const actor: Actor = { type: "agent", id: me.id };
  const outcome: Outcome = {
    changed: 0,
    same: 0,
    overtaken: [],
    gone: [],
    undo: null,
    isCut: false,
  };
  const steps: UndoStep[] = [];
  await recado.write((tx) => requireTarget(tx, action));
  const each: Each = async (tx, ticket, asked) => {
    if (!ticket) return () => outcome.gone.push(asked.number);
    if (isOvertaken(asked.stamp, ticket, careOf[action.kind]))
      return () => outcome.overtaken.push(asked.number);
    const now = recado.clock.now();
    const step = await changeWithUndo(tx, ticket, (row) =>
      applyAction(tx, row, action, actor, now),
    );
    return () => (step ? steps.push(step) : outcome.same++);
  };
  const error = await inBatches(recado, chosen.slice(0, MOST_TICKETS), me.scope, each).catch(
    errorOf,
  );
  if (error && steps.length === 0) throw error;
  outcome.isCut = error !== undefined;
  if (error) recado.log.error("bulk.cut", { done: steps.length, error: errorText(error) });
  outcome.changed = steps.length;
  if (steps.length > 0)
    outcome.undo = await recado.write((tx) => insertUndo(tx, me.id, steps, recado.clock.now()));
  return outcome;
}

export interface Restored {
  restored: number;
  overtaken: number[];
  gone: number[];
  /** Something broke on the way: what was not tried can still be. */
  undo: number | null;
}

const errorOf = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** Takes back what `changeMany` or a move on the board did, as far as nobody changed it since. */
export async function undoMany(recado: Recado, me: Me, steps: UndoStep[]): Promise<Restored> {
  const actor: Actor = { type: "agent", id: me.id };
  const byNumber = new Map(steps.map((step) => [step.ticket, step]));
  const outcome: Restored = { restored: 0, overtaken: [], gone: [], undo: null };
  const chosen = steps.map(({ ticket }) => ({ number: ticket, stamp: "" }));
  const untried = new Set(byNumber.keys());
  const each: Each = async (tx, ticket, { number }) => {
    const step = byNumber.get(number);
    const isRestored =
      ticket && step && (await restore(tx, ticket, step, actor, recado.clock.now()));
    return () => {
      untried.delete(number);
      if (isRestored) outcome.restored++;
      else (ticket && step ? outcome.overtaken : outcome.gone).push(number);
    };
  };
  const error = await inBatches(recado, chosen, scopeToUndo(me), each).catch(errorOf);
  if (!error) return outcome;
  recado.log.error("undo.cut", { done: outcome.restored, error: errorText(error) });
  const left = steps.filter(({ ticket }) => untried.has(ticket));
  outcome.undo = await recado.write((tx) => insertUndo(tx, me.id, left, recado.clock.now()));
  return outcome;
}

/** Who gave tickets away sees them no more and may still take that back: the steps are theirs. */
function scopeToUndo({ scope }: Me): Scope {
  return scope.kind === "none" ? scope : { kind: "all", userId: scope.userId };
}

/** Changes one ticket; what it returns counts it, once the batch is written. */
type Each = (tx: Tx, ticket: TicketRow | undefined, chosen: Chosen) => Promise<() => unknown>;

/** One write job for each batch; open pages hear of each when it is written. */
async function inBatches(
  recado: Recado,
  chosen: Chosen[],
  scope: Scope,
  each: Each,
): Promise<undefined> {
  for (let at = 0; at < chosen.length; at += BATCH) {
    const batch = chosen.slice(at, at + BATCH);
    const { tickets, counts } = await recado.write(async (tx) => {
      const tickets = await loadVisible(tx, batch, scope);
      const counts: (() => unknown)[] = [];
      for (const one of batch) counts.push(await each(tx, tickets.get(one.number), one));
      return { tickets, counts };
    });
    for (const count of counts) count();
    for (const { id, thread_id } of tickets.values())
      announce(recado.live, { ticket: id, thread: thread_id }, "ticket");
  }
}

async function loadVisible(
  tx: Tx,
  chosen: Chosen[],
  scope: Scope,
): Promise<Map<number, TicketRow>> {
  const numbers = chosen.map(({ number }) => number);
  const rows = await tx
    .selectFrom("tickets")
    .selectAll()
    .where("tickets.id", "in", numbers)
    .where("tickets.merged_into_id", "is", null)
    .where((where) => isVisible(where, scope))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

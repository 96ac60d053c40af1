import type { UndoStep } from "../bulk/undo-steps.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import type { ClockRow } from "../sla/open-clocks.ts";
import type { Moved } from "./move-rows.ts";

/** How a merging is taken back: both tickets as they were, and what was moved. */
export interface MergeStep {
  kind: "merge";
  merged: TicketRow;
  kept: TicketRow;
  /** What people choose about the kept one, before and after; null: it did not change. */
  change: UndoStep | null;
  clocks: ClockRow[];
  moved: Moved;
  /** Tickets that had been merged into the merged one before. */
  earlier: number[];
  /** The last line of history, message and note of the two: anything later has happened since. */
  last: { event: number; message: number; note: number };
}

export function isMergeStep(step: object | undefined): step is MergeStep {
  return step !== undefined && "kind" in step && step.kind === "merge";
}

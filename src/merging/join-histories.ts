import type { Instant, TicketStatus } from "../db/schema.ts";
import type { StatusChange } from "../sla/reckon-clock.ts";

/** A ticket's status over time. */
export interface Life {
  openedAt: Instant;
  /** Its changes in their order. */
  changes: readonly StatusChange[];
  /** What holds now. */
  status: TicketStatus;
}
type Change = Omit<StatusChange, "id">;

/**
 * The status of two tickets as if they had always been one: at work while either was, else put off
 * while either was. Clocks are reckoned by it, so that merging forgives no time.
 */
export function joinHistories(kept: Life, merged: Life): Change[] {
  const steps = [
    ...stepsOf(kept).map((step) => ({ ...step, isKept: true })),
    ...stepsOf(merged).map((step) => ({ ...step, isKept: false })),
  ].sort((a, b) => a.at - b.at);
  const joined: Change[] = [];
  let [ofKept, ofMerged]: TicketStatus[] = ["resolved", "resolved"];
  let from: TicketStatus = "resolved";
  for (const { at, to: next, isKept } of steps) {
    if (isKept) ofKept = next;
    else ofMerged = next;
    const to = bothOf(ofKept ?? next, ofMerged ?? next);
    if (to !== from) joined.push({ at, from, to });
    from = to;
  }
  return joined;
}

/** Nothing before it was opened. */
function stepsOf({ openedAt, changes, status }: Life): { at: Instant; to: TicketStatus }[] {
  return [{ at: openedAt, to: changes[0]?.from ?? status }, ...changes];
}

const isAtWork = (status: TicketStatus) => status === "new" || status === "open";

function bothOf(kept: TicketStatus, merged: TicketStatus): TicketStatus {
  if (isAtWork(kept)) return kept;
  return isAtWork(merged) || kept === "resolved" ? merged : kept;
}

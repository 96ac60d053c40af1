import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { publishFlow } from "../flows/flows.ts";

/** For a rehearsal: the draft of a flow as if it were published and switched on. */
export function rehearseDraft(flowId: number): (tx: Tx, now: Instant) => Promise<void> {
  return async (tx, now) => {
    await publishFlow(tx, flowId, { by: null, note: "" }, now);
    await tx.updateTable("flows").set({ is_enabled: 1 }).where("id", "=", flowId).execute();
  };
}

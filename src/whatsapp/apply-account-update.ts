import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { closeChannel, reopenChannel } from "./channels.ts";
import type { AccountUpdate } from "./updates.ts";

/**
 * Account-level news (API.md §5) stays in the journal; what stops us from sending
 * closes the account's channels and raises a banner, what gives it back opens them.
 */
export async function applyAccountUpdate(
  tx: Tx,
  account: AccountUpdate,
  isSimulated: boolean,
  now: Instant,
): Promise<boolean> {
  const channels = await tx
    .selectFrom("channels")
    .select("id")
    .where("is_simulated", "=", isSimulated ? 1 : 0)
    .where((where) =>
      where.or([where("waba_id", "=", account.wabaId), where("waba_id", "is", null)]),
    )
    .execute();
  for (const { id } of channels) {
    if (account.effect === "stops-sending")
      await closeChannel(tx, id, account.detail || account.event, now);
    if (account.effect === "clears") await reopenChannel(tx, id, now);
  }
  return channels.length > 0 && account.effect !== "none";
}

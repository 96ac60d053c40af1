import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type ChannelRow, clearAlerts, getChannel } from "../whatsapp/channels.ts";

export interface NewNumber {
  name: string;
  phoneNumberId: string;
  wabaId: string | null;
}

/** @throws AppError `conflict` when we have the number already. */
export async function insertNumber(tx: Tx, number: NewNumber, now: Instant): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("channels")
    .values({
      name: number.name,
      phone_number_id: number.phoneNumberId,
      waba_id: number.wabaId,
      display_phone: null,
      access_token: null,
      closed_at: null,
      closed_reason: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column("phone_number_id").doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows)
    throw new AppError("conflict", "This number is in the list already.", { key: "channel.taken" });
}

/** Name and account; the token only when there is a new one, sealed. What the environment sets stays. */
export async function updateNumber(
  tx: Tx,
  id: number,
  {
    name,
    wabaId,
    sealedToken,
  }: { name: string; wabaId: string | null; sealedToken: string | null },
): Promise<void> {
  const channel = await getRealChannel(tx, id);
  await tx
    .updateTable("channels")
    .set({
      name,
      ...(channel.is_from_environment ? {} : { waba_id: wabaId }),
      ...(sealedToken ? { access_token: sealedToken } : {}),
    })
    .where("id", "=", id)
    .execute();
}

/**
 * Takes a number off the list that nobody has written to: with conversations its
 * whole history would go.
 * @throws AppError `conflict` with conversations, or when the environment names it.
 */
export async function removeNumber(tx: Tx, id: number, now: Instant): Promise<void> {
  const channel = await getRealChannel(tx, id);
  if (channel.is_from_environment || (await hasThreads(tx, id))) {
    throw new AppError(
      "conflict",
      "A number with conversations, or one set by the environment, stays.",
      { key: "channel.remove.not" },
    );
  }
  await clearAlerts(tx, "channel-closed", id, now);
  await tx.deleteFrom("channels").where("id", "=", id).execute();
}

export async function hasThreads(db: Db, channelId: number): Promise<boolean> {
  const thread = await db
    .selectFrom("threads")
    .select("id")
    .where("channel_id", "=", channelId)
    .limit(1)
    .executeTakeFirst();
  return thread !== undefined;
}

/** The simulator looks after its own. @throws AppError `not-found`. */
async function getRealChannel(db: Db, id: number): Promise<ChannelRow> {
  const channel = await getChannel(db, id);
  if (channel.is_simulated === 0) return channel;
  throw new AppError("not-found", "The simulated channel is changed in the simulator.");
}

import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { ChannelsTable, Flag, Instant } from "../db/schema.ts";
import type { Selectable } from "kysely";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import { metaSecrets } from "../settings/meta-secrets.ts";
import type { GraphChannel } from "./graph.ts";

export type ChannelRow = Selectable<ChannelsTable>;

const findByPhoneNumberId = hot((db, p: { phoneNumberId: string; isSimulated: Flag }) =>
  db
    .selectFrom("channels")
    .selectAll()
    .where("phone_number_id", "=", p.phoneNumberId)
    .where("is_simulated", "=", p.isSimulated),
);

/** The channel that a webhook speaks of; one signed by the simulator only reaches simulated ones. */
export async function findChannel(
  tx: Tx,
  phoneNumberId: string,
  isSimulated: boolean,
): Promise<ChannelRow | undefined> {
  return (await findByPhoneNumberId(tx, { phoneNumberId, isSimulated: isSimulated ? 1 : 0 }))[0];
}

const findById = hot((db, p: { id: number }) =>
  db.selectFrom("channels").selectAll().where("id", "=", p.id),
);

/** @throws AppError `not-found`. */
export async function getChannel(db: Db, id: number): Promise<ChannelRow> {
  const [channel] = await findById(db, { id });
  if (!channel) throw new AppError("not-found", `There is no channel ${id}.`);
  return channel;
}

export async function listChannels(db: Db): Promise<ChannelRow[]> {
  return db.selectFrom("channels").selectAll().orderBy("is_simulated").orderBy("id").execute();
}

/** What the Graph client needs of a channel: the token in the clear, never for a simulated one. */
export async function graphChannel(recado: Recado, channel: ChannelRow): Promise<GraphChannel> {
  const isSimulated = channel.is_simulated === 1;
  const own =
    channel.access_token && !isSimulated ? recado.secrets.decrypt(channel.access_token) : null;
  return {
    phoneNumberId: channel.phone_number_id,
    wabaId: channel.waba_id ?? recado.config.meta.wabaId,
    token: isSimulated ? null : (own ?? (await metaSecrets(recado)).accessToken),
    isSimulated,
  };
}

/** The environment's identifiers make the channel, open at once (PRODUCT, contract). */
export async function ensureEnvironmentChannel(recado: Recado): Promise<void> {
  const { phoneNumberId, wabaId } = recado.config.meta;
  if (!phoneNumberId) return;
  const now = recado.clock.now();
  await recado.write((tx) =>
    tx
      .insertInto("channels")
      .values({
        name: "WhatsApp",
        phone_number_id: phoneNumberId,
        waba_id: wabaId,
        display_phone: null,
        access_token: null,
        is_from_environment: 1,
        closed_at: null,
        closed_reason: null,
        created_at: now,
      })
      .onConflict((conflict) =>
        conflict.column("phone_number_id").doUpdateSet({
          waba_id: wabaId,
          is_from_environment: 1,
          closed_at: null,
          closed_reason: null,
        }),
      )
      .execute(),
  );
}

/** Stops sending on a channel and raises the banner that says so. */
export async function closeChannel(
  tx: Tx,
  channelId: number,
  reason: string,
  now: Instant,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("channels")
    .set({ closed_at: now, closed_reason: reason })
    .where("id", "=", channelId)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await raiseAlert(tx, "channel-closed", channelId, reason, now);
}

export async function reopenChannel(tx: Tx, channelId: number, now: Instant): Promise<void> {
  await tx
    .updateTable("channels")
    .set({ closed_at: null, closed_reason: null })
    .where("id", "=", channelId)
    .execute();
  await clearAlerts(tx, "channel-closed", channelId, now);
}

/** One open alert per kind and channel; a second cause updates its detail. */
export async function raiseAlert(
  tx: Tx,
  kind: string,
  channelId: number | null,
  detail: string,
  now: Instant,
): Promise<void> {
  await clearAlerts(tx, kind, channelId, now);
  await tx
    .insertInto("alerts")
    .values({ kind, channel_id: channelId, detail, raised_at: now, cleared_at: null })
    .execute();
}

export async function clearAlerts(
  tx: Tx,
  kind: string,
  channelId: number | null,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("alerts")
    .set({ cleared_at: now })
    .where("kind", "=", kind)
    .where("channel_id", channelId === null ? "is" : "=", channelId)
    .where("cleared_at", "is", null)
    .execute();
}

/** What the banners at the top of every page say. */
export async function listOpenAlerts(db: Db) {
  return db
    .selectFrom("alerts")
    .leftJoin("channels", "channels.id", "alerts.channel_id")
    .select([
      "alerts.id",
      "alerts.kind",
      "alerts.detail",
      "alerts.raised_at",
      "channels.name as channel_name",
    ])
    .where("alerts.cleared_at", "is", null)
    .orderBy("alerts.id")
    .execute();
}

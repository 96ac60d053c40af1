import type { Tx } from "../db/open.ts";
import { withoutAssetFiles } from "../incidents/assets.ts";
import type { Recado } from "../recado.ts";
import { removeMediaFiles } from "../whatsapp/media-files.ts";
import { simulatedPlace } from "./simulated-channel.ts";

/** Rows in one transaction: acknowledgements wait for no more than this. */
const BATCH = 500;

/**
 * Deletes everything simulated: contacts with all that hangs on them, webhooks of
 * the journal, files on the disk. The channel stays, open. Returns how many
 * messages there were.
 */
export async function purgeSimulation(recado: Recado): Promise<number> {
  let messages = 0;
  for (let n = BATCH; n === BATCH; messages += n) n = await purgeMessages(recado);
  for (let n = BATCH; n === BATCH;) n = await recado.write(deleteContacts);
  for (let n = BATCH; n === BATCH;) n = await recado.write(deleteWebhooks);
  await recado.write(deleteTraces);
  return messages;
}

/** The messages first, by the batch: behind one contact there may be any number. */
async function purgeMessages(recado: Recado): Promise<number> {
  const { ids, files } = await recado.write(async (tx) => {
    const rows = await tx
      .selectFrom("messages")
      .innerJoin("threads", "threads.id", "messages.thread_id")
      .innerJoin("channels", "channels.id", "threads.channel_id")
      .leftJoin("media", "media.message_id", "messages.id")
      .select(["messages.id", "media.file", "media.thumbnail"])
      .where("channels.is_simulated", "=", 1)
      .limit(BATCH)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await tx.deleteFrom("messages").where("id", "in", ids).execute();
    const files = rows
      .flatMap(({ file, thumbnail }) => [file, thumbnail])
      .filter((file) => file !== null);
    return { ids, files: await withoutAssetFiles(tx, files) };
  });
  await removeMediaFiles(recado, files);
  return ids.length;
}

async function deleteContacts(tx: Tx): Promise<number> {
  const rows = await tx
    .selectFrom("contacts")
    .select("id")
    .where("is_simulated", "=", 1)
    .limit(BATCH)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.deleteFrom("contacts").where("id", "in", ids).execute();
  return ids.length;
}

async function deleteWebhooks(tx: Tx): Promise<number> {
  const rows = await tx
    .selectFrom("webhook_events")
    .select("id")
    .where("source", "=", "simulator")
    .limit(BATCH)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom("webhook_events").where("id", "in", ids).execute();
  return ids.length;
}

async function deleteTraces(tx: Tx): Promise<void> {
  const channels = tx.selectFrom("channels").select("id").where("is_simulated", "=", 1);
  await tx.deleteFrom("early_statuses").where("wamid", "like", "wamid.SIM%").execute();
  await tx.deleteFrom("alerts").where("channel_id", "in", channels).execute();
  await tx.deleteFrom("templates").where("waba_id", "=", simulatedPlace.wabaId).execute();
  await tx
    .updateTable("channels")
    .set({ closed_at: null, closed_reason: null })
    .where("is_simulated", "=", 1)
    .execute();
}

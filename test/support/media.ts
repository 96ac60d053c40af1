import type { StoredMedia } from "../../src/simulator/fake-graph.ts";
import { fetchDueMedia } from "../../src/whatsapp/fetch-media.ts";
import { findMediaOfMessage, type MediaRow } from "../../src/whatsapp/media.ts";
import type { Desk } from "./desk.ts";
import { envelope, message } from "./messages.ts";

/** A webhook with one file of Carla's, as Meta describes it. */
export function mediaWebhook(
  type: "image" | "audio" | "video" | "document" | "sticker",
  media: Pick<StoredMedia, "metaId" | "mimeType" | "sha256">,
  more: Record<string, unknown> = {},
  place: { phoneNumberId?: string } = {},
): Record<string, unknown> {
  const part = { id: media.metaId, mime_type: media.mimeType, sha256: media.sha256, ...more };
  const contact = { profile: { name: "Carla" }, wa_id: "5511987654321" };
  return envelope({ contacts: [contact], messages: [message({ type, [type]: part })] }, place);
}

/** The media of the newest message. */
export async function latestMedia({ recado }: Desk): Promise<MediaRow> {
  const { id } = await recado.db
    .selectFrom("messages")
    .select("id")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  const row = await findMediaOfMessage(recado.db, id);
  if (!row) throw new Error("the newest message has no media");
  return row;
}

/** A customer sends a file; resolves when the first attempt to fetch it is over. */
export async function receiveMedia(
  desk: Desk,
  type: Parameters<typeof mediaWebhook>[0],
  bytes: Uint8Array<ArrayBuffer>,
  mimeType: string,
  more: Record<string, unknown> = {},
): Promise<MediaRow> {
  await desk.deliver(mediaWebhook(type, desk.graph.addMedia(bytes, mimeType), more));
  await fetchDueMedia(desk.recado);
  return latestMedia(desk);
}

import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { AssetsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Reply } from "../inbox/queue-reply.ts";
import type { Recado } from "../recado.ts";
import { removeMediaFiles } from "../whatsapp/media-files.ts";
import type { SendKind } from "../whatsapp/media-kinds.ts";
import {
  mediaReply,
  storeUpload,
  type StoredUpload,
  uploadedFiles,
} from "../whatsapp/upload-media.ts";

/** A picture, video or document that answers and articles show. It is never changed: another file is another asset. */
export type AssetRow = Selectable<AssetsTable>;

/** Sound and stickers take no words beside them. */
const kinds: ReadonlySet<SendKind> = new Set(["image", "video", "document"]);

/** API.md §6: a text that goes with a file. */
export const LONGEST_CAPTION = 1024;

export async function findAsset(db: Db, id: number): Promise<AssetRow | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  return db.selectFrom("assets").selectAll().where("id", "=", id).executeTakeFirst();
}

/** In no order; ids that are none are left out. */
export async function listAssets(db: Db, ids: readonly number[]): Promise<AssetRow[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("assets").selectAll().where("id", "in", ids).execute();
}

/**
 * Checks a file against Meta's limits and keeps it.
 * @throws AppError `invalid`, `too-large`, with the text of the person's language.
 */
export async function storeAsset(recado: Recado, file: File): Promise<AssetRow> {
  const stored = await storeUpload(recado, file);
  try {
    if (!kinds.has(stored.kind))
      throw new AppError("invalid", "Choose a picture, a video or a document.", {
        key: "incident.fault.asset-kind",
      });
    return await recado.write((tx) => insertAsset(tx, stored, recado.clock.now()));
  } catch (error) {
    await removeMediaFiles(recado, uploadedFiles(stored));
    throw error;
  }
}

async function insertAsset(tx: Tx, stored: StoredUpload, now: Instant): Promise<AssetRow> {
  return tx
    .insertInto("assets")
    .values({
      kind: stored.kind,
      mime_type: stored.mimeType,
      sha256: stored.sha256,
      filename: stored.filename,
      file: stored.file,
      thumbnail: stored.thumbnail,
      byte_size: stored.byteSize,
      width: stored.width,
      height: stored.height,
      is_voice: 0,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * The message that carries an asset, words below it. Queue it with `queueReply`, then
 * `insertOutboundMedia` with `upload` in the same transaction: message and asset share the file.
 * Words beyond what WhatsApp shows end with "…".
 * @throws AppError `not-found`.
 */
export async function assetReply(
  tx: Tx,
  assetId: number,
  caption: string | null,
  author: Reply["author"] = { type: "bot", id: null },
): Promise<{ reply: Reply; upload: StoredUpload }> {
  const asset = await findAsset(tx, assetId);
  if (!asset) throw new AppError("not-found", "There is no such file.");
  const upload = uploadOf(asset);
  return { reply: mediaReply(author, upload, caption && shortened(caption.trim())), upload };
}

function shortened(text: string): string {
  return text.length <= LONGEST_CAPTION ? text : `${text.slice(0, LONGEST_CAPTION - 1)}…`;
}

function uploadOf(asset: AssetRow): StoredUpload {
  return {
    kind: asset.kind as SendKind,
    mimeType: asset.mime_type,
    sha256: asset.sha256,
    filename: asset.filename,
    file: asset.file,
    thumbnail: asset.thumbnail,
    byteSize: asset.byte_size,
    width: asset.width,
    height: asset.height,
    isVoice: false,
    isAnimated: false,
  };
}

/** Of these files, those that no asset shows: only they may be removed with their message. */
export async function withoutAssetFiles(db: Db, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const kept = await db
    .selectFrom("assets")
    .select(["file", "thumbnail"])
    .where((where) => where.or([where("file", "in", files), where("thumbnail", "in", files)]))
    .execute();
  const names = new Set(kept.flatMap(({ file, thumbnail }) => [file, thumbnail]));
  return files.filter((file) => !names.has(file));
}

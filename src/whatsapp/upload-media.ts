import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Reply } from "../inbox/queue-reply.ts";
import type { Recado } from "../recado.ts";
import { type CheckedUpload, checkUpload } from "./check-upload.ts";
import { type SendKind, sendLimits } from "./media-kinds.ts";
import { type Described, describeFile, type StoredFile, storeFile } from "./store-media.ts";

/** A file of ours, ready to go with a message: checked, stored, described. */
export interface StoredUpload extends StoredFile, Described {
  kind: SendKind;
  filename: string;
  isVoice: boolean;
  isAnimated: boolean;
}

/** API.md §6, limits. */
const LONGEST_CAPTION = 1024;

/**
 * Checks a file against Meta's limits and stores it. Queue its message with
 * `mediaReply`, then `insertOutboundMedia` in the same transaction; should that be
 * refused, `removeMediaFiles(recado, uploadedFiles(stored))`.
 * @throws AppError `invalid`, `too-large`, with the text of the person's language.
 */
export async function storeUpload(
  recado: Recado,
  file: File,
  options: { asVoice?: boolean } = {},
): Promise<StoredUpload> {
  const checked: CheckedUpload = await checkUpload(file, options);
  const { kind, content, mimeType, filename, isVoice, isAnimated } = checked;
  const stored = await storeFile(recado, content.stream(), sendLimits.document);
  const described = await describeFile(recado, stored.file, mimeType, filename);
  return { ...stored, ...described, mimeType, kind, filename, isVoice, isAnimated };
}

/** The names under media/, for `removeMediaFiles`. */
export function uploadedFiles({ file, thumbnail }: StoredUpload): string[] {
  return thumbnail === null ? [file] : [file, thumbnail];
}

export async function insertOutboundMedia(
  tx: Tx,
  messageId: number,
  stored: StoredUpload,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto("media")
    .values({
      message_id: messageId,
      meta_id: null,
      mime_type: stored.mimeType,
      sha256: stored.sha256,
      filename: stored.filename,
      file: stored.file,
      thumbnail: stored.thumbnail,
      byte_size: stored.byteSize,
      width: stored.width,
      height: stored.height,
      is_voice: stored.isVoice ? 1 : 0,
      state: "ready",
      error: null,
      next_attempt_at: null,
      expires_at: null,
      created_at: now,
    })
    .execute();
}

/**
 * The message that carries a stored file. Its Meta id is filled in on sending.
 * @throws AppError `invalid`: a caption that is too long, or where WhatsApp shows none.
 */
export function mediaReply(
  author: Reply["author"],
  stored: StoredUpload,
  caption: string | null = null,
  replyToWamid: string | null = null,
): Reply {
  const text = caption?.trim() || null;
  const { kind, filename, isVoice, isAnimated } = stored;
  if (text) requireCaption(kind, text);
  const part = {
    ...(text ? { caption: text } : {}),
    ...(kind === "document" ? { filename } : {}),
    ...(isVoice ? { voice: true } : {}),
  };
  return {
    author,
    type: kind,
    text,
    content: kind === "sticker" ? { sticker: { isAnimated } } : {},
    payload: { type: kind, [kind]: part },
    replyToWamid,
  };
}

function requireCaption(kind: SendKind, text: string): void {
  if (kind === "audio" || kind === "sticker") {
    throw new AppError(
      "invalid",
      "WhatsApp shows no text with sound and stickers. Send the text as a message of its own.",
      { key: "error.no-caption" },
    );
  }
  if (text.length <= LONGEST_CAPTION) return;
  throw new AppError(
    "invalid",
    `The text with a file has at most ${LONGEST_CAPTION} characters; this one has ${text.length}.`,
    {
      key: "error.caption-too-long",
      values: { most: LONGEST_CAPTION, is: text.length },
    },
  );
}

import { AppError } from "../http/errors.ts";
import { type SendKind, sendKindOf, sendLimits, sniffType } from "./media-kinds.ts";
import { filenameFor } from "./media-names.ts";
import { readOggOpus } from "./read-ogg.ts";
import { isAnimatedWebp, pictureFor } from "./send-pictures.ts";

/** A file that Meta will take: its name fits its bytes, its bytes fit its kind. */
export interface CheckedUpload {
  kind: SendKind;
  content: Blob;
  mimeType: string;
  filename: string;
  isVoice: boolean;
  isAnimated: boolean;
}

/** Side of a sticker in pixels, by Meta's rules. */
const STICKER_SIDE = 512;

/**
 * Holds a file against Meta's limits (API.md §6, Media) before anything is
 * stored; its type is what its bytes say. A picture that Meta would refuse for its
 * size or form is made to fit, as WhatsApp's own apps do.
 * @throws AppError `invalid`, `too-large`.
 */
export async function checkUpload(file: File, { asVoice = false } = {}): Promise<CheckedUpload> {
  if (file.size === 0)
    throw new AppError("invalid", "This file is empty. Choose another one.", {
      key: "error.file-empty",
    });
  if (file.size > sendLimits.document) throw tooLarge(sendLimits.document);
  const mimeType = plainText(await sniffType(file, file.type, file.name || null));
  if (asVoice) return checkVoice(file, mimeType);
  const kind = sendKindOf(mimeType);
  if (kind === undefined) throw wrongType();
  if (kind === "sticker" || kind === "image") return checkPicture(file, mimeType);
  if (file.size > sendLimits[kind]) throw tooLarge(sendLimits[kind]);
  if (kind === "audio" && !(await isTaken(file, mimeType))) throw voiceType();
  return upload(kind, file, mimeType, file.name);
}

async function checkVoice(file: File, mimeType: string): Promise<CheckedUpload> {
  if (mimeType !== "audio/ogg; codecs=opus") throw voiceType();
  if (file.size > sendLimits.audio) throw tooLarge(sendLimits.audio);
  if (!(await isTaken(file, mimeType))) throw voiceType();
  return { ...upload("audio", file, mimeType, file.name), isVoice: true };
}

/** Meta takes Ogg in one channel only. */
async function isTaken(file: Blob, mimeType: string): Promise<boolean> {
  return mimeType !== "audio/ogg; codecs=opus" || readOggOpus(await file.bytes())?.channels === 1;
}

async function checkPicture(file: File, mimeType: string): Promise<CheckedUpload> {
  if (mimeType === "image/webp") {
    const isAnimated = await isAnimatedWebp(file);
    if (await isSticker(file, isAnimated))
      return { ...upload("sticker", file, mimeType, file.name), isAnimated };
    // Still pictures become a JPEG or PNG; nothing else that Meta takes moves.
    if (isAnimated) throw wrongType();
  }
  const picture = await pictureFor(file, mimeType, sendLimits.image);
  if (picture) {
    const name = picture.mimeType === mimeType ? file.name : file.name.replace(/\.\w{1,5}$/, "");
    return upload("image", picture.content, picture.mimeType, name);
  }
  if (file.size > sendLimits.image) throw tooLarge(sendLimits.image);
  throw wrongType();
}

async function isSticker(file: Blob, isAnimated: boolean): Promise<boolean> {
  if (file.size > (isAnimated ? sendLimits.animatedSticker : sendLimits.sticker)) return false;
  const size = await new Bun.Image(file).metadata().catch(() => null);
  return size?.width === STICKER_SIDE && size.height === STICKER_SIDE;
}

/** Meta knows one name for all of them. */
function plainText(mimeType: string): string {
  return mimeType.startsWith("text/") || mimeType === "application/json" ? "text/plain" : mimeType;
}

function upload(kind: SendKind, content: Blob, mimeType: string, name: string): CheckedUpload {
  const filename = filenameFor({ mime_type: mimeType, filename: name });
  return { kind, content, mimeType, filename, isVoice: false, isAnimated: false };
}

function tooLarge(limit: number): AppError {
  const most = limit / 1024 / 1024;
  return new AppError(
    "too-large",
    `This file is too large: WhatsApp takes at most ${most} MB of this kind.`,
    {
      key: "error.file-too-large",
      values: { most },
    },
  );
}

function wrongType(): AppError {
  return new AppError(
    "invalid",
    "WhatsApp does not take this kind of file. Send JPEG, PNG, MP4, MP3, M4A, AAC, AMR, Ogg/Opus, PDF, Office or plain text.",
    {
      key: "error.file-type",
    },
  );
}

function voiceType(): AppError {
  return new AppError(
    "invalid",
    "A voice note must be Ogg sound with Opus in one channel (mono).",
    { key: "error.voice-type" },
  );
}

import { fileTypeFromBlob } from "file-type";

const MEGABYTE = 1024 * 1024;

/** What we serve, send and show of a kind of file. The first extension is the usual one. */
interface MediaType {
  extensions: readonly string[];
  /** Whether a browser may show it inside our pages: it holds nothing active. */
  isInline?: boolean;
  /** The message by which it is sent, where Meta takes it (API.md §6, Media). */
  sentAs?: SendKind;
}
export type SendKind = "image" | "video" | "audio" | "document" | "sticker";

const types: Record<string, MediaType> = {
  "image/jpeg": { extensions: ["jpg", "jpeg"], isInline: true, sentAs: "image" },
  "image/png": { extensions: ["png"], isInline: true, sentAs: "image" },
  "image/webp": { extensions: ["webp"], isInline: true, sentAs: "sticker" },
  "image/gif": { extensions: ["gif"], isInline: true },
  "audio/aac": { extensions: ["aac"], isInline: true, sentAs: "audio" },
  "audio/amr": { extensions: ["amr"], isInline: true, sentAs: "audio" },
  "audio/mpeg": { extensions: ["mp3"], isInline: true, sentAs: "audio" },
  "audio/mp4": { extensions: ["m4a"], isInline: true, sentAs: "audio" },
  "audio/ogg": { extensions: ["ogg", "oga"], isInline: true },
  "audio/ogg; codecs=opus": { extensions: ["ogg", "opus", "oga"], isInline: true, sentAs: "audio" },
  "audio/webm": { extensions: ["webm", "weba"], isInline: true },
  "audio/wav": { extensions: ["wav"], isInline: true },
  "video/mp4": { extensions: ["mp4", "m4v"], isInline: true, sentAs: "video" },
  "video/3gpp": { extensions: ["3gp", "3gpp"], isInline: true, sentAs: "video" },
  "video/webm": { extensions: ["webm"], isInline: true },
  "video/quicktime": { extensions: ["mov", "qt"] },
  "application/pdf": { extensions: ["pdf"], sentAs: "document" },
  "text/plain": {
    extensions: ["txt", "csv", "md", "log", "vcf", "ics", "json"],
    sentAs: "document",
  },
  "text/csv": { extensions: ["csv"] },
  "text/vcard": { extensions: ["vcf"] },
  "text/calendar": { extensions: ["ics"] },
  "application/json": { extensions: ["json"] },
  "application/msword": { extensions: ["doc", "dot"], sentAs: "document" },
  "application/vnd.ms-excel": { extensions: ["xls", "xlt"], sentAs: "document" },
  "application/vnd.ms-powerpoint": { extensions: ["ppt", "pps", "pot"], sentAs: "document" },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
    extensions: ["docx"],
    sentAs: "document",
  },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
    extensions: ["xlsx"],
    sentAs: "document",
  },
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": {
    extensions: ["pptx"],
    sentAs: "document",
  },
  "application/zip": { extensions: ["zip"] },
};

/** file-type's names for what we call otherwise. */
const otherNames: Record<string, string> = {
  "image/apng": "image/png",
  "audio/x-m4a": "audio/mp4",
  "audio/opus": "audio/ogg; codecs=opus",
  "audio/vnd.wave": "audio/wav",
  "audio/x-wav": "audio/wav",
  "video/x-m4v": "video/mp4",
  "video/3gpp2": "video/3gpp",
  "application/ogg": "audio/ogg",
};

/** Sound in a container that file-type calls by its picture: the sender knows that there is none. */
const soundOf: Record<string, string> = { "video/mp4": "audio/mp4", "video/webm": "audio/webm" };

/** Office files before 2007 look alike; the name tells them apart. */
const compoundFile = "application/x-cfb";
const compoundTypes = [
  "application/msword",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
];

/** Texts whose declared type is believed: they are downloads, never pages. */
const declaredTexts: ReadonlySet<string> = new Set([
  "text/plain",
  "text/csv",
  "text/vcard",
  "text/calendar",
  "application/json",
]);

export const UNKNOWN_TYPE = "application/octet-stream";

/**
 * What a file is by its bytes. The declared type and the name decide only between
 * texts, and where bytes cannot tell. Markup (SVG, HTML, XML) is `application/octet-stream`.
 */
export async function sniffType(
  file: Blob,
  declared: string,
  filename: string | null,
): Promise<string> {
  const found = (await fileTypeFromBlob(file).catch(() => undefined))?.mime;
  if (!found) return textType(file, declared, filename);
  if (found === compoundFile)
    return compoundTypes.find((type) => hasExtension(type, filename)) ?? UNKNOWN_TYPE;
  const type = otherNames[found] ?? found;
  const sound = soundOf[type];
  if (sound && declared.startsWith("audio/")) return sound;
  return type in types ? type : UNKNOWN_TYPE;
}

export function isInline(mimeType: string): boolean {
  return types[mimeType]?.isInline ?? false;
}

/** The kind of message that carries such a file; undefined when Meta takes none. */
export function sendKindOf(mimeType: string): SendKind | undefined {
  return types[mimeType]?.sentAs;
}

export function extensionsOf(mimeType: string): readonly string[] {
  return types[mimeType]?.extensions ?? [];
}

/** Bytes that Meta takes at most (API.md §6, Media). */
export const sendLimits = {
  image: 5 * MEGABYTE,
  video: 16 * MEGABYTE,
  audio: 16 * MEGABYTE,
  document: 100 * MEGABYTE,
  sticker: 100 * 1024,
  animatedSticker: 500 * 1024,
} as const;

/** More than a customer can send (API.md §3, code 131052): nobody fills the disk with one file. */
export const LARGEST_FILE = 100 * MEGABYTE;

async function textType(file: Blob, declared: string, filename: string | null): Promise<string> {
  const bare = declared.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!(await isPlainText(file))) return UNKNOWN_TYPE;
  if (declaredTexts.has(bare)) return bare;
  return hasExtension("text/plain", filename) ? "text/plain" : UNKNOWN_TYPE;
}

/** UTF-8 (or Latin-1) without controls and, at its start, without markup. */
async function isPlainText(file: Blob): Promise<boolean> {
  const head = new TextDecoder().decode(await file.slice(0, 4096).arrayBuffer());
  return head.length > 0 && !/[\0-\x08\x0e-\x1a]/.test(head) && !/^\s*</.test(head);
}

function hasExtension(mimeType: string, filename: string | null): boolean {
  const extension = filename?.toLowerCase().split(".").at(-1) ?? "";
  return extensionsOf(mimeType).includes(extension);
}

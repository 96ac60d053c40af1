import { extensionsOf } from "./media-kinds.ts";

/** Bytes of a file name in UTF-8: what common file systems take, with room for a suffix. */
const LONGEST = 180;
/** Controls, format characters (zero width, right-to-left overrides), halves of surrogates, line breaks. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A foreign file name made harmless to show and to save, or null when nothing is left of it. */
export function cleanFilename(raw: string | null): string | null {
  const visible = (raw ?? "")
    .normalize("NFC")
    .replaceAll(/\s+/g, " ")
    .replaceAll(invisible, "")
    .replaceAll(/[/\\:*?"<>|]/g, "_");
  const bare = withoutEdges(visible);
  const name = shorten(reservedOnWindows.test(bare) ? `_${bare}` : bare);
  return /[\p{L}\p{N}]/u.test(name) ? name : null;
}

/**
 * The name under which a file is sent or saved. Its extension belongs to the bytes:
 * `photo.exe` that is a JPEG becomes `photo.exe.jpg` (Meta refuses a mismatch, API.md §6).
 */
export function filenameFor(media: {
  id?: number;
  mime_type: string;
  filename: string | null;
}): string {
  const name =
    cleanFilename(media.filename) ?? `${media.mime_type.split("/")[0]}-${media.id ?? "file"}`;
  const extensions = extensionsOf(media.mime_type);
  const [usual] = extensions;
  if (!usual || extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`)))
    return name;
  return `${name}.${usual}`;
}

/** RFC 6266: an ASCII name for old clients, the real one after RFC 5987. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const ascii = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\x20-\x7e]|["\\%;]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Without the dots and spaces at both ends; by loops, for `/[. ]+$/` starts anew at each of a long row. */
function withoutEdges(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && (name[start] === "." || name[start] === " ")) start += 1;
  while (end > start && (name[end - 1] === "." || name[end - 1] === " ")) end -= 1;
  return name.slice(start, end);
}

/** Cuts the stem, not the extension, at a whole character. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : "";
  const room = LONGEST - Buffer.byteLength(extension);
  let stem = "";
  let size = 0;
  for (const character of extension ? name.slice(0, dot) : name) {
    size += Buffer.byteLength(character);
    if (size > room) break;
    stem += character;
  }
  return stem.trimEnd() + extension;
}

import { open, rename, rm } from "node:fs/promises";
import type { Recado } from "../recado.ts";
import { sniffType } from "./media-kinds.ts";
import { mediaPath, newMediaFile, unfinishedPath } from "./media-files.ts";
import { makeThumbnail } from "./thumbnails.ts";

/** A file on our disk, and what its bytes say of it. */
export interface StoredFile {
  file: string;
  byteSize: number;
  /** Hex. */
  sha256: string;
}

export interface Described {
  mimeType: string;
  thumbnail: string | null;
  width: number | null;
  height: number | null;
}

export class FileTooLarge extends Error {}

/**
 * Streams into a new file: hashed on the way, on the disk before it has its name.
 * Whatever breaks leaves nothing behind.
 * @throws FileTooLarge beyond `most` bytes, and what the stream or the disk throws.
 */
export async function storeFile(
  recado: Pick<Recado, "config">,
  body: AsyncIterable<Uint8Array>,
  most: number,
): Promise<StoredFile> {
  const file = newMediaFile();
  const path = mediaPath(recado, file);
  const unfinished = unfinishedPath(recado, file);
  try {
    const { byteSize, sha256 } = await writeDurably(unfinished, body, most);
    await rename(unfinished, path);
    await syncFolder(recado.config.mediaFolder);
    return { file, byteSize, sha256 };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeDurably(path: string, body: AsyncIterable<Uint8Array>, most: number) {
  const hash = new Bun.CryptoHasher("sha256");
  const handle = await open(path, "wx", 0o600);
  let byteSize = 0;
  try {
    for await (const chunk of body) {
      byteSize += chunk.byteLength;
      if (byteSize > most) throw new FileTooLarge(`more than ${most} bytes`);
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { byteSize, sha256: hash.digest("hex") };
}

/** A name is durable when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Type by bytes, and for pictures size and thumbnail. */
export async function describeFile(
  recado: Pick<Recado, "config">,
  file: string,
  declaredType: string,
  filename: string | null,
): Promise<Described> {
  const path = mediaPath(recado, file);
  const mimeType = await sniffType(Bun.file(path), declaredType, filename);
  const picture = mimeType.startsWith("image/") ? await makeThumbnail(recado, path) : null;
  return {
    mimeType,
    thumbnail: picture?.thumbnail ?? null,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
  };
}
